//! Scopes of a grammar into classes: the stack of names that a grammar gives to a stretch of text in, one class out. The
//! innermost name that means anything decides. Reads no text beyond the stretch itself.

use std::collections::HashMap;
use std::sync::LazyLock;

use syntect::parsing::Scope;

use super::Class;

/// What names mean, by how they begin; the longest beginning counts.
const NAMES: &[(&str, Class)] = &[
    ("comment", Class::Comment),
    ("string", Class::String),
    ("string.unquoted", Class::Plain),
    ("string.unquoted.heredoc", Class::String),
    ("string.unquoted.block", Class::String),
    ("string.unquoted.plain.out", Class::String),
    ("string.unquoted.plain.in", Class::String),
    ("meta.interpolation", Class::Plain),
    ("meta.string.interpolated", Class::Plain),
    ("meta.template.expression", Class::Plain),
    ("punctuation.section.interpolation", Class::Plain),
    ("punctuation.section.embedded", Class::Plain),
    ("punctuation.definition.template-expression", Class::Plain),
    ("meta.group.expansion", Class::Plain),
    ("constant", Class::Number),
    ("constant.other.symbol", Class::String),
    ("keyword", Class::Keyword),
    ("keyword.other.unit", Class::Number),
    ("storage", Class::Keyword),
    ("storage.type.go", Class::Kind),
    ("storage.type.built-in", Class::Kind),
    ("storage.type.numeric", Class::Kind),
    ("storage.type.primitive", Class::Kind),
    ("storage.type.string", Class::String),
    ("storage.modifier.lifetime", Class::Number),
    ("variable.language", Class::Keyword),
    ("variable.function", Class::Function),
    ("variable.annotation", Class::Kind),
    ("variable.parameter.option", Class::Kind),
    ("entity.name.function", Class::Function),
    ("entity.name.macro", Class::Function),
    ("entity.name.method", Class::Function),
    ("entity.name.class", Class::Kind),
    ("entity.name.struct", Class::Kind),
    ("entity.name.enum", Class::Kind),
    ("entity.name.union", Class::Kind),
    ("entity.name.trait", Class::Kind),
    ("entity.name.interface", Class::Kind),
    ("entity.name.protocol", Class::Kind),
    ("entity.name.type", Class::Kind),
    ("entity.name.typedef", Class::Kind),
    ("entity.name.impl", Class::Kind),
    ("entity.name.namespace", Class::Kind),
    ("entity.name.module", Class::Kind),
    ("entity.name.package", Class::Kind),
    ("entity.name.exception", Class::Kind),
    ("entity.name.tag", Class::Kind),
    ("entity.name.table", Class::Keyword),
    ("entity.name.key", Class::Kind),
    ("entity.name.constant", Class::Number),
    ("entity.name.enum.constant", Class::Number),
    ("entity.name.section", Class::Keyword),
    ("entity.name.selector", Class::Kind),
    ("entity.other.attribute-name", Class::Function),
    ("entity.other.attribute-name.class", Class::Kind),
    ("entity.other.attribute-name.id.css", Class::Kind),
    ("entity.other.inherited-class", Class::Kind),
    ("entity.other.pseudo", Class::Function),
    ("support.function", Class::Function),
    ("support.macro", Class::Function),
    ("support.type", Class::Kind),
    ("support.class", Class::Kind),
    ("support.struct", Class::Kind),
    ("support.module", Class::Kind),
    ("support.constant", Class::Number),
    ("meta.annotation", Class::Kind),
    ("meta.attribute.rust", Class::Kind),
    ("markup.heading", Class::Keyword),
    ("markup.bold", Class::Number),
    ("markup.italic", Class::Number),
    ("markup.raw", Class::String),
    ("markup.quote", Class::Comment),
    ("markup.underline.link", Class::Function),
    ("markup.inserted", Class::Added),
    ("markup.deleted", Class::Removed),
    ("markup.changed", Class::Number),
    ("punctuation.definition.list_item", Class::Keyword),
    ("meta.diff.header", Class::Kind),
    ("meta.diff.index", Class::Kind),
    ("meta.diff.range", Class::Function),
    ("source", Class::Plain),
    ("text", Class::Plain),
];

/// Types that grammars call by the same name as words such as `let`.
const TYPES: &[&str] = &[
    "bool",
    "boolean",
    "byte",
    "char",
    "character",
    "complex",
    "decimal",
    "double",
    "f32",
    "f64",
    "float",
    "i8",
    "i16",
    "i32",
    "i64",
    "i128",
    "int",
    "integer",
    "isize",
    "long",
    "number",
    "object",
    "real",
    "short",
    "signed",
    "size_t",
    "str",
    "string",
    "u8",
    "u16",
    "u32",
    "u64",
    "u128",
    "uint",
    "unsigned",
    "usize",
    "void",
    "wchar_t",
];

static SCOPES: LazyLock<Vec<(Scope, Class)>> = LazyLock::new(|| {
    let mut all: Vec<(Scope, Class)> =
        NAMES.iter().filter_map(|(name, class)| Some((Scope::new(name).ok()?, *class))).collect();
    all.sort_by_key(|(scope, _)| std::cmp::Reverse(scope.len()));
    all
});

/// What names mean, with a memory of those that were asked for.
#[derive(Default)]
pub(super) struct Classes {
    known: HashMap<Scope, Option<Class>>,
}

impl Classes {
    /// The class of `text`, which stands in the scopes `stack`, outermost first.
    pub(super) fn of(&mut self, stack: &[Scope], text: &str) -> Class {
        let found = stack.iter().rev().find_map(|&scope| Some((scope, self.class(scope)?)));
        let Some((scope, class)) = found else { return Class::Plain };
        match class {
            // The key of a mapping is in quotes in some languages, and a key all the same.
            Class::String if stack.iter().any(|&scope| begins(&KEYS, scope)) => Class::Kind,
            // Operators of signs are as quiet as other punctuation.
            Class::Keyword if !text.contains(char::is_alphanumeric) && !begins(&MARKS, scope) => Class::Plain,
            Class::Keyword if begins(&STORAGE, scope) && is_type(text) => Class::Kind,
            _ => class,
        }
    }

    fn class(&mut self, scope: Scope) -> Option<Class> {
        *self
            .known
            .entry(scope)
            .or_insert_with(|| SCOPES.iter().find(|(name, _)| name.is_prefix_of(scope)).map(|(_, class)| *class))
    }
}

fn is_type(text: &str) -> bool {
    let text = text.trim();
    TYPES.contains(&text) || text.starts_with(char::is_uppercase) && text.contains(char::is_lowercase)
}

fn begins(names: &[Scope], scope: Scope) -> bool {
    names.iter().any(|name| name.is_prefix_of(scope))
}

fn scopes(names: &[&str]) -> Vec<Scope> {
    names.iter().filter_map(|name| Scope::new(name).ok()).collect()
}

static STORAGE: LazyLock<Vec<Scope>> = LazyLock::new(|| scopes(&["storage"]));
/// Keys of mappings.
static KEYS: LazyLock<Vec<Scope>> =
    LazyLock::new(|| scopes(&["meta.mapping.key.json", "meta.structure.dictionary.key"]));
/// Marks that have no letter, and count.
static MARKS: LazyLock<Vec<Scope>> = LazyLock::new(|| scopes(&["markup.heading", "punctuation.definition.list_item"]));
