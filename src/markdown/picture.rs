//! What authors write to say how large a picture is and where it stands, in every dialect: words in its alt text (Marp,
//! Deckset, presenterm), attributes in braces after it (Pandoc, Quarto), HTML's style. Words that are hints leave the alt
//! text; words that only look like hints stay. Knows nothing of pages.

use super::{Extent, Filling, Picture, Placement};

/// CSS pixels in an em: the size of text on a page.
const EM: f32 = 30.0;
/// The widest picture that may be asked for, in CSS pixels or per cent.
const LARGEST: f32 = 100_000.0;

/// `500`, `500px`, `12.5cm`, `3in`, `20em`, `50%` and their like; `None` for anything else and for nothing at all.
pub(super) fn extent(value: &str) -> Option<Extent> {
    let value = value.trim();
    let unit_at = value.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(value.len());
    let (number, unit) = value.split_at(unit_at);
    let number: f32 = number.parse().ok()?;
    let pixels = |each: f32| Extent::Pixels(number * each);
    let extent = match unit.trim().to_ascii_lowercase().as_str() {
        "" | "px" => pixels(1.0),
        "%" | "vw" | "vh" => Extent::Percent(number),
        "cm" => pixels(96.0 / 2.54),
        "mm" => pixels(96.0 / 25.4),
        "q" => pixels(96.0 / 101.6),
        "in" => pixels(96.0),
        "pt" => pixels(96.0 / 72.0),
        "pc" => pixels(16.0),
        "em" | "rem" => pixels(EM),
        "ex" | "ch" => pixels(EM / 2.0),
        _ => return None,
    };
    let (Extent::Pixels(length) | Extent::Percent(length)) = extent;
    (length > 0.0 && length <= LARGEST).then_some(extent)
}

/// A word of an alt text that says something of the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Hint {
    Width(Extent),
    Height(Extent),
    /// `bg`.
    Background,
    /// `inline`.
    Inline,
    Left(Option<f32>),
    Right(Option<f32>),
    Filling(Filling),
    /// `50%`: of what, its neighbours tell.
    Part(f32),
    /// A filter, a direction: understood, but not followed.
    Passed,
}

/// The hint that `word` is, and whether it can be nothing else.
fn hint(word: &str) -> Option<(Hint, bool)> {
    let word = word.strip_prefix("image:").unwrap_or(word);
    let part = |value: &str| match extent(value)? {
        Extent::Percent(percent) => Some(percent),
        Extent::Pixels(_) => None,
    };
    if let Some((name, value)) = word.split_once(':') {
        let sure = match name {
            "w" | "width" if value == "auto" => Hint::Passed,
            "h" | "height" if value == "auto" => Hint::Passed,
            "w" | "width" => Hint::Width(extent(value)?),
            "h" | "height" => Hint::Height(extent(value)?),
            "left" => Hint::Left(Some(part(value)?)),
            "right" => Hint::Right(Some(part(value)?)),
            "blur" | "brightness" | "contrast" | "drop-shadow" | "grayscale" | "hue-rotate" | "invert" | "opacity"
            | "saturate" | "sepia"
                if value.starts_with(|c: char| c.is_ascii_digit() || c == '.') =>
            {
                Hint::Passed
            }
            "corner-radius" => Hint::Passed,
            _ => return None,
        };
        return Some((sure, true));
    }
    let perhaps = match word {
        "bg" => Hint::Background,
        "inline" => Hint::Inline,
        "left" => Hint::Left(None),
        "right" => Hint::Right(None),
        "fit" | "contain" => Hint::Filling(Filling::Contain),
        "cover" | "fill" => Hint::Filling(Filling::Cover),
        "original" => Hint::Filling(Filling::Natural(1.0)),
        "auto" | "filtered" | "vertical" | "horizontal" => Hint::Passed,
        "blur" | "brightness" | "contrast" | "drop-shadow" | "grayscale" | "hue-rotate" | "invert" | "opacity"
        | "saturate" | "sepia" => Hint::Passed,
        _ if word.ends_with('%') => Hint::Part(part(word)?),
        _ => return None,
    };
    Some((perhaps, false))
}

/// `picture` with what its alt text says of it; the words that say it leave the alt text.
pub(super) fn hinted(mut picture: Picture) -> Picture {
    let words: Vec<&str> = picture.alt.split_whitespace().collect();
    let hints: Vec<Option<(Hint, bool)>> = words.iter().map(|word| hint(word)).collect();
    if hints.iter().all(Option::is_none) {
        return picture;
    }
    // `left` and `fit` are hints where they stand among hints alone, or after Marp's `bg`; else they are words.
    let unsure = || hints.iter().filter(|hint| !matches!(hint, Some((_, true))));
    let all =
        unsure().all(Option::is_some) && !matches!(hints.as_slice(), [Some((Hint::Part(_) | Hint::Passed, false))]);
    let after_bg = matches!(hints.first(), Some(Some((Hint::Background, _))));
    let mut alt: Vec<&str> = Vec::new();
    let mut taken: Vec<Hint> = Vec::new();
    for (word, hint) in words.iter().zip(&hints) {
        match hint {
            Some((hint, sure)) if *sure || all || after_bg => taken.push(*hint),
            _ => alt.push(word),
        }
    }
    let left = alt.join(" ");
    if !taken.is_empty() {
        picture.alt = left;
        follow(&mut picture, &taken);
    }
    picture
}

