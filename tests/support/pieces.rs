//! Pieces of Markdown made by chance: code with all that a fence can ask for, small pictures in their lines, LaTeX. Nothing
//! in, text out. Never reads a file.

use proptest::prelude::*;

/// A block of code with all that a fence can ask for.
pub fn fence() -> impl Strategy<Value = String> {
    const ASKED: [&str; 8] =
        ["go", "rust=", "py=98 {1|3-5|all}", "js=+ [a title]", "diff-c", "c {2}", "console", "no-such {all|1}"];
    let line = prop_oneof![
        4 => "[ \t]{0,6}[-+a-z(){}\"'/*.;: ]{0,60}",
        1 => "[a-z_().,]{80,260}",
        1 => "\\PC{0,40}".prop_map(|text| text.replace('`', "'")),
    ];
    (prop::sample::select(&ASKED[..]), prop::collection::vec(line, 1..30), prop::bool::ANY).prop_map(
        |(asked, lines, listed)| {
            let indent = if listed { "  " } else { "" };
            let lines: String = lines.iter().map(|line| format!("{indent}{line}\n")).collect();
            format!("{}\n{indent}```{asked}\n{lines}{indent}```\n", if listed { "- item\n" } else { "" })
        },
    )
}

/// What makes words come at steps of their own, in any order.
pub const FRAGMENTS: &str = "<!-- .element: class=\"fragment\" data-fragment-index=\"1\" -->|<!-- .element: class=\"fragment\" -->|\
                         <div class=\"fragment\">|</div>|<v-clicks>|</v-clicks>";

/// Small pictures among words, in titles, items and cells, and in rows.
pub fn icons() -> impl Strategy<Value = String> {
    let icon = prop::sample::select(
        &[
            "![a](decks/tour/mark.svg)",
            "[![b](decks/tour/badge.svg)](http://h.org)",
            "<img src='decks/tour/hills.svg' height=20>",
            "![](no.png =x40)",
            "![c](https://img.shields.io/no.svg)",
        ][..],
    );
    const STARTS: [&str; 7] = ["", "word ", "- ", "## word ", "> ", "א ב ", "| a | b |\n|---|---|\n| c | "];
    (prop::sample::select(&STARTS[..]), prop::collection::vec((icon, "[a-zé ,.]{0,9}"), 1..12)).prop_map(
        |(start, all)| {
            format!("\n{start}{}\n\n", all.into_iter().map(|(icon, text)| format!("{icon}{text}")).collect::<String>())
        },
    )
}

/// LaTeX: what is set, and what is not.
pub fn formula() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        4 => "[a-z](_[0-9])?(\\^[0-9])?",
        1 => Just(r"\frac{a+b}{\sqrt{c}}".to_owned()),
        1 => Just(r"\sum_{i=0}^n \int_0^\infty".to_owned()),
        1 => Just(r"\begin{pmatrix} a & b \\ c & d \\ e & f \end{pmatrix}".to_owned()),
        1 => Just(r"\begin{cases} x & y \\ z & \text{if } w \end{cases}".to_owned()),
        1 => Just(r"\text{words that cannot be parted}".to_owned()),
        1 => Just(r"\nosuch".to_owned()),
    ];
    prop::collection::vec(part, 1..14).prop_map(|parts| parts.join(" + "))
}
