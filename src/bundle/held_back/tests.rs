use super::super::fields;
use super::*;

/// 2025-06-15T15:06:40Z
const NOW: Moment = Moment::from_seconds(1_750_000_000);

fn reason(yaml: &str) -> Option<Reason> {
    let entries = fields::yaml(yaml, 2).expect("YAML");
    held(&entries, NOW, None, &["amber".into()]).map(|held| held.reason)
}

#[test]
fn every_usual_key_holds_back() {
    for yaml in [
        "draft: true",
        "Draft: YES",
        "isDraft: on",
        "published: false",
        "published: No",
        "publish: 'false'",
        "dg-publish: false",
        "private: true",
        "public: 0",
        "status: draft",
        "Status: Private",
        "post_status: pending",
        "visibility: members",
        "visibility: unlisted",
        "hidden: true",
        "permalink: false",
        "render: false",
        "extra:\n  draft: true",
        "params: {private: yes}",
        "build: {render: never}",
        "_build:\n  list: false",
        "password: xyz",
        "unlisted: true",
        "nháp: có",
        "công khai: không",
        "trạng thái: bản nháp",
        "draft: “true”",
        "draft: [true]",
        "draft: false\nDraft: true",
        "a: &d {draft: true}\n<<: *d",
        "state: draft",
        "wp:status: private",
        "headless: true",
        "online: false",
        "build: never",
        "header: {status: draft}",
        "extra:\n  meta: [{draft: true}]",
        "chưa đăng: có",
        "cms: {draft: true}",
        "extra: {target: _blank, private: true}",
        "blog: {published: false}",
        "publish: draft",
        "statut: brouillon",
        "entwurf: ja",
        "lifecycle: draft",
        "audience: internal",
    ] {
        assert_eq!(reason(yaml), Some(Reason::Draft), "{yaml}");
    }
}

#[test]
fn what_is_for_everybody_is_not_held_back() {
    for yaml in [
        "draft: false",
        "draft:",
        "draft: ''",
        "published: true",
        "published:",
        "published: 2025-02-12",
        "published: 12 February 2025",
        "publish: yes",
        "status: published",
        "status: Amber",
        "status: completed",
        "state: Texas",
        "listed: Grade II",
        "publish: 2020-02-12",
        "live: {a: b}",
        "visibility: public",
        "private: no",
        "permalink: /a/b/",
        "publishDate: 2025-06-15T22:06:00+07:00",
        "publishDate: 03/04/2021",
        "date: 2025-06-16",
        "date: soon",
        "expiryDate: 2025-06-16",
        "share: false",
        "embargo: 2025-06-15",
        "embargo: false",
        "build: {render: always}",
        "cover: {hidden: true}",
        "title: Draft",
        "public: everyone",
        "audience: teachers",
        "estado: Texas",
        "lifecycle: adult",
        "status: enacted",
        "book: {title: Draft}",
    ] {
        assert_eq!(reason(yaml), None, "{yaml}");
    }
}

#[test]
fn the_moment_of_the_build_decides_over_days() {
    for yaml in [
        "publishDate: 2025-06-16",
        "publish_date: 2026",
        "pubDate: 2025-12-01T08:00:00+07:00",
        "published: 2026-01-01",
        "date: 2031-05-05",
        "embargoUntil: 1 July 2025",
        "publishDate: 2025-06-15T22:10:00+07:00",
        "publishDate: 07/06/2025",
        "date: 2025-06-15T23:59:00Z",
        "date: {created: 2098-01-01}",
        "go_live: 2098-01-01",
    ] {
        assert_eq!(reason(yaml), Some(Reason::ToCome), "{yaml}");
    }
    for yaml in ["expiryDate: 2025-06-14", "expires: 2024", "unpublishDate: 2025-06-15"] {
        assert_eq!(reason(yaml), Some(Reason::Expired), "{yaml}");
    }
}

#[test]
fn what_cannot_be_read_holds_back_and_says_so() {
    for yaml in [
        "draft: perhaps",
        "draft: {a: b}",
        "published: soon",
        "private: only the embassy",
        "status: green",
        "publishDate: when it is ready",
        "expiryDate: later",
    ] {
        let entries = fields::yaml(yaml, 2).expect("YAML");
        let held = held(&entries, NOW, None, &[]).expect(yaml);
        let message = held.unreadable.expect(yaml);
        assert!(message.starts_with("held back") && held.line == 2, "{message}");
    }
}

#[test]
fn one_key_that_holds_back_outweighs_all_others() {
    assert_eq!(reason("published: true\nstatus: draft"), Some(Reason::Draft));
    assert_eq!(reason("draft: perhaps\nexpires: 2020"), Some(Reason::Expired));
}

proptest::proptest! {
    #[test]
    fn any_front_matter_is_judged(yaml in "((draft|status|date|embargo|expires|build|published): [a-z0-9 :/-]{0,14}\n){0,4}") {
        if let Ok(entries) = fields::yaml(&yaml, 1) {
            let _ = held(&entries, NOW, None, &[]);
        }
    }
}