fn follow(picture: &mut Picture, hints: &[Hint]) {
    let background = hints.contains(&Hint::Background);
    picture.firm |= hints.iter().any(|hint| matches!(hint, Hint::Width(_) | Hint::Height(_) | Hint::Part(_)));
    for hint in hints {
        match *hint {
            Hint::Width(extent) => picture.width = Some(extent),
            Hint::Height(extent) => picture.height = Some(extent),
            Hint::Background if picture.placement == Placement::Flow => picture.placement = Placement::Background,
            Hint::Inline => picture.placement = Placement::Inline,
            Hint::Left(share) => picture.placement = Placement::Left(share.map(of_the_page)),
            Hint::Right(share) => picture.placement = Placement::Right(share.map(of_the_page)),
            Hint::Filling(filling) => picture.fill = filling,
            Hint::Background | Hint::Part(_) | Hint::Passed => {}
        }
    }
    for hint in hints {
        let Hint::Part(percent) = *hint else { continue };
        if background || picture.fill == Filling::Natural(1.0) {
            picture.fill = Filling::Natural(percent / 100.0);
        } else {
            picture.width = Some(Extent::Percent(percent));
        }
    }
}

/// A share of a page that leaves room for something beside it.
fn of_the_page(percent: f32) -> f32 {
    (percent / 100.0).clamp(0.1, 0.9)
}

/// Takes `{width=50% .class #id}` from the beginning of the `text` that follows `picture`.
pub(super) fn attributed(picture: &mut Picture, text: &mut String) {
    let Some((inside, rest)) = text.strip_prefix('{').and_then(|inside| inside.split_once('}')) else { return };
    let mut read = picture.clone();
    let mut words = inside.trim();
    while !words.is_empty() {
        let Some((name, value, tail)) = attribute(words) else { return };
        match (name, value) {
            ("width", value) => read.width = extent(value).or(read.width),
            ("height", value) => read.height = extent(value).or(read.height),
            ("style" | "fig-align", value) => styled(&mut read, (name, value)),
            _ => {}
        }
        words = tail.trim_start();
    }
    read.firm |= (read.width, read.height) != (picture.width, picture.height);
    *picture = read;
    *text = rest.to_owned();
}

/// The first of `name=value`, `name="two words"`, `.class` and `#id`: name, value, and what follows.
fn attribute(text: &str) -> Option<(&str, &str, &str)> {
    let end = text.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(text.len());
    let (name, tail) = text.split_at(end);
    let Some(value) = tail.strip_prefix('=') else {
        let marked = |mark| name.strip_prefix(mark).is_some_and(|name: &str| !name.is_empty());
        return (marked('.') || marked('#') || name == "-").then_some((name, "", tail));
    };
    let named = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':'));
    let quotes = [('"', '"'), ('\'', '\''), ('“', '”'), ('‘', '’')];
    let quoted = quotes.iter().find_map(|(open, close)| value.strip_prefix(*open)?.split_once(*close));
    let (value, tail) = quoted.unwrap_or_else(|| {
        let end = value.find(char::is_whitespace).unwrap_or(value.len());
        value.split_at(end)
    });
    named.then_some((name, value, tail))
}

