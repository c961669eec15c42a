//! Tests of every construct beyond CommonMark, in the dialects that have it. Snippets go in, an outline comes out; nothing
//! here may look at pixels or files.

use super::outlined::outline;
use super::{Breaks, Options, parse, parse_with};

fn check(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        let parsed = parse("notes.md", text, 1);
        assert_eq!(parsed.diagnostics, [], "{text}");
        assert_eq!(outline(&parsed.blocks), *expected, "{text}");
    }
}

#[test]
fn tables_are_as_wide_as_their_head() {
    check(&[
        ("| a | b | c | d |\n|---|:--|:-:|--:|\n| 1 | *x* | `y` | z |", "table-<^>[a|b|c|d // 1|_x_|`y`|z]"),
        ("a|b\n-|-\n1\n1|2", "table--[a|b // 1| // 1|2]"),
        ("|a|b|\n|-|-|\n|1|2|3|4|", "table--[a|b // 1|2|3|4]"),
        ("|op|what|\n|-|-|\n|or|`a || b`|", "table--[op|what // or|`a || b`]"),
        ("|a|\n|-|\n|b\\|c <br> d|", "table-[a // b|c / d]"),
        ("|a|\n|-|\n|b <!-- c -->|\n\nd", "table-[a // b] note(c) p(d)"),
        ("- |a|\n  |-|\n  |b|", "ul[table-[a // b]]"),
        ("text\n|a|\n|-|", "p(text) table-[a]"),
        ("a | b", "p(a | b)"),
    ]);
}

#[test]
fn items_may_be_tasks() {
    check(&[
        ("- [ ] a\n- [x] b\n- c", "ul[o:p(a)][x:p(b)][p(c)]"),
        ("1. [X] a\n   - [ ] b", "ol1[x:p(a) ul[o:p(b)]]"),
        ("- [ ]a\n- [] b\n\n[ ] c", "ul[p([ ]a)][p([] b)] p([ ] c)"),
    ]);
}

#[test]
fn footnotes_are_numbered_as_they_are_referred_to() {
    check(&[
        ("a[^x] b[^1].\n\n[^1]: one\n[^x]: ex", "p(a^(1)→#fn-1 b^(2)→#fn-2.) fn2[p(one)] fn1[p(ex)]"),
        ("a[^x][^y]\n\n[^x]: p\n\n    q\n\n[^y]: r", "p(a^(1)→#fn-1^(,)^(2)→#fn-2) fn1[p(p) p(q)] fn2[p(r)]"),
        ("[^a]: before\n\nb[^A]", "fn1[p(before)] p(b^(1)→#fn-1)"),
        ("a\n\n[^x]: nobody *asked*", "p(a) p([^x]: nobody _asked_)"),
        ("a[^x]\n\n[^x]: b\n[^x]: c", "p(a^(1)→#fn-1) fn1[p(b)] p([^x]: c)"),
        ("a[^nope]", "p(a[^nope])"),
        ("`[^x]`\n\n[^x]:\n    - b", "p(`[^x]`) p([^x]: ) ul[p(b)]"),
    ]);
}

#[test]
fn quotes_may_be_callouts() {
    check(&[
        ("> [!NOTE]\n> a\n> b", "!note()[p(a / b)]"),
        ("> [!tip] Try *it*\n> a", "!tip(Try _it_)[p(a)]"),
        ("> [!IMPORTANT]\n>\n> - a", "!important()[ul[p(a)]]"),
        ("> [!warning]- Folded", "!warning()[p(Folded)]"),
        ("> [!CAUTION]\na", "!caution()[p(a)]"),
        ("> \\[!NOTE]\n> a", "q[p([!NOTE] / a)]"),
        ("> [!WHAT]\n> a", "q[p([!WHAT] / a)]"),
        ("> a\n> [!NOTE]", "q[p(a / [!NOTE])]"),
        ("- > [!NOTE]\n  > a", "ul[!note()[p(a)]]"),
    ]);
}

