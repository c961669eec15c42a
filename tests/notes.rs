//! Notes in, talks out: the conference's own notes row by row, what other authors write, and what nobody should. Never
//! reads anything outside of the repository.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use deckle::deck::{self, DeckSource};
use deckle::notes::{self, ImportError, Overwrite, Session};
use proptest::prelude::*;

const NOTES: &str = "golanguk-2016.md";
const FLATTENED: &str = "golanguk-2016.flattened.md";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn golanguk(name: &str) -> Session {
    let text = std::fs::read_to_string(root().join("tests/data").join(name)).unwrap();
    notes::session(name, &text).unwrap()
}

fn two(head: &str) -> DeckSource {
    let text =
        format!("# Conf\n\n## A talk\n{head}\n## Another\n:two: :star: :star:\n\nwords\n\n## Third\n:one: :star:\n");
    let session = notes::session("n.md", &text).unwrap();
    assert_eq!(session.decks.len(), 4, "{head}");
    session.decks[1].clone()
}

/// Title, speaker, rating, stars, cover, links.
type Row<'a> = (&'a str, &'a str, u32, u32, &'a str, &'a [&'a str]);

const TALKS: [Row; 21] = [
    ("Keynote: SOLID Go design", "Dave Cheney", 8, 8, "http://i.imgur.com/1d1nzZ9.jpg", &["#dave-cheney"]),
    ("Applied Go kit", "Peter Bourgon", 6, 6, "", &["#peter-bourgon"]),
    ("Idiomatic Go Tricks", "Mat Ryer", 4, 4, "", &["http://matryer.com"]),
    ("Cloud in your Cloud", "Matthew Cambell", 6, 6, "http://i.imgur.com/KqPoebX.jpg", &["#matthew-campbell"]),
    (
        "Advanced testing concepts for Go 1.7",
        "Marcel Ban Lohuizen",
        6,
        6,
        "http://i.imgur.com/2Ybb4mP.jpg",
        &["#marcel-van-lohuizen"],
    ),
    (
        "Developing Apps for Developing Countries with go-mobile",
        "Natalie Pistunovich",
        4,
        4,
        "",
        &["#natalie-pistunovich"],
    ),
    ("A beginners guide to Context", "Paul Crawford", 4, 4, "http://i.imgur.com/rLuHhS3.jpg", &["#paul-crawford"]),
    // The address is another speaker's: so it stands in the notes.
    ("Go from Dev to Prod", "Florin Pățan", 3, 3, "", &["#marcel-van-lohuizen"]),
    (
        "Design patterns in Microservices architectures and Gilmour",
        "Piyush Verma",
        4,
        4,
        "https://i.imgur.com/sOHTgfK.jpg",
        &["#piyush-verma", "https://github.com/gilmour-libs/gilmour"],
    ),
    ("static deadlock detection", "Nicholas Ng", 9, 9, "", &["#nicholas-ng"]),
    (
        "Advanced Patterns with io.ReadWriter",
        "Paul Bellamy",
        8,
        8,
        "http://i.imgur.com/PAB6Ixr.jpg",
        &["#paul-bellamy"],
    ),
    (
        "What every developer should know about logging",
        "Slawosz Slawinski",
        3,
        3,
        "https://i.imgur.com/2WIFJuP.jpg",
        &["#slawosz-slawinski"],
    ),
    ("Implementing software machines in Go & C", "Eleanor McHugh", 7, 7, "", &["#eleanor-mchugh"]),
    (
        "Grand Treatise of Modern Instrumentation and Orchestration",
        "Björn Rabenstein",
        4,
        4,
        "",
        &["#bjoern-rabenstein"],
    ),
    (
        "GoBridge and the Go Community: Initiatives and Opportunities",
        "Carlisia Campos",
        5,
        5,
        "",
        &["#carlisia-campos"],
    ),
    (
        "Managing and scaling Real-time Data Pipelines using Go",
        "Jennie Lees",
        6,
        6,
        "https://i.imgur.com/WBEq7IG.jpg",
        &["#jennie-lees"],
    ),
    ("Building Cloud Native applications with Go", "Mandy Waite", 7, 7, "", &["#mandy-waite"]),
    ("Building Mobile SDKs with GoMobile", "Nic Jackson", 7, 7, "https://i.imgur.com/9Nex3fp.jpg", &["#nic-jackson"]),
    ("Seven ways to profile Go applications", "Dave Cheney", 8, 8, "", &["#dave-cheney"]),
    (
        "Building your own log-based message queue in Go",
        "Victor Ruiz",
        8,
        8,
        "",
        &["#víctor-ruiz", "https://texlution.com/"],
    ),
    ("Real-Time Go", "Andreas Krennmair", 4, 4, "", &["#andreas-krennmair"]),
];

