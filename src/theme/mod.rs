//! Themes, resolved: colours, sizes and spaces in slide units. A painter never sees one; layout reads nothing else.

use crate::color::Rgba;

/// Size of an em and distance of the baselines, in slide units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Type {
    /// Size of an em.
    pub size: f32,
    /// From one baseline to the next.
    pub line: f32,
    /// Weight, 100 to 900.
    pub weight: u16,
    /// Extra advance after every glyph, in em.
    pub tracking: f32,
}

impl Type {
    const fn new(size: f32, line: f32, weight: u16) -> Self {
        Self { size, line, weight, tracking: 0.0 }
    }

    const fn tracked(self, tracking: f32) -> Self {
        Self { tracking, ..self }
    }
}

/// The colours of code by what a word is; plain words are ink.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Syntax {
    /// Keywords and operators that are words.
    pub keyword: Rgba,
    /// Names of functions and macros.
    pub function: Rgba,
    /// Names of types, tags, attributes.
    pub kind: Rgba,
    /// Text in quotes.
    pub string: Rgba,
    /// Numbers and constants.
    pub number: Rgba,
    /// What the machine does not read.
    pub comment: Rgba,
    /// Lines that a diff adds.
    pub added: Rgba,
    /// Lines that a diff takes away.
    pub removed: Rgba,
}

/// The colours of callouts by what they are about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tones {
    /// Something to know.
    pub note: Rgba,
    /// Something that helps.
    pub tip: Rgba,
    /// Something not to miss.
    pub important: Rgba,
    /// Something to take care of.
    pub warning: Rgba,
    /// Something that can go wrong.
    pub caution: Rgba,
}

/// Everything layout needs to know about a look.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// The name that `--theme` takes.
    pub name: &'static str,
    /// Colour of the page.
    pub background: Rgba,
    /// Colour of text.
    pub ink: Rgba,
    /// Colour of what stands back.
    pub muted: Rgba,
    /// Colour of hairlines.
    pub rule: Rgba,
    /// The one colour that stands out.
    pub accent: Rgba,
    /// Colour under code.
    pub soft: Rgba,
    /// Colour under marked words: a highlighter's.
    pub mark: Rgba,
    /// Colours of code.
    pub syntax: Syntax,
    /// Colours of callouts.
    pub tones: Tones,
    /// Margins: left and right.
    pub margin_x: f32,
    /// Margin above.
    pub margin_top: f32,
    /// Margin below: the footer stands in it.
    pub margin_bottom: f32,
    /// Title of an opener.
    pub opener: Type,
    /// The line above an opener's title.
    pub eyebrow: Type,
    /// The speaker on an opener.
    pub speaker: Type,
    /// Links on an opener.
    pub link: Type,
    /// Title of a slide.
    pub title: Type,
    /// Paragraphs.
    pub body: Type,
    /// List levels 1, 2 and 3; deeper ones take the last.
    pub list: [Type; 3],
    /// Space before an item of list level 1, 2 and 3.
    pub list_space: [f32; 3],
    /// A quote of few words, alone on its page.
    pub quote: Type,
    /// A longer one.
    pub quote_long: Type,
    /// Who said it.
    pub attribution: Type,
    /// Code blocks.
    pub code: Type,
    /// The rows of a table.
    pub table: Type,
    /// Its head, in capitals.
    pub table_head: Type,
    /// The footer.
    pub footer: Type,
    /// Size of inline code in em of the text around it.
    pub inline_code: f32,
    /// No text but the footer and the head of a table is set smaller than this.
    pub smallest: f32,
    /// Text is shrunk to this fraction of its size before a page is split.
    pub shrink: f32,
}

/// The themes, by name; the first is the default.
#[must_use]
pub fn themes() -> Vec<Theme> {
    vec![paper(), ink(), stage()]
}

/// The theme called `name`.
#[must_use]
pub fn by_name(name: &str) -> Option<Theme> {
    themes().into_iter().find(|theme| theme.name == name)
}

