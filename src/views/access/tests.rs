//! What is told of pages of every kind, and of both windows: decks in, trees as text compared. Opens no window.

use std::time::Duration;

use super::*;
use crate::book::Book;
use crate::fonts::FontCx;
use crate::show::{Command, Position, Show, Start, Way};
use crate::views::{BookPages, OnStage};

/// What the page at `at` of a deck of `body` tells.
fn page(body: &str, at: Position) -> String {
    let book = Book::of(&[("talk", body)]);
    let mut cx = FontCx::new();
    let show = Show::new(Start { at, ..Start::default() }, &BookPages::new(&book, &mut cx));
    let told = audience(&mut cx, &OnStage::new(&book, &show, Duration::ZERO), ("W", Announces::Another));
    assert_ids_differ(&told.root, &mut std::collections::BTreeSet::new());
    told.root.children.first().map(|page| page.children.iter().map(dump).collect()).unwrap_or_default()
}

fn assert_ids_differ(node: &Node, seen: &mut std::collections::BTreeSet<u64>) {
    assert!(seen.insert(node.id), "{} twice: {node:?}", node.id);
    node.children.iter().for_each(|child| assert_ids_differ(child, seen));
}

#[track_caller]
fn tells(body: &str, expected: &str) {
    let told = page(body, Position::new(0, 1));
    let expected: String =
        expected.lines().map(|line| format!("{}\n", line.strip_prefix("    ").unwrap_or(line))).collect();
    let expected = expected.trim_start_matches('\n');
    assert_eq!(told.trim_end(), expected.trim_end(), "\n{told}");
}

#[test]
fn headings_paragraphs_and_links() {
    tells(
        "## Title\n\nRead [the **whole** book](https://x.org/a) twice, or [call](mailto:a@b.c).\n\n- #### Under\n\nMore.\n",
        r#"
    Heading(1) "Title"
    Paragraph
      Words "Read"
      Link "the whole book" -> https://x.org/a
      Words "twice, or"
      Link "call" -> mailto:a@b.c
      Words "."
    List
      Item(None)
        Heading(4) "Under"
    Paragraph
      Words "More.""#,
    );
}

#[test]
fn lists_nest_and_their_numbers_come_first() {
    tells(
        "## Title\n\n1. One\n   - deep\n2. Two\n\n- [x] done\n- [ ] not\n",
        r#"
    Heading(1) "Title"
    List
      Item(None)
        Marker "1."
        Paragraph
          Words "One"
        List
          Item(None)
            Paragraph
              Words "deep"
      Item(None)
        Marker "2."
        Paragraph
          Words "Two"
    List
      Item(Some(true))
        Paragraph
          Words "done"
      Item(Some(false))
        Paragraph
          Words "not""#,
    );
}

#[test]
fn tables_code_formulas_quotes_and_notes() {
    tells(
        "## T\n\n| A | B |\n|---|---|\n| a | [b](https://b.org) |\n|   | c |\n\n> [!WARNING]\n> Hot.\n",
        r#"
    Heading(1) "T"
    Table
      Row
        Header
          Words "A"
        Header
          Words "B"
      Row
        Cell
          Words "a"
        Cell
          Link "b" -> https://b.org
      Row
        Cell
        Cell
          Words "c"
    Note "Warning"
      Paragraph
        Words "Hot.""#,
    );
    tells(
        "## T\n\nSee:\n\n```rust\nfn f() {\n\n}\n```\n\nand $x^2$ and\n\n$$\n\\frac{a}{b}\n$$\n",
        r#"
    Heading(1) "T"
    Paragraph
      Words "See:"
    Code "fn f() {\n\n}"
    Paragraph
      Words "and x^2 and"
    Formula "\\frac{a}{b}""#,
    );
    tells(
        "## T\n\n> Less is more.\n\n— Somebody\n",
        r#"
    Heading(1) "T"
    Quote
      Paragraph
        Words "Less is more."
      Paragraph
        Words "— Somebody""#,
    );
}

#[test]
fn pictures_say_what_they_show_where_they_stand() {
    tells(
        "## T\n\n- Before.\n- ![A red door](nowhere.png)\n- ![](b/cat.png) A cat.\n",
        r#"
    Heading(1) "T"
    List
      Item(None)
        Paragraph
          Words "Before."
      Item(None)
        Figure "A red door"
      Item(None)
        Figure "cat.png"
        Paragraph
          Words "A cat.""#,
    );
}

#[test]
fn definitions_are_terms_and_meanings() {
    tells(
        "## T\n\nOne\n: first\n\nTwo\n: second\n",
        r#"
    Heading(1) "T"
    Definitions
      Group
        Term
          Words "One"
        Definition
          Words "first"
      Group
        Term
          Words "Two"
        Definition
          Words "second""#,
    );
}