#[test]
fn every_talk_of_the_notes_is_found() {
    for name in [NOTES, FLATTENED] {
        let session = golanguk(name);
        assert_eq!(session.title, "GolangUK talks notes");
        let fronts: Vec<_> = session.decks.iter().map(|deck| deck.front.clone()).collect();
        let others: Vec<_> = fronts.iter().filter(|front| !front.is_talk()).map(|front| front.title.as_str()).collect();
        assert_eq!(others, ["GolangUK talks notes", "About us", "Schedule"], "{name}");
        assert_eq!(fronts[0].cover.as_deref(), Some("https://i.imgur.com/E4FhipS.jpg"));
        let talks: Vec<_> = fronts.iter().filter(|front| front.is_talk()).collect();
        assert_eq!(talks.len(), TALKS.len(), "{name}");
        for (found, (title, speaker, rating, stars, cover, links)) in talks.into_iter().zip(TALKS) {
            let full = |link: &str| match link.strip_prefix('#') {
                Some(_) => format!("http://golanguk.com/speakers/{link}"),
                None => link.to_owned(),
            };
            assert_eq!((found.title.as_str(), found.speaker.as_str()), (title, speaker), "{name}");
            assert_eq!((found.rating, found.stars.or(found.rating)), (Some(rating), Some(stars)), "{title}");
            assert_eq!(found.cover.as_deref().unwrap_or(""), cover, "{title}");
            assert_eq!(found.links, links.iter().map(|link| full(link)).collect::<Vec<_>>(), "{title}");
            assert_eq!(found.role, if speaker.starts_with("Marcel") { "Go team" } else { "" }, "{title}");
            assert_eq!(found.session, "GolangUK talks notes");
        }
    }
}

#[test]
fn bodies_are_the_notes_own_lines() {
    let text = std::fs::read_to_string(root().join("tests/data").join(NOTES)).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let mut changed = Vec::new();
    for deck in golanguk(NOTES).decks {
        for (n, line) in deck.body.lines().enumerate() {
            let original = lines[deck.first_line as usize - 1 + n];
            if line != original {
                changed.push((original, line.to_owned()));
            }
        }
    }
    assert_eq!(changed, [(":six: :star: :star: :star: :star: :star: :star:", String::new())]);
}

#[test]
fn flattened_notes_say_that_they_were_restored() {
    let session = golanguk(FLATTENED);
    let told: Vec<String> = session.diagnostics.iter().map(ToString::to_string).collect();
    assert_eq!(told.len(), 1);
    assert!(told[0].starts_with(&format!("{FLATTENED}: warning: line structure was restored")), "{told:?}");
    assert!(told[0].contains("\n  help: "));
    assert_eq!(golanguk(NOTES).diagnostics, []);
    let go_kit = &session.decks[4].body;
    assert!(
        go_kit.starts_with("http://gokit.io - A toolkit for microservices\n\n### microservices\n\n- Microservices")
    );
}

/// Words and how often they occur, without the marks of structure.
fn words<'a>(texts: impl IntoIterator<Item = &'a str>) -> BTreeMap<String, i32> {
    let mut found = BTreeMap::new();
    for word in texts.into_iter().flat_map(|text| text.split(|c: char| !c.is_alphanumeric())) {
        if !word.is_empty() {
            *found.entry(word.to_owned()).or_default() += 1;
        }
    }
    found
}

/// What is in `text` and in no deck, or in a deck and not in `text`; ratings and the sizes of covers aside.
fn lost(text: &str, session: &Session) -> Vec<(String, i32)> {
    let mut count = words([text]);
    for deck in &session.decks {
        let front = &deck.front;
        let said = [&front.title, &front.speaker, &front.role, &deck.body].into_iter().chain(&front.links);
        for (word, n) in words(said.chain(&front.cover).map(String::as_str)) {
            *count.entry(word).or_default() -= n;
        }
        if let Some(rating) = front.rating {
            let stars = front.stars.unwrap_or(rating);
            *count.entry("star".into()).or_default() -= stars as i32;
            *count.entry(NUMBERS[rating as usize].into()).or_default() -= 1;
        }
    }
    count.into_iter().filter(|(_, n)| *n != 0).collect()
}

