//! Steps from the deck to the stage: a show is driven through pages that come bit by bit, and what shows at every press of
//! Next is looked at.

use std::cell::RefCell;
use std::time::Duration;

use deckle::book::{Book, BookOptions};
use deckle::deck::{DeckSource, Front};
use deckle::fonts::FontCx;
use deckle::scene::TextRole;
use deckle::show::{Command, Pages, Position, Show, Start};
use deckle::theme;

/// The pages of a book, as the show counts them.
struct Counted<'a> {
    book: &'a Book,
    cx: RefCell<FontCx>,
}

impl Pages for Counted<'_> {
    fn decks(&self) -> usize {
        self.book.len()
    }

    fn pages(&self, deck: usize) -> usize {
        self.book.pages(&mut self.cx.borrow_mut(), deck).len()
    }

    fn steps(&self, deck: usize, page: usize) -> u16 {
        self.book.pages(&mut self.cx.borrow_mut(), deck)[page].steps
    }
}

fn book(body: &str) -> Book {
    let front = Front { title: "T".into(), ..Front::default() };
    let source = DeckSource { stem: "t".into(), file: "t.md".into(), front, body: body.into(), first_line: 1 };
    Book::from_sources(vec![source], theme::paper(), BookOptions::default(), Vec::new())
}

/// The author's words that show at `place`, in order.
fn shown(pages: &Counted<'_>, place: Position) -> Vec<String> {
    let book = pages.book.pages(&mut pages.cx.borrow_mut(), place.deck).to_vec();
    let layers = book[place.page].scene.layers_at(place.step);
    let texts = layers.flat_map(|layer| &layer.texts).filter(|item| item.role == TextRole::Content);
    texts.map(|item| item.block.plain().to_owned()).collect()
}

/// Every place that Next leads to from the opener on, with what shows there.
fn evening(book: &Book) -> Vec<(usize, u16, Vec<String>)> {
    let pages = Counted { book, cx: RefCell::new(FontCx::new()) };
    let mut show = Show::new(Start::default(), &pages);
    let mut out = Vec::new();
    loop {
        show.apply(Command::Next, Duration::ZERO, &pages);
        if show.ended() {
            break;
        }
        let at = show.position();
        out.push((at.page, at.step, shown(&pages, at)));
        assert!(out.len() < 2000, "the show never ends");
    }
    // The way back is the same.
    for (page, step, words) in out.iter().rev() {
        show.apply(Command::Previous, Duration::ZERO, &pages);
        let at = show.position();
        assert_eq!((at.page, at.step, &shown(&pages, at)), (*page, *step, words));
    }
    out
}

/// Seven stretches of text, six pauses, on three pages.
fn long() -> String {
    let stretch = |n: usize| (0..4).map(|line| format!("- stretch {n}, line {line}\n")).collect::<String>();
    let all: Vec<String> = (0..7).map(stretch).collect();
    format!("## Steps\n\n{}", all.join("\n<!-- pause -->\n\n"))
}

#[test]
fn a_slide_of_three_pages_and_seven_steps() {
    let book = book(&long());
    let states = evening(&book);
    let last = states.last().expect("a page").0;
    assert_eq!(last, 3, "the slide has three pages");
    // Seven steps in all: going on to the next page shows the next stretch, or the rest of one that is cut.
    let places: Vec<(usize, u16)> = states.iter().map(|(page, step, _)| (*page, *step)).collect();
    let mut seen = 0;
    for pair in places.windows(2) {
        let [(page, step), (next, after)] = pair else { unreachable!() };
        assert!((next, after) == (page, &(step + 1)) || (*next, *after) == (page + 1, 0), "{places:?}");
        seen += usize::from(next == page);
    }
    assert!(seen >= 4, "{places:?}");
    // Every press shows something new, and every page shows something at once.
    for pair in states.windows(2) {
        let [(page, _, before), (next, _, after)] = pair else { unreachable!() };
        if page == next {
            assert!(after.len() > before.len() && after.starts_with(before), "{before:?} then {after:?}");
        } else {
            assert!(!after.is_empty());
        }
    }
    // All of it shows in the end, once and in order.
    let ends: Vec<&String> = (1..=3)
        .flat_map(|page| &states.iter().rfind(|state| state.0 == page).expect("the page").2)
        .filter(|text| text.starts_with("stretch"))
        .collect();
    let wanted: Vec<String> =
        (0..7).flat_map(|n| (0..4).map(move |line| format!("stretch {n}, line {line}"))).collect();
    assert_eq!(ends, wanted.iter().collect::<Vec<_>>());
}

#[test]
fn items_come_one_by_one_with_their_children() {
    let book = book("## List\n\n<!-- steps -->\n\n- a\n  - b\n- c\n\n## Rest\n\n- d\n- e\n");
    let words: Vec<String> = evening(&book).into_iter().map(|(_, _, words)| words.join(" ")).collect();
    assert_eq!(words, ["List", "List a b", "List a b c", "Rest d e"]);
}

