//! The little HTML that notes hold: comments, line breaks, pictures. A piece of HTML goes in, tokens come out that put
//! together are all of it; a tag that means nothing here must never vanish: it is shown as it was typed.

use super::picture::extent;
use super::{Align, Picture};

/// A piece of HTML.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token<'a> {
    /// What stands between tags.
    Text(&'a str),
    /// A tag without a meaning here.
    Tag(&'a str),
    /// `<br>`.
    Break,
    /// `<img>`; its line is not known yet.
    Picture(Picture),
    /// What a comment says; `closed` is false if its end is missing.
    Comment {
        /// What it says.
        text: &'a str,
        /// Whether `-->` was found.
        closed: bool,
    },
}

/// The tokens of `html`, each with the byte at which it begins.
pub(super) fn tokens(html: &str) -> Vec<(usize, Token<'_>)> {
    let mut out = Vec::new();
    let mut text_from = 0;
    let mut at = 0;
    while let Some(found) = html.get(at..).and_then(|rest| rest.find('<')) {
        let open = at + found;
        let rest = html.get(open..).unwrap_or_default();
        let Some((token, length)) = comment(rest).or_else(|| tag(rest)) else {
            at = open + 1;
            continue;
        };
        push_text(&mut out, html, text_from..open);
        out.push((open, token));
        at = open + length;
        text_from = at;
    }
    push_text(&mut out, html, text_from..html.len());
    out
}

fn push_text<'a>(out: &mut Vec<(usize, Token<'a>)>, html: &'a str, range: std::ops::Range<usize>) {
    let from = range.start;
    if let Some(text) = html.get(range).filter(|text| !text.is_empty()) {
        out.push((from, Token::Text(text)));
    }
}

/// The comment that `rest` begins with, and its length.
fn comment(rest: &str) -> Option<(Token<'_>, usize)> {
    let inside = rest.strip_prefix("<!--")?;
    for empty in [">", "->"] {
        if inside.starts_with(empty) {
            return Some((Token::Comment { text: "", closed: true }, 4 + empty.len()));
        }
    }
    Some(match inside.split_once("-->") {
        Some((text, _)) => (Token::Comment { text, closed: true }, text.len() + 7),
        None => (Token::Comment { text: inside, closed: false }, rest.len()),
    })
}

/// The tag that `rest` begins with, and its length.
fn tag(rest: &str) -> Option<(Token<'_>, usize)> {
    let first = rest.chars().nth(1)?;
    if !(first.is_ascii_alphabetic() || matches!(first, '/' | '!' | '?')) {
        return None;
    }
    let mut quote = None;
    let mut length = 0;
    for (at, byte) in rest.bytes().enumerate().skip(1) {
        match (quote, byte) {
            (Some(open), _) if open == byte => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(byte),
            // A tag never holds another one; this also bounds the search.
            (None, b'<') => return None,
            (None, b'>') => {
                length = at + 1;
                break;
            }
            _ => {}
        }
    }
    let whole = rest.get(..length).filter(|whole| !whole.is_empty())?;
    let name_end = whole.bytes().skip(1).position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(0) + 1;
    let name = whole.get(1..name_end).unwrap_or_default();
    let token = if name.eq_ignore_ascii_case("br") {
        Token::Break
    } else if name.eq_ignore_ascii_case("img") {
        picture(whole.get(name_end..).unwrap_or_default()).map_or(Token::Tag(whole), Token::Picture)
    } else {
        Token::Tag(whole)
    };
    Some((token, length))
}

/// The picture that the attributes of an `<img>` describe; `None` if they name none.
fn picture(attributes: &str) -> Option<Picture> {
    let mut picture = Picture::default();
    let mut rest = attributes;
    while let Some((name, value, tail)) = attribute(rest) {
        let value = unescaped(value);
        match name.to_ascii_lowercase().as_str() {
            "src" => picture.url = value.trim().to_owned(),
            "alt" => picture.alt = value,
            "title" => picture.title = value,
            "width" => picture.width = extent(&value),
            "height" => picture.height = extent(&value),
            "align" | "style" => super::picture::styled(&mut picture, (name, &value)),
            _ => {}
        }
        rest = tail;
    }
    (!picture.url.is_empty()).then_some(picture)
}

/// The first attribute: its name, its value, and what follows.
pub(super) fn attribute(text: &str) -> Option<(&str, &str, &str)> {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '/' | '=' | '"' | '\''));
    let end = text.find(|c: char| c.is_whitespace() || matches!(c, '=' | '>'))?;
    let (name, tail) = text.split_at(end);
    if name.is_empty() {
        return None;
    }
    let Some(value) = tail.trim_start().strip_prefix('=') else { return Some((name, "", tail)) };
    let value = value.trim_start();
    for quote in ['"', '\''] {
        if let Some((value, tail)) = value.strip_prefix(quote).and_then(|inside| inside.split_once(quote)) {
            return Some((name, value, tail));
        }
    }
    let end = value.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(value.len());
    let (value, tail) = value.split_at(end);
    Some((name, value, tail))
}

/// Where an `<a>` leads; empty if it leads nowhere.
pub(super) fn href(tag: &str) -> String {
    let href = attributes(tag).find(|(name, _)| name.eq_ignore_ascii_case("href"));
    href.map_or_else(String::new, |(_, value)| unescaped(value).trim().to_owned())
}

