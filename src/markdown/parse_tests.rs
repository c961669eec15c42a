//! Tests of the parser on the notes' own lines and on the corners of CommonMark. Snippets go in, an outline comes out;
//! nothing here may look at pixels or files.

use super::*;
use crate::markdown::{BlockKind, Extent, Inline, Picture, Placement, plain, words};

fn blocks(text: &str) -> Vec<Block> {
    let parsed = parse("notes.md", text, 1);
    assert_eq!(parsed.diagnostics, []);
    parsed.blocks
}

use crate::markdown::outlined::outline;

fn check(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(outline(&blocks(text)), *expected, "{text}");
    }
}

#[test]
fn speaker_rating_and_heading_follow_each_other() {
    check(&[
        (
            "## Keynote: SOLID Go design\n![](http://i.imgur.com/1d1nzZ9.jpg)\n> Dave Cheney - http://golanguk.com/speakers/#dave-cheney\n:two: :star: :star:\n### The **SOLID** principles\nObjective",
            "h2(Keynote: SOLID Go design) p(!http://i.imgur.com/1d1nzZ9.jpg!) q[p(Dave Cheney - golanguk.com/speakers/#dave-cheney→http://golanguk.com/speakers/#dave-cheney / 2\u{FE0F}\u{20E3} ⭐ ⭐)] h3(The *SOLID* principles) p(Objective)",
        ),
        (
            "> Victor Ruiz- http://golanguk.com/speakers/#víctor-ruiz\n> https://texlution.com/",
            "q[p(Victor Ruiz- golanguk.com/speakers/#víctor-ruiz→http://golanguk.com/speakers/#víctor-ruiz / texlution.com→https://texlution.com/)]",
        ),
        ("> A\n> :four: :star:\n\nSee", "q[p(A / 4\u{FE0F}\u{20E3} ⭐)] p(See)"),
    ]);
}

#[test]
fn lists_nest_with_tabs_and_blanks() {
    check(&[
        (
            "- **S**ingle Responsability\n  - Coupling & Cohesion\n  \t- good\n\t\t- net/http, os/exec\n\t\t- importing\n\t- bad: server\n  - UNIX tools\n - **O**pen/closed\n   - open",
            "ul[p(*S*ingle Responsability) ul[p(Coupling & Cohesion) ul[p(good) ul[p(net/http, os/exec)][p(importing)]][p(bad: server)]][p(UNIX tools)]][p(*O*pen/closed) ul[p(open)]]",
        ),
        ("* a\n\t* b\n\t\t* c\n\t\t\t* d\n", "ul[p(a) ul[p(b) ul[p(c) ul[p(d)]]]]"),
        (
            "1. **time**\n - GNU's (`/usr/bin/time` not `time`) `/usr/bin/time -v`\n2. **go build** -x",
            "ol1[p(*time*)] ul[p(GNU’s (`/usr/bin/time` not `time`) `/usr/bin/time -v`)] ol2[p(*go build* -x)]",
        ),
        ("4.1. **pprof**\n  - descends", "p(4.1. *pprof*) ul[p(descends)]"),
        ("- a\n\n  b\n- ", "ul[p(a) p(b)][]"),
    ]);
}

#[test]
fn quotes_and_fences_stand_in_lists() {
    check(&[
        (
            "- logs\n  - > append only --LinkedIn eng blog\n  - very simple",
            "ul[p(logs) ul[q[p(append only --LinkedIn eng blog)]][p(very simple)]]",
        ),
        (
            "- Go 1.7 is out (╯°. °)╯︵ ┻┻\n> The testing package\n- tests",
            "ul[p(Go 1.7 is out (╯°. °)╯︵ ┻┻)] q[p(The testing package)] ul[p(tests)]",
        ),
        (
            "  - pre 1.7:\n    ```go\n    func TestFoo(b * testing.B) {\n    \t// \"test\"\n\n    }\n    ```\n  - 1.7: They",
            "ul[p(pre 1.7:) code:go(\"func TestFoo(b * testing.B) {\\n\\t// \\\"test\\\"\\n\\n}\")][p(1.7: They)]",
        ),
        (
            "  - ```[RID(id)=foobar][x=0.003]```\n  - use ```protoc``` to",
            "ul[p(`[RID(id)=foobar][x=0.003]`)][p(use `protoc` to)]",
        ),
        ("```\na\n", "code:(\"a\")"),
        ("~~~ go=101 {1}\na\n\n~~~", "code:go=101{1}(\"a\\n\")"),
        ("    a  b\n\n    c", "code:(\"a  b\\n\\nc\")"),
    ]);
}

