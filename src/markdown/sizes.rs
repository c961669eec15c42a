//! The sizes of pictures that CommonMark does not know: `![](u =512x)`. A text goes in, everything that looks like a size
//! comes out, with its place; whether it is one only the parser knows.

use std::ops::Range;

use super::{Extent, picture};

/// The size of a picture, and where it was written.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Size {
    /// The byte of the picture's exclamation mark.
    pub(super) bang: usize,
    /// The bytes of the size with the blanks before it.
    pub(super) range: Range<usize>,
    /// The width asked for.
    pub(super) width: Option<Extent>,
    /// The height asked for.
    pub(super) height: Option<Extent>,
}

/// Everything that looks like the size of a picture, in order.
pub(super) fn find(text: &str) -> Vec<Size> {
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