const NUMBERS: [&str; 10] = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

#[test]
fn no_word_of_the_notes_is_lost_or_doubled() {
    for name in [NOTES, FLATTENED] {
        let text = std::fs::read_to_string(root().join("tests/data").join(name)).unwrap();
        let mut found = lost(&text, &golanguk(name));
        found.sort();
        // Only the sizes of the covers are dropped.
        assert_eq!(found, [("512x".to_owned(), 6), ("512x380".to_owned(), 1)], "{name}");
    }
}

#[test]
fn the_committed_decks_are_the_import() {
    let folder = root().join("decks/golanguk-2016");
    let session = golanguk(NOTES);
    if std::env::var("DECKLE_ACCEPT").is_ok_and(|value| value == "1") {
        notes::write(&session, &folder, Overwrite::Force).unwrap();
    }
    let mut names: Vec<String> =
        std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    let files = notes::files(&session);
    assert_eq!(names, files.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>());
    for (name, text) in files {
        assert_eq!(
            std::fs::read_to_string(folder.join(&name)).unwrap(),
            text,
            "{name}: DECKLE_ACCEPT=1 writes it anew"
        );
    }
}

#[test]
fn a_folder_of_decks_is_the_notes() {
    for name in [NOTES, FLATTENED] {
        for wanted in golanguk(name).decks {
            let (deck, found) = deck::read(&format!("{}.md", wanted.stem), &deck::to_markdown(&wanted));
            assert_eq!(found, []);
            assert_eq!((deck.stem, deck.front, deck.body), (wanted.stem, wanted.front, wanted.body));
        }
    }
}

#[test]
fn the_head_may_be_in_any_order() {
    let (speaker, rating, cover) = ("> Ann Lee - https://a.example/", ":two: :star: :star:", "![](c.png =512x)");
    for (head, body) in [
        (format!("{speaker}\n{rating}\n{cover}\n- one\n"), "- one\n"),
        (format!("\n{cover}\n\n{rating}\n\n{speaker}\n\nText\n"), "Text\n"),
        (format!("{rating}\n{speaker}\n{cover}\n### Part\n"), "### Part\n"),
        (format!("{cover}\n{speaker}\n> {rating}\n\n```\n# code\n```\n"), "```\n# code\n```\n"),
        (format!("{rating}\n\n{cover}\n{speaker}\n| a | b |\n"), "| a | b |\n"),
    ] {
        let deck = two(&head);
        let front = &deck.front;
        assert_eq!((front.speaker.as_str(), front.rating, front.stars), ("Ann Lee", Some(2), None), "{head}");
        assert_eq!((front.cover.as_deref(), front.links.len()), (Some("c.png"), 1), "{head}");
        assert_eq!(deck.body, body);
    }
}

#[test]
fn speakers_are_written_in_many_ways() {
    for (head, speaker, role, links) in [
        ("> Ann Lee - Team Go - https://a.example/", "Ann Lee", "Team Go", "https://a.example/"),
        (
            "> Ann Lee- https://a.example/#é\n> https://b.example",
            "Ann Lee",
            "",
            "https://a.example/#é https://b.example",
        ),
        ("> Ann Lee https://a.example\nhttps://b.example", "Ann Lee", "", "https://a.example https://b.example"),
        ("> **Ann Lee** — <https://a.example>", "Ann Lee", "", "https://a.example"),
        ("> [Ann Lee](https://a.example)", "Ann Lee", "", "https://a.example"),
        ("> Ann Lee\n> https://a.example", "Ann Lee", "", "https://a.example"),
        ("> https://a.example", "", "", "https://a.example"),
        (
            "Ann Lee - [@ann](https://a.example)  \nslides: https://b.example",
            "Ann Lee",
            "@ann",
            "https://a.example https://b.example",
        ),
        ("- Ann Lee | @ann | ann.example", "Ann Lee", "@ann", "ann.example"),
        ("Ann Lee - https://a.example\n:one: :star:", "Ann Lee", "", "https://a.example"),
    ] {
        let deck = two(&format!("{head}\n\n- text\n"));
        let front = &deck.front;
        assert_eq!((front.speaker.as_str(), front.role.as_str()), (speaker, role), "{head}");
        assert_eq!((front.links.join(" "), deck.body.as_str()), (links.to_owned(), "- text\n"), "{head}");
    }
}