/// Heeds HTML's `align="right"` and what `style="…"` says of size and place.
pub(super) fn styled(picture: &mut Picture, (name, value): (&str, &str)) {
    let side = |side: &str| match side.trim() {
        "left" => Some(Placement::Left(None)),
        "right" => Some(Placement::Right(None)),
        _ => None,
    };
    if name.eq_ignore_ascii_case("align") {
        picture.placement = side(value).unwrap_or(picture.placement);
        return;
    }
    for declaration in value.split(';') {
        let Some((name, value)) = declaration.split_once(':') else { continue };
        match name.trim().to_ascii_lowercase().as_str() {
            "width" | "max-width" => picture.width = extent(value).or(picture.width),
            "height" | "max-height" => picture.height = extent(value).or(picture.height),
            "float" => picture.placement = side(value).unwrap_or(picture.placement),
            "object-fit" if value.trim() == "cover" => picture.fill = Filling::Cover,
            "object-fit" if value.trim() == "contain" => picture.fill = Filling::Contain,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alt(alt: &str) -> Picture {
        hinted(Picture { alt: alt.to_owned(), ..Picture::default() })
    }

    fn px(n: f32) -> Option<Extent> {
        Some(Extent::Pixels(n))
    }

    #[test]
    fn lengths_have_units() {
        for (text, wanted) in [
            ("500", px(500.0)),
            ("12.5px", px(12.5)),
            ("2.54cm", px(96.0)),
            ("25.4mm", px(96.0)),
            ("1in", px(96.0)),
            ("72pt", px(96.0)),
            ("6pc", px(96.0)),
            ("2em", px(60.0)),
            (" 50 % ", Some(Extent::Percent(50.0))),
            ("20vw", Some(Extent::Percent(20.0))),
        ] {
            assert_eq!(extent(text), wanted, "{text}");
        }
        for text in ["", "px", "-5", "0", "5 apples", "9999999999", "1e5", "..", "５"] {
            assert_eq!(extent(text), None, "{text}");
        }
    }

    #[test]
    fn marp() {
        let sized = alt("w:200px a cat h:3in");
        assert_eq!((sized.width, sized.height, sized.alt.as_str()), (px(200.0), px(288.0), "a cat"));
        assert_eq!(alt("width:50%").width, Some(Extent::Percent(50.0)));
        assert_eq!(alt("bg").placement, Placement::Background);
        let left = alt("bg left:33% The hall");
        assert_eq!((left.placement, left.alt.as_str()), (Placement::Left(Some(0.33)), "The hall"));
        assert_eq!(alt("bg right").placement, Placement::Right(None));
        assert_eq!(alt("bg fit").fill, Filling::Contain);
        assert_eq!(alt("bg cover").fill, Filling::Cover);
        assert_eq!(alt("bg 50%").fill, Filling::Natural(0.5));
        let blurred = alt("bg blur:5px brightness:.5 opacity");
        assert_eq!((blurred.placement, blurred.alt.as_str()), (Placement::Background, ""));
    }

    #[test]
    fn deckset() {
        let small = alt("inline 50%");
        assert_eq!((small.placement, small.width), (Placement::Inline, Some(Extent::Percent(50.0))));
        assert_eq!((alt("fit").fill, alt("fit").alt), (Filling::Contain, String::new()));
        assert_eq!(alt("left").placement, Placement::Left(None));
        assert_eq!(alt("right fit").fill, Filling::Contain);
        assert_eq!(alt("original 250%").fill, Filling::Natural(2.5));
    }

    #[test]
    fn presenterm() {
        assert_eq!(alt("image:width:50%").width, Some(Extent::Percent(50.0)));
        assert_eq!(alt("image:w:50%").width, Some(Extent::Percent(50.0)));
    }

    #[test]
    fn words_that_only_look_like_hints_stay() {
        for text in [
            "left turn",
            "a good fit",
            "50%",
            "the original cover",
            "w:",
            "w:wide",
            "left:over",
            "auto",
            "",
            "ratio 3:4",
        ] {
            let picture = alt(text);
            assert_eq!(picture, Picture { alt: text.to_owned(), ..Picture::default() }, "{text}");
        }
    }

    fn braced(text: &str) -> (Picture, String) {
        let (mut picture, mut text) = (Picture::default(), text.to_owned());
        attributed(&mut picture, &mut text);
        (picture, text)
    }

    #[test]
    fn pandoc() {
        let (picture, rest) = braced("{#fig-one .wide width=50% height=\"2in\" fig-alt=“two words”} and on");
        assert_eq!((picture.width, picture.height, rest.as_str()), (Some(Extent::Percent(50.0)), px(192.0), " and on"));
        let (picture, rest) = braced("{style=\"width: 40%; float: right\"}");
        assert_eq!((picture.width, picture.placement), (Some(Extent::Percent(40.0)), Placement::Right(None)));
        assert_eq!(rest, "");
        for text in ["{", "{a set}", " {width=5}", "{width=5", "{1, 2}", "{}{=}"] {
            let stays = if text == "{}{=}" { "{=}" } else { text };
            assert_eq!(braced(text), (Picture::default(), stays.to_owned()), "{text}");
        }
    }

    #[test]
    fn html() {
        let mut picture = Picture::default();
        styled(&mut picture, ("style", "max-width:60%;HEIGHT: 5cm ; float:left; color: red"));
        assert_eq!(picture.width, Some(Extent::Percent(60.0)));
        assert_eq!(picture.placement, Placement::Left(None));
        assert!(matches!(picture.height, Some(Extent::Pixels(height)) if (height - 188.98).abs() < 0.01));
        styled(&mut picture, ("ALIGN", "right"));
        assert_eq!(picture.placement, Placement::Right(None));
    }
}
