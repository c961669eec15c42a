//! Every example of the CommonMark 0.31.2 and GFM specifications is parsed, and every word that a browser would show of it
//! is there, in order. It must never ask how it looks; exceptions are listed one by one, each with its reason.

#[path = "support/blocks.rs"]
#[allow(unreachable_pub, reason = "it is no library")]
mod blocks;
#[path = "support/spec.rs"]
#[allow(unreachable_pub, reason = "it is no library")]
mod spec;

use blocks::{said, strings};
use deckle::markdown::{self, Breaks, Options};
use deckle::text::clean;
use spec::{Example, examples, visible};

/// Examples of which not every word is shown, and why.
const EXCEPTIONS: &[(&str, usize, &str)] = &[
    ("commonmark", 480, "an address is shown without its scheme, which here is one word with the letter before it"),
    ("commonmark", 481, "the same"),
    ("commonmark", 526, "the same"),
    ("commonmark", 538, "the same"),
    ("gfm", 26, "GitHub shows the tags of <title> and <style> as text; deckle leaves them out and says so"),
];

/// The words of `text` without punctuation; what addresses are shown without is left out.
fn words(text: &str) -> Vec<String> {
    let split = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    split.map(str::to_lowercase).filter(|word| !matches!(word.as_str(), "http" | "https" | "mailto")).collect()
}

/// What deckle shows of an example; formulas count as their source.
fn shown(example: &Example, options: Options) -> String {
    let blocks = markdown::parse_with("spec.md", &example.markdown, 1, options).blocks;
    for (string, lines) in strings(&blocks) {
        assert_eq!(clean(string), string, "{lines:?}");
    }
    said(blocks).join(" ")
}

/// The first word of `expected` that is not in `shown`, in order.
fn missing(expected: &[String], shown: &[String]) -> Option<String> {
    let mut rest = shown.iter();
    expected.iter().find(|word| !rest.any(|other| other == *word)).cloned()
}

#[test]
fn every_example_is_read() {
    let all = examples();
    assert_eq!(all.iter().filter(|example| example.spec == "commonmark").count(), 652);
    assert_eq!(all.iter().filter(|example| example.spec == "gfm").count(), 26);
    assert!(all.iter().all(|example| !example.section.is_empty() && !example.markdown.is_empty()));
}

#[test]
fn every_visible_word_is_shown() {
    let mut faults = Vec::new();
    for example in examples() {
        let excepted = EXCEPTIONS.iter().any(|(spec, number, _)| (*spec, *number) == (example.spec, example.number));
        for breaks in [Breaks::Hard, Breaks::Soft] {
            let shown = shown(&example, Options { breaks });
            let fault = missing(&words(&visible(&example.html)), &words(&shown));
            if fault.is_some() != excepted {
                let Example { spec, number, section, markdown, html } = &example;
                faults.push(format!("{spec} {number} ({section}): {fault:?}\n{markdown}---\n{html}---\n{shown}\n"));
            }
        }
    }
    assert!(faults.is_empty(), "{} faults\n\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn a_lost_word_is_found() {
    let expected = words("a B, c");
    assert_eq!(missing(&expected, &words("x a b-c")), None);
    assert_eq!(missing(&expected, &words("b a c")), Some("b".to_owned()));
    assert_eq!(visible("<p title=\">\">a<br />b &lt;c&gt;<!-- d --><style>e</style> 1 < 2</p>"), "ab <c> 1 < 2");
}