#[test]
fn ratings_count_stars_and_words() {
    for (line, rating, stars) in [
        (":five: :star: :star:", Some(5), Some(2)),
        (":star::star: :star:", Some(3), None),
        ("⭐⭐", Some(2), None),
        (":star: :two: :star:", None, None),
        (":two: good :star:", None, None),
        (":two:", None, None),
    ] {
        let deck = two(&format!("> Ann - https://a.example\n{line}\n"));
        assert_eq!((deck.front.rating, deck.front.stars), (rating, stars), "{line}");
        assert_eq!(deck.body.is_empty(), rating.is_some(), "{line}");
    }
}

#[test]
fn what_is_unclear_stays_text() {
    for line in [
        "> It is hard. So hard, says everybody: \"no\" https://a.example",
        "> A long saying\n> Ann Lee - https://a.example",
        "> only a quote",
        "http://gokit.example - A toolkit",
        "Good read https://a.example",
        "Slides - https://a.example",
        "- a | b",
        "- Ann Lee - https://a.example",
    ] {
        let deck = two(&format!("{line}\n"));
        assert_eq!((deck.front.speaker.as_str(), deck.front.links.len()), ("", 0), "{line}");
        assert_eq!(deck.body, format!("{line}\n"));
    }
    // What follows text belongs to it.
    let deck = two("> Ann - https://a.example\nwords\n\nhttps://b.example\n![](c.png)\n");
    assert_eq!((deck.front.links.len(), deck.front.cover), (1, None));
    assert_eq!(deck.body, "words\n\nhttps://b.example\n![](c.png)\n");
    // Nothing is taken from a section that is no talk.
    let deck = two("![](c.png)\nhttps://a.example\n");
    assert_eq!((deck.front.cover, deck.body.as_str()), (None, "![](c.png)\nhttps://a.example\n"));
}

#[test]
fn talks_may_be_headings_of_the_first_level() {
    let talk = |name: &str| format!("# {name} ##\n> Ann Lee - https://a.example\n## Part\n- x\n");
    let session = notes::session("n.md", &format!("# Conf\n\nhello\n\n{}{}", talk("**A** `b`"), talk("C"))).unwrap();
    let titles: Vec<_> = session.decks.iter().map(|deck| (deck.stem.as_str(), deck.front.title.as_str())).collect();
    assert_eq!(titles, [("00-conf", "Conf"), ("01-a-b", "A b"), ("02-c", "C")]);
    assert_eq!((session.decks[0].body.as_str(), session.decks[0].first_line), ("hello\n", 3));
    assert_eq!((session.decks[1].body.as_str(), session.decks[1].first_line), ("## Part\n- x\n", 7));
    let untitled = notes::session("n.md", &talk("A").replace('#', "##").repeat(2)).unwrap();
    assert_eq!((untitled.title.as_str(), untitled.decks.len()), ("", 2));
    assert_eq!(untitled.decks[0].stem, "01-a");
}

#[test]
fn one_deck_is_no_session() {
    let one = "# Conf\n\n## A\n> Ann - https://a.example\n\n## B\ntext\n";
    let two = format!("{one}:one: :star:\n");
    let fronted = format!("---\ntitle: x\n---\n{two}");
    assert!(notes::session("n.md", &two).is_some());
    for text in [one, &fronted, "", "\n", "just text", "# A\n\n## B\n", &"word ".repeat(9000)] {
        assert_eq!(notes::session("n.md", text), None);
    }
}

