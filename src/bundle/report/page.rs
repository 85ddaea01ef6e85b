//! The whole report, file by file: a page for people and JSON for programs.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Serialize;

use super::{Kind, LeftOut, Problem, Report, name};

/// What the JSON has.
#[derive(Serialize)]
struct Whole<'a> {
    articles: usize,
    inferred: BTreeMap<&'a str, usize>,
    left_out: &'a [LeftOut],
    problems: &'a [Problem],
}

impl Report {
    /// The report as JSON: `articles`, `inferred` (how often each field was), `left_out` (`path`, `reason`, `because`) and
    /// `problems` (`path`, `line`, `message`, `kind`).
    pub fn to_json(&self) -> String {
        let whole = Whole {
            articles: self.articles,
            inferred: self
                .inferred
                .iter()
                .map(|(field, count)| (name(*field), *count))
                .collect(),
            left_out: &self.left_out,
            problems: &self.problems,
        };
        let mut json = serde_json::to_string_pretty(&whole).unwrap_or_default();
        json.push('\n');
        json
    }

    /// The report as one HTML page that loads nothing.
    pub fn to_html(&self) -> String {
        let mut page = String::from(HEAD);
        let _ = write!(
            page,
            "<h1>What became of the folder</h1>\n<pre>{}</pre>\n",
            escaped(&self.to_string())
        );
        for (kind, heading, about) in [
            (
                Kind::Skipped,
                "Could not be read",
                "These are not in the archive until they are mended.",
            ),
            (
                Kind::Doubtful,
                "Doubtful",
                "These are in the archive; something that they state could not be used.",
            ),
            (
                Kind::Lost,
                "Lost",
                "Pictures, links and footnotes of these articles that lead nowhere.",
            ),
            (Kind::Note, "Good to know", "Nothing is wrong with these."),
        ] {
            let problems: Vec<&Problem> = self.problems.iter().filter(|problem| problem.kind == kind).collect();
            if problems.is_empty() {
                continue;
            }
            let rows = problems.iter().map(|problem| {
                let line = problem.line.map(|line| line.to_string()).unwrap_or_default();
                [problem.path.clone(), line, problem.message.clone()]
            });
            table(
                &mut page,
                heading,
                problems.len(),
                about,
                ["File", "Line", "What"],
                rows,
            );
        }
        if !self.left_out.is_empty() {
            let rows = self.left_out.iter().map(|out| {
                let because = out.because.clone().unwrap_or_default();
                [out.path.clone(), out.reason.name().to_owned(), because]
            });
            let about =
                "Nothing is wrong with these. include in archive.toml brings in what is left out because of its name.";
            table(
                &mut page,
                "Left out",
                self.left_out.len(),
                about,
                ["File or folder", "Why", "What says so"],
                rows,
            );
        }
        page.push_str("</main>\n</html>\n");
        page
    }
}

const HEAD: &str = "<!doctype html>
<html lang=\"en\">
<meta charset=\"utf-8\">
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">
<title>Report of the article explorer</title>
<style>
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 70rem; margin: 0 auto; padding: 1rem; }
pre { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: .3rem .6rem .3rem 0; border-bottom: 1px solid #8886; text-align: start; vertical-align: top; overflow-wrap: anywhere; }
</style>
<main>
";

fn table(
    page: &mut String,
    heading: &str,
    count: usize,
    about: &str,
    columns: [&str; 3],
    rows: impl Iterator<Item = [String; 3]>,
) {
    let _ = write!(
        page,
        "<h2>{heading}: {count}</h2>\n<p>{about}</p>\n<table>\n<thead><tr>"
    );
    for column in columns {
        let _ = write!(page, "<th scope=\"col\">{column}</th>");
    }
    page.push_str("</tr></thead>\n<tbody>\n");
    for row in rows {
        page.push_str("<tr>");
        for cell in row {
            let _ = write!(page, "<td>{}</td>", escaped(&cell));
        }
        page.push_str("</tr>\n");
    }
    page.push_str("</tbody>\n</table>\n");
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::super::Reason;
    use super::*;

    fn report() -> Report {
        Report {
            articles: 2,
            left_out: vec![LeftOut {
                because: Some("draft: <b>".into()),
                ..LeftOut::new("x.md".into(), Reason::Draft)
            }],
            problems: vec![
                Problem::warning("a & b.md", Some(3), "`date` <soon>"),
                Problem::note("c.md", None, "another address"),
            ],
            ..Report::default()
        }
    }

    #[test]
    fn the_page_names_each_file_and_nothing_in_it_is_markup() {
        let page = report().to_html();
        for part in [
            "<td>a &amp; b.md</td><td>3</td><td>`date` &lt;soon&gt;</td>",
            "<td>x.md</td><td>held back by what they state</td><td>draft: &lt;b&gt;</td>",
            "<h2>Good to know: 1</h2>",
        ] {
            assert!(page.contains(part), "{part} in {page}");
        }
        assert!(!page.contains("Could not be read"), "what is empty is not there");
    }

    #[test]
    fn the_json_has_all_of_it() {
        let json: serde_json::Value = serde_json::from_str(&report().to_json()).expect("JSON");
        assert_eq!(json["left_out"][0]["reason"], "draft");
        assert_eq!(json["left_out"][0]["because"], "draft: <b>");
        assert_eq!(json["problems"][0]["line"], 3);
        assert_eq!(json["problems"][1]["kind"], "note");
    }
}
