//! What happens to a text before it is parsed: the sizes of pictures (`![](u =512x)`), which CommonMark does not know,
//! are read and blanked, and link definitions that no link uses are kept as text. A text goes in, a text of the same
//! length and lines comes out; it must never change what is code, and never blank what is not a picture's size.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag};

use super::{Extent, picture};

/// Stands for the bracket of a link definition that is to be text. A cleaned text holds no control character, so nothing
/// else can be one; [`shown`] turns it back.
const BRACKET: char = '\u{2}';

/// How often a text is surveyed before it is taken as it is.
const ROUNDS: usize = 4;

/// A text fit for the parser.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Prepared {
    /// The text; every byte stands where it stood.
    pub(super) text: String,
    /// The sizes of pictures by the place of their exclamation mark, in order.
    pub(super) sizes: Vec<Size>,
}

/// The size of a picture, and where it was written.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Size {
    /// The byte of the picture's exclamation mark.
    pub(super) bang: usize,
    /// The bytes of the size with the blanks before it.
    range: Range<usize>,
    /// The width asked for.
    pub(super) width: Option<Extent>,
    /// The height asked for.
    pub(super) height: Option<Extent>,
}

impl Prepared {
    /// The size of the picture whose exclamation mark is at `bang`.
    pub(super) fn size(&self, bang: usize) -> Option<&Size> {
        let at = self.sizes.binary_search_by_key(&bang, |size| size.bang).ok()?;
        self.sizes.get(at)
    }
}

/// How the parser is set: plain CommonMark, so that what is not understood yet stays as it was typed.
pub(super) const OPTIONS: Options = Options::empty();

/// `text`, as it comes from the parser, with the brackets that were hidden from the parser.
pub(super) fn shown(text: &str) -> std::borrow::Cow<'_, str> {
    if text.contains(BRACKET) { text.replace(BRACKET, "[").into() } else { text.into() }
}

/// Prepares a cleaned text. What looks like a size but is code or plain text is found by asking the parser.
pub(super) fn prepare(text: &str) -> Prepared {
    let mut sizes = find_sizes(text);
    let mut hidden = BTreeSet::new();
    if sizes.is_empty() && !text.contains("]:") {
        return Prepared { text: text.to_owned(), sizes };
    }
    for _ in 0..ROUNDS {
        let rewritten = rewrite(text, &sizes, &hidden);
        let survey = survey(&rewritten);
        let before = (sizes.len(), hidden.len());
        sizes.retain(|size| survey.has_picture(size));
        hidden.extend(survey.unused);
        if before == (sizes.len(), hidden.len()) {
            return Prepared { text: rewritten, sizes };
        }
    }
    Prepared { text: text.to_owned(), sizes: Vec::new() }
}

fn rewrite(text: &str, sizes: &[Size], hidden: &BTreeSet<usize>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    let blanks = sizes.iter().map(|size| (size.range.clone(), ' '));
    let brackets = hidden.iter().map(|&at| (at..at + 1, BRACKET));
    let mut changes: Vec<(Range<usize>, char)> = blanks.chain(brackets).collect();
    changes.sort_by_key(|(range, _)| range.start);
    for (range, filler) in changes {
        if range.start >= at {
            out.push_str(text.get(at..range.start).unwrap_or_default());
            out.extend(std::iter::repeat_n(filler, range.len()));
            at = range.end;
        }
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

/// What the parser made of a text.
struct Survey {
    /// Where pictures are, in order.
    pictures: Vec<Range<usize>>,
    /// Where the brackets of definitions are that should have been text.
    unused: Vec<usize>,
}

impl Survey {
    fn has_picture(&self, size: &Size) -> bool {
        let at = self.pictures.binary_search_by_key(&size.bang, |picture| picture.start);
        at.ok().and_then(|at| self.pictures.get(at)).is_some_and(|picture| picture.end > size.range.end)
    }
}

fn survey(text: &str) -> Survey {
    let mut pictures = Vec::new();
    let mut used = BTreeSet::new();
    let mut events = Parser::new_ext(text, OPTIONS).into_offset_iter();
    let mut ids = BTreeSet::new();
    for (event, range) in events.by_ref() {
        if let Event::Start(Tag::Image { id, .. } | Tag::Link { id, .. }) = &event {
            if !id.is_empty() {
                ids.insert(id.to_string());
            }
            if matches!(event, Event::Start(Tag::Image { .. })) {
                pictures.push(range);
            }
        }
    }
    let definitions = events.reference_definitions();
    used.extend(ids.iter().filter_map(|id| definitions.get(id)).map(|definition| definition.span.start));
    let mut all: Vec<(Range<usize>, bool)> = definitions
        .iter()
        .map(|(_, definition)| {
            let comment = matches!(definition.dest.as_ref(), "" | "#");
            (definition.span.clone(), comment || used.contains(&definition.span.start))
        })
        .collect();
    all.sort_by_key(|(span, _)| span.start);
    // A definition cannot follow text, so an unused one right before one that must stay has to stay too.
    let mut unused = Vec::new();
    let mut kept_from = None;
    for (span, keep) in all.into_iter().rev() {
        let gap = kept_from.and_then(|next| text.get(span.end..next));
        let touches = gap.is_some_and(|gap| gap.trim().is_empty() && gap.matches('\n').count() < 2);
        if keep || touches || text.as_bytes().get(span.start) != Some(&b'[') {
            kept_from = Some(span.start);
        } else {
            unused.push(span.start);
        }
    }
    Survey { pictures, unused }
}

/// Everything that looks like the size of a picture, in order.
fn find_sizes(text: &str) -> Vec<Size> {
    if !text.contains('=') {
        return Vec::new();
    }
    let bytes = text.as_bytes();
    let mut sizes = Vec::new();
    // The brackets that are open: where, and whether an exclamation mark stands before.
    let mut open: Vec<(usize, bool)> = Vec::new();
    let mut bang = false;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 1,
            b'[' => open.push((if bang { at - 1 } else { at }, bang)),
            b']' => {
                if let Some((bang, true)) = open.pop()
                    && bytes.get(at + 1) == Some(&b'(')
                    && let Some((range, [width, height])) = tail(text, at + 2)
                {
                    at = range.end;
                    sizes.push(Size { bang, range, width, height });
                }
            }
            // A picture's words never reach over a blank line.
            b'\n' if bytes.get(at + 1) == Some(&b'\n') => open.clear(),
            _ => {}
        }
        bang = byte == b'!';
        at += 1;
    }
    // Outer pictures end after the ones in their words; the parser's come by their beginning.
    sizes.sort_by_key(|size| size.bang);
    sizes
}