#[test]
fn colons_hold_callouts() {
    check(&[
        (":::info\na\n:::", "!note()[p(a)]"),
        ("a\n:::success Well *done*\n- b\n:::\nc", "p(a) !tip(Well _done_)[ul[p(b)]] p(c)"),
        ("::: warning\n\n# a\n\n:::", "!warning()[h1(a)]"),
        (":::spoiler Open\na\n\nb\n:::", "!spoiler(Open)[p(a) p(b)]"),
        (":::spoiler Alone\n:::", "!spoiler()[p(Alone)]"),
        ("::::info\n:::danger\na\n:::\nb\n::::", "!note()[!caution()[p(a)] p(b)]"),
        ("- :::info\n  a\n  :::\n- b", "ul[!note()[p(a)]][p(b)]"),
        ("> :::tip\n> a\n> :::", "q[!tip()[p(a)]]"),
        ("```\n:::info\n```", "code:(\":::info\")"),
        (":::\na\n\n:::columns\nb\n:::", "p(::: / a) p(:::columns / b / :::)"),
        ("---\n:::info\n***\n:::", "rule !note()[rule]"),
    ]);
    let open = parse("n.md", "a\n\n:::info\nb", 1);
    assert_eq!(outline(&open.blocks), "p(a) p(:::info / b)");
    assert_eq!(open.diagnostics.len(), 1);
    assert_eq!(open.diagnostics[0].line, 3);
}

#[test]
fn terms_have_meanings() {
    check(&[
        ("Term\n: meaning *one*\n: two\n\nOther\n: three", "dl[Term: p(meaning _one_) | p(two); Other: p(three)]"),
        ("Term\n\n: a\n\n    b\n\nc", "dl[Term: p(a) p(b)] p(c)"),
        ("Term\n: - a\n  - b", "dl[Term: ul[p(a)][p(b)]]"),
        ("Term\n:no", "p(Term / :no)"),
        ("> T\n> : m", "q[dl[T: p(m)]]"),
        (":star: :star:\n:two:", "p(⭐ ⭐ / 2\u{FE0F}\u{20E3})"),
    ]);
}

#[test]
fn dollars_hold_formulas_or_money() {
    check(&[
        ("a $x^2_1$ b", "p(a $x^2_1$ b)"),
        ("it costs $5 and $6, or 5$ and 6$", "p(it costs $5 and $6, or 5$ and 6$)"),
        ("from US$5 to A$6; $1$2", "p(from US$5 to A$6; $1$2)"),
        ("`$x$` \\$x$ $ x$", "p(`$x$` $x$ $ x$)"),
        ("a $$x$$ b", "p(a $$x$$ b)"),
        ("$$x *y* z$$", "$$x *y* z$$"),
        ("a\n$$\nx\n- y\n= z\n$$\nb", "p(a) $$x\n- y\n= z$$ p(b)"),
        ("> $$\n> a\n> > b\n> $$", "q[$$a\n> b$$]"),
        ("- a\n  $$\n  1. b\n  $$", "ul[p(a) $$1. b$$]"),
        ("```math\nx\n```", "$$x$$"),
        ("$`a`$", "p($a$)"),
        ("```\n$$\n- a\n$$\n```", "code:(\"$$\\n- a\\n$$\")"),
    ]);
}

#[test]
fn lines_of_their_own_mean_something() {
    check(&[
        ("a\n\n. . .\n\nb", "p(a) pause p(b)"),
        ("- a\n\n  . . .", "ul[p(a) pause]"),
        ("\\. . .\n\nx . . .", "p(. . .) p(x . . .)"),
        ("[TOC]\n\n[toc]\n\n\\[TOC]\n\na [TOC]", "toc toc p([TOC]) p(a [TOC])"),
        ("###### tags: `a` `b`\n\n###### tagged", "p(°tags: °°`a`°° °°`b`°) h6(tagged)"),
        (
            "> a\n> [name=Ann Lee] [time=Sun, 9:59 PM] [color=#907bf7]",
            "q[p(a) name=Ann Lee time=Sun, 9:59 PM color=#907bf7]",
        ),
        ("> [name=Ann]", "q[p(Ann)]"),
        ("> `[name=Ann]`\n\n[name=Bo]", "q[p(`[name=Ann]`)] p([name=Bo])"),
        ("> a [name=A] b [name=B]", "q[p(a b [name=B]) name=A]"),
    ]);
}

