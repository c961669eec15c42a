//! What the languages give: names, samples of each, hostile text. Never compares with a picture.

use super::*;

/// A small text in each of many languages, after a name that authors write.
const SAMPLES: &[(&str, &str)] = &[
    ("go", "func f(b int) error { return nil } // c"),
    ("golang", "var x = \"a\""),
    ("rust", "fn main() { let x: u32 = 1; }"),
    ("rs", "// c\nlet s = \"a\";"),
    ("python", "def f(x):\n    return \"a\" # c"),
    ("py", "import os\nx = 1"),
    ("javascript", "const f = (x) => `a${x}`; // c"),
    ("js", "function f() { return 1 }"),
    ("jsx", "const a = <b c=\"d\">{1}</b>;"),
    ("typescript", "interface A { x: number } // c"),
    ("ts", "let x: string = 'a'"),
    ("tsx", "const a: number = <B c=\"d\" />;"),
    ("java", "public class A { int x = 1; }"),
    ("c", "#include <a.h>\nint main(void) { return 0; }"),
    ("c++", "template <class T> int f() { return 1; }"),
    ("cpp", "std::string s = \"a\"; // c"),
    ("c#", "public class A { string s = \"a\"; }"),
    ("csharp", "var x = 1; // c"),
    ("kotlin", "fun f(x: Int): String { return \"a\" }"),
    ("swift", "func f(x: Int) -> String { return \"a\" }"),
    ("ruby", "def f(x)\n  puts \"a\" # c\nend"),
    ("php", "<?php function f($x) { return 'a'; }"),
    ("haskell", "f :: Int -> Int\nf x = x + 1 -- c"),
    ("sql", "SELECT a, 'b' FROM c WHERE d = 1 -- e"),
    ("postgres", "create table a (b int primary key);"),
    ("yaml", "a: \"b\" # c\nd: 1"),
    ("yml", "- a: true\n"),
    ("toml", "[a]\nb = \"c\" # d"),
    ("json", "{\"a\": [1, true, \"b\"]}"),
    ("jsonc", "{\"a\": 1} // c"),
    ("html", "<a href=\"b\">c</a><!-- d -->"),
    ("css", ".a { color: #fff; margin: 4px; }"),
    ("bash", "if [ -f \"$a\" ]; then echo b; fi # c"),
    ("sh", "export A='b' # c"),
    ("shell", "for a in b; do echo \"$a\"; done"),
    ("zsh", "echo 'a' # b"),
    ("console", "$ echo 'a' # b\na"),
    ("fish", "function f; echo 'a'; end # b"),
    ("dockerfile", "FROM a:1\nRUN echo \"b\" # c"),
    ("docker", "# a\nFROM b"),
    ("makefile", "a: b\n\techo $(C) # d\n"),
    ("make", "A := b\n# c"),
    ("cmake", "set(A \"b\") # c"),
    ("ninja", "rule a\n  command = b # c"),
    ("markdown", "# A\n\n- **b** `c`"),
    ("md", "> a\n\n[b](c)"),
    ("diff", "-a\n+b\n c"),
    ("patch", "@@ -1 +1 @@\n-a"),
    ("diff-go", "-func a() {}\n+func b() {}"),
    ("proto", "message A { string b = 1; } // c"),
    ("hcl", "resource \"a\" \"b\" { c = 1 } # d"),
    ("terraform", "variable \"a\" { default = true }"),
    ("zig", "const x: u32 = 1; // c"),
    ("elixir", "defmodule A do\n  def f(x), do: \"a\" # c\nend"),
    ("erlang", "f(X) -> \"a\". % c"),
    ("lua", "local x = \"a\" -- c"),
    ("r", "f <- function(x) { \"a\" } # c"),
    ("julia", "function f(x)\n  \"a\" # c\nend"),
    ("scala", "def f(x: Int): String = \"a\" // c"),
    ("clojure", "(defn f [x] \"a\") ; c"),
    ("lisp", "(defun f (x) \"a\") ; c"),
    ("racket", "(define (f x) \"a\") ; c"),
    ("scheme", "(define x 1) ; c"),
    ("ocaml", "let f x = \"a\" (* c *)"),
    ("f#", "let f x = \"a\" // c"),
    ("elm", "f x = \"a\" -- c\nimport B"),
    ("purescript", "module A where\nf x = \"a\" -- c"),
    ("idris", "f : Int\nf = \"a\" -- c"),
    ("nim", "proc f(x: int): string = \"a\" # c"),
    ("d", "int f() { return 1; } // c"),
    ("dart", "void f() { var x = 'a'; } // c"),
    ("crystal", "def f(x)\n  \"a\" # c\nend"),
    ("groovy", "def f(x) { return \"a\" } // c"),
    ("gradle", "plugins { id 'a' } // c"),
    ("perl", "my $x = \"a\"; # c"),
    ("tcl", "proc f {x} { return \"a\" } ; # c"),
    ("pascal", "begin x := 'a'; end. { c }"),
    ("fortran", "program a\n  x = 'b' ! c\nend program"),
    ("ada", "procedure A is begin null; end A; -- c"),
    ("matlab", "function y = f(x)\n y = 'a'; % c\nend"),
    ("vhdl", "entity a is end a; -- c"),
    ("verilog", "module a; reg b = 1; endmodule // c"),
    ("systemverilog", "module a; logic b = 1; endmodule // c"),
    ("asm", "mov eax, 1 ; c"),
    ("llvm", "define i32 @f() { ret i32 0 } ; c"),
    ("glsl", "void main() { float x = 1.0; } // c"),
    ("wgsl", "fn f() -> f32 { return 1.0; } // c"),
    ("objective-c", "@interface A : B\n- (int)f; // c\n@end"),
    ("vim", "let x = 'a' \" c"),
    ("nix", "{ a = \"b\"; } # c"),
    ("graphql", "query { a(b: 1) { c } } # d"),
    ("latex", "\\section{a} % b"),
    ("bibtex", "@book{a, title = {b}, year = 1999}"),
    ("typst", "#let a = \"b\" // c"),
    ("rst", "A\n=\n\n``b`` *c*"),
    ("asciidoc", "= A\n\n*b* `c`"),
    ("org", "* A\n# c\n*b*"),
    ("xml", "<a b=\"c\"><!-- d --></a>"),
    ("svg", "<svg width=\"1\"/>"),
    ("vue", "<template><a b=\"c\"/></template>"),
    ("svelte", "<script>let a = 1;</script><b c=\"d\"/>"),
    ("scss", "$a: 1px; .b { color: $a; } // c"),
    ("sass", "$a: 1px\n.b\n  color: red"),
    ("less", "@a: 1px; .b { color: red; } // c"),
    ("stylus", ".a\n  color red // b"),
    ("ini", "[a]\nb = \"c\" ; d"),
    ("conf", "[a]\nb=1"),
    ("properties", "a=b\n# c"),
    ("env", "A=\"b\" # c"),
    ("nginx", "server { listen 80; } # c"),
    ("apache", "<Directory /a>\n# b\n</Directory>"),
    ("awk", "{ print \"a\" } # c"),
    ("jq", ".a | map(\"b\") # c"),
    ("puppet", "class a { $b = 'c' } # d"),
    ("rego", "package a\nb = \"c\" # d"),
    ("jsonnet", "local a = \"b\"; { c: a } // d"),
    ("solidity", "contract A { uint b = 1; } // c"),
    ("vyper", "def f(x: int128): # c\n  return \"a\""),
    ("gdscript", "func f(x):\n\treturn \"a\" # c"),
    ("qml", "Item { property int a: 1 } // c"),
    ("actionscript", "function f() { return \"a\"; } // c"),
    ("applescript", "tell application \"a\"\nend tell -- c"),
    ("coffeescript", "f = (x) -> \"a\" # c"),
    ("livescript", "f = (x) -> \"a\" # c"),
    ("haml", "%a{b: \"c\"}\n-# d"),
    ("slim", "a b=\"c\"\n/ d"),
    ("jinja", "{% if a %}{{ \"b\" }}{# c #}{% endif %}"),
    ("twig", "{% if a %}<b c=\"d\">{% endif %}"),
    ("erb", "<a b=\"c\"><%= d %></a>"),
    ("batch", "@echo off\nset A=1\nrem c"),
    ("sml", "fun f x = \"a\" (* c *)"),
    ("gnuplot", "plot \"a\" with lines # c"),
    ("odin", "f :: proc() { x := \"a\" } // c"),
    ("lean", "def f : Nat := 1 -- c"),
    ("http", "GET /a HTTP/1.1\nHost: b"),
    ("gomod", "module a\n\ngo 1.22 // c"),
    ("dot", "digraph { a -> b [label=\"c\"]; } // d"),
    ("regex", "^[a-z]+(b|c)$"),
];

