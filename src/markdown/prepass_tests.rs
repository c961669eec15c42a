//! Tests of what happens to a text before it is parsed. Texts go in, prepared texts come out; nothing here may parse more.

use super::*;
use crate::markdown::Extent;

fn sizes(text: &str) -> Vec<(usize, Option<Extent>, Option<Extent>)> {
    let prepared = prepare(text);
    assert_eq!(prepared.text.len(), text.len());
    prepared.sizes.iter().map(|size| (size.bang, size.width, size.height)).collect()
}

#[test]
fn sizes_are_read_and_blanked() {
    let px = |n| Some(Extent::Pixels(n));
    assert_eq!(sizes("![](http://i.imgur.com/KqPoebX.jpg =512x)"), [(0, px(512.0), None)]);
    assert_eq!(sizes("![](https://i.imgur.com/sOHTgfK.jpg =512x380)"), [(0, px(512.0), px(380.0))]);
    assert_eq!(sizes("a ![b](u =x300) c"), [(2, None, px(300.0))]);
    assert_eq!(sizes("![](u \"a title\" =50%x)"), [(0, Some(Extent::Percent(50.0)), None)]);
    assert_eq!(sizes("![](u =x)"), [(0, None, None)]);
    assert_eq!(sizes("[![](u =5x)](v)"), [(1, px(5.0), None)]);
    assert_eq!(sizes("![a ![b](c =1x)](d =2x)"), [(0, px(2.0), None), (4, px(1.0), None)]);
    assert_eq!(sizes("![](<a b> =5x )"), [(0, px(5.0), None)]);
    assert_eq!(prepare("![](u\t =5x)\nx").text, "![](u     )\nx");
}

#[test]
fn malformed_sizes_stay() {
    for text in [
        "![](u = 100x200)",
        "![](u =aaax1)",
        "![](u =512)",
        "![](u =5xx)",
        "![](u=5x)",
        "![](u =5x",
        "![](u \"t\"=5x)",
        "![]( =5x)",
        "[](u =5x)",
        "\\![](u =5x)",
        "!\\[](u =5x)",
        "![](u\n=5x)",
        "![](u =5x y)",
    ] {
        assert_eq!(prepare(text), Prepared { text: text.to_owned(), ..Prepared::default() }, "{text}");
    }
}

#[test]
fn code_is_not_touched() {
    for text in [
        "`![](u =5x)`",
        "```\n![](u =5x)\n```",
        "    ![](u =5x)",
        "<p>\n![](u =5x)\n</p>",
        "- a\n\n  ~~~\n  ![](u =5x)",
        "![a `](u =5x)` b",
    ] {
        assert_eq!(prepare(text), Prepared { text: text.to_owned(), ..Prepared::default() }, "{text}");
    }
}

#[test]
fn unused_definitions_are_kept_as_text() {
    assert_eq!(prepare("[note]: remember").text, "\u{2}note]: remember");
    assert_eq!(prepare("[a]: b\n\n[a]").text, "[a]: b\n\n[a]");
    assert_eq!(prepare("[b]: c\n[a]: b\n\n[a]").text, "[b]: c\n[a]: b\n\n[a]");
    assert_eq!(prepare("[b]: c\n\n[a]: b\n\n[a]").text, "\u{2}b]: c\n\n[a]: b\n\n[a]");
    assert_eq!(prepare("[//]: # (a comment)").text, "[//]: # (a comment)");
}

#[test]
fn what_would_be_lost_is_hidden() {
    assert_eq!(prepare("|a|b|\n|-|-|\n|c|d|e|f|\n").text, "|a|b|\n|-|-|\n|c|d\u{3}e\u{3}f|\n");
    assert_eq!(prepare("|a|\n|-|\n|c||\n").text, "|a|\n|-|\n|c||\n");
    assert_eq!(prepare("US$5 is A$6 or 1$2$3").text, "US\u{4}5 is A\u{4}6 or 1\u{4}2$3");
    assert_eq!(prepare("$x$ and `$x$5`").text, "$x$ and `$x$5`");
    assert_eq!(shown("\u{2}\u{3}\u{4}"), "[|$");
}

#[test]
fn lines_of_colons_become_rules_in_pairs() {
    assert_eq!(prepare(":::info A\nb\n:::\n").text, "_________\nb\n___\n");
    assert_eq!(prepare("- :::tip\n  a\n  :::\n").text, "- ______\n  a\n  ___\n");
    for text in ["```\n:::info\n:::\n```", ":::\na", ":::info\na", "- :::info\n\n:::\n", ":::columns\n:::"] {
        assert_eq!(shown(&prepare(text).text), text);
    }
    assert_eq!(prepare("a\n\n:::info\nb").unclosed.into_iter().collect::<Vec<_>>(), [3]);
}