/// The attributes of a tag: names and values.
fn attributes(tag: &str) -> impl Iterator<Item = (&str, &str)> {
    let name_end = tag.bytes().skip(1).position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(0) + 1;
    let mut rest = tag.get(name_end..).unwrap_or_default();
    std::iter::from_fn(move || {
        let (name, value, tail) = attribute(rest)?;
        rest = tail;
        Some((name, value))
    })
}

/// How a tag aligns what is in it: by `align`, by `style="text-align: …"` or by a class that says so; `<center>` does
/// by its name.
pub(super) fn alignment(tag: &str) -> Align {
    let mut align = if super::inline::starts_with(tag, "<center") { Align::Center } else { Align::Auto };
    for (name, value) in attributes(tag) {
        let found = match name.to_ascii_lowercase().as_str() {
            "align" => Align::named(value),
            "style" => text_align(value),
            "class" => value.split_whitespace().find_map(aligning),
            _ => None,
        };
        align = found.unwrap_or(align);
    }
    align
}

/// What CSS says of the side at which words stand.
pub(crate) fn text_align(style: &str) -> Option<Align> {
    let declarations = style.split(';').filter_map(|declaration| declaration.split_once(':'));
    let mut values = declarations.filter(|(name, _)| name.trim().eq_ignore_ascii_case("text-align"));
    values.find_map(|(_, value)| Align::named(value.trim().trim_end_matches("!important")))
}

/// The classes that other tools have for it: Slidev's, Bootstrap's, remark's.
pub(crate) fn aligning(class: &str) -> Option<Align> {
    match class.trim_end_matches(',') {
        "center" | "centered" | "text-center" | "text-centered" => Some(Align::Center),
        "left" | "text-left" | "text-start" => Some(Align::Left),
        "right" | "text-right" | "text-end" => Some(Align::Right),
        _ => None,
    }
}

/// The entities that people write, with their characters.
const ENTITIES: [(&str, &str); 24] = [
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", "\u{A0}"),
    ("ensp", "\u{2002}"),
    ("emsp", "\u{2003}"),
    ("thinsp", "\u{2009}"),
    ("shy", "\u{AD}"),
    ("copy", "©"),
    ("reg", "®"),
    ("trade", "™"),
    ("deg", "°"),
    ("times", "×"),
    ("middot", "·"),
    ("bull", "•"),
    ("hellip", "…"),
    ("ndash", "–"),
    ("mdash", "—"),
    ("larr", "←"),
    ("rarr", "→"),
    ("euro", "€"),
    ("sect", "§"),
];

/// `value` without entities; one that is not known stays as it was typed.
pub(super) fn unescaped(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some((before, tail)) = rest.split_once('&') {
        out.push_str(before);
        let end = tail.bytes().take(12).position(|byte| byte == b';');
        let name = end.and_then(|end| tail.get(..end)).unwrap_or_default();
        match character(name) {
            Some(c) => {
                out.push_str(&c);
                rest = tail.get(name.len() + 1..).unwrap_or_default();
            }
            None => {
                out.push('&');
                rest = tail;
            }
        }
    }
    out.push_str(rest);
    out
}

fn character(name: &str) -> Option<String> {
    let Some(number) = name.strip_prefix('#') else {
        return ENTITIES.iter().find(|(known, _)| *known == name).map(|(_, c)| (*c).to_owned());
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(code).map(String::from)
}

#[cfg(test)]
mod tests {
    use super::super::Extent;
    use super::*;

    fn kinds(html: &str) -> Vec<Token<'_>> {
        tokens(html).into_iter().map(|(_, token)| token).collect()
    }

    #[test]
    fn nothing_is_lost_between_tokens() {
        assert_eq!(
            kinds("a <b class=\"x>y\">c</b><BR/>d < e <3 <unclosed"),
            [
                Token::Text("a "),
                Token::Tag("<b class=\"x>y\">"),
                Token::Text("c"),
                Token::Tag("</b>"),
                Token::Break,
                Token::Text("d < e <3 <unclosed"),
            ]
        );
    }

    #[test]
    fn comments_end_or_do_not() {
        assert_eq!(
            kinds("<!-- a > b -->x<!--->y<!-- z"),
            [
                Token::Comment { text: " a > b ", closed: true },
                Token::Text("x"),
                Token::Comment { text: "", closed: true },
                Token::Text("y"),
                Token::Comment { text: " z", closed: false },
            ]
        );
    }

    #[test]
    fn pictures_have_sizes() {
        let all = kinds("<img width=\"500\" src='http://x.org/?a=1&amp;b=2' height=50% alt=\"a > b\" />");
        let [Token::Picture(picture)] = all.as_slice() else { panic!("{all:?}") };
        assert_eq!(picture.url, "http://x.org/?a=1&b=2");
        assert_eq!((picture.width, picture.height), (Some(Extent::Pixels(500.0)), Some(Extent::Percent(50.0))));
        assert_eq!(picture.alt, "a > b");
        assert_eq!(kinds("<img alt=x>"), [Token::Tag("<img alt=x>")]);
        assert_eq!(extent("20em"), Some(Extent::Pixels(600.0)));
        assert_eq!(extent("0"), None);
        assert_eq!(extent("9999999999"), None);
    }
}
