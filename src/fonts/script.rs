//! Scripts: which characters run from right to left, which belong together under one face, and what the faces of a script
//! are called. Text goes in, plain values come out; opens no font.

use unicode_script::{Script, UnicodeScript as _};

/// Which way text runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// From left to right.
    #[default]
    Ltr,
    /// From right to left.
    Rtl,
}

impl Direction {
    /// The direction of the first letter in `text` that has one.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        text.chars().find_map(Self::of_char)
    }

    /// The direction of the language that `tag` names, if that runs to the left.
    #[must_use]
    pub fn of_language(tag: &str) -> Option<Self> {
        let language = tag.split(['-', '_']).next().unwrap_or("").to_ascii_lowercase();
        let left = ["ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"];
        left.contains(&language.as_str()).then_some(Self::Rtl)
    }

    /// Whether it is [`Direction::Rtl`].
    #[must_use]
    pub fn is_rtl(self) -> bool {
        self == Self::Rtl
    }

    fn of_char(c: char) -> Option<Self> {
        match c {
            '\u{200E}' => Some(Self::Ltr),
            '\u{200F}' | '\u{61C}' => Some(Self::Rtl),
            // No script from right to left stands before the Hebrew one.
            '\0'..'\u{590}' => c.is_alphabetic().then_some(Self::Ltr),
            _ if !c.is_alphabetic() => None,
            _ if runs_left(c.script()) => Some(Self::Rtl),
            _ => Some(Self::Ltr),
        }
    }
}

fn runs_left(script: Script) -> bool {
    use Script as S;
    matches!(
        script,
        S::Hebrew
            | S::Arabic
            | S::Syriac
            | S::Thaana
            | S::Nko
            | S::Samaritan
            | S::Mandaic
            | S::Adlam
            | S::Hanifi_Rohingya
            | S::Yezidi
            | S::Mende_Kikakui
            | S::Phoenician
            | S::Imperial_Aramaic
            | S::Old_South_Arabian
            | S::Avestan
    )
}

/// Whether letters of `script` stand apart, so that space may be put between them.
pub(super) fn stands_apart(script: Script) -> bool {
    use Script as S;
    matches!(script, S::Common | S::Latin | S::Greek | S::Cyrillic | S::Hebrew | S::Armenian | S::Georgian | S::Braille)
}

/// The tradition in which Chinese characters are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Han {
    /// As in Japan.
    Japanese,
    /// As in Korea.
    Korean,
    /// As in mainland China.
    Simplified,
    /// As in Taiwan.
    Traditional,
    /// As in Hong Kong.
    HongKong,
}

impl Han {
    /// What `text` is most likely written in, if it has Chinese characters or Korean letters; `None` for kana alone.
    #[must_use]
    pub fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Option<Self> {
        let (mut han, mut kana, mut hangul, mut bopomofo) = (false, false, false, false);
        for c in texts.flat_map(str::chars).filter(|c| *c >= '\u{1100}') {
            match c.script() {
                Script::Han => han = true,
                Script::Hiragana | Script::Katakana => kana = true,
                Script::Hangul => hangul = true,
                Script::Bopomofo => bopomofo = true,
                _ => {}
            }
        }
        match (han, kana, hangul, bopomofo) {
            (false, _, false, false) => None,
            (_, true, _, _) => Some(Self::Japanese),
            (_, _, true, _) => Some(Self::Korean),
            (_, _, _, true) => Some(Self::Traditional),
            _ => Some(Self::Simplified),
        }
    }

    /// What `tag`, a language's code such as `zh-TW`, asks for.
    #[must_use]
    pub fn of_language(tag: &str) -> Option<Self> {
        let tag = tag.to_ascii_lowercase();
        let mut parts = tag.split(['-', '_']);
        match parts.next()? {
            "ja" => Some(Self::Japanese),
            "ko" => Some(Self::Korean),
            "zh" | "yue" if parts.clone().any(|part| part == "hk" || part == "mo") => Some(Self::HongKong),
            "zh" if parts.any(|part| part == "tw" || part == "hant") => Some(Self::Traditional),
            "zh" => Some(Self::Simplified),
            "yue" => Some(Self::HongKong),
            _ => None,
        }
    }