/// The size in what follows `](`: an address, a title if there is one, blanks, the size, the closing bracket.
fn tail(text: &str, from: usize) -> Option<(Range<usize>, [Option<Extent>; 2])> {
    let rest = text.get(from..)?;
    let address = address_end(rest)?;
    let after = rest.get(address..)?;
    let blanks = after.len() - after.trim_start_matches([' ', '\t']).len();
    let mut size_from = address;
    let mut tail = after.get(blanks..)?;
    if blanks > 0
        && let Some(title) = title_end(tail)
    {
        size_from = address + blanks + title;
        tail = tail.get(title..)?;
    }
    let size = tail.trim_start_matches([' ', '\t']);
    let written = size.strip_prefix('=')?;
    let preceded = rest.as_bytes().get(rest.len() - size.len() - 1).is_some_and(|byte| matches!(byte, b' ' | b'\t'));
    let end = written.bytes().take(24).position(|byte| matches!(byte, b' ' | b'\t' | b')'))?;
    let extents = sides(written.get(..end)?)?;
    let closed = written.get(end..)?.trim_start_matches([' ', '\t']).starts_with(')');
    let size_to = rest.len() - written.len() + end;
    (preceded && closed).then_some((from + size_from..from + size_to, extents))
}

/// Where the address that `rest` begins with ends.
fn address_end(rest: &str) -> Option<usize> {
    if let Some(inside) = rest.strip_prefix('<') {
        let end = inside.find(['>', '\n', '<'])?;
        return (inside.as_bytes().get(end) == Some(&b'>')).then_some(end + 2);
    }
    let mut depth = 0;
    let mut escaped = false;
    for (at, byte) in rest.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'(' => depth += 1,
            b')' => depth -= 1,
            b' ' | b'\t' => return (at > 0 && depth == 0).then_some(at),
            b'\n' => return None,
            _ => {}
        }
        // CommonMark's own bound; without one, a row of brackets would be read anew from every bracket.
        if !(0..=32).contains(&depth) {
            return None;
        }
    }
    None
}

/// Where the title that `rest` begins with ends.
fn title_end(rest: &str) -> Option<usize> {
    let close = match rest.bytes().next()? {
        b'"' => b'"',
        b'\'' => b'\'',
        b'(' => b')',
        _ => return None,
    };
    let mut escaped = false;
    for (at, byte) in rest.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'\n' => return None,
            b'(' if close == b')' => return None,
            _ if byte == close => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// The sides in `512x380`, `512x`, `x300`, `50%x` or `x`; `None` if it is malformed.
fn sides(written: &str) -> Option<[Option<Extent>; 2]> {
    let (width, height) = written.split_once('x')?;
    let side = |number: &str| match number.strip_suffix('%').unwrap_or(number) {
        "" if number.is_empty() => Some(None),
        digits if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            Some(picture::extent(number))
        }
        _ => None,
    };
    Some([side(width)?, side(height)?])
}

#[cfg(test)]
mod tests {
    use super::*;

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
            assert_eq!(prepare(text), Prepared { text: text.to_owned(), sizes: Vec::new() }, "{text}");
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
            assert_eq!(prepare(text), Prepared { text: text.to_owned(), sizes: Vec::new() }, "{text}");
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
}
