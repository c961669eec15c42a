//! Front matter: the YAML between two lines of `---` at the top of a deck, read and written. Text goes in, a
//! [`DeckSource`] and warnings come out. Never fails on an unknown key: it is kept out and a warning names the nearest
//! known one; and never touches a byte of the body.

mod yaml;

use serde::{Deserialize, Serialize};

use super::DeckSource;
use crate::diag::Diagnostic;
use yaml::{Entry, Root, Value, parse, quoted};

/// What the front matter of a deck says. Every key may be missing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Front {
    /// The talk's title.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// What the talk is a part of: the conference, the day.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub session: String,
    /// Who speaks.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub speaker: String,
    /// What the speaker is: a team, a company.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub role: String,
    /// Addresses: the speaker's page, the slides, the project.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<String>,
    /// The note-taker's rating, 0 to 10.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rating: Option<u32>,
    /// How many stars stand beside the rating; as many as the rating says if missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stars: Option<u32>,
    /// Path or address of the opener's picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cover: Option<String>,
    /// The theme's name, if the deck wants one of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
}

impl Front {
    /// Whether it tells of a talk: somebody speaks, or somebody rated it.
    #[must_use]
    pub fn is_talk(&self) -> bool {
        !self.speaker.is_empty() || self.rating.is_some()
    }
}

/// The most bytes that are read as front matter.
const MAX_BYTES: usize = 64 << 10;
/// The highest rating, and the most stars.
const MAX_RATING: u32 = 10;
/// The keys in the order in which they are written.
const KEYS: [&str; 9] = ["title", "session", "speaker", "role", "links", "rating", "stars", "cover", "theme"];
/// The two lines around the front matter.
const FENCE: &str = "---";

/// Splits `text`, the contents of `file`, into front matter and body. What is wrong with the front matter is told; the
/// body is kept whatever happens. A deck without front matter has an empty one.
#[must_use]
pub fn read(file: &str, text: &str) -> (DeckSource, Vec<Diagnostic>) {
    let stem =
        std::path::Path::new(file).file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    let mut source =
        DeckSource { stem, file: file.to_owned(), front: Front::default(), body: text.to_owned(), first_line: 1 };
    let Some((yaml, body, first_line)) = split(text) else {
        return (source, Vec::new());
    };
    let mut entries = Vec::new();
    let broken = if yaml.len() > MAX_BYTES {
        Some((0, format!("the front matter has {} bytes and is ignored; it may have {MAX_BYTES}", yaml.len())))
    } else {
        match parse(yaml, &mut entries) {
            Ok(Root::Mapping) => None,
            // A rule, some text and another rule: that is no front matter, and none of its words may be lost.
            Ok(Root::Other) => return (source, Vec::new()),
            Err((line, reason)) => Some((line, format!("the front matter is ignored from here on: {reason}"))),
        }
    };
    let mut reader = Reader { file, yaml, diagnostics: Vec::new() };
    let mut seen = Vec::new();
    for entry in entries {
        reader.entry(entry, &mut seen, &mut source.front);
    }
    if let Some((line, message)) = broken {
        reader.warn(line, message, "write one `key: value` a line and put values with a colon in quotes");
    }
    source.body = body.to_owned();
    source.first_line = first_line;
    (source, reader.diagnostics)
}

/// The YAML, the body, and the line on which the body begins; `None` without a line of `---` at the top and another.
fn split(text: &str) -> Option<(&str, &str, u32)> {
    let is_fence = |line: &str| line.trim_end() == FENCE;
    let mut lines = text.split_inclusive('\n');
    let opening = lines.next().filter(|line| is_fence(line))?;
    let mut end = opening.len();
    let mut line_number = 2_u32;
    for line in lines {
        if is_fence(line) {
            let yaml = text.get(opening.len()..end)?;
            let body = text.get(end + line.len()..)?;
            // The blank line between the two belongs to neither.
            return Some(match body.strip_prefix("\r\n").or_else(|| body.strip_prefix('\n')) {
                Some(body) => (yaml, body, line_number.saturating_add(2)),
                None => (yaml, body, line_number.saturating_add(1)),
            });
        }
        end += line.len();
        line_number = line_number.saturating_add(1);
    }
    None
}

