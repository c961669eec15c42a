//! What must hold of any Markdown: generated and hostile texts go in; no panic, no word lost, nothing unclean, nothing too
//! deep may come out. It must never depend on how a text looks, only on its words.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use deckle::deck::Dialect;
use deckle::deck::{self, DeckSource, Front};
use deckle::diag::Lines;
use deckle::markdown::{Block, BlockKind, Code, Inline, MAX_DEPTH, Parsed, Run, parse, words};
use deckle::text::clean;
use proptest::prelude::*;

/// Every string in `blocks`, each with whether it may hold line feeds; also checks how deep they nest.
fn strings(blocks: &[Block]) -> Vec<(&str, Lines)> {
    let mut out = Vec::new();
    let mut open: Vec<(&Block, usize)> = blocks.iter().map(|block| (block, 1)).collect();
    while let Some((block, depth)) = open.pop() {
        assert!(depth <= MAX_DEPTH, "{depth} levels");
        assert!(block.lines.from >= 1 && block.lines.to >= block.lines.from, "{:?}", block.lines);
        match &block.kind {
            BlockKind::Heading { content, .. } | BlockKind::Paragraph(content) => line(content, block.lines, &mut out),
            BlockKind::Table(table) => {
                for row in std::iter::once(&table.head).chain(&table.rows) {
                    assert_eq!(row.len(), table.align.len());
                    row.iter().for_each(|cell| line(cell, block.lines, &mut out));
                }
            }
            BlockKind::Code(code) => {
                assert!(!code.language.contains(char::is_whitespace));
                out.extend([&code.language, &code.text, &code.title].map(|text| (text.as_str(), block.lines)));
            }
            BlockKind::Quote(quote) => line(&quote.name, block.lines, &mut out),
            BlockKind::Callout(callout) => line(&callout.title, block.lines, &mut out),
            BlockKind::Definitions(all) => all.iter().for_each(|one| line(&one.term, block.lines, &mut out)),
            BlockKind::Comment(text) | BlockKind::Math(text) => out.push((text, block.lines)),
            BlockKind::List(_)
            | BlockKind::Footnote(_)
            | BlockKind::Contents
            | BlockKind::Columns(_)
            | BlockKind::Pause
            | BlockKind::Rule => {}
        }
        open.extend(block.kind.groups().into_iter().flatten().map(|block| (block, depth + 1)));
    }
    out
}

/// The strings of a line.
fn line<'a>(content: &'a [Inline], lines: Lines, out: &mut Vec<(&'a str, Lines)>) {
    for inline in content {
        let texts = match inline {
            Inline::Text(run) => {
                assert!(!run.text.is_empty());
                vec![run.text.as_str(), run.link.as_deref().unwrap_or_default()]
            }
            Inline::Picture(picture) => vec![picture.url.as_str(), &picture.alt, &picture.title],
            Inline::Math(math) => vec![math.source.as_str()],
            Inline::Break => Vec::new(),
        };
        assert!(texts.iter().all(|text| !text.contains(['\n', '\t'])), "{texts:?}");
        out.extend(texts.into_iter().map(|text| (text, lines)));
    }
}

/// Parses, builds a deck, and checks what must hold of both.
fn checked(text: &str) -> Parsed {
    let parsed = parse("any.md", text, 1);
    for (string, lines) in strings(&parsed.blocks) {
        assert_eq!(clean(string), string, "{lines:?}");
    }
    let mut front = Front { title: "given".to_owned(), ..Front::default() };
    front.settings.dialect = Some(Dialect::Plain);
    let source =
        DeckSource { stem: "any".to_owned(), file: "any.md".to_owned(), front, body: text.to_owned(), first_line: 1 };
    let deck = deck::build(&source);
    let mut shown = Vec::new();
    for slide in &deck.slides {
        let heading = Block::new(BlockKind::Paragraph(slide.title.clone()), slide.lines);
        shown.push(heading);
        shown.extend(slide.blocks.clone());
        assert!(slide.level > 0 || !slide.blocks.is_empty());
    }
    // A footnote goes to the slide that speaks of it, so the order may differ.
    let letters = |blocks: Vec<Block>| {
        let mut all: Vec<char> = said(blocks).concat().chars().collect();
        all.sort_unstable();
        all
    };
    assert_eq!(letters(shown), letters(parsed.blocks.clone()));
    parsed
}

/// The words of `blocks`, those of formulas as well.
fn said(mut blocks: Vec<Block>) -> Vec<String> {
    spell_blocks(&mut blocks);
    words(&blocks)
}

