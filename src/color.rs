//! Colours: sRGB with straight alpha, blended on the encoded values. Imports nothing.

/// An sRGB colour with straight alpha.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Rgba {
    /// Red, 0 to 255.
    pub r: u8,
    /// Green, 0 to 255.
    pub g: u8,
    /// Blue, 0 to 255.
    pub b: u8,
    /// Opacity, 0 (nothing) to 255 (solid).
    pub a: u8,
}

impl Rgba {
    /// Solid black.
    pub const BLACK: Self = Self::hex(0x00_00_00);
    /// Solid white.
    pub const WHITE: Self = Self::hex(0xFF_FF_FF);

    /// The solid colour written `0xRRGGBB`.
    #[must_use]
    pub const fn hex(rgb: u32) -> Self {
        Self { r: (rgb >> 16) as u8, g: (rgb >> 8) as u8, b: rgb as u8, a: 255 }
    }

    /// The colour with its opacity replaced.
    #[must_use]
    pub const fn with_alpha(self, a: u8) -> Self {
        Self { a, ..self }
    }

    /// `amount` (0 to 1) of this colour over `under`, both solid; the result is solid.
    #[must_use]
    pub fn over(self, under: Self, amount: f32) -> Self {
        let mix = |top: u8, low: u8| {
            (f32::from(top) * amount + f32::from(low) * (1.0 - amount)).round().clamp(0.0, 255.0) as u8
        };
        Self { r: mix(self.r, under.r), g: mix(self.g, under.g), b: mix(self.b, under.b), a: 255 }
    }

    /// Relative luminance after WCAG 2.1, 0 (black) to 1 (white); alpha is ignored.
    #[must_use]
    pub fn luminance(self) -> f32 {
        let linear = |c: u8| {
            let c = f32::from(c) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.r) + 0.7152 * linear(self.g) + 0.0722 * linear(self.b)
    }

    /// Contrast with `other` after WCAG 2.1, 1 to 21.
    #[must_use]
    pub fn contrast(self, other: Self) -> f32 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }
}
