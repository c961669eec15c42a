//! Names of languages as people write them after a fence, into grammars. A name that nobody knows is no language: there is
//! no guessing by content.

use syntect::parsing::{SyntaxReference, SyntaxSet};

/// A language that has a grammar, or one that is known to need none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Language {
    /// The name of its grammar; empty for plain text.
    pub(super) grammar: &'static str,
    /// How its text is to be read.
    pub(super) form: Form,
}

/// What a text is besides being in its language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Form {
    /// Nothing else.
    Whole,
    /// Commands after prompts, among what they print.
    Session,
    /// The changes of a file: every line begins with its sign.
    Diff,
}

impl Language {
    /// Text that has no colours, by its author's own word.
    pub const PLAIN: Self = Self { grammar: "", form: Form::Whole };

    /// Whether it has no colours.
    #[must_use]
    pub fn is_plain(self) -> bool {
        self.grammar.is_empty()
    }

    /// Whether its lines are those of a diff, with a sign before each.
    #[must_use]
    pub fn is_diff(self) -> bool {
        self.form == Form::Diff || self.grammar == "Diff"
    }

    pub(super) fn key(self) -> (&'static str, Form) {
        (self.grammar, self.form)
    }

    pub(super) fn syntax(self, all: &SyntaxSet) -> Option<&SyntaxReference> {
        if self.is_plain() { None } else { all.find_syntax_by_name(self.grammar) }
    }
}

/// What authors write for text without a language.
const PLAIN: &[&str] = &[
    "",
    "text",
    "txt",
    "plain",
    "plaintext",
    "plain-text",
    "none",
    "nohighlight",
    "no-highlight",
    "ascii",
    "output",
    "stdout",
    "stderr",
    "out",
    "tree",
    "raw",
    "ansi",
    "code",
    "pseudo",
    "pseudocode",
];

/// Transcripts of a terminal.
const SESSIONS: &[&str] =
    &["console", "shell-session", "shellsession", "sh-session", "bash-session", "terminal", "term"];

