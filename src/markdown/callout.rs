//! The names of callouts in the dialects that have them, and the line that opens one. Words of the source in, kinds and
//! titles out; a name that nobody uses must never make a callout.

use super::CalloutKind;

/// The kind that a name stands for: GitHub's alerts, HackMD's containers, and what others call the same.
pub(super) fn kind(name: &str) -> Option<CalloutKind> {
    Some(match name.to_ascii_lowercase().as_str() {
        "note" | "info" | "abstract" | "summary" | "todo" => CalloutKind::Note,
        "tip" | "success" | "hint" | "check" | "done" => CalloutKind::Tip,
        "important" | "question" | "faq" | "help" => CalloutKind::Important,
        "warning" | "attention" => CalloutKind::Warning,
        "caution" | "danger" | "error" | "failure" | "bug" => CalloutKind::Caution,
        "spoiler" | "details" => CalloutKind::Spoiler,
        _ => return None,
    })
}

/// The kind in `[!NOTE]`, and what follows it on its line: the title, if there is one.
pub(super) fn alert(line: &str) -> Option<(CalloutKind, &str)> {
    let (name, title) = line.strip_prefix("[!")?.split_once(']')?;
    // Obsidian folds with a sign; nothing folds on a projector.
    let title = title.strip_prefix(['+', '-']).unwrap_or(title);
    (title.is_empty() || title.starts_with(' ')).then_some(())?;
    Some((kind(name)?, title))
}

/// A line of colons: it opens a callout or closes one.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Colons {
    /// `:::info Title`
    Open {
        /// What it opens.
        kind: CalloutKind,
        /// The title as it was typed.
        title: String,
    },
    /// `:::`
    Close,
}

/// What a line that begins with three colons or more does, if it does anything.
pub(super) fn colons(line: &str) -> Option<Colons> {
    let rest = line.trim_start_matches(':');
    if line.len() - rest.len() < 3 {
        return None;
    }
    let rest = rest.trim();
    if rest.is_empty() {
        return Some(Colons::Close);
    }
    let end = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
    let (name, title) = rest.split_at(end);
    let kind = kind(name)?;
    let mut title = title.trim();
    // HackMD's `{state="open"}`; and Docusaurus has its titles in square brackets.
    if let Some((_, tail)) = title.strip_prefix('{').and_then(|inside| inside.split_once('}')) {
        title = tail.trim();
    }
    let title = title.strip_prefix('[').and_then(|inside| inside.strip_suffix(']')).unwrap_or(title);
    Some(Colons::Open { kind, title: title.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_open_and_close() {
        let open = |kind, title: &str| Some(Colons::Open { kind, title: title.to_owned() });
        for (line, expected) in [
            (":::info", open(CalloutKind::Note, "")),
            ("::: Success", open(CalloutKind::Tip, "")),
            (":::spoiler Open *me*", open(CalloutKind::Spoiler, "Open *me*")),
            (":::spoiler {state=\"open\"} T", open(CalloutKind::Spoiler, "T")),
            ("::::danger[No!]", open(CalloutKind::Caution, "No!")),
            (":::", Some(Colons::Close)),
            (":::::  ", Some(Colons::Close)),
            ("::", None),
            (":::columns", None),
            ("::: {.notes}", None),
            ("std::io", None),
        ] {
            assert_eq!(colons(line), expected, "{line}");
        }
        assert_eq!(alert("[!NOTE]"), Some((CalloutKind::Note, "")));
        assert_eq!(alert("[!caution]- Mind it"), Some((CalloutKind::Caution, " Mind it")));
        assert_eq!(alert("[!NOTE]x"), None);
        assert_eq!(alert("[!YES]"), None);
    }
}
