//! The words by which people hold back: yes, no, and what stands as a status.

use crate::text::fold;

/// A value without quotation marks that a word processor made, and without blanks.
pub(super) fn clean(text: &str) -> &str {
    text.trim()
        .trim_matches(['"', '\'', '“', '”', '‘', '’', '«', '»', '`'])
        .trim()
}

/// Yes and no, as people spell them.
pub(super) fn truth(text: &str) -> Option<bool> {
    match fold(text).as_str() {
        "true" | "yes" | "y" | "on" | "1" | "t" | "x" | "ok" | "co" | "dung" | "roi" | "oui" | "si" | "ja" | "vrai"
        | "да" | "是" | "对" | "✓" | "✔" | "✅" | "☑" => Some(true),
        "false" | "no" | "n" | "off" | "0" | "f" | "none" | "never" | "khong" | "sai" | "chua" | "non" | "nein"
        | "нет" | "nao" | "否" | "不" | "faux" | "✗" | "✘" | "❌" | "☐" | "-" => Some(false),
        _ => None,
    }
}

/// A status that lets everybody read.
pub(super) fn is_public(word: &str) -> bool {
    matches!(
        word,
        "published"
            | "publish"
            | "public"
            | "live"
            | "online"
            | "released"
            | "posted"
            | "final"
            | "open"
            | "visible"
            | "listed"
            | "everyone"
            | "everybody"
            | "anyone"
            | "world"
            | "all"
            | "free"
            | "active"
            | "enabled"
            | "stable"
            | "new"
            | "complete"
            | "completed"
            | "done"
            | "updated"
            | "approved"
            | "accepted"
            | "current"
            | "archived"
            | "closed"
            | "in force"
            | "evergreen"
            | "budding"
            | "seedling"
            | "enacted"
            | "adopted"
            | "ratified"
            | "da dang"
            | "da xuat ban"
            | "xuat ban"
            | "cong khai"
            | "cong bo"
    )
}

/// A status that no text has of anything but itself.
pub(super) fn is_unfinished(word: &str) -> bool {
    matches!(
        word,
        "draft"
            | "auto-draft"
            | "private"
            | "unpublished"
            | "unlisted"
            | "hidden"
            | "trash"
            | "nhap"
            | "ban nhap"
            | "rieng tu"
            | "brouillon"
            | "entwurf"
            | "borrador"
            | "rascunho"
            | "bozza"
            | "черновик"
            | "草稿"
    )
}

/// Who may read, where it is not everybody: `members only`, `closedAccess`.
pub(super) fn is_for_some(access: &str) -> bool {
    let words = || access.split(|letter: char| !letter.is_alphanumeric());
    let few = |word: &str| {
        matches!(
            word,
            "members"
                | "member"
                | "staff"
                | "subscribers"
                | "subscriber"
                | "subscription"
                | "closed"
                | "login"
                | "password"
                | "private"
                | "internal"
                | "restricted"
                | "embargoed"
                | "embargo"
                | "confidential"
                | "closedaccess"
                | "restrictedaccess"
                | "embargoedaccess"
        )
    };
    words().any(few) || words().next() == Some("not")
}

/// A status of a usual tool that does not.
pub(super) fn is_known_to_hold(word: &str) -> bool {
    if is_unfinished(word) {
        return true;
    }
    matches!(
        word,
        "drafts"
            | "pending"
            | "pending review"
            | "in review"
            | "review"
            | "future"
            | "scheduled"
            | "trashed"
            | "deleted"
            | "embargoed"
            | "embargo"
            | "skip"
            | "wip"
            | "todo"
            | "idea"
            | "in progress"
            | "in-progress"
            | "hold"
            | "on hold"
            | "members"
            | "paid"
            | "subscribers"
            | "internal"
            | "restricted"
            | "confidential"
            | "secret"
            | "password"
            | "protected"
            | "withdrawn"
            | "retracted"
            | "expired"
            | "cho duyet"
            | "noi bo"
            | "an"
    )
}