/// Makes text of formulas. Recurses as deep as blocks nest.
fn spell_blocks(blocks: &mut [Block]) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Heading { content, .. } | BlockKind::Paragraph(content) => spell(content),
            BlockKind::Table(table) => {
                table.head.iter_mut().chain(table.rows.iter_mut().flatten()).for_each(|c| spell(c))
            }
            BlockKind::Quote(quote) => spell(&mut quote.name),
            BlockKind::Callout(callout) => spell(&mut callout.title),
            BlockKind::Definitions(all) => all.iter_mut().for_each(|one| spell(&mut one.term)),
            BlockKind::Math(source) => {
                block.kind = BlockKind::Code(Code { text: source.clone(), ..Code::default() });
            }
            _ => {}
        }
        for group in block.kind.groups_mut() {
            spell_blocks(group);
        }
    }
}

fn spell(content: &mut [Inline]) {
    for inline in content {
        if let Inline::Math(math) = inline {
            *inline = Inline::Text(Run { text: math.source.clone(), ..Run::default() });
        }
    }
}

/// The Greek letters of `words`, and after how many of them a word ends: the generated words are Greek, so markers and
/// addresses are none.
fn greek<'a>(words: impl Iterator<Item = &'a str>) -> (String, BTreeSet<usize>) {
    let mut letters = String::new();
    let mut ends = BTreeSet::from([0]);
    for word in words {
        letters.extend(word.chars().filter(|c| ('α'..='ω').contains(c)));
        ends.insert(letters.len());
    }
    (letters, ends)
}

/// Pieces of Markdown that must not cost a word, however they are put together. What hides words by right is left out:
/// comments, addresses, what follows the language of a fence, link definitions that a link uses.
fn piece() -> impl Strategy<Value = String> {
    let markers = prop::sample::select(vec![
        "*",
        "**",
        "***",
        "_",
        "__",
        "`.",
        "``.",
        "~.",
        "~~.",
        "[",
        "].",
        "!",
        "(",
        ")",
        ">",
        "> ",
        "\n> ",
        "\n>",
        "#",
        "\n# ",
        "\n## ",
        "\n###### ",
        "\n#\n",
        "- ",
        "\n- ",
        "\n  - ",
        "\n\t- ",
        "\n \t- ",
        "\n    * ",
        "\n\t\t+ ",
        "\n1. ",
        "\n9) ",
        "\n---\n",
        "\n\n---\n\n",
        "\n===\n",
        "\n***\n",
        "\n",
        "\n\n",
        "  \n",
        "\\",
        "\\\n",
        "\t",
        "    ",
        " ",
        " ",
        " ",
        "|",
        "=",
        "+",
        "^",
        "$",
        "%",
        "&",
        ";.",
        ":",
        "::",
        ":star:",
        ":eight: ",
        ":nosuch:",
        "\"",
        "'",
        "...",
        "--",
        "---",
        "->",
        "<-",
        "<--",
        ":-)",
        "< ",
        "<b>",
        "</b>",
        "\n<div>\n",
        "\n</div>\n\n",
        " <br> ",
        "<3",
        "\n```\n",
        "\n~~~\n",
        "\n  ```go\n",
        "\n> ```\n",
        "https://x.org/y_z ",
        "www.x.org/a--b ",
        "<http://x.org/>",
        "[a](http://x.org/z) ",
        " ![](u.png =5x) ",
        " ![](u.png =x) ",
        " [![](u.png =50%x)](http://x.org) ",
        "&amp; ",
        "🦀",
        "(╯°. °)╯︵ ┻┻",
        "8\u{FE0F}\u{20E3}",
        "\u{200D}",
        "\u{1C}",
        "\u{85}",
        "\u{2028}",
        "\u{2029}",
        "\0",
        "\r",
        "\r\n",
        "\u{B}",
        "\u{202E}",
        "\u{2067}",
        "\u{200F}",
        "א",
        "ا",
        "\u{FEFF}",
        "\u{2}",
        "\u{1B}[31m",
    ]);
    prop_oneof![
        5 => "[α-ω]{1,6}",
        3 => "[α-ω]{1,6} ",
        6 => markers.prop_map(str::to_owned),
        1 => (prop::sample::select(vec!["a", "*", "-", ">", "#", " ", "\t", "_", "[", "ω"]), 1..200usize)
            .prop_map(|(what, times)| what.repeat(times)),
    ]
}

