//! Quotes in the flow: their blocks beside a bar, and under them who said it and when. Never chooses a quote for a page of
//! its own.

use super::Cx;
use super::flow::{DEEPEST_INDENT, Flow, Nest, NodeKind, Wrap};
use super::paginate::PAGE_COST;
use super::prose::{Look, Prose};
use crate::color::Rgba;
use crate::diag::Lines;
use crate::markdown::{self, Inline, Quote, Run};
use crate::scene::TextRole;
use crate::theme::{Theme, Type};

/// Space that a quote's bar takes at its left.
const BAR_INDENT: f32 = 24.0;
/// Cost of parting a quote from who said it: more than a page.
const SOURCE_COST: f32 = 1.2 * PAGE_COST;
/// A name of more lines stands alone.
const MOST_LINES: usize = 2;
/// A bar has at least this contrast with the page, or it is drawn in the theme's colour.
const LEAST_CONTRAST: f32 = 2.0;

impl Flow {
    /// A quote.
    pub(super) fn quote(&mut self, cx: &mut Cx<'_>, quote: &Quote, nest: &Nest, (lines, width): (Lines, f32)) {
        let x = nest.x.min(width * DEEPEST_INDENT);
        self.wraps.push(Wrap::Bar(x, bar_color(&quote.color, cx.theme)));
        let mut inner = nest.clone();
        inner.x = x + BAR_INDENT;
        inner.wraps.push(self.wraps.len() - 1);
        let first = self.nodes.len();
        self.blocks(cx, &quote.blocks, width, &inner);
        if self.nodes.len() > first {
            inner.marker = None;
        }
        self.attribution(cx, quote, &inner, (lines, width));
    }

    /// Who said what stands above, and when. The name is the author's, what stands around it is not.
    fn attribution(&mut self, cx: &mut Cx<'_>, quote: &Quote, nest: &Nest, (lines, width): (Lines, f32)) {
        let name = markdown::plain(&quote.name);
        let time = quote.time.trim();
        if name.trim().is_empty() && time.is_empty() {
            return;
        }
        let word = |text: &str| Inline::Text(Run { text: text.to_owned(), ..Run::default() });
        let mut words = vec![word("— ")];
        words.extend(quote.name.iter().cloned());
        match (name.trim().is_empty(), time.is_empty()) {
            (false, false) => words.push(word(&format!(", {time}"))),
            (true, false) => words.push(word(time)),
            _ => {}
        }
        let kind = Type { size: 24.0, line: 34.0, ..cx.theme.attribution };
        let look = Look::new(kind, cx.theme.muted);
        let full = Prose::new(&words, look, cx.theme).shape(cx.fonts, Some(width - nest.x));
        // A name that may be cut between its lines, or with a formula in it, is not told apart from what stands around it.
        let formula = quote.name.iter().any(|inline| matches!(inline, Inline::Math(_) | Inline::Icon(_)));
        let set = if formula || full.block.line_count() > MOST_LINES {
            Prose::new(&quote.name, look, cx.theme).shape(cx.fonts, Some(width - nest.x))
        } else {
            full.saying(name.trim())
        };
        self.push(cx, NodeKind::Text(set), nest, (10.0, lines));
        if let Some(node) = self.nodes.last_mut() {
            node.before_cost = SOURCE_COST;
            node.role = if name.trim().is_empty() { TextRole::Furniture } else { TextRole::Content };
        }
    }
}

/// The colour that the author asked for by `text`, if it is one and can be seen.
fn bar_color(text: &str, theme: &Theme) -> Option<Rgba> {
    let color = named(&text.trim().to_ascii_lowercase()).or_else(|| hex(text.trim()))?;
    (color.contrast(theme.background) >= LEAST_CONTRAST).then_some(color)
}

/// `#rgb` or `#rrggbb`.
fn hex(text: &str) -> Option<Rgba> {
    let digits = text.strip_prefix('#').filter(|digits| digits.chars().all(|c| c.is_ascii_hexdigit()))?;
    let value = u32::from_str_radix(digits, 16).ok()?;
    match digits.len() {
        3 => Some(Rgba::hex((value >> 8 & 0xF) * 0x11_00_00 + (value >> 4 & 0xF) * 0x11_00 + (value & 0xF) * 0x11)),
        6 => Some(Rgba::hex(value)),
        _ => None,
    }
}

/// The colours that CSS has names for, as far as people use them.
fn named(name: &str) -> Option<Rgba> {
    let value = match name {
        "black" => 0x00_00_00,
        "silver" => 0xC0_C0_C0,
        "gray" | "grey" => 0x80_80_80,
        "white" => 0xFF_FF_FF,
        "maroon" => 0x80_00_00,
        "red" => 0xFF_00_00,
        "crimson" => 0xDC_14_3C,
        "tomato" => 0xFF_63_47,
        "coral" => 0xFF_7F_50,
        "salmon" => 0xFA_80_72,
        "brown" => 0xA5_2A_2A,
        "purple" => 0x80_00_80,
        "magenta" | "fuchsia" => 0xFF_00_FF,
        "violet" => 0xEE_82_EE,
        "orchid" => 0xDA_70_D6,
        "indigo" => 0x4B_00_82,
        "pink" => 0xFF_C0_CB,
        "hotpink" => 0xFF_69_B4,
        "green" => 0x00_80_00,
        "darkgreen" => 0x00_64_00,
        "lime" => 0x00_FF_00,
        "limegreen" => 0x32CD32,
        "olive" => 0x80_80_00,
        "yellow" => 0xFF_FF_00,
        "gold" => 0xFF_D7_00,
        "orange" => 0xFF_A5_00,
        "darkorange" => 0xFF_8C_00,
        "chocolate" => 0xD2_69_1E,
        "navy" => 0x00_00_80,
        "blue" => 0x00_00_FF,
        "darkblue" => 0x00_00_8B,
        "royalblue" => 0x41_69_E1,
        "steelblue" => 0x46_82_B4,
        "skyblue" => 0x87_CE_EB,
        "teal" => 0x00_80_80,
        "turquoise" => 0x40_E0_D0,
        "cyan" | "aqua" => 0x00_FF_FF,
        _ => return None,
    };
    Some(Rgba::hex(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_has_the_colour_asked_for_if_it_can_be_seen() {
        let paper = crate::theme::paper();
        assert_eq!(bar_color("red", &paper), Some(Rgba::hex(0xFF_00_00)));
        assert_eq!(bar_color(" #0a5 ", &paper), Some(Rgba::hex(0x00_AA_55)));
        assert_eq!(bar_color("#123456", &paper), Some(Rgba::hex(0x12_34_56)));
        for text in ["white", "#FFFFF0", "no colour", "", "#12", "#é", "#+12345"] {
            assert_eq!(bar_color(text, &paper), None, "{text}");
        }
    }
}
