//! Decks into slides: headings, rules, comments, columns, footnotes, steps.

use super::*;
use crate::deck::settings::DeckSettings;
use crate::deck::{Arrangement, Front};
use crate::markdown::plain;

fn deck(title: &str, body: &str) -> Deck {
    let front = Front { title: title.to_owned(), ..Front::default() };
    build(&DeckSource {
        stem: "two-words_here".to_owned(),
        file: "talk.md".to_owned(),
        front,
        body: body.to_owned(),
        first_line: 5,
    })
}

/// Level, title, words and notes of every slide.
fn shown(deck: &Deck) -> Vec<(u8, String, String, String)> {
    let row = |slide: &Slide| {
        (slide.level, plain(&slide.title), markdown::words(&slide.blocks).join(" "), slide.notes.clone())
    };
    deck.slides.iter().map(row).collect()
}

fn row(level: u8, title: &str, words: &str, notes: &str) -> (u8, String, String, String) {
    (level, title.to_owned(), words.to_owned(), notes.to_owned())
}

#[test]
fn headings_start_slides() {
    let deck = deck(
        "SOLID Go design",
        "Objective: design good programs.\n\n### The **SOLID** principles\n- **S**ingle\n\n### Summary\n#### more\ntext\n",
    );
    assert_eq!(
        shown(&deck),
        [
            row(0, "", "Objective: design good programs.", ""),
            row(3, "The SOLID principles", "Single", ""),
            row(3, "Summary", "", ""),
            row(4, "more", "text", ""),
        ]
    );
    let lines: Vec<_> = deck.slides.iter().map(|slide| (slide.lines.from, slide.lines.to)).collect();
    assert_eq!(lines, [(5, 5), (7, 8), (10, 10), (11, 12)]);
}

#[test]
fn rules_start_slides_without_a_title() {
    let deck = deck("T", "---\n\n## a\nb\n\n---\n\nc\n\n***\n\n---\n\n## d\n\n> e\n>\n> ---\n>\n> f\n\n---\n");
    assert_eq!(shown(&deck), [row(2, "a", "b", ""), row(0, "", "c", ""), row(2, "d", "e f", "")]);
    assert!(matches!(&deck.slides[2].blocks[..], [Block { kind: BlockKind::Quote(_), .. }]));
}

#[test]
fn comments_become_notes_of_their_slide() {
    let deck = deck(
        "T",
        "<!-- welcome -->\n\n## a\nb <!-- note: one -->\n\n- c\n  <!-- two -->\n- <!-- three -->\n\n> <!-- four -->\n\n---\n\n<!-- five -->\n",
    );
    assert_eq!(shown(&deck), [row(2, "a", "b c", "welcome\n\none\n\ntwo\n\nthree\n\nfour\n\nfive")]);
    assert!(!format!("{:?}", deck.slides[0].blocks).contains("Comment"));
    assert!(matches!(&deck.slides[0].blocks[1].kind, BlockKind::List(list) if list.items.len() == 1));
    assert_eq!(deck.slides[0].blocks.len(), 2);
}

#[test]
fn the_first_heading_of_level_one_is_the_title() {
    let one = deck("", "# GolangUK **talks** notes\n\nHello\n\n## a\n");
    assert_eq!(one.front.title, "GolangUK talks notes");
    assert_eq!(shown(&one), [row(0, "", "Hello", ""), row(2, "a", "", "")]);
    let kept = deck("Given", "# Own\n\nHello\n");
    assert_eq!(kept.front.title, "Given");
    assert_eq!(shown(&kept), [row(1, "Own", "Hello", "")]);
    let late = deck("", "Hello\n\n# Own\n");
    assert_eq!((late.front.title.as_str(), late.slides.len()), ("two words here", 2));
    let picture = deck("", "# ![](a.png) T\n");
    assert_eq!(picture.front.title, "T");
    assert!(matches!(&picture.slides[0].blocks[0].kind, BlockKind::Paragraph(content) if content.len() == 1));
    assert_eq!(shown(&deck("", "#\n\nx"))[0], row(1, "", "x", ""));
    assert!(deck("", "").slides.is_empty());
}

#[test]
fn text_over_a_rule_is_a_heading_and_a_fence_hides_one() {
    let deck = deck("T", "a\n---\nb\n\n```\nc\n\n---\n\nd\n```\n");
    assert_eq!(shown(&deck), [row(2, "a", "b c --- d", "")]);
}

#[test]
fn what_was_odd_is_told() {
    let deck = deck("T", "## a\n\n<!-- never closed\n");
    assert_eq!(deck.diagnostics.len(), 1);
    assert_eq!(deck.diagnostics[0].line, 7);
}

/// What was told, a line each, without what stands on the line.
fn told(deck: &Deck) -> Vec<String> {
    let row = |found: &Diagnostic| format!("{}: {} ({})", found.line, found.message, found.hint);
    deck.diagnostics.iter().map(row).collect()
}