#[test]
fn pages_that_are_no_flow_have_steps_too() {
    let book = book(
        "## Statement\n\n<!-- pause -->\n\nJust a few words\n\n## Quote\n\n<!-- pause -->\n\n> said so\n\n## Mixed\n\n- a\n\n\
         <!-- pause -->\n\n> A quote that breaks out of the text, for it is short.\n\n<!-- pause -->\n\n- b\n\n<!-- pause -->\n\n- c\n",
    );
    let words: Vec<String> = evening(&book).into_iter().map(|(_, _, words)| words.join(" ")).collect();
    assert_eq!(
        words,
        [
            "Statement",
            "Statement Just a few words",
            "Quote",
            "Quote said so",
            "Mixed a",
            "A quote that breaks out of the text, for it is short.",
            "b",
            "b c",
        ]
    );
}

#[test]
fn columns_come_one_after_the_other() {
    let book = book(
        "## C\n\n<!-- columns -->\n\na\n\n<!-- pause -->\n\n<!-- column -->\n\nb\n\n<!-- pause -->\n\n<!-- /columns -->\n\nc\n",
    );
    let words: Vec<String> = evening(&book).into_iter().map(|(_, _, words)| words.join(" ")).collect();
    assert_eq!(words, ["C a", "C a b", "C a b c"]);
}

#[test]
fn fragments_come_in_their_order_and_the_words_stay_in_theirs() {
    let tag = |n: u8| format!("<!-- .element: class=\"fragment\" data-fragment-index=\"{n}\" -->");
    let book = book(&format!("## F\n\n- a {}\n- b\n- c {}\n- d {}\n\n```\ne\n```\n\nf\n", tag(2), tag(1), tag(2)));
    let words: Vec<String> = evening(&book).into_iter().map(|(_, _, words)| words.join(" ")).collect();
    assert_eq!(words, ["F b e f", "F b c e f", "F a b c d e f"]);
    // On every page of a slide its own steps are counted.
    let many: String =
        (0..30).map(|n| format!("- item {n} {}\n", if n % 7 == 0 { tag(9 - n / 7) } else { String::new() })).collect();
    let book = self::book(&format!("## F\n\n{many}"));
    for page in book.pages(&mut FontCx::new(), 0).iter().skip(1) {
        let shown = |step: u16| page.scene.layers_at(step).map(|layer| layer.texts.len()).sum::<usize>();
        assert!((1..page.steps).all(|step| shown(step) > shown(step - 1)), "every step shows more");
    }
}

#[test]
fn a_card_comes_with_its_code() {
    let book = book("## C\n\n- a\n\n<!-- pause -->\n\n```\ncode\n```\n");
    let mut cx = FontCx::new();
    let page = &book.pages(&mut cx, 0)[1];
    assert_eq!(page.steps, 2);
    let fills =
        |step: u16| page.scene.layers_at(step).map(|layer| layer.fills.len() + layer.strokes.len()).sum::<usize>();
    assert_eq!(fills(1), fills(0) + 2, "the card and its edge");
}

#[test]
fn a_footer_never_meets_the_number() {
    let words = "a footer of many words ".repeat(20);
    let body = format!("## A\n\n<!-- footer: {words} -->\n\n{}", "- item\n\n".repeat(30));
    for aspect in [16.0 / 9.0, 4.0 / 3.0, 1.0, 9.0 / 16.0] {
        let front = Front { title: "T".into(), ..Front::default() };
        let source = DeckSource { stem: "t".into(), file: "t.md".into(), front, body: body.clone(), first_line: 1 };
        for theme in theme::themes() {
            let book = Book::from_sources(
                vec![source.clone()],
                theme.clone(),
                BookOptions { aspect, ..BookOptions::default() },
                Vec::new(),
            );
            let mut cx = FontCx::new();
            for page in &book.pages(&mut cx, 0)[1..] {
                let low = |item: &&deckle::scene::TextItem| item.bounds().y > 640.0;
                let items: Vec<_> = page.scene.texts().filter(low).collect();
                let footer = items.iter().find(|item| item.block.plain().starts_with("a footer"));
                let Some(footer) = footer.map(|item| item.bounds()) else {
                    assert!(aspect < 1.0, "no footer at {aspect}");
                    continue;
                };
                for other in items.iter().filter(|item| !item.block.plain().starts_with("a footer")) {
                    assert!(other.bounds().x >= footer.right() + 12.0, "{:?} at {aspect}", other.block.plain());
                }
                assert!(footer.height < 40.0, "one line");
            }
        }
    }
}

#[test]
fn highlights_of_code_are_steps_and_what_follows_comes_with_the_last() {
    let code = "```go {1|2|all}\na\nb\n```";
    let book = book(&format!("## C\n\nover\n\n. . .\n\n{code}\n\nunder\n\n. . .\n\nlast\n"));
    let states = evening(&book);
    let words: Vec<String> = states.iter().map(|(_, _, words)| words.join(" ")).collect();
    assert_eq!(words, ["C over", "C over a b", "C over a b", "C over a b under", "C over a b under last"]);
    // Between the highlights something changes that is no word.
    let mut cx = FontCx::new();
    let scene = &book.pages(&mut cx, 0)[1].scene;
    let fills = |step: u16| scene.layers_at(step).flat_map(|layer| layer.fills.clone()).collect::<Vec<_>>();
    assert_ne!(fills(1), fills(2));
    assert_ne!(fills(2), fills(3));
}