#[test]
fn signs_enclose_words() {
    check(&[
        ("==a *b*== ++c++ H~2~O x^2^", "p(=a ==_b_= +c+ H~(2)O x^(2))"),
        ("~~a~~ ~b~ ~c d~", "p(-a- ~(b) -c d-)"),
        ("a == b == c, i++ + j++, ++ a ++", "p(a == b == c, i++ + j++, ++ a ++)"),
        ("x^2 and y^3, ~5 and ~6, 200~300 ~", "p(x^2 and y^3, ~5 and ~6, 200~300 ~)"),
        ("`==a==` \\==b== ~/x:~/y (^o^) ^_^", "p(`==a==` ==b== ~/x:~/y (^o^) ^_^)"),
        ("==== a ==== b", "p(==== a ==== b)"),
        ("==a", "p(==a)"),
        ("**==a==** [==b==](http://x.org)", "p(=*a*= =b=→http://x.org)"),
        (
            "http://x.org/==a==?b~c~d ==http://y.org== c",
            "p(x.org/==a==?b~c~d→http://x.org/==a==?b~c~d =y.org=→http://y.org c)",
        ),
        ("==a\nb==", "p(=a= / =b=)"),
    ]);
}

#[test]
fn line_ends_are_breaks_or_blanks() {
    let soft = |text| outline(&parse_with("n.md", text, 1, Options { breaks: Breaks::Soft }).blocks);
    assert_eq!(soft("a\nb  \nc\\\nd *e*\n*f*"), "p(a b / c / d _e_ _f_)");
    assert_eq!(soft("> [!NOTE] T\n> a\n> b"), "!note(T)[p(a b)]");
    assert_eq!(soft("a\n$$\nx\n$$\nb"), "p(a) $$x$$ p(b)");
    check(&[("a\nb", "p(a / b)")]);
}

#[test]
fn fences_say_more_than_a_language() {
    check(&[
        ("```rust {1,3|5-7} +line_numbers\na\n```", "code:rust=1{1,3|5-7}(\"a\")"),
        ("``` {.python code-line-numbers=\"|6|9\"}\na\n```", "code:python=1{all|6|9}(\"a\")"),
        ("```go=+\na\n```", "code:go=+(\"a\")"),
        ("```diff title=\"a b\"\n- x\n+ y\n```", "code:diff\"a b\"(\"- x\\n+ y\")"),
    ]);
}

#[test]
fn html_that_people_use_is_honoured() {
    check(&[
        ("H<sub>2</sub>O x<sup>2</sup> <kbd>F5</kbd> <mark>m</mark>", "p(H~(2)O x^(2) {F5} =m=)"),
        ("<u>u</u> <ins>i</ins> <del>d</del> <s>s</s> <small>t</small>", "p(+u+ +i+ -d- -s- °t°)"),
        ("<b>b</b> <strong>*s*</strong> <i>i</i> <em>e</em> <code>c--d</code>", "p(*b* *_s_* _i_ _e_ `c--d`)"),
        ("<a href=\"http://x.org\">x</a> <a name=y></a>z", "p(x→http://x.org z)"),
        ("<a href='javascript:x'>x</a>", "p(x)"),
        ("<span style=\"color:red\">a</span> <b>b <i>c</i></b>", "p(a *b **_c_*)"),
        ("<div align=center>\n\n# a\n\n</div>\n\nb", "h1(a) p(b)"),
        ("<center>a &amp; b&nbsp;&copy;</center>", "p(a & b\u{A0}©)"),
        ("<p>a</p><p>b<br>c</p>", "p(a) p(b / c)"),
        ("<h1 align=\"center\">Big <b>t</b></h1>\n<h2></h2>", "h1(Big *t*)"),
        ("<details>\n<summary>More <b>x</b></summary>\n\n- a\n\n</details>\n\nb", "!spoiler(More *x*)[ul[p(a)]] p(b)"),
        ("<details><summary>T</summary>a<details>b</details></details>", "!spoiler(T)[p(a) !spoiler()[p(b)]]"),
        ("- <details>\n  <summary>T</summary>\n\n  a\n\n  </details>\n- b", "ul[!spoiler(T)[p(a)]][p(b)]"),
        ("<pre>\na <b>b</b>\n  c &lt;d&gt; Vec<T>\n</pre>", "code:(\"a b\\n  c <d> Vec<T>\")"),
        ("<hr>\n\na", "rule p(a)"),
        ("|a|\n|-|\n|<kbd>x</kbd>|", "table-[a // {x}]"),
    ]);
}