struct Reader<'a> {
    file: &'a str,
    yaml: &'a str,
    diagnostics: Vec<Diagnostic>,
}

impl Reader<'_> {
    /// Warns about a line of the YAML; 0 is the whole of it. The file has one line more above it.
    fn warn(&mut self, line: u32, message: String, hint: &str) {
        let quote = line.checked_sub(1).and_then(|n| self.yaml.lines().nth(n as usize)).unwrap_or("");
        let at = Diagnostic::warning(self.file, message).at(line.saturating_add(1), 0, quote);
        self.diagnostics.push(at.hint(hint));
    }

    fn entry(&mut self, entry: Entry, seen: &mut Vec<&'static str>, front: &mut Front) {
        let Some(key) = KEYS.into_iter().find(|key| *key == entry.key) else {
            let hint = match nearest(&entry.key) {
                Some(key) => format!("did you mean `{key}`?"),
                None => format!("the keys are {}", KEYS.join(", ")),
            };
            return self.warn(entry.line, format!("`{}` is not a key of the front matter", entry.key), &hint);
        };
        if seen.contains(&key) {
            return self.warn(entry.line, format!("`{key}` is given twice; the first one counts"), "remove one");
        }
        seen.push(key);
        let (wanted, example) = match (key, entry.value) {
            (_, Value::Nothing) => return,
            ("links", Value::List(links)) => return front.links = links,
            ("links", Value::Text(link)) => return front.links = vec![link],
            ("rating" | "stars", Value::Text(text)) if count(&text).is_some() => {
                let slot = if key == "rating" { &mut front.rating } else { &mut front.stars };
                *slot = count(&text);
                return;
            }
            ("title", Value::Text(text)) => return front.title = text,
            ("session", Value::Text(text)) => return front.session = text,
            ("speaker", Value::Text(text)) => return front.speaker = text,
            ("role", Value::Text(text)) => return front.role = text,
            ("cover", Value::Text(text)) => return front.cover = Some(text),
            ("theme", Value::Text(text)) => return front.theme = Some(text),
            ("links", _) => ("a list of addresses", "put one `- https://...` on each line below it"),
            ("rating" | "stars", _) => ("a whole number from 0 to 10", "write it like `rating: 8`"),
            _ => ("one line of text", "write it like `title: My talk`, in quotes if it has a colon in it"),
        };
        self.warn(entry.line, format!("`{key}` must be {wanted}; it is ignored"), example);
    }
}

fn count(text: &str) -> Option<u32> {
    text.parse().ok().filter(|n| *n <= MAX_RATING)
}

/// The known key that `key` is most likely a slip of.
fn nearest(key: &str) -> Option<&'static str> {
    let key: Vec<char> = key.to_lowercase().chars().take(16).collect();
    let (distance, known) = KEYS.into_iter().map(|known| (distance(&key, known), known)).min()?;
    (distance <= 2.max(known.len() / 2)).then_some(known)
}

