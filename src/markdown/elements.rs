//! The elements of HTML and what each means in a deck. A tag as it was typed goes in, its element comes out; what is no
//! element (`Vec<String>`, `<T>`, `<your name>`) must never be taken for one.

use super::marks::Wrap;

/// What an element means here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// It encloses words of a line.
    Wraps(Wrap),
    /// It is a heading of this level.
    Heading(u8),
    /// Its text stands on lines of its own.
    Lines,
    /// The same, but it was meant to be more than that.
    Parts,
    /// It is a rule.
    Rule,
    /// It is a spoiler.
    Details,
    /// It is the title of one.
    Summary,
    /// Its text is set as it was typed.
    Typed,
    /// Its text is not meant to be read.
    Hidden,
    /// It is left out, and its text stays where it is.
    Nothing,
}

/// A tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Element {
    /// The element's name.
    pub(super) name: &'static str,
    /// What it means.
    pub(super) meaning: Meaning,
    /// Whether the tag ends it.
    pub(super) closes: bool,
}

/// The element of a tag; `None` if it is none of HTML's.
pub(super) fn element(tag: &str) -> Option<Element> {
    let inside = tag.strip_prefix('<')?;
    let closes = inside.starts_with('/');
    let inside = inside.strip_prefix('/').unwrap_or(inside);
    let end = inside.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inside.len());
    let (typed, rest) = inside.split_at(end);
    // `<my-own>`, `<a@b>`, `<b:c>` and `<http:...>` are none.
    if !rest.starts_with(|c: char| c.is_whitespace() || matches!(c, '>' | '/')) {
        return None;
    }
    // `<Option>` and `<Button>` are types and components.
    let mut letters = typed.chars();
    let capital = letters.next().is_some_and(|c| c.is_ascii_uppercase());
    if capital && letters.any(|c| c.is_ascii_lowercase()) {
        return None;
    }
    let (name, meaning) = TABLE.iter().find(|(name, _)| name.eq_ignore_ascii_case(typed))?;
    Some(Element { name, meaning: *meaning, closes })
}

/// What to write instead of an element.
pub(super) fn remedy(name: &str) -> &'static str {
    match name {
        "table" | "thead" | "tbody" | "tfoot" | "tr" | "td" | "th" | "caption" | "colgroup" | "col" => {
            "write a table of pipes"
        }
        "ul" | "ol" | "li" | "menu" => "write a list of hyphens or numbers",
        "dl" | "dt" | "dd" => "write the term, and under it a colon and the meaning",
        "style" | "link" | "font" => "choose a theme, or write one",
        "script" | "noscript" | "canvas" | "template" => "a deck runs no programs: leave it out",
        "iframe" | "video" | "audio" | "source" | "track" | "embed" | "object" | "svg" | "picture" | "map" => {
            "show a picture of it, with a link"
        }
        "blockquote" => "begin its lines with >",
        _ => "write it as Markdown, or leave it out",
    }
}

use Meaning::{Details, Heading, Hidden, Lines, Nothing, Parts, Rule, Summary, Typed, Wraps};

/// HTML's elements, the frequent ones first. `br` and `img` are read before.
const TABLE: &[(&str, Meaning)] = &[
    ("div", Lines),
    ("span", Wraps(Wrap::Plain)),
    ("p", Lines),
    ("center", Lines),
    ("b", Wraps(Wrap::Strong)),
    ("strong", Wraps(Wrap::Strong)),
    ("i", Wraps(Wrap::Emphasis)),
    ("em", Wraps(Wrap::Emphasis)),
    ("sub", Wraps(Wrap::Low)),
    ("sup", Wraps(Wrap::High)),
    ("kbd", Wraps(Wrap::Key)),
    ("mark", Wraps(Wrap::Marked)),
    ("u", Wraps(Wrap::Inserted)),
    ("ins", Wraps(Wrap::Inserted)),
    ("s", Wraps(Wrap::Struck)),
    ("del", Wraps(Wrap::Struck)),
    ("strike", Wraps(Wrap::Struck)),
    ("small", Wraps(Wrap::Small)),
    ("code", Wraps(Wrap::Code)),
    ("tt", Wraps(Wrap::Code)),
    ("samp", Wraps(Wrap::Code)),
    ("a", Wraps(Wrap::Link)),
    ("cite", Wraps(Wrap::Emphasis)),
    ("dfn", Wraps(Wrap::Emphasis)),
    ("var", Wraps(Wrap::Emphasis)),
    ("big", Wraps(Wrap::Plain)),
    ("abbr", Wraps(Wrap::Plain)),
    ("font", Wraps(Wrap::Plain)),
    ("details", Details),
    ("summary", Summary),
    ("hr", Rule),
    ("pre", Typed),
    ("h1", Heading(1)),
    ("h2", Heading(2)),
    ("h3", Heading(3)),
    ("h4", Heading(4)),
    ("h5", Heading(5)),
    ("h6", Heading(6)),
    ("style", Hidden),
    ("script", Hidden),
    ("section", Lines),
    ("article", Lines),
    ("aside", Lines),
    ("header", Lines),
    ("footer", Lines),
    ("main", Lines),
    ("nav", Lines),
    ("figure", Lines),
    ("figcaption", Lines),
    ("address", Lines),
    ("hgroup", Lines),
    ("ul", Parts),
    ("ol", Parts),
    ("li", Parts),
    ("menu", Parts),
    ("dl", Parts),
    ("dt", Parts),
    ("dd", Parts),
    ("table", Parts),
    ("thead", Parts),
    ("tbody", Parts),
    ("tfoot", Parts),
    ("tr", Parts),
    ("td", Parts),
    ("th", Parts),
    ("caption", Parts),
    ("colgroup", Parts),
    ("blockquote", Parts),
    ("form", Parts),
    ("fieldset", Parts),
    ("legend", Parts),
    ("iframe", Parts),
    ("video", Parts),
    ("audio", Parts),
    ("object", Parts),
    ("template", Parts),
    ("html", Parts),
    ("head", Parts),
    ("body", Parts),
    ("title", Parts),
    ("area", Nothing),
    ("base", Nothing),
    ("bdi", Nothing),
    ("bdo", Nothing),
    ("button", Nothing),
    ("canvas", Nothing),
    ("col", Nothing),
    ("data", Nothing),
    ("datalist", Nothing),
    ("dialog", Nothing),
    ("embed", Nothing),
    ("input", Nothing),
    ("label", Nothing),
    ("link", Nothing),
    ("map", Nothing),
    ("meta", Nothing),
    ("meter", Nothing),
    ("noscript", Nothing),
    ("optgroup", Nothing),
    ("option", Nothing),
    ("output", Nothing),
    ("picture", Nothing),
    ("progress", Nothing),
    ("q", Nothing),
    ("rp", Nothing),
    ("rt", Nothing),
    ("ruby", Nothing),
    ("search", Nothing),
    ("select", Nothing),
    ("slot", Nothing),
    ("source", Nothing),
    ("svg", Nothing),
    ("textarea", Nothing),
    ("time", Nothing),
    ("track", Nothing),
    ("wbr", Nothing),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_element_is_none() {
        for tag in ["<T>", "<String>", "<your name>", "<Option>", "<v-click>", "<b:c>", "<http://x>", "</Vec>", "<!a>"]
        {
            assert_eq!(element(tag), None, "{tag}");
        }
        for (tag, name, closes) in [("<B>", "b", false), ("</DIV >", "div", true), ("<hr/>", "hr", false)] {
            assert_eq!(element(tag).map(|found| (found.name, found.closes)), Some((name, closes)), "{tag}");
        }
    }
}