/// Leaves of `blocks` with their steps; columns in brackets.
fn drawn(blocks: &[Block]) -> String {
    let one = |block: &Block| match &block.kind {
        BlockKind::Columns(columns) => {
            let inside: Vec<String> =
                columns.iter().map(|column| format!("{}[{}]", column.share, drawn(&column.blocks))).collect();
            inside.join("|")
        }
        _ if !block.kind.groups().is_empty() => {
            block.kind.groups().into_iter().map(drawn).collect::<Vec<_>>().join(" ")
        }
        _ => format!("{}:{}", markdown::words(std::slice::from_ref(block)).join("_"), block.step),
    };
    blocks.iter().map(one).collect::<Vec<_>>().join(" ")
}

#[test]
fn settings_are_those_of_their_slide() {
    let mut source = DeckSource {
        stem: "s".into(),
        file: "talk.md".into(),
        front: Front { title: "T".into(), ..Front::default() },
        body: "## a\n\n<!-- layout: quote -->\n<!-- footer: {title} {page} -->\n\nx\n\n---\n\n<!-- scale: 0.8\nbackground: b.png -->\n\n## b\n\ny\n\n## c\n\n- z <!-- footer: none -->\n\n<!-- background: none -->\n".into(),
        first_line: 1,
    };
    source.front.settings = DeckSettings {
        footer: Some("F".into()),
        scale: Some(0.9),
        background: Some("deck.png".into()),
        ..DeckSettings::default()
    };
    let deck = build(&source);
    let found: Vec<_> = deck
        .slides
        .iter()
        .map(|slide| {
            let Settings { arrangement, background, footer, scale, .. } = slide.settings.clone();
            (arrangement, background.map(|picture| picture.url), footer, scale)
        })
        .collect();
    let text = |words: &str| Some(words.to_owned());
    assert_eq!(
        found,
        [
            (Some(Arrangement::Quote), text("deck.png"), text("{title} {page}"), Some(0.9)),
            (None, text("b.png"), text("F"), Some(0.8)),
            (None, None, text(""), Some(0.9)),
        ]
    );
    assert_eq!(told(&deck), Vec::<String>::new());
    assert!(deck.slides.iter().all(|slide| slide.notes.is_empty()));
}

#[test]
fn slips_are_told_with_their_line() {
    let deck = deck(
        "T",
        "## a\n\nb\n\n<!-- layuot: quote -->\n<!-- layout: qoute -->\n<!-- footer: {titel} {} {x y} -->\n- c <!-- columns -->\n",
    );
    assert_eq!(
        told(&deck),
        [
            "9: `layuot` is no setting, and stays a note to the speaker (did you mean `layout`? Write `note: layuot ...` if it is a note)",
            "10: `qoute` is nothing that `layout` may be; it is ignored (did you mean `quote`? There are text, columns, \
             statement, section, quote, picture, beside, grid, number)",
            "11: a footer knows no `{titel}`; it shows as it stands (did you mean `{title}`? There are title, speaker, \
             session, page, pages, talk, talks, date)",
            "12: there are no columns inside of lists and quotes (put the comment on a line of its own, with a blank line \
             before it)",
        ]
    );
    assert_eq!(deck.diagnostics[0].quote, "<!-- layuot: quote -->");
    assert_eq!(deck.slides[0].notes, "layuot: quote\n\nlayout: qoute");
}

#[test]
fn a_hidden_slide_is_left_out_and_told() {
    let deck = deck("T", "## a\n\nx\n\n## b\n\n<!-- hide -->\n\ny [^1]\n\n## c\n\nz\n");
    assert_eq!(shown(&deck).iter().map(|row| row.1.as_str()).collect::<Vec<_>>(), ["a", "c"]);
    assert_eq!(told(&deck), ["11: this slide is left out (remove `hide` to show it)"]);
    assert_eq!(deck.diagnostics[0].severity, crate::diag::Severity::Note);
}

#[test]
fn notes_after_a_rule_are_those_of_the_slide_that_it_begins() {
    let found = deck("T", "## a\n\nx\n\n---\n\n<!-- for b -->\n\n## b\n\ny\n");
    assert_eq!(shown(&found), [row(2, "a", "x", ""), row(2, "b", "y", "for b")]);
}