fn classes(name: &str, text: &str) -> Vec<Class> {
    let language = language(name).unwrap_or_else(|| panic!("{name} is unknown"));
    let mut found: Vec<Class> = Vec::new();
    for (line, tokens) in text.split('\n').zip(&look(&mut Patience::default(), language, text).lines) {
        let mut covered = 0;
        for token in tokens {
            assert!(token.range.start >= covered, "{name}: tokens stand in order");
            covered = token.range.end;
            assert!(line.get(token.range.clone()).is_some(), "{name}: a token is a part of its line");
            found.push(token.class);
        }
        if line.len() > tokens.iter().map(|token| token.range.len()).sum() {
            found.push(Class::Plain);
        }
    }
    found.sort_by_key(|class| *class as u8);
    found.dedup();
    found
}

#[test]
fn a_hundred_languages_have_colours() {
    let plain: Vec<&str> =
        SAMPLES.iter().filter(|(name, text)| classes(name, text).len() < 2).map(|(name, _)| *name).collect();
    assert!(plain.is_empty(), "of one colour: {plain:?}");
    let mut grammars: Vec<_> = SAMPLES.iter().filter_map(|(name, _)| Some(language(name)?.grammar)).collect();
    grammars.sort_unstable();
    grammars.dedup();
    assert!(grammars.len() >= 100, "{}", grammars.len());
}