/// Names that are neither a grammar's nor an ending that a grammar claims, and those that two grammars claim.
pub(super) const ALIASES: &[(&str, &str)] = &[
    ("asm", "x86_64 Assembly"),
    ("assembly", "x86_64 Assembly"),
    ("x86asm", "x86_64 Assembly"),
    ("s", "x86_64 Assembly"),
    ("apache", "Apache Conf"),
    ("apacheconf", "Apache Conf"),
    ("arduino", "C++"),
    ("astro", "HTML"),
    ("babel", "JavaScript"),
    ("batch", "Batch File"),
    ("bazel", "Python"),
    ("bzl", "Python"),
    ("c++", "C++"),
    ("c#", "C#"),
    ("cc", "C++"),
    ("cfg", "INI"),
    ("cjs", "JavaScript"),
    ("cmd", "Batch File"),
    ("clojurescript", "Clojure"),
    ("conf", "INI"),
    ("containerfile", "Dockerfile"),
    ("cpp", "C++"),
    ("csharp", "C#"),
    ("cu", "C++"),
    ("cuda", "C++"),
    ("cxx", "C++"),
    ("delphi", "Pascal"),
    ("django", "HTML (Jinja2)"),
    ("docker", "Dockerfile"),
    ("dos", "Batch File"),
    ("dotenv", "DotENV"),
    ("dts", "C"),
    ("editorconfig", "INI"),
    ("ejs", "HTML"),
    ("elisp", "Lisp"),
    ("emacs-lisp", "Lisp"),
    ("env", "DotENV"),
    ("ex", "Elixir"),
    ("f#", "F#"),
    ("fortran", "Fortran (Modern)"),
    ("fs", "F#"),
    ("fsharp", "F#"),
    ("gawk", "AWK"),
    ("gdscript", "GDScript (Godot Engine)"),
    ("gitcommit", "Git Commit"),
    ("godot", "GDScript (Godot Engine)"),
    ("golang", "Go"),
    ("gradle", "Groovy"),
    ("h", "C"),
    ("handlebars", "HTML"),
    ("haskell", "Haskell"),
    ("hbs", "HTML"),
    ("hcl", "Terraform"),
    ("hlsl", "GLSL"),
    ("ino", "C++"),
    ("ipython", "Python"),
    ("jenkins", "Groovy"),
    ("jinja", "Jinja2"),
    ("json5", "JSON"),
    ("jsonc", "JSON"),
    ("jsonl", "JSON"),
    ("jsp", "Java Server Page (JSP)"),
    ("jsx", "TypeScriptReact"),
    ("ksh", "Bourne Again Shell (bash)"),
    ("kotlin", "Kotlin"),
    ("latex", "LaTeX"),
    ("lean4", "Lean 4"),
    ("mdx", "Markdown"),
    ("metal", "C++"),
    ("mjs", "JavaScript"),
    ("mk", "Makefile"),
    ("mysql", "SQL"),
    ("nasm", "x86_64 Assembly"),
    ("ndjson", "JSON"),
    ("node", "JavaScript"),
    ("objc", "Objective-C"),
    ("objectivec", "Objective-C"),
    ("objective-c", "Objective-C"),
    ("objcpp", "Objective-C++"),
    ("octave", "MATLAB"),
    ("opencl", "C"),
    ("pgsql", "SQL"),
    ("plist", "XML"),
    ("plpgsql", "SQL"),
    ("plsql", "SQL"),
    ("postgres", "SQL"),
    ("postgresql", "SQL"),
    ("proto3", "Protocol Buffer"),
    ("psql", "SQL"),
    ("pycon", "Python"),
    ("py3", "Python"),
    ("python2", "Python"),
    ("python3", "Python"),
    ("regex", "Regular Expression"),
    ("regexp", "Regular Expression"),
    ("rscript", "R"),
    ("scheme", "Lisp"),
    ("service", "INI"),
    ("shell", "Bourne Again Shell (bash)"),
    ("sqlite", "SQL"),
    ("starlark", "Python"),
    ("styl", "Stylus"),
    ("sv", "SystemVerilog"),
    ("systemd", "INI"),
    ("tsql", "SQL"),
    ("typst", "Typst"),
    ("v", "Verilog"),
    ("vim", "VimL"),
    ("vimscript", "VimL"),
    ("xhtml", "HTML"),
    ("zshrc", "Bourne Again Shell (bash)"),
];

/// The language called `name`: by one of the aliases, by its grammar's own name, or by an ending of its files.
#[must_use]
pub fn language(name: &str) -> Option<Language> {
    let bare = name.trim().trim_matches(['{', '}', '.']);
    let lower = bare.to_lowercase();
    let lower = lower.strip_prefix("language-").or_else(|| lower.strip_prefix("lang-")).unwrap_or(&lower);
    if PLAIN.contains(&lower) {
        return Some(Language::PLAIN);
    }
    if SESSIONS.contains(&lower) {
        return Some(Language { grammar: "Bourne Again Shell (bash)", form: Form::Session });
    }
    let inner = lower.strip_prefix("diff-").or_else(|| lower.strip_suffix("-diff"));
    if let Some(grammar) = inner.and_then(grammar) {
        return Some(Language { grammar, form: Form::Diff });
    }
    let ending = lower.rsplit('.').next().unwrap_or(lower);
    let grammar = grammar(lower).or_else(|| grammar(ending))?;
    Some(Language { grammar, form: Form::Whole })
}

fn grammar(name: &str) -> Option<&'static str> {
    if name.is_empty() {
        return None;
    }
    if let Some((_, grammar)) = ALIASES.iter().find(|(alias, _)| *alias == name) {
        return Some(grammar);
    }
    let all = super::SYNTAXES.syntaxes();
    let named = all.iter().find(|syntax| syntax.name.eq_ignore_ascii_case(name));
    let claims = |syntax: &&SyntaxReference| syntax.file_extensions.iter().any(|end| end.eq_ignore_ascii_case(name));
    named.or_else(|| all.iter().find(claims)).map(|syntax| syntax.name.as_str())
}
