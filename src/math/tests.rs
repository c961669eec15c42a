//! Tests of formulas: what can be set, what is told about what cannot, and that nothing hangs.

use std::time::{Duration, Instant};

use super::*;

#[test]
fn common_latex_is_set() {
    let formulas = [
        r"E = mc^2",
        r"\frac{a+b}{\sqrt[3]{c}}",
        r"\sum_{i=0}^{n} i^2 = \frac{n(n+1)(2n+1)}{6}",
        r"\int_0^\infty e^{-x^2}\,dx = \frac{\sqrt{\pi}}{2}",
        r"\begin{pmatrix} a & b \\ c & d \end{pmatrix} \begin{bmatrix} x \\ y \end{bmatrix}",
        r"f(x) = \begin{cases} x & \text{if } x > 0 \\ -x & \text{otherwise} \end{cases}",
        r"\begin{aligned} a &= b + c \\ &= d \end{aligned}",
        r"\begin{align} a &= b \\ c &= d \end{align}",
        r"\hat{x} \bar{y} \vec{v} \dot{q} \tilde{n} \overline{AB} \underbrace{a+b}_{n}",
        r"\alpha\beta\gamma\Gamma\Delta\Omega \forall \exists \in \subseteq \to \Rightarrow \iff",
        r"\mathbb{R}^n \mathcal{L} \mathfrak{g} \mathbf{v} \mathrm{d} \mathsf{s} \mathtt{t} \operatorname{argmax}",
        r"\left( \frac{1}{2} \right] \lim_{x \to 0} \log \sin \max",
        r"\textcolor{red}{x} + \color{blue} y",
        r"\ce{2H2 + O2 -> 2H2O}",
        r"\text{größer für alle é, Ж und …}",
        r"\binom{n}{k} \pmod{p} \lfloor x \rfloor \lVert v \rVert \partial \nabla \cdot \times \pm \leq \neq \approx",
        r"\xrightarrow{f} \overset{!}{=} \boxed{x} \cancel{y} \hbar \ell \Re \Im \aleph",
    ];
    for source in formulas {
        for form in [Form::Line, Form::Display] {
            let formula = set(source, form).unwrap_or_else(|wrong| panic!("{source}: {wrong}"));
            assert!(formula.width > 0.5 && formula.height > 0.3, "{source}: {formula:?}");
            let svg = formula.svg(Rgba::BLACK);
            assert!(!svg.contains("<text") && !svg.contains("NaN") && svg.contains("currentColor"), "{source}");
            assert!(svg.contains("color=\"#000000\""));
        }
    }
    let red = set(r"\textcolor{red}{x}", Form::Line).expect("it is set").svg(Rgba::BLACK);
    assert!(red.contains("#ff0000"), "{red}");
}

#[test]
fn a_display_is_larger_than_a_line() {
    let height = |form| set(r"\sum_{i=0}^{n} i", form).expect("it is set").total();
    assert!(height(Form::Display) > height(Form::Line) * 1.5);
}

#[test]
fn breaks_stand_after_relations_and_operators() {
    let cuts = |source| set(source, Form::Line).expect("it is set").cuts.len();
    assert_eq!(cuts("a = b + c"), 2);
    assert_eq!(cuts("f(a = b + c)"), 2, "round brackets are plain signs");
    assert_eq!(cuts(r"\left(a = b\right)"), 0);
    assert_eq!(cuts("-a"), 0);
}

#[test]
fn a_broken_formula_keeps_all_of_its_parts() {
    let formula = set("a = b + c + d + e + f + g + h", Form::Display).expect("it is set");
    let count = |formula: &Formula| formula.svg(Rgba::BLACK).matches("<path").count();
    let broken = formula.broken(formula.width / 2.0).expect("it can be broken");
    assert_eq!(count(&broken), count(&formula));
    assert!(broken.width < formula.width * 0.8 && broken.total() > formula.total() * 2.0, "{broken:?}");
    let pieces = formula.pieces();
    assert_eq!(pieces.len(), 8);
    assert_eq!(pieces.iter().map(count).sum::<usize>(), count(&formula));
    assert!((pieces.iter().map(|piece| piece.width).sum::<f32>() - formula.width).abs() < 0.01);
    assert!(set("abc", Form::Display).expect("it is set").broken(1.0).is_none());
}

#[test]
fn what_cannot_be_set_is_told_with_its_line() {
    let wrong = set("x = 1 \\\\\ny = \\nosuchthing z", Form::Display).expect_err("there is no such command");
    assert!(wrong.message.contains("nosuchthing"), "{wrong:?}");
    assert_eq!((wrong.line, wrong.quote.as_str()), (1, "y = \\nosuchthing z"));
    assert!(wrong.hint.contains("packages"));
    for source in [r"\frac{1}", r"\left( x", r"\begin{matrix} a", r"}", r"x^", r"\text{漢}", "", "  ", "%"] {
        let wrong = set(source, Form::Line).expect_err(source);
        assert!(!wrong.message.is_empty() && !wrong.message.ends_with('.'), "{source}: {wrong:?}");
    }
}

#[test]
fn hostile_sources_are_answered_quickly() {
    let deep = |open: &str, close: &str| {
        let n = MAX_SOURCE_BYTES / (open.len() + close.len()).max(1) - 1;
        format!("{}x{}", open.repeat(n), close.repeat(n))
    };
    let sources = [
        deep("{", "}"),
        deep("\\frac{1}{", "}"),
        deep("\\sqrt ", ""),
        deep("x^", ""),
        deep("x^{", "}"),
        deep("\\left(", "\\right)"),
        deep("\\begin{matrix}", "\\end{matrix}"),
        deep("\\text{", "}"),
        deep("\\hat ", ""),
        deep("\\ce{", "}"),
        "x+".repeat(4_900),
        "a & ".repeat(2_000),
        format!("\\begin{{matrix}}{}\\end{{matrix}}", "a\\\\".repeat(2_000)),
        format!("\\begin{{array}}{{{}}}x\\end{{array}}", ":".repeat(3_000)),
        r"\def\a{\a\a}\a".to_owned(),
        r"\def\a{xxxxxxxxxx}\def\b{\a\a\a\a\a\a\a\a\a\a}\def\c{\b\b\b\b\b\b\b\b\b\b}\def\d{\c\c\c\c\c\c\c\c\c\c}\d\d\d"
            .to_owned(),
        r"\rule{1e9em}{1e9em}".to_owned(),
        r"\hspace{1e300em}x".to_owned(),
        r"\kern-100000em x".to_owned(),
        r"\href{javascript:x}{y} \includegraphics{/etc/passwd} \input{x}".to_owned(),
        "\u{0}\u{202E}\u{1F469}\u{200D}".to_owned(),
        "y".repeat(MAX_SOURCE_BYTES + 1),
    ];
    for source in sources {
        let start = Instant::now();
        let _ = set(&source, Form::Display);
        let took = start.elapsed();
        assert!(took < Duration::from_secs(5), "{took:?}: {}", source.chars().take(40).collect::<String>());
    }
}

#[test]
fn a_formula_is_set_once() {
    let one = set("once + 1", Form::Line).expect("it is set");
    let again = set("once + 1", Form::Line).expect("it is set");
    assert!(Arc::ptr_eq(&one, &again));
}