#[test]
fn an_edited_deck_is_never_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let into = folder.path().join("new/decks");
    let session = golanguk(NOTES);
    let first = notes::write(&session, &into, Overwrite::Never).unwrap();
    assert_eq!((first.written.len(), first.unchanged.len()), (24, 0));
    let again = notes::write(&session, &into, Overwrite::Never).unwrap();
    assert_eq!((again.written.len(), again.unchanged.len()), (0, 24));

    let edited: Vec<PathBuf> = first.written[3..5].to_vec();
    for path in &edited {
        std::fs::write(path, "mine").unwrap();
    }
    std::fs::remove_file(&first.written[0]).unwrap();
    std::fs::write(into.join("99-mine.md"), "mine").unwrap();
    let error = notes::write(&session, &into, Overwrite::Never).unwrap_err();
    assert_eq!(
        error.to_string(),
        format!(
            "these decks were edited and would be lost: {}, {}; nothing was written; keep them by importing into another \
             folder, or replace them with --force",
            edited[0].display(),
            edited[1].display()
        )
    );
    assert!(matches!(error, ImportError::Edited(files) if files == edited));
    assert!(!first.written[0].exists() && std::fs::read_to_string(&edited[0]).unwrap() == "mine");

    let forced = notes::write(&session, &into, Overwrite::Force).unwrap();
    assert_eq!((forced.written.len(), forced.unchanged.len()), (3, 21));
    assert_eq!(forced.others, [into.join("99-mine.md")]);
    assert_eq!(std::fs::read_dir(&into).unwrap().count(), 25, "temporary files are left");
    let in_the_way = notes::write(&session, &edited[0], Overwrite::Force).unwrap_err();
    assert!(in_the_way.to_string().starts_with(&edited[0].display().to_string()), "{in_the_way}");
}

/// What parts or joins words as Markdown: with one of these in a title, its words are not simply those of its line.
const MARKS: &[char] = &['&', '\\', '[', '<', '*', '_', '~', '`'];

/// Lines that notes are made of, and lines that only look like them.
fn line() -> impl Strategy<Value = String> {
    const LINES: &[&str] = &[
        "",
        "",
        "# Title",
        "## Talk a",
        "## Talk **b**",
        "### Part",
        "> Ann Lee - https://a.example",
        "> https://b.example",
        "https://c.example",
        ":two: :star: :star:",
        "> :one: :star:",
        "![](d.png)",
        "![](e.png) f",
        "- item",
        "  - deeper",
        "> quote",
        "```",
        "    ```go",
        "<!--",
        "-->",
        "| a | b |",
        "words here",
        "1. one",
        "~~~",
        "---",
        ">",
        "##",
        "- ",
    ];
    prop_oneof![4 => proptest::sample::select(LINES).prop_map(str::to_owned), 1 => "\\PC{0,30}".prop_map(|text| text.replace(MARKS, " "))]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_word_is_lost_whatever_the_notes_are(lines in proptest::collection::vec(line(), 0..40)) {
        let text = lines.join("\n");
        if let Some(session) = notes::session("n.md", &text) {
            prop_assert!(lost(&text, &session).is_empty(), "{:?}\n{}", lost(&text, &session), text);
            let stems: std::collections::BTreeSet<_> = session.decks.iter().map(|deck| &deck.stem).collect();
            prop_assert_eq!(stems.len(), session.decks.len());
            for deck in &session.decks {
                let (again, found) = deck::read("n.md", &deck::to_markdown(deck));
                prop_assert_eq!(found.len(), 0);
                prop_assert_eq!((&again.front, &again.body), (&deck.front, &deck.body));
                let first = text.split('\n').nth(deck.first_line as usize - 1);
                prop_assert!(deck.body.is_empty() || first == deck.body.split('\n').next());
            }
        }
    }

    #[test]
    fn no_word_is_lost_when_lines_are_restored(lines in proptest::collection::vec(line(), 1..40)) {
        let start = "## A :one: :star: > Ann Lee - https://a.example - b ## C :two: :star: :star: ";
        let flat: String = format!("{start}{}", "filler words ".repeat(200));
        let text = format!("{flat}{}", lines.join(" ").split_whitespace().filter(|word| !word.contains('`')).collect::<Vec<_>>().join(" "));
        let session = notes::session("n.md", &text).unwrap();
        prop_assert!(lost(&text, &session).is_empty(), "{:?}\n{}", lost(&text, &session), text);
    }

    #[test]
    fn no_text_breaks_it(text in any::<String>()) {
        let _ = notes::session("n.md", &text);
        let _ = notes::session("n.md", &format!("## A\n:one: :star:\n## {text}\n:one: :star:\n{text}"));
        let _ = notes::session("n.md", &format!("## A :one: :star: ## {text} :one: :star: ## {}", text.repeat(400)));
    }
}
