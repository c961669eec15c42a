//! The question before a link opens: an address in, a line with its real host at the foot of a page out. Names in other
//! scripts are shown as the network knows them, so that no letter passes for another. Never shows more of an address than
//! where it leads.

use super::boxes::{Look, line, put};
use crate::fonts::FontCx;
use crate::geom::{Point, Rect};
use crate::scene::{Fill, Layer, Scene, Stroke};
use crate::text::clean_line;
use crate::theme;

/// A longer host is cut.
const LONGEST: usize = 80;

/// Asks about `address` at the foot of `page`, which is a part of `scene`.
pub fn ask(cx: &mut FontCx, scene: &mut Scene, address: &str, page: Rect) {
    let theme = theme::stage();
    let size = (page.height * 0.036).clamp(14.0, 20.0);
    let (high, pad) = (size * 2.2, size * 0.9);
    let words = format!("{}  Enter or click again: yes  ·  Esc: no", question(address));
    let block = line(cx, &words, Look::new(size, size * 1.4, 550, theme.ink), page.width - 2.0 * pad - 16.0);
    let width = block.size().width + 2.0 * pad;
    let rect = Rect::new(page.x + (page.width - width) / 2.0, page.bottom() - high - size * 1.2, width, high);
    let mut layer = Layer::default();
    layer.fills.push(Fill { rect, radius: high / 2.0, color: theme.background });
    layer.strokes.push(Stroke { rect, radius: high / 2.0, width: 1.5, color: theme.accent });
    put(&mut layer, block, Point::new(rect.x + pad, rect.y + (high - size * 1.4) / 2.0));
    scene.layers.push(layer);
}

/// What is asked about `address`.
pub(super) fn question(address: &str) -> String {
    if address.starts_with('#') {
        return format!("Go to {}?", shortened(&clean_line(address)));
    }
    format!("Open {}?", destination(address))
}

/// Where `address` leads: its host as the network knows it, or who gets the mail.
fn destination(address: &str) -> String {
    let address = clean_line(address);
    let after = address.split_once(':').map_or("", |(_, after)| after);
    let Some(rest) = after.strip_prefix("//") else {
        let mail = after.split('?').next().unwrap_or_default();
        return shortened(&format!("a mail to {mail}"));
    };
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    // What stands before an @ is a name to log in with, whatever it looks like.
    let host = authority.rsplit('@').next().unwrap_or_default();
    let labels: Vec<String> = host.split('.').map(encoded).collect();
    shortened(&labels.join("."))
}

fn shortened(host: &str) -> String {
    let count = host.chars().count();
    if count <= LONGEST {
        return host.to_owned();
    }
    // Its end says whose it is.
    let end: String = host.chars().skip(count - LONGEST).collect();
    format!("…{end}")
}

/// A label of a host as the network knows it: Punycode (RFC 3492) where it is not plain.
fn encoded(label: &str) -> String {
    if label.is_ascii() {
        return label.to_lowercase();
    }
    let label = label.to_lowercase();
    let points: Vec<u32> = label.chars().map(u32::from).take(LONGEST).collect();
    let mut out: String = label.chars().take(LONGEST).filter(char::is_ascii).collect();
    let plain = u32::try_from(out.len()).unwrap_or(0);
    if plain > 0 {
        out.push('-');
    }
    let (mut next, mut delta, mut bias, mut done) = (128_u32, 0_u32, 72_u32, plain);
    while (done as usize) < points.len() {
        let Some(&least) = points.iter().filter(|point| **point >= next).min() else { break };
        delta = delta.saturating_add((least - next).saturating_mul(done + 1));
        next = least;
        for &point in &points {
            if point < next {
                delta = delta.saturating_add(1);
            } else if point == next {
                number(&mut out, delta, bias);
                bias = adapted(delta, done + 1, done == plain);
                delta = 0;
                done += 1;
            }
        }
        (delta, next) = (delta.saturating_add(1), next + 1);
    }
    format!("xn--{out}")
}

/// Writes a number in digits whose weights grow as `bias` says.
fn number(out: &mut String, mut value: u32, bias: u32) {
    let mut at = 36;
    loop {
        let most = at.max(bias + 1).saturating_sub(bias).clamp(1, 26);
        if value < most {
            out.push(letter(value));
            return;
        }
        out.push(letter(most + (value - most) % (36 - most)));
        value = (value - most) / (36 - most);
        at += 36;
    }
}

/// 0 to 25 are letters, 26 to 35 digits.
fn letter(value: u32) -> char {
    let byte = if value < 26 { u32::from(b'a') + value } else { u32::from(b'0') + value - 26 };
    char::from_u32(byte).unwrap_or('a')
}

fn adapted(delta: u32, points: u32, first: bool) -> u32 {
    let mut delta = if first { delta / 700 } else { delta / 2 };
    delta += delta / points;
    let mut bias = 0;
    while delta > 455 {
        delta /= 35;
        bias += 36;
    }
    bias + 36 * delta / (delta + 38)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_about_is_where_it_leads() {
        for (address, shown) in [
            ("https://example.org/a?b#c", "example.org"),
            ("HTTPS://Example.ORG", "example.org"),
            ("https://example.org@evil.test/x", "evil.test"),
            ("https://evil.test\\@example.org/", "evil.test"),
            ("https://example.org:8080/", "example.org:8080"),
            ("https://bücher.example/", "xn--bcher-kva.example"),
            ("https://аррӏе.com", "xn--80ak6aa92e.com"),
            ("https://日本語.jp", "xn--wgv71a119e.jp"),
            ("https://münchen-ost.de", "xn--mnchen-ost-9db.de"),
            ("mailto:ann@example.org?subject=x", "a mail to ann@example.org"),
        ] {
            assert_eq!(destination(address), shown, "{address}");
        }
        let long = format!("https://{}.evil.test/", "example.org.".repeat(40));
        assert!(destination(&long).ends_with(".evil.test") && destination(&long).chars().count() <= LONGEST + 1);
        let strange = format!("https://{}", "ß\u{10FFFF}日".repeat(400));
        assert!(destination(&strange).starts_with("…") || destination(&strange).starts_with("xn--"));
    }
}