/// The words of `text` by class.
fn words(name: &str, text: &str, class: Class) -> Vec<String> {
    let colors = look(&mut Patience::default(), language(name).expect(name), text);
    let lines = text.split('\n').zip(&colors.lines);
    lines
        .flat_map(|(line, tokens)| {
            tokens
                .iter()
                .filter(move |token| token.class == class)
                .map(|token| line[token.range.clone()].trim().to_owned())
        })
        .collect()
}

#[test]
fn words_are_what_their_language_says() {
    let go = "func (t *T) Foo(b string) error {\n\treturn fmt.Errorf(\"a %d\", 3, nil) // c\n}";
    assert_eq!(words("go", go, Class::Keyword), ["func", "return"]);
    assert_eq!(words("go", go, Class::Function), ["Foo", "Errorf"]);
    assert_eq!(words("go", go, Class::Kind), ["T", "string", "error"]);
    assert_eq!(words("go", go, Class::String), ["\"a", "\""]);
    assert_eq!(words("go", go, Class::Number), ["%d", "3", "nil"]);
    assert_eq!(words("go", go, Class::Comment), ["// c"]);
    let rust = "let v: Option<u32> = a => b;";
    assert_eq!(words("rs", rust, Class::Keyword), ["let"]);
    assert_eq!(words("rs", rust, Class::Kind), ["Option", "u32"]);
    let python = "x = 1 if a and not b else self";
    assert_eq!(words("python", python, Class::Keyword), ["if", "and", "not", "else", "self"]);
    assert_eq!(words("json", "{\"a\": \"b\"}", Class::Kind), ["\"a\""]);
    assert_eq!(words("json", "{\"a\": \"b\"}", Class::String), ["\"b\""]);
    assert_eq!(words("js", "f(`a${x}b`)", Class::String), ["`a", "b`"]);
    assert_eq!(words("c", "int x; struct a;", Class::Kind), ["int"]);
    assert_eq!(words("html", "<b c=\"d\">", Class::Kind), ["b"]);
}

#[test]
fn a_session_has_commands_and_what_they_print() {
    let text = "$ echo 'a'\nif this were code\n# ls";
    assert_eq!(words("console", text, Class::String), ["'a'"]);
    assert!(words("console", text, Class::Keyword).is_empty());
    assert_eq!(words("console", text, Class::Number), ["$", "#"]);
}

#[test]
fn a_diff_of_a_language_has_its_colours() {
    let text = "@@ -1 +1 @@\n-func a() {}\n+func b() {}\n return 1\n--- a.go";
    assert_eq!(words("diff-go", text, Class::Keyword), ["func", "func", "return"]);
    assert_eq!(words("diff-go", text, Class::Added), ["+"]);
    assert_eq!(words("go-diff", text, Class::Removed), ["-"]);
    assert_eq!(words("diff", text, Class::Removed), ["-func a() {}"]);
    assert_eq!(change("+++ b"), None);
    assert_eq!(change("++ b"), Some(Class::Added));
    assert!(language("diff").is_some_and(Language::is_diff) && language("diff-go").is_some_and(Language::is_diff));
}