#[test]
fn a_step_tells_what_shows() {
    let body = "## T\n\n- one\n\n. . .\n\n- two\n";
    let at = |step| page(body, Position { step, ..Position::new(0, 1) });
    assert!(at(0).contains("one") && !at(0).contains("two"), "{}", at(0));
    assert!(at(1).contains("one") && at(1).contains("two"), "{}", at(1));
}

#[test]
fn a_list_that_goes_on_is_one_on_both_pages() {
    let items: String = (0..24).map(|n| format!("- item {n} of a list {}\n", "that goes on ".repeat(9))).collect();
    let body = format!("## T\n\n{items}");
    for at in [1, 2] {
        let told = page(&body, Position::new(0, at));
        assert_eq!(told.lines().filter(|line| *line == "List").count(), 1, "{told}");
        assert!(told.starts_with("Heading(1) \"T\""), "{told}");
    }
}

#[test]
fn the_speaker_hears_of_page_next_notes_times_and_trouble() {
    let book = Book::of(&[("talk", "## One\n\n- a\n\n<!-- Say hello.\n\nThen go on. -->\n\n## Two\n\nx\n")]);
    let mut cx = FontCx::new();
    let start = Start { at: Position::new(0, 1), presenter: true, ..Start::default() };
    let mut show = Show::new(start, &BookPages::new(&book, &mut cx));
    let on = OnStage { trouble: Some("talk.md is gone"), ..OnStage::new(&book, &show, Duration::ZERO) };
    let told = presenter(&mut cx, &on, "Presenter");
    assert_ids_differ(&told.root, &mut std::collections::BTreeSet::new());
    assert_eq!(
        dump(&told.root),
        r#"Window "Presenter"
  Status "One, page 2 of 3"
  Alert "talk.md is gone"
  Status
  Page "Slide"
    Heading(1) "One"
    List
      Item(None)
        Paragraph
          Words "a"
  Group "Next: Two"
  Group "Notes"
    Words "Say hello."
    Words "Then go on."
  Timer "0:00 elapsed"
  Button "Next" -> Next
  Button "Back" -> Previous
"#
    );
    show.apply(Command::Freeze, Duration::ZERO, &BookPages::new(&book, &mut cx));
    show.apply(Command::Black, Duration::ZERO, &BookPages::new(&book, &mut cx));
    show.apply(Command::Help, Duration::ZERO, &BookPages::new(&book, &mut cx));
    let told = presenter(&mut cx, &OnStage::new(&book, &show, Duration::ZERO), "Presenter");
    let text = dump(&told.root);
    assert!(text.contains("Status \"Black stage\"") && text.contains("Status \"Black, Frozen\""), "{text}");
    assert!(text.contains("q: end the show") || text.contains("Q: end the show"), "{text}");
}

#[test]
fn a_black_stage_tells_nothing_of_its_page() {
    let book = Book::of(&[("talk", "## Secret\n\nwords\n")]);
    let mut cx = FontCx::new();
    let mut show = Show::new(Start::default(), &BookPages::new(&book, &mut cx));
    show.apply(Command::Black, Duration::ZERO, &BookPages::new(&book, &mut cx));
    let told = audience(&mut cx, &OnStage::new(&book, &show, Duration::ZERO), ("W", Announces::This));
    assert_eq!(dump(&told.root), "Window \"W\"\n  Status \"Black stage\"\n");
}

#[test]
fn who_looks_for_a_page_hears_what_is_chosen() {
    let book = Book::of(&[("talk", "## Apples\n\n- red\n\n## Pears\n\n- green\n")]);
    let mut cx = FontCx::new();
    let mut show = Show::new(Start::default(), &BookPages::new(&book, &mut cx));
    for command in [Command::Bookmark, Command::Overview, Command::Select(Way::On)] {
        show.apply(command, Duration::ZERO, &BookPages::new(&book, &mut cx));
    }
    let told = presenter(&mut cx, &OnStage::new(&book, &show, Duration::ZERO), "W");
    let text = dump(&told.root);
    assert!(text.contains("Group \"Overview\"") && text.contains("Status \"3 pages\""), "{text}");
    assert!(text.contains("\"T, page 1, bookmark\""), "{text}");
    let chosen = told.root.find(told.focus).map(|node| node.name.clone());
    assert_eq!(chosen.as_deref(), Some("Apples, page 2"), "{text}");
    // Where there is another window, the audience's tells nothing of it.
    let told = audience(&mut cx, &OnStage::new(&book, &show, Duration::ZERO), ("W", Announces::Another));
    assert!(!dump(&told.root).contains("Overview"), "{}", dump(&told.root));
}