/// How many letters to add, drop or change to get from one word to the other.
fn distance(from: &[char], to: &str) -> usize {
    let mut row: Vec<usize> = (0..=from.len()).collect();
    for (n, wanted) in to.chars().enumerate() {
        let mut next = vec![n + 1];
        for (pair, have) in row.windows(2).zip(from) {
            let [corner, above] = pair else { continue };
            let left = next.last().copied().unwrap_or(n);
            next.push((corner + usize::from(*have != wanted)).min(above + 1).min(left + 1));
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

/// The text of a deck's file: front matter, a blank line, the body. [`read`] gives back what went in.
#[must_use]
pub fn to_markdown(source: &DeckSource) -> String {
    let front = &source.front;
    let mut yaml = String::new();
    let mut pair = |key: &str, value: &str| yaml.push_str(&format!("{key}: {value}\n"));
    let words = [("title", &front.title), ("session", &front.session), ("speaker", &front.speaker)];
    for (key, text) in words.into_iter().chain([("role", &front.role)]).filter(|(_, text)| !text.is_empty()) {
        pair(key, &quoted(text));
    }
    if !front.links.is_empty() {
        let links: String = front.links.iter().map(|link| format!("\n  - {}", quoted(link))).collect();
        yaml.push_str(&format!("links:{links}\n"));
    }
    let stars = front.stars.filter(|_| front.stars != front.rating);
    for (key, value) in [("rating", front.rating), ("stars", stars)] {
        if let Some(value) = value {
            yaml.push_str(&format!("{key}: {value}\n"));
        }
    }
    for (key, value) in [("cover", &front.cover), ("theme", &front.theme)] {
        if let Some(text) = value {
            yaml.push_str(&format!("{key}: {}\n", quoted(text)));
        }
    }
    if yaml.is_empty() && split(&source.body).is_none() {
        return source.body.clone();
    }
    // An empty mapping, for otherwise the two lines would be rules of the body.
    let yaml = if yaml.is_empty() { "{}\n" } else { &yaml };
    let gap = if source.body.is_empty() { "" } else { "\n" };
    format!("{FENCE}\n{yaml}{FENCE}\n{gap}{}", source.body)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::clean_line;

    fn warnings(text: &str) -> (DeckSource, Vec<String>) {
        let (source, found) = read("talks/a.md", text);
        (source, found.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn front_matter_and_body_part() {
        let (source, found) = warnings(
            "---\ntitle: 'Go: a tour' # said so\nspeaker: Ann\nlinks: [https://a.example/#x]\nrating: 8\nstars: 7\n---\n\n# One\n",
        );
        assert_eq!(found, Vec::<String>::new());
        assert_eq!((source.stem.as_str(), source.first_line, source.body.as_str()), ("a", 9, "# One\n"));
        assert_eq!(source.front.title, "Go: a tour");
        assert_eq!(source.front.links, ["https://a.example/#x"]);
        assert_eq!((source.front.rating, source.front.stars), (Some(8), Some(7)));
    }

    #[test]
    fn slips_are_told_and_the_rest_is_kept() {
        let (source, found) = warnings("---\ntitel: A\nspeaker: Ann\nrating: \"eight\"\nlinks:\n  - {a: b}\n---\nBody");
        assert_eq!((source.front.speaker.as_str(), source.body.as_str(), source.first_line), ("Ann", "Body", 8));
        assert_eq!(
            found,
            [
                "talks/a.md:2: warning: `titel` is not a key of the front matter\n  2 | titel: A\n  help: did you mean `title`?",
                "talks/a.md:4: warning: `rating` must be a whole number from 0 to 10; it is ignored\n  \
                 4 | rating: \"eight\"\n  help: write it like `rating: 8`",
                "talks/a.md:5: warning: `links` must be a list of addresses; it is ignored\n  \
                 5 | links:\n  help: put one `- https://...` on each line below it",
            ]
        );
        let (source, found) = warnings("---\nxylophone: 1\ntitle: A\ntitle: B\nrating: 11\n---\n");
        assert_eq!(source.front.title, "A");
        assert!(
            found[0].ends_with("help: the keys are title, session, speaker, role, links, rating, stars, cover, theme")
        );
        assert!(found[1].contains(":4: warning: `title` is given twice; the first one counts"), "{found:?}");
        assert!(found[2].contains("whole number from 0 to 10"));
    }

    #[test]
    fn broken_yaml_is_one_warning_and_the_body_stays() {
        for (text, place) in [
            ("---\ntitle: A\nspeaker: [x\n---\nBody", "talks/a.md:"),
            ("---\ntitle: A\nspeaker: b: c\n---\nBody", "talks/a.md:3: "),
            ("---\ntitle: A\nrole: &x y\nspeaker: *x\n---\nBody", "talks/a.md:3: "),
        ] {
            let (source, found) = warnings(text);
            assert_eq!((source.front.title.as_str(), source.body.as_str()), ("A", "Body"));
            assert!(found.len() == 1 && found[0].starts_with(place), "{found:?}");
        }
        let deep = format!("---\ntitle: A\nx: {}{}\n---\nBody", "[".repeat(2000), "]".repeat(2000));
        assert!(
            warnings(&deep).1.iter().any(|text| text.contains(":3: warning: the front matter is ignored from here"))
        );
        let long = format!("---\ntitle: {}\n---\nBody", "x".repeat(MAX_BYTES));
        let (source, found) = warnings(&long);
        assert_eq!((source.front, source.body.as_str(), found.len()), (Front::default(), "Body", 1));
    }

    #[test]
    fn rules_at_the_top_are_body() {
        for text in
            ["---\nno end\n", "---\n# A slide\n---\nx", "---\n- a\n---\n", "---\njust words\n---\n", "# A\n---\n", ""]
        {
            let (source, found) = warnings(text);
            assert_eq!((source.body.as_str(), source.first_line, found.len()), (text, 1, 0));
        }
    }

    #[test]
    fn what_is_written_is_what_a_person_would_write() {
        let front = Front {
            title: "Go 1.7: what's new".into(),
            speaker: "Víctor Ruiz".into(),
            links: vec!["https://a.example/#víctor".into(), "- odd".into()],
            rating: Some(8),
            stars: Some(8),
            cover: Some("true".into()),
            ..Front::default()
        };
        let source =
            DeckSource { stem: String::new(), file: String::new(), front, body: "# A\n".into(), first_line: 1 };
        assert_eq!(
            to_markdown(&source),
            "---\ntitle: \"Go 1.7: what's new\"\nspeaker: Víctor Ruiz\nlinks:\n  - https://a.example/#víctor\n  \
             - \"- odd\"\nrating: 8\ncover: \"true\"\n---\n\n# A\n"
        );
    }

    /// Strings that tempt a YAML reader to see something else in them.
    fn awkward() -> impl Strategy<Value = String> {
        const BITS: &[&str] = &[
            ":", ": ", "\"", "'", "#", " #", "-", "- ", "?", "[", "]", "{", "}", ",", "&a", "*a", "!", "|", ">", "%",
            "@", "`", "\\", "\\n", "---", "~", "null", "true", "1.5", "0x1", " ", "  ", "é", "🎉", "א", "<<", "=", "x",
            "${A}",
        ];
        prop_oneof![
            3 => proptest::collection::vec(proptest::sample::select(BITS), 0..6).prop_map(|bits| bits.concat()),
            1 => any::<String>(),
            1 => "[a-z ]{1000,1300}",
        ]
        .prop_map(|text| clean_line(&text))
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_is_written_is_read_again(
            words in proptest::collection::vec(awkward(), 4),
            links in proptest::collection::vec(awkward(), 0..3),
            rating in proptest::option::of(0_u32..=10),
            cover in proptest::option::of(awkward()),
            body in "(\n|---\n|[ -~é]{0,9}|a: b\n){0,6}",
        ) {
            let [title, session, speaker, role] = <[String; 4]>::try_from(words).unwrap();
            let front = Front { title, session, speaker, role, links, rating, cover: cover.clone(), theme: cover, stars: None };
            let mut source = DeckSource { stem: "a".into(), file: "a.md".into(), front, body, first_line: 1 };
            let written = to_markdown(&source);
            let (again, found) = read("a.md", &written);
            source.first_line = again.first_line;
            prop_assert_eq!(&found, &Vec::new(), "{}", written);
            prop_assert_eq!(&again, &source, "{}", written);
            let rest: Vec<&str> = written.split_inclusive('\n').skip(again.first_line as usize - 1).collect();
            prop_assert_eq!(rest.concat(), source.body);
        }

        #[test]
        fn reading_never_fails(text in "(---\n|: |- |\\[|\\{|&a|\\*a|!!|%|#|\"|'|\n|\t|title|links|\\PC){0,40}") {
            let (source, _) = read("a.md", &format!("---\n{text}\n---\nBody"));
            prop_assert!(source.body.ends_with("Body"));
        }
    }
}