#[test]
fn columns_hold_what_stands_in_them() {
    for (body, wanted) in [
        ("<!-- columns -->\n\na\n\n<!-- column -->\n\nb\n\n<!-- /columns -->\n\nc", "1[a:0]|1[b:0] c:0"),
        ("x\n\n<!-- columns: 2 1 -->\n<!-- column -->\na\n\n- b\n\n<!-- column -->\nc", "x:0 2[a:0 b:0]|1[c:0]"),
        ("<!-- columns: 2 1 -->\na\n\n<!-- column -->\nb\n\n<!-- column -->\nc", "2[a:0]|1[b:0]|1.5[c:0]"),
        ("<!-- columns -->\na\n\n<!-- /columns -->\n\nb", "a:0 b:0"),
        ("<!-- columns -->\n<!-- /columns -->\n\nb", "b:0"),
        ("<!-- columns -->\n<!-- column -->\n<!-- column -->\na\n\n<!-- column -->\nb", "1[]|1[a:0]|1[b:0]"),
        (
            "<!-- column_layout: [2, 1] -->\n\n<!-- column: 1 -->\n\nb\n\n<!-- column: 0 -->\n\na\n\n<!-- reset_layout -->\n\nc",
            "2[a:0]|1[b:0] c:0",
        ),
        (
            "<!-- columns -->\na\n\n<!-- column -->\nb\n\n<!-- columns -->\nc\n\n<!-- column -->\nd",
            "1[a:0]|1[b:0] 1[c:0]|1[d:0]",
        ),
        (
            "<!-- columns -->\na\n\n<!-- pause -->\n\n<!-- column -->\nb\n\n<!-- pause -->\n\n<!-- /columns -->\n\nc",
            "1[a:0]|1[b:1] c:2",
        ),
    ] {
        let found = deck("T", &format!("## t\n\n{body}\n"));
        assert_eq!(drawn(&found.slides[0].blocks), wanted, "{body}");
        assert_eq!(told(&found), Vec::<String>::new(), "{body}");
    }
    let many = deck("T", &format!("<!-- columns -->\n{}", "<!-- column -->\na\n\n".repeat(9)));
    assert_eq!(drawn(&many.slides[0].blocks).matches('|').count(), 5);
    assert_eq!((told(&many).len(), markdown::words(&many.slides[0].blocks).len()), (3, 9));
    let lost = deck("T", "a\n\n<!-- column -->\n\nb\n");
    assert!(told(&lost)[0].contains("there are no columns here"), "{:?}", told(&lost));
}

#[test]
fn headings_in_columns_start_no_slide() {
    let closed =
        deck("T", "## a\n\n<!-- columns -->\n## l\n1\n\n<!-- column -->\n## r\n2\n\n<!-- /columns -->\n\n## b\n");
    assert_eq!(shown(&closed), [row(2, "a", "l 1 r 2", ""), row(2, "b", "", "")]);
    let open = deck(
        "T",
        "## a\n\n<!-- columns -->\n### l\n\n<!-- column -->\n### r\n\n## b\n\n<!-- columns -->\nx\n\n---\n\ny\n",
    );
    assert_eq!(shown(&open), [row(2, "a", "l r", ""), row(2, "b", "x", ""), row(0, "", "y", "")]);
}

#[test]
fn levels_start_slides_as_the_deck_wants() {
    let parted = |split: &str, body: &str| {
        let mut source = DeckSource {
            stem: "s".into(),
            file: "talk.md".into(),
            front: Front { title: "T".into(), ..Front::default() },
            body: body.to_owned(),
            first_line: 1,
        };
        source.front.settings.split = Split::read(split);
        let rows = shown(&build(&source));
        rows.into_iter().map(|(level, title, words, _)| format!("{level} {title}: {words}")).collect::<Vec<_>>()
    };
    let body = "## a\n\nx\n\n### b\n\ny\n\n---\n\n#### c\n\nz\n\n### d\n";
    assert_eq!(parted("all", body), ["2 a: x", "3 b: y", "4 c: z", "3 d: "]);
    assert_eq!(parted("1-2", body), ["2 a: x b y", "4 c: z d"]);
    assert_eq!(parted("none", body), ["2 a: x b y", "4 c: z d"]);
    let marp = "---\nmarp: true\n---\n\n# T\n\na\n\n---\n\n## b\n\nc\n\n### d\n\n***\n\n## e\n";
    let (source, found) = crate::deck::read("talk.md", marp);
    assert!(found.is_empty(), "{found:?}");
    assert_eq!(shown(&build(&source)), [row(0, "", "a", ""), row(2, "b", "c d", ""), row(2, "e", "", "")]);
    let presenterm = deck("T", "## a\n\n### b\n\n<!-- end_slide -->\n\n## c\n");
    assert_eq!(shown(&presenterm), [row(2, "a", "b", ""), row(2, "c", "", "")]);
}

