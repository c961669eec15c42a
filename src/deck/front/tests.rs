//! Front matter as people write it, as they should not, and as nobody would.

use std::time::Duration;

use proptest::prelude::*;

use super::*;
use crate::deck::dialect::Dialect;
use crate::deck::settings::{Breaks, DeckSettings, Dir, Split, Turn};
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
        found[0]
            .contains("help: the keys are title, session, speaker, role, links, rating, stars, date, cover, theme, ")
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
    assert!(warnings(&deep).1.iter().any(|text| text.contains(":3: warning: the front matter is ignored from here")));
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
    let source = DeckSource { stem: String::new(), file: String::new(), front, body: "# A\n".into(), first_line: 1 };
    assert_eq!(
        to_markdown(&source),
        "---\ntitle: \"Go 1.7: what's new\"\nspeaker: Víctor Ruiz\nlinks:\n  - https://a.example/#víctor\n  \
         - \"- odd\"\nrating: 8\ncover: \"true\"\n---\n\n# A\n"
    );
}

/// Strings that tempt a YAML reader to see something else in them.
fn awkward() -> impl Strategy<Value = String> {
    const BITS: &[&str] = &[
        ":", ": ", "\"", "'", "#", " #", "-", "- ", "?", "[", "]", "{", "}", ",", "&a", "*a", "!", "|", ">", "%", "@",
        "`", "\\", "\\n", "---", "~", "null", "true", "1.5", "0x1", " ", "  ", "é", "🎉", "א", "<<", "=", "x", "${A}",
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
        let settings = DeckSettings {
            date: title.clone(),
            footer: cover.clone().filter(|footer| footer != "none"),
            steps: rating.is_some(),
            split: rating.map(|levels| Split::read(&levels.clamp(1, 6).to_string()).unwrap()),
            breaks: rating.map(|n| if n < 5 { Breaks::Hard } else { Breaks::Soft }),
            scale: rating.map(|n| 0.7 + n as f32 * 0.06),
            transition: rating.map(|n| Turn::WORDS[n as usize % Turn::WORDS.len()].1),
            background: cover.clone(),
            duration: rating.map(|n| Duration::from_secs(u64::from(n) * 61 + 1)),
            time: rating.map(|n| Duration::from_secs(u64::from(n) * 3600 + 60)),
            lang: cover.clone(),
            dir: rating.map(|n| if n < 3 { Dir::Rtl } else { Dir::Ltr }),
            dialect: rating.map(|n| Dialect::WORDS[n as usize % Dialect::WORDS.len()].1),
        };
        let (theme, stars) = (cover.clone(), None);
        let front = Front { title, session, speaker, role, links, rating, cover, theme, stars, settings, places: Places::default() };
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

#[test]
fn times_are_read_also_where_hackmd_keeps_them() {
    let (source, found) = warnings("---\nduration: 1h30\ntime: 12:30\n---\n");
    let settings = source.front.settings;
    assert_eq!((settings.duration, settings.time), (Some(Duration::from_secs(5400)), Some(Duration::from_secs(750))));
    assert!(found.is_empty(), "{found:?}");
    let (source, found) = warnings(
        "---\ntype: slide\nslideOptions:\n  spotlight:\n    allottedMinutes: 9\n  theme: black\n  allottedMinutes: 5\n---\n",
    );
    assert_eq!((source.front.settings.time, found), (Some(Duration::from_secs(300)), Vec::new()));
    let (_, found) = warnings("---\ntime: soon\n---\n");
    assert!(found[0].contains("`time` must be a time like `45m`"), "{found:?}");
}
