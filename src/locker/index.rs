//! The index of a locker: TOML in, entries by address out, and back. Never gives an entry whose file could lie anywhere
//! but in the locker.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::ENDINGS;
use crate::diag::Diagnostic;

/// The largest index that is read, in bytes.
const MAX_BYTES: u64 = 8 << 20;
/// What a person reads at the top of the file.
const HEAD: &str = "# Pictures of the decks in the folder above, fetched from the web by `deckle fetch`.\n# To fetch one again, \
                    remove its entry and run the command; files that no entry names can be deleted.\n";

/// A picture that was fetched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The name of its file in the locker: the SHA-256 of its bytes in hexadecimal, and an ending of [`ENDINGS`].
    pub file: String,
    /// How many bytes it has.
    pub bytes: u64,
    /// The day on which it was fetched, like `2026-11-25`.
    pub fetched: String,
}

/// An entry as it stands in the file.
#[derive(Debug, Serialize, Deserialize)]
struct Row {
    url: String,
    #[serde(flatten)]
    entry: Entry,
}

#[derive(Debug, Default, Serialize, Deserialize)]
struct IndexFile {
    #[serde(default)]
    picture: Vec<Row>,
}

/// The entries of the index at `path`; a missing one has none.
pub(super) fn open(path: &Path) -> (BTreeMap<String, Entry>, Vec<Diagnostic>) {
    let shown = path.display().to_string();
    let wrong = |why: &str| {
        let told = Diagnostic::warning(&shown, format!("this index of pictures cannot be read: {why}"));
        (BTreeMap::new(), vec![told.hint("delete it and run `deckle fetch` again")])
    };
    match std::fs::metadata(path) {
        Err(_) => return (BTreeMap::new(), Vec::new()),
        Ok(found) if !found.is_file() => return wrong("it is not a regular file"),
        Ok(found) if found.len() > MAX_BYTES => return wrong("it is too large"),
        Ok(_) => {}
    }
    match std::fs::read_to_string(path) {
        Ok(text) => read(&shown, &text),
        Err(error) => wrong(&error.to_string()),
    }
}

/// The entries of `text`, the contents of the index `file`.
#[must_use]
pub fn read(file: &str, text: &str) -> (BTreeMap<String, Entry>, Vec<Diagnostic>) {
    let index: IndexFile = match toml::from_str(text) {
        Ok(index) => index,
        Err(error) => {
            let line = error.span().map_or(0, |span| text.get(..span.start).unwrap_or("").matches('\n').count() + 1);
            let quote = line.checked_sub(1).and_then(|n| text.lines().nth(n)).unwrap_or("");
            let told = Diagnostic::warning(file, format!("this index of pictures cannot be read: {}", error.message()))
                .at(u32::try_from(line).unwrap_or(u32::MAX), 0, quote);
            return (
                BTreeMap::new(),
                vec![told.hint("mend the line, or delete the file and run `deckle fetch` again")],
            );
        }
    };
    let mut diagnostics = Vec::new();
    let mut entries = BTreeMap::new();
    for Row { url, entry } in index.picture {
        if is_name(&entry.file) {
            entries.insert(url, entry);
        } else {
            let told = Diagnostic::warning(file, format!("\"{}\" is no file of a picture locker", entry.file));
            diagnostics.push(told.hint("remove the entry and run `deckle fetch` again"));
        }
    }
    (entries, diagnostics)
}

/// The index of `entries` as a file.
#[must_use]
pub fn to_toml(entries: &BTreeMap<String, Entry>) -> String {
    let rows = entries.iter().map(|(url, entry)| Row { url: url.clone(), entry: entry.clone() });
    let index = IndexFile { picture: rows.collect() };
    // Strings and numbers always have a form in TOML.
    let rows = toml::to_string(&index).unwrap_or_default();
    format!("{HEAD}\n{rows}")
}

/// Whether `name` is 64 hexadecimal digits and a known ending: nothing that could lead out of the locker.
fn is_name(name: &str) -> bool {
    name.split_once('.').is_some_and(|(hash, ending)| {
        hash.len() == 64
            && hash.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
            && ENDINGS.contains(&ending)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(hash: &str) -> Entry {
        Entry { file: format!("{}.png", hash.repeat(64)), bytes: 12, fetched: "2026-11-25".to_owned() }
    }

    #[test]
    fn what_is_written_is_read() {
        let all = BTreeMap::from([
            ("http://i.imgur.com/a.png".to_owned(), entry("a")),
            ("https://x.org/\"quoted\"?é=1".to_owned(), entry("b")),
        ]);
        let text = to_toml(&all);
        assert!(text.starts_with("# Pictures of the decks"), "{text}");
        assert_eq!(read("index.toml", &text), (all, Vec::new()));
        assert_eq!(read("index.toml", &to_toml(&BTreeMap::new())).0, BTreeMap::new());
    }

    #[test]
    fn a_name_that_leads_elsewhere_is_refused() {
        for name in [
            "../../etc/passwd",
            "/etc/passwd",
            "a.png",
            "",
            "C:x.png",
            &format!("{}.exe", "a".repeat(64)),
            &format!("{}/../x.png", "a".repeat(60)),
            &format!("{}.png", "A".repeat(64)),
        ] {
            let text = format!("[[picture]]\nurl = \"http://x.org\"\nfile = {name:?}\nbytes = 1\nfetched = \"\"\n");
            let (entries, told) = read("i.toml", &text);
            assert!(entries.is_empty() && told.len() == 1, "{name}");
        }
    }

    #[test]
    fn a_broken_index_names_its_line() {
        let (entries, told) = read("i.toml", "# x\n[[picture]]\nurl = http\n");
        assert!(entries.is_empty());
        assert!(
            told[0].to_string().starts_with("i.toml:3: warning: this index of pictures cannot be read: "),
            "{}",
            told[0]
        );
    }
}
