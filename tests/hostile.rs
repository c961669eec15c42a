//! Markdown that nobody would write by hand: each text is parsed in little time, and what comes out is clean. It must never
//! depend on what is shown, only that it ends.

use std::time::{Duration, Instant};

use deckle::markdown::parse;
use deckle::text::clean;

#[path = "support/blocks.rs"]
#[allow(dead_code, unreachable_pub, reason = "it is no library, and a part of it is enough here")]
mod blocks;

use blocks::strings;

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
        "==",
        "==a",
        "a== ==",
        "++a++",
        "~",
        "~a",
        "~~a ",
        "^a",
        "^a^",
        "$",
        "$a",
        "$a$1",
        "$$",
        "$$\n",
        "$$a\n",
        "{$",
        "|",
        "|a",
        "|-|\n",
        "|a|\n|-|\n",
        ":::info\n",
        ":::\n",
        ":::info\n:::\n",
        "> :::info\n",
        ": a\n",
        "a\n: b\n",
        "[^a]",
        "[^a]: b\n",
        "[^",
        "> [!NOTE]\n",
        "> [!",
        "> [name=a]\n",
        "[name=",
        "<b>",
        "<b></b>",
        "<a>x",
        "</b>",
        "\n\n<details>",
        "\n\n</details>\n\n",
        "<summary>",
        "<p>",
        "<pre>",
        "<pre></",
        "<pre></pre",
        "<style>",
        "<script></script>",
        "<td>",
        "<T>",
        "a@",
        "```{\n",
        "\n\n. . .",
    ]
    .map(filled)
    .into();
    texts.push(format!("{}\n{}\n{}", "|a".repeat(500), "|-".repeat(500), "|b\n".repeat(2_000)));
    texts.push("<a>x".repeat(20_000) + &"</a>".repeat(20_000));
    texts.push("~~a ".repeat(20_000) + &"a~~ ".repeat(20_000));
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