#[test]
fn line_feeds_are_what_the_dialect_makes_of_them() {
    for (body, front, wanted) in [
        ("a\nb", "title: T", true),
        ("a\nb", "breaks: soft", false),
        ("a\nb\n\n<!-- end_slide -->", "title: T", false),
        ("a\nb\n\n<!-- end_slide -->", "breaks: hard", true),
        ("a\nb", "marp: true", true),
        ("a\nb", "format: revealjs", false),
    ] {
        let (source, _) = crate::deck::read("talk.md", &format!("---\n{front}\n---\n\n{body}\n"));
        let found = build(&source);
        let BlockKind::Paragraph(content) = &found.slides[0].blocks[0].kind else { panic!("a paragraph") };
        assert_eq!(content.contains(&Inline::Break), wanted, "{front}: {body}");
    }
}

#[test]
fn footnotes_go_to_the_slide_that_speaks_of_them() {
    let found = deck(
        "T",
        "## a\n\nx[^1] and 2^nd^\n\n## b\n\ny[^note] and[^1]\n\n[^note]: second\n\n[^1]: first\n\n## c\n\nz\n",
    );
    let rows: Vec<String> = shown(&found).into_iter().map(|(_, title, words, _)| format!("{title}: {words}")).collect();
    assert!(rows[0].ends_with("first") && rows[1].ends_with("second") && rows[2] == "c: z", "{rows:?}");
}

#[test]
fn pauses_stand_where_they_were_written() {
    for (body, wanted) in [
        ("a\n\n<!-- pause -->\n\nb\n\n<!-- pause -->\n", "a:0 b:1"),
        ("- a\n- b <!-- pause -->\n- c", "a:0 b:0 c:1"),
        ("a\n\n. . .\n\nb", "a:0 b:1"),
        ("- a\n- <!-- pause -->\n- b", "a:0 b:1"),
        ("- a <!-- .element: class=\"fragment\" -->\n  - b\n- c <!-- .element: class=\"fragment\" -->", "a:1 b:1 c:2"),
        ("a\n\nb\n<!-- .element: class=\"fragment\" -->\n\nc", "a:0 b:1 c:0"),
        ("<!-- steps -->\n\n- a\n  - b\n- c", "a:1 b:1 c:2"),
        ("- a\n- b\n\n<!-- incremental_lists: true -->", "a:1 b:2"),
    ] {
        let found = deck("T", &format!("## t\n\n{body}\n"));
        assert_eq!(drawn(&found.slides[0].blocks), wanted, "{body}");
        assert!(!format!("{:?}", found.slides[0].blocks).contains("Pause"));
    }
    let many = deck("T", &format!("## t\n\n{}", "<!-- pause -->\n\nx\n\n".repeat(1200)));
    assert!(told(&many)[0].contains("this slide has more than 999 steps"), "{:?}", told(&many));
}

#[test]
fn any_comments_lose_no_word_and_end() {
    use proptest::prelude::*;
    let piece = prop::sample::select(
        &[
            "<!-- columns -->\n",
            "<!-- column -->\n",
            "<!-- /columns -->\n",
            "<!-- pause -->\n",
            "<!-- steps -->\n",
            "<!-- .element: class=\"fragment\" -->\n",
            "<!-- .element: class=\"fragment\" data-fragment-index=\"1\" -->\n",
            "<div class=\"fragment\">\n\n",
            "</div>\n\n",
            "<v-clicks>\n\n",
            "- <span class=\"fragment\">item</span>\n",
            "<!-- column: 3 -->\n",
            "<!-- column: 40% -->\n",
            "word\n\n",
            "- item\n",
            "  - <!-- pause -->\n",
            "> quote <!-- columns -->\n\n",
            "## head\n",
            "---\n\n",
            "<!-- end_slide -->\n",
            "<!-- scale: 9 -->\n",
            "::: {.columns}\n",
            ":::\n",
            "[.column]\n",
            "note: x\n",
            "```\ncode\n```\n",
        ][..],
    );
    proptest!(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() }, |(
        pieces in prop::collection::vec(piece, 0..40),
        dialect in prop::sample::select(&crate::deck::Dialect::WORDS[..]),
    )| {
        let body = pieces.concat();
        let mut front = Front { title: "T".into(), ..Front::default() };
        front.settings.dialect = Some(dialect.1);
        let built = build(&DeckSource { stem: "s".into(), file: "t.md".into(), front, body: body.clone(), first_line: 1 });
        // Notes of a deck that shows nothing have no page to be spoken at.
        prop_assume!(!built.slides.is_empty());
        let said: Vec<String> = built.slides.iter().flat_map(|slide| {
            let title = plain(&slide.title);
            std::iter::once(title).chain(markdown::words(&slide.blocks))
        }).collect();
        // A deck of notes alone has nobody to hold them.
        prop_assume!(!built.slides.is_empty());
        for word in ["word", "item", "quote", "head", "code"] {
            let shown = said.iter().filter(|said| said.as_str() == word).count();
            let noted: usize = built.slides.iter().map(|slide| slide.notes.matches(word).count()).sum();
            prop_assert!(shown + noted == body.matches(word).count(), "{word} in {body}: {said:?}");
        }
    });
}