#[test]
fn what_is_no_html_stays_as_typed() {
    check(&[
        (
            "Vec<String> Vec<T> <T> <your name> Option<u> Map<A> <S> Array<object>",
            "p(Vec<String> Vec<T> <T> <your name> Option<u> Map<A> <S> Array<object>)",
        ),
        (
            "std::vector<b> x <Button/> <my-own>a</my-own> a < b",
            "p(std::vector<b> x <Button/> <my-own>a</my-own> a < b)",
        ),
    ]);
}

#[test]
fn other_html_is_left_out_and_told_once() {
    let told = |text: &str| {
        let parsed = parse("n.md", text, 1);
        let told: Vec<_> = parsed.diagnostics.iter().map(|found| format!("{}:{}", found.line, found.message)).collect();
        (outline(&parsed.blocks), told.join("; "))
    };
    for (text, shown, said) in [
        (
            "<table>\n<tr><td>a</td><td>b</td></tr>\n</table>\n\n<table>\nc",
            "p(a) p(b) p(c)",
            "1:<table> is left out here; its text is kept; 2:<tr> is left out here; its text is kept; 2:<td> is left out here; its text is kept",
        ),
        ("a <button>b</button>", "p(a b)", "1:<button> is left out here; its text is kept"),
        ("a\n\n<b>b", "p(a) p(b)", "3:<b> is left out here; its text is kept"),
        ("<style>\n.a { b }\n</style>\n\nc", "p(c)", "1:<style> has no effect and is not shown"),
        ("<script>\na\n\nb", "p(a /  / b)", "1:<script> is left out here; its text is kept"),
        ("<details>\n\na", "!spoiler()[p(a)]", "1:this <details> is never closed where it was opened"),
        ("a\n\n</details>\n\nb", "p(a) p(b)", "3:<details> is left out here; its text is kept"),
    ] {
        assert_eq!(told(text), (shown.to_owned(), said.to_owned()), "{text}");
    }
}

#[test]
fn what_is_too_much_is_cut_and_counted() {
    let last = |text: &str| {
        let parsed = parse("n.md", text, 1);
        let told: Vec<_> = parsed.diagnostics.iter().map(|found| found.message.clone()).collect();
        let outline = outline(&parsed.blocks);
        let tail: String = outline.chars().skip(outline.chars().count().saturating_sub(40)).collect();
        (tail, told.join("; "))
    };
    let (tail, told) = last(&"word ".repeat(30_000));
    assert!(tail.ends_with("… 49,999 more characters)"), "{tail}");
    assert_eq!(told, "this block has 49,999 characters too many; 100,000 are shown");
    let (tail, told) = last(&format!("```\n{}```", "word\n".repeat(30_000)));
    assert!(tail.ends_with("word\\n… 50,000 more characters\")"), "{tail}");
    assert_eq!(told, "this block has 50,000 characters too many; 100,000 are shown");
    let (tail, told) = last(&format!("|a|\n|-|\n{}", "|b|\n".repeat(3_000)));
    assert!(tail.ends_with("b // b] p(… 1,000 more rows)"), "{tail}");
    assert_eq!(told, "this table has 3,000 rows; 2,000 are shown");
    let (tail, told) = last(&format!("{}\n{}\n{}", "|a".repeat(300), "|-".repeat(300), "|b".repeat(300)));
    assert!(tail.ends_with("b|b] p(… 100 more columns)"), "{tail}");
    assert_eq!(told, "this table has 300 columns; 200 are shown");
    let (tail, _) = last(&format!("|a|b|\n|-|-|\n{}", format!("|{}|c|\n", "b".repeat(60_000)).repeat(4)));
    assert!(tail.ends_with("] p(… 2 more rows)"), "{tail}");
}

#[test]
fn a_text_without_end_is_cut() {
    let parsed = parse("n.md", &"* * a\n".repeat(300_000), 1);
    let [.., last] = parsed.blocks.as_slice() else { panic!("no blocks") };
    assert!(outline(std::slice::from_ref(last)).starts_with("p(… "), "{:?}", last.lines);
    assert!(parsed.diagnostics.iter().any(|found| found.message.contains("2,000,000 pieces")));
}