#[test]
fn names_are_those_that_people_write() {
    for name in ["Go", "GO", " go ", "{.go}", "language-go", "main.go"] {
        assert_eq!(language(name).map(|it| it.grammar), Some("Go"), "{name}");
    }
    for name in ["text", "", "plaintext", "none", "output"] {
        assert!(language(name).is_some_and(Language::is_plain), "{name}");
    }
    for name in ["no-such-language", "mermaid", "\u{1F600}", "diff-x-y"] {
        assert_eq!(language(name), None, "{name}");
    }
    for (alias, grammar) in names::ALIASES {
        assert!(SYNTAXES.find_syntax_by_name(grammar).is_some(), "{alias} leads to {grammar}, which is not there");
    }
}

#[test]
fn what_is_too_long_is_plain() {
    let go = language("go").expect("Go");
    let long = look(&mut Patience::default(), go, &"return 1\n".repeat(MOST_LINES + 5));
    assert!(long.cut && long.lines.len() == MOST_LINES);
    let wide = look(&mut Patience::default(), go, &format!("return 1\n{}\nreturn 1", "return 1 ".repeat(400)));
    assert!(!wide.cut && wide.lines[1].is_empty() && wide.lines[2].len() == 2);
    let late = look(&mut Patience(Duration::ZERO), go, "return 1\nreturn 1");
    assert!(late.cut && late.lines.len() < 2);
}

#[test]
fn a_grammar_without_end_leaves_its_block_plain() {
    let start = Instant::now();
    let vue = language("vue").expect("Vue");
    let endless = format!("<a b=\"c\"/>\n{}\n<a/>", include_str!("endless.txt"));
    let colors = look(&mut Patience::default(), vue, &endless);
    assert!(colors.cut && colors.lines.len() == 2 && !colors.lines[0].is_empty(), "{colors:?}");
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
    assert!(!look(&mut Patience::default(), vue, "<a b=\"c\"/>").lines[0].is_empty(), "it is asked again");
}

#[test]
fn rules_are_followed_as_the_library_follows_them() {
    let names: std::collections::BTreeSet<&str> =
        SAMPLES.iter().filter_map(|(name, _)| Some(language(name)?.grammar)).collect();
    let later = Instant::now() + Duration::from_secs(60);
    let more = [
        "cat <<EOF | a\n$b `c` $(d)\nEOF\nx",
        "<script>let a = `b${c}`;</script><style>.a { b: c }</style>",
        "a = %w(b c) << ~D\n/e#{f}g/ # h",
        "r#\"a\"# 'b 'c' /* d /* e */ */",
        "```go\nfunc f() {}\n```\n# a *b* **c** [d](e)",
        "{{ a | b(c=\"d\") }} {% for e in f %}",
    ];
    for grammar in names {
        let Some(syntax) = SYNTAXES.find_syntax_by_name(grammar) else { panic!("{grammar}") };
        let own = SAMPLES.iter().filter(|(name, _)| language(name).is_some_and(|it| it.grammar == grammar));
        for text in own.map(|(_, text)| *text).chain(more) {
            let mut engine =
                Engine::new(&SYNTAXES, syntax, later).unwrap_or_else(|| panic!("{grammar} begins nowhere"));
            let mut state = syntect::parsing::ParseState::new(syntax);
            for line in text.split('\n').map(|line| format!("{line}\n")) {
                let wanted = state.parse_line(&line, &SYNTAXES).expect("a line");
                assert_eq!(engine.line(&line), Ok(wanted), "{grammar}: {line}");
            }
        }
    }
}

#[test]
fn hostile_text_ends_soon() {
    let texts = [
        "(".repeat(1_900),
        "a ".repeat(900),
        "\"\\".repeat(900),
        "<a ".repeat(600),
        "{[(<".repeat(400),
        "((((((((((a*)*)*)*)*)*)*)*)*)*b".repeat(60),
        "/* ".repeat(600),
        "\u{0}\u{202E}\u{1F468}\u{200D}".repeat(150),
        "`${`${`${".repeat(200),
    ];
    for name in ["go", "ts", "markdown", "cpp", "html", "php", "bash", "latex", "haskell", "java", "yaml", "sql"] {
        let start = Instant::now();
        for text in &texts {
            let _ = look(&mut Patience::default(), language(name).expect(name), text);
        }
        assert!(start.elapsed() < Duration::from_secs(60), "{name}: {:?}", start.elapsed());
    }
}