    /// The end of a family's name, as families for several traditions have it.
    fn suffix(self) -> &'static str {
        match self {
            Self::Japanese => "jp",
            Self::Korean => "kr",
            Self::Simplified => "sc",
            Self::Traditional => "tc",
            Self::HongKong => "hk",
        }
    }
}

/// Whether `c` is set in the face of Chinese, Japanese and Korean, punctuation and full-width forms included.
pub(super) fn is_cjk(c: char) -> bool {
    match c {
        '\u{3000}'..='\u{303F}' | '\u{3200}'..='\u{33FF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FFEF}' => true,
        '\0'..'\u{1100}' => false,
        _ => {
            matches!(c.script(), Script::Han | Script::Hiragana | Script::Katakana | Script::Hangul | Script::Bopomofo)
        }
    }
}

/// Punctuation that Chinese and Japanese share with Latin, and set in a full square.
pub(super) fn is_shared_mark(c: char) -> bool {
    matches!(c, '\u{2018}' | '\u{2019}' | '\u{201C}' | '\u{201D}' | '\u{2026}' | '\u{2014}' | '\u{2025}' | '\u{30FB}')
}

/// Characters that are not seen and need no glyph.
pub(super) fn is_unseen(c: char) -> bool {
    matches!(c,
        '\0'..=' ' | '\u{7F}'..='\u{A0}' | '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{2000}'..='\u{200F}' | '\u{2028}'..='\u{202F}' | '\u{205F}'..='\u{206F}'
        | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{E0000}'..='\u{E0FFF}')
}

/// The name of a family that has `c`, for whoever wants to install one.
#[must_use]
pub fn remedy(c: char) -> String {
    match Group::of(c, None) {
        Group::Cjk(_) => "Noto Sans CJK".to_owned(),
        Group::Script(name) => format!("Noto Sans {}", name.replace('_', " ")),
        Group::Signs => "Noto Sans Symbols 2".to_owned(),
    }
}

/// What one face is chosen for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Group {
    /// Chinese, Japanese and Korean, drawn in one tradition.
    Cjk(Han),
    /// A script, by its name.
    Script(&'static str),
    /// Signs that belong to no script.
    Signs,
}

impl Group {
    /// The group of `c` in a text of the tradition `han`.
    pub(super) fn of(c: char, han: Option<Han>) -> Self {
        if is_cjk(c) {
            return Self::Cjk(han.unwrap_or(Han::Simplified));
        }
        match c.script() {
            Script::Common | Script::Inherited | Script::Unknown => Self::Signs,
            script => Self::Script(script.full_name()),
        }
    }

    /// What the files of its faces are called, small letters and digits only, best first; a file's name begins so.
    pub(super) fn file_names(self) -> Vec<String> {
        let named = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        match self {
            Self::Cjk(han) => {
                let end = han.suffix();
                let mut names = vec![
                    format!("notosanscjk{end}"),
                    "notosanscjk".into(),
                    format!("notosans{end}"),
                    format!("sourcehansans{end}"),
                    "sourcehansans".into(),
                ];
                names.extend(named(match han {
                    Han::Japanese => {
                        &["hiragino", "yugoth", "meiryo", "msgothic", "ipag", "ipaexg", "vlgothic", "takao"]
                    }
                    Han::Korean => &["applesdgothicneo", "malgun", "nanumgothic", "unbatang"],
                    Han::Simplified => &["pingfang", "stheiti", "msyh", "wqymicrohei", "wqyzenhei", "simhei", "simsun"],
                    Han::Traditional | Han::HongKong => &["pingfang", "stheiti", "msjh", "mingliu", "ukai"],
                }));
                names.extend(named(&["droidsansfallback", "arialunicode"]));
                names
            }
            Self::Script(name) => {
                let plain: String = name.to_lowercase().replace('_', "");
                let mut names = vec![format!("notosans{plain}"), format!("noto{plain}"), format!("notoserif{plain}")];
                names.extend(named(match name {
                    "Arabic" => &["notonaskharabic", "notokufiarabic", "geezapro", "sfarabic", "segoeui", "tahoma"],
                    "Hebrew" => &["sfhebrew", "arialhb", "segoeui", "arial"],
                    "Thai" => &["thonburi", "leelawui", "leelawad", "loma", "garuda"],
                    "Devanagari" => &["kohinoordevanagari", "devanagarimt", "nirmala", "mangal", "lohitdevanagari"],
                    _ => &["nirmala", "ebrima", "gadugi", "lohit"],
                }));
                names.extend(named(&["notosans", "dejavusans", "arialunicode"]));
                names
            }
            Self::Signs => named(&[
                "notosanssymbols2",
                "notosanssymbols",
                "notosansmath",
                "notosans",
                "symbola",
                "segoeuisymbol",
                "applesymbols",
            ]),
        }
    }

    /// Whether a face of the family `name` in a collection is drawn in this group's tradition.
    pub(super) fn likes(self, name: &str) -> bool {
        let Self::Cjk(han) = self else { return true };
        let name = name.to_lowercase();
        let Some(end) = ["jp", "kr", "sc", "tc", "hk"].into_iter().find(|end| name.ends_with(&format!(" {end}")))
        else {
            return true;
        };
        end == han.suffix() && !name.contains("mono")
    }

    /// Letters that a face for the whole group has.
    pub(super) fn sample(self) -> Vec<char> {
        match self {
            Self::Cjk(Han::Japanese) => "日本語仮名あいアイ漢字。".chars().collect(),
            Self::Cjk(Han::Korean) => "한국어글".chars().collect(),
            Self::Cjk(Han::Simplified) => "中文简体汉语们。".chars().collect(),
            Self::Cjk(Han::Traditional | Han::HongKong) => "中文繁體漢語們。".chars().collect(),
            Self::Script(name) => {
                let of = |c: &char| c.script().full_name() == name && c.is_alphabetic();
                ('\u{370}'..'\u{2000}')
                    .chain('\u{2C00}'..'\u{E000}')
                    .chain('\u{10000}'..'\u{1F000}')
                    .filter(of)
                    .take(24)
                    .collect()
            }
            Self::Signs => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_letter_decides() {
        for (text, direction) in [
            ("hello שלום", Some(Direction::Ltr)),
            ("  1. — שלום hello", Some(Direction::Rtl)),
            ("2024: مرحبا", Some(Direction::Rtl)),
            ("12:30 — !", None),
            ("日本", Some(Direction::Ltr)),
            ("🎉 Ελλάδα", Some(Direction::Ltr)),
            ("\u{200F}abc", Some(Direction::Rtl)),
            ("ދިވެހި", Some(Direction::Rtl)),
        ] {
            assert_eq!(Direction::of(text), direction, "{text}");
        }
    }

    #[test]
    fn the_tradition_follows_the_text_or_its_language() {
        let of = |text: &str| Han::of(std::iter::once(text));
        assert_eq!(of("¯\\_(ツ)_/¯ カナ"), None);
        assert_eq!(of("日本語の文"), Some(Han::Japanese));
        assert_eq!(of("한국어 漢字"), Some(Han::Korean));
        assert_eq!(of("中文"), Some(Han::Simplified));
        for (tag, han) in [
            ("ja", Some(Han::Japanese)),
            ("zh-TW", Some(Han::Traditional)),
            ("zh_Hant_HK", Some(Han::HongKong)),
            ("zh", Some(Han::Simplified)),
            ("ko-KR", Some(Han::Korean)),
            ("en", None),
        ] {
            assert_eq!(Han::of_language(tag), han, "{tag}");
        }
    }

    #[test]
    fn letters_of_a_script_are_known() {
        for (c, first) in [('ก', 'ก'), ('अ', '\u{900}'), ('\u{10D0}', 'Ⴀ')] {
            let sample = Group::of(c, None).sample();
            assert_eq!((sample.first(), sample.len()), (Some(&first), 24));
        }
    }
}