#[test]
fn prose_is_set_as_print() {
    check(&[
        ("(PWNT :-)\nx :-| hope :-|++ `:star: \"a\" --`", "p((PWNT :-) / x :-| hope :-|++ `:star: \"a\" --`)"),
        ("[build -> package] to <- Helm <-- x", "p([build -> package] to <- Helm <-- x)"),
        ("**\"they don't\"** ... a -- b", "p(*“they don’t”* … a – b)"),
        ("\\\"x\\\" \\:star: a\\--b \\_x", "p(\"x\" :star: a--b _x)"),
        ("a &amp; b &copy; &quot;c&quot; 10:30:00 std::io::", "p(a & b © “c” 10:30:00 std::io::)"),
        ("a  \nb\\\nc\nd<br>e<br/>", "p(a / b / c / d / e)"),
        ("***x** y* z_a_b", "p(*_x_*_ y_ z_a_b)"),
        ("~~a~~ | b | [^1] - [ ]", "p(-a- | b | [^1] - [ ])"),
    ]);
}

#[test]
fn links_show_short_addresses() {
    check(&[
        (
            "Maybe [this \"tool\" :star:](https://x.org/a--b) [](http://y.org/)",
            "p(Maybe this “tool” :star:→https://x.org/a--b y.org→http://y.org/)",
        ),
        (
            "[http://x.org/](http://x.org/) <https://y.org/a_b/> <a@b.org>",
            "p(x.org→http://x.org/ y.org/a_b→https://y.org/a_b/ a@b.org→mailto:a@b.org)",
        ),
        ("[a](http://x.org)[b](http://x.org)", "p(ab→http://x.org)"),
        ("a[http://x.org/](http://x.org/)", "p(ax.org→http://x.org/)"),
        ("[run](javascript:alert) [f](../x.md)", "p(run f)"),
        ("[![alt](a.png =5x)](http://x.org)", "p(!a.png!)"),
        ("[a]: http://x.org\n\n[a] and [b]", "p(a→http://x.org and [b])"),
        ("[note]: remember", "p([note]: remember)"),
        ("`http://x.org` www.y.org", "p(`http://x.org` www.y.org→http://www.y.org)"),
    ]);
}

#[test]
fn pictures_have_sizes_and_lines() {
    let all = blocks(
        "a\n\n- b\n    - ![w *x* `y`](http://i.imgur.com/Y8B9Ksw.jpg \"t\" =512x300)\n      <img src=\"z.png\" width=50%>\n",
    );
    assert_eq!(outline(&all), "p(a) ul[p(b) ul[p(!http://i.imgur.com/Y8B9Ksw.jpg! / !z.png!)]]");
    let text = format!("{all:?}");
    assert!(
        text.contains("alt: \"w x y\", title: \"t\", width: Some(Pixels(512.0)), height: Some(Pixels(300.0)), placement: Flow, fill: Auto, firm: false, line: 4")
    );
    assert!(
        text.contains("width: Some(Percent(50.0)), height: None, placement: Flow, fill: Auto, firm: false, line: 5")
    );
    assert_eq!(outline(&blocks("![](u = 100x200) ![](u =aaax1)")), "p(![](u = 100x200) ![](u =aaax1))");
    let sized = Extent::Percent(50.0);
    let one = blocks("![](u =50%x)");
    assert!(
        matches!(&one[0].kind, BlockKind::Paragraph(c) if matches!(&c[..], [Inline::Picture(p)] if p.width == Some(sized)))
    );
}