/// Anything at all, hidden words and all.
fn soup() -> impl Strategy<Value = String> {
    let more = prop::sample::select(vec![
        "](",
        "]:",
        "]: ",
        "[α]: β \"γ\"",
        "[α]",
        "<!--",
        "-->",
        "<!-- note: α -->",
        "<img src=",
        "<img src=\"a\" width=",
        "<a",
        "\"",
        "'",
        "=5x",
        " =5x)",
        "![",
        "![](",
        "(<",
        "```",
        "~~~",
        "`",
        "``",
        "<http://",
        "mailto:a@b.c",
        "<a@b.c>",
        "&#x1c;",
        "&#10;",
        "&",
        ";",
        "\u{10FFFF}",
        "http://",
        "://",
        "www.",
        ":",
        "\\",
    ]);
    let part = prop_oneof![2 => piece(), 2 => more.prop_map(str::to_owned), 1 => any::<String>()];
    prop::collection::vec(part, 0..60).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_word_is_lost_doubled_or_moved(parts in prop::collection::vec(piece(), 0..80)) {
        let text = parts.concat();
        let parsed = checked(&text);
        let shown = said(parsed.blocks);
        let (shown, parted) = greek(shown.iter().map(String::as_str));
        let (written, ends) = greek(clean(&text).split_whitespace());
        prop_assert_eq!(shown, written, "{:?}", text);
        // Cells and lines part words that signs had joined; nothing joins what was parted.
        prop_assert!(parted.is_superset(&ends), "words are joined in {:?}", text);
    }

    #[test]
    fn anything_is_parsed(text in soup()) {
        checked(&text);
    }
}

/// The longest that any hostile text may take; far more than it needs, for a machine under load.
const PATIENCE: Duration = Duration::from_secs(20);

#[test]
fn hostile_texts_are_kept_and_take_no_time() {
    let filled = |pattern: &str| pattern.repeat(200_000 / pattern.len());
    let mut texts: Vec<String> = [
        "> ",
        "- ",
        "* a\n",
        "1. ",
        "*",
        "_",
        "**a",
        "*a **b ",
        "[",
        "![",
        "](",
        "![](",
        "[a](",
        "![](u =5x)",
        "![](u =",
        "![](u \"",
        "[a]: b\n",
        "[a]: b\n\n",
        "`",
        "``a`",
        "`a``",
        "<",
        "<a ",
        "<a \"",
        "<a '<a \"",
        "<!--",
        "<!-- -->",
        "<br>",
        "<img src=",
        "&",
        "&amp;",
        "\\",
        ":",
        ":a",
        ":star:",
        "::",
        "\"",
        "'",
        "\"'",
        "...",
        "--",
        "-",
        "http://",
        "http://a",
        "www.",
        "a.",
        "http://a.b ",
        "https://x.org/(",
        "a@b.c",
        "#\n",
        "# ",
        "\n",
        "\t",
        " ",
        "a\n",
        "a  \n",
        "---\n",
        "===\n",
        "~~~\n",
        "```\n",
        "|",
        "\u{1C}א",
        "א",
        "=5x)",
        "! [](",
        "x",
    ]
    .map(filled)
    .into();
    texts.push((0..600).map(|n| " ".repeat(n) + "- a\n").collect());
    texts.push((0..300).map(|n| ">".repeat(n) + " a\n").collect());
    texts.push((0..600).map(|n| "`".repeat(n) + "a").collect());
    for text in texts {
        let start = Instant::now();
        let parsed = parse("hostile.md", &text, 1);
        let taken = start.elapsed();
        let beginning: String = text.chars().take(12).collect();
        assert!(taken < PATIENCE, "{beginning:?} took {taken:?}");
        for (string, _) in strings(&parsed.blocks) {
            assert_eq!(clean(string), string);
        }
    }
}

#[test]
fn what_nests_without_end_is_kept_flat() {
    for (text, expected) in [
        ("> ".repeat(40_000) + "word", vec!["word"]),
        ("- ".repeat(5_000) + "word", vec!["word"]),
        (format!("{}deep\n\n# after", "> - ".repeat(5_000)), vec!["deep", "after"]),
    ] {
        let parsed = checked(&text);
        assert_eq!(words(&parsed.blocks), expected);
        assert_eq!(parsed.diagnostics.len(), 1);
        assert!(parsed.diagnostics[0].message.contains("64 levels"), "{}", parsed.diagnostics[0]);
    }
    let list: String = (0..5_000).map(|n| format!("{}- w{n}\n", "  ".repeat(n.min(400)))).collect();
    let expected: Vec<String> = (0..5_000).map(|n| format!("w{n}")).collect();
    assert_eq!(words(&checked(&list).blocks).iter().filter(|word| *word != "-").count(), expected.len());
}

#[test]
fn four_bytes_that_kill_a_shaper_come_out_harmless() {
    for text in [
        "A\u{1C}א",
        "A\u{85}א",
        "A\u{2029}א",
        "`A\u{1D}א`",
        "    A\u{1E}א",
        "A&#x1C;א",
        "[A](\u{1C}א)",
        "![A\u{1C}א](x)",
    ] {
        checked(text);
    }
    assert_eq!(words(&checked("A\u{1C}א").blocks), ["A\u{FFFD}א"]);
}
