//! What must hold of any Markdown: generated and hostile texts go in; no panic, no word lost, nothing unclean, nothing too
//! deep may come out. It must never depend on how a text looks, only on its words.

use std::collections::BTreeSet;

use deckle::deck::{self, DeckSource, Dialect, Front};
use deckle::markdown::{Block, BlockKind, Parsed, parse, words};
use deckle::text::clean;
use proptest::prelude::*;

#[path = "support/blocks.rs"]
#[allow(unreachable_pub, reason = "it is no library")]
mod blocks;

use blocks::{said, strings};

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
        " | ",
        "| ",
        "\n|-|-|\n",
        "\n| --- |\n",
        "\n\n| a | b |\n|---|---|\n| ",
        "==",
        "++",
        "~β~ ",
        "^β^ ",
        "$$",
        "\n$$\n",
        "$5 ",
        "[^1] ",
        "[^2]",
        "\n[^1]: ",
        "\n\n[^2]: ",
        "\n: ",
        "\n\n:   ",
        "\n:::info\n",
        "\n:::spoiler ",
        "\n:::\n",
        "\n  :::\n",
        "> [!NOTE]\n",
        "\n> [!TIP] ",
        "- [x] ",
        "- [ ] ",
        "\n\n. . .\n\n",
        "\n\n[TOC]\n\n",
        "\n###### tags: ",
        "<kbd>",
        "</kbd>",
        "<sub>",
        "</sub>",
        "<T>",
        "Vec<u>",
        "\n<details>\n",
        "\n</details>\n",
        "<summary>",
        "</summary>",
        "\n<pre>",
        "</pre>",
        "\n<h2>",
        "</h2>",
        "<table>",
        "<td>",
        "\n```math\n",
        "a@b.org ",
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
        "[name=",
        "[time=x]",
        "> [color=red]",
        "]",
        "<style>",
        "</style>",
        "<script>",
        "<a href=\"http://x.org\">",
        "</a>",
        "~",
        "^",
        ":::",
        "\n:::warning {",
        "[!NOTE",
        "```{",
        "```js [1|2",
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