#[test]
fn html_is_shown_as_typed_but_for_notes_breaks_and_pictures() {
    check(&[
        ("<!-- note: say \"hi\" -->\ntext", "note(note: say \"hi\") p(text)"),
        ("a <!-- b --> c\nd", "p(a c / d) note(b)"),
        ("<div class=\"x\">\n  it's *a*\n</div>\n\nb", "p(it’s *a*) p(b)"),
        ("a Vec<T> x < y <3", "p(a Vec<T> x < y <3)"),
        ("<!-- a --> b <!-- c -->\nd", "note(a) p(b) note(c) p(d)"),
        ("<br>\n", ""),
        ("## a <!-- b -->\n- c <!-- d -->", "h2(a) note(b) ul[p(c) note(d)]"),
    ]);
    let open = parse("n.md", "a\n\n<!-- b\n\nc", 10);
    assert_eq!(outline(&open.blocks), "p(a) note(b\n\nc)");
    assert_eq!((open.diagnostics[0].line, open.diagnostics[0].quote.as_str()), (12, "<!-- b"));
}

#[test]
fn headings_of_every_kind() {
    check(&[
        ("#\n\n## \n\n####### seven\n\n#nospace", "h1() h2() p(####### seven) p(#nospace)"),
        ("a\nb\n===\nc\n---\n---\n***", "h1(a / b) h2(c) rule rule"),
        ("text\n#### Sponsored by `x` ##\n", "p(text) h4(Sponsored by `x`)"),
    ]);
}

#[test]
fn lines_are_those_of_the_file() {
    let all = parse("n.md", "# a\n\nb\nc\n\n- d\n\n  e\n\n\n> f\n\n```\ng\n```\n", 20).blocks;
    let lines: Vec<_> = all.iter().map(|block| (block.lines.from, block.lines.to)).collect();
    assert_eq!(lines, [(20, 20), (22, 23), (25, 27), (30, 30), (32, 34)]);
}

#[test]
fn what_is_too_deep_is_kept_flat() {
    let text = format!("{}deep **words**\n{}more", "> ".repeat(100), "- ".repeat(100));
    let parsed = parse("n.md", &text, 1);
    assert_eq!(parsed.diagnostics.len(), 1);
    assert_eq!(words(&parsed.blocks), ["deep", "words", "more"]);
}

#[test]
fn what_breaks_shaping_never_gets_through() {
    let all = blocks("A\u{1C}א &#x85; &#28; `&#28;\u{1D}`\n\n```\u{1}x\na\u{2}\u{2029}b\n```");
    assert_eq!(outline(&all), "p(A\u{FFFD}א \u{FFFD} `&#28;\u{FFFD}`) code:\u{FFFD}x(\"a\u{FFFD}\\nb\")");
}

#[test]
fn words_are_in_reading_order() {
    let all = blocks("# **S**ingle `a b`\n\n- c\n  > d\n\n  e\n1. f<br>g\n\n```go\nh  i\n```\n<!-- no -->\n![no](x)y");
    assert_eq!(words(&all), ["Single", "a", "b", "c", "d", "e", "f", "g", "h", "i", "y"]);
    assert_eq!(plain(&[]), "");
}

#[test]
fn hints_of_pictures_are_heeded_and_not_shown() {
    let blocks =
        parse("t.md", "A ![bg left:33% The hall](u){width=\"50%\"} b ![a cat](v){ne} <img src=w style='width:3in'>", 1)
            .blocks;
    let BlockKind::Paragraph(content) = &blocks[0].kind else { panic!("{blocks:?}") };
    let pictures: Vec<&Picture> = content
        .iter()
        .filter_map(|inline| if let Inline::Picture(picture) = inline { Some(picture) } else { None })
        .collect();
    assert_eq!(crate::markdown::plain(content), "A  b {ne} ");
    assert_eq!((pictures[0].alt.as_str(), pictures[0].width), ("The hall", Some(Extent::Percent(50.0))));
    assert_eq!(pictures[0].placement, Placement::Left(Some(0.33)));
    assert_eq!(pictures[2].width, Some(Extent::Pixels(288.0)));
}