/// Dark on warm white: the default.
#[must_use]
pub fn paper() -> Theme {
    Theme {
        name: "paper",
        background: Rgba::hex(0xFB_FA_F6),
        ink: Rgba::hex(0x17_19_1E),
        muted: Rgba::hex(0x6A_6F_79),
        rule: Rgba::hex(0xE2_DE_D2),
        accent: Rgba::hex(0xD6_45_1B),
        soft: Rgba::hex(0xF2_EF_E7),
        mark: Rgba::hex(0xFF_E3_8A),
        syntax: Syntax {
            keyword: Rgba::hex(0xB0_34_0E),
            function: Rgba::hex(0x1B_5A_A0),
            kind: Rgba::hex(0x6A_42_A0),
            string: Rgba::hex(0x3B_66_1C),
            number: Rgba::hex(0x86_52_00),
            comment: Rgba::hex(0x62_67_70),
            added: Rgba::hex(0x2C_6A_2E),
            removed: Rgba::hex(0xB0_28_28),
        },
        tones: Tones {
            note: Rgba::hex(0x1B_5A_A0),
            tip: Rgba::hex(0x2C_6A_2E),
            important: Rgba::hex(0x6A_42_A0),
            warning: Rgba::hex(0x86_52_00),
            caution: Rgba::hex(0xB0_28_28),
        },
        margin_x: 88.0,
        margin_top: 64.0,
        margin_bottom: 72.0,
        opener: Type::new(76.0, 82.0, 750).tracked(-0.028),
        eyebrow: Type::new(17.0, 24.0, 600).tracked(0.09),
        speaker: Type::new(30.0, 40.0, 550),
        link: Type::new(20.0, 30.0, 400),
        title: Type::new(44.0, 52.0, 700).tracked(-0.018),
        body: Type::new(30.0, 42.0, 400),
        list: [Type::new(30.0, 42.0, 400), Type::new(25.0, 35.0, 400), Type::new(22.0, 31.0, 400)],
        list_space: [14.0, 8.0, 6.0],
        quote: Type::new(56.0, 72.0, 650).tracked(-0.018),
        quote_long: Type::new(36.0, 50.0, 650).tracked(-0.012),
        attribution: Type::new(26.0, 38.0, 400),
        code: Type::new(23.0, 34.0, 400),
        table: Type::new(25.0, 35.0, 400),
        table_head: Type::new(18.0, 26.0, 600).tracked(0.05),
        footer: Type::new(16.0, 24.0, 400),
        inline_code: 0.88,
        smallest: 20.0,
        shrink: 0.8,
    }
}

/// Light on near black.
#[must_use]
pub fn ink() -> Theme {
    Theme {
        name: "ink",
        background: Rgba::hex(0x14_16_1B),
        ink: Rgba::hex(0xEC_EA_E3),
        muted: Rgba::hex(0x97_9C_A6),
        rule: Rgba::hex(0x2B_2F_37),
        accent: Rgba::hex(0xFF_8A_5C),
        soft: Rgba::hex(0x1D_20_27),
        mark: Rgba::hex(0x5C_4A_12),
        syntax: Syntax {
            keyword: Rgba::hex(0xFF_8A_5C),
            function: Rgba::hex(0x78_B4_F5),
            kind: Rgba::hex(0xC7_A6_F4),
            string: Rgba::hex(0xA3_CC_7E),
            number: Rgba::hex(0xE5_BF_79),
            comment: Rgba::hex(0x8D_92_9C),
            added: Rgba::hex(0x86_CC_8A),
            removed: Rgba::hex(0xF2_8B_82),
        },
        tones: Tones {
            note: Rgba::hex(0x78_B4_F5),
            tip: Rgba::hex(0x86_CC_8A),
            important: Rgba::hex(0xC7_A6_F4),
            warning: Rgba::hex(0xE5_BF_79),
            caution: Rgba::hex(0xF2_8B_82),
        },
        ..paper()
    }
}

/// The presenter screen's own look, darker still.
#[must_use]
pub fn stage() -> Theme {
    Theme { name: "stage", background: Rgba::hex(0x0D_0E_11), soft: Rgba::hex(0x1A_1D_23), ..ink() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_theme_can_be_read_from_the_last_row() {
        for theme in themes() {
            assert!(theme.ink.contrast(theme.mark) >= 4.5, "{} mark", theme.name);
            for ground in [theme.background, theme.soft] {
                assert!(theme.ink.contrast(ground) >= 4.5, "{} ink", theme.name);
                assert!(theme.accent.contrast(ground) >= 3.0, "{} accent", theme.name);
                let Syntax { keyword, function, kind, string, number, comment, added, removed } = theme.syntax;
                let Tones { note, tip, important, warning, caution } = theme.tones;
                let code = [keyword, function, kind, string, number, comment, added, removed];
                for (n, color) in code.into_iter().chain([note, tip, important, warning, caution]).enumerate() {
                    assert!(color.contrast(ground) >= 4.5, "{} colour {n}: {}", theme.name, color.contrast(ground));
                }
            }
            assert!(theme.muted.contrast(theme.background) >= 4.5, "{} muted", theme.name);
            assert!(theme.background.contrast(theme.accent) >= 3.0, "{} badge", theme.name);
        }
    }
}
