//! Decks of one arrangement each, by subject: the words of reference pictures. Never lays anything out.

mod base;
mod code;
mod deck;
mod fit;
mod look;
mod math;
mod media;
mod scripts;
mod table;

/// A deck of one arrangement, and which of its pages shows it.
pub struct Case {
    /// The reference's name.
    pub name: &'static str,
    /// The theme's name.
    pub theme: &'static str,
    /// Width of a page divided by its height.
    pub aspect: f32,
    /// The deck's Markdown; `tall.png` and `wide.png` are there.
    pub body: &'static str,
    /// The page that is painted; 0 is the opener.
    pub page: usize,
}

/// The usual shape of a page.
pub const WIDE: f32 = 16.0 / 9.0;

/// Every case.
pub fn all_cases() -> impl Iterator<Item = &'static Case> {
    let areas = [
        base::CASES,
        deck::CASES,
        table::CASES,
        code::CASES,
        media::CASES,
        math::CASES,
        scripts::CASES,
        look::CASES,
        fit::CASES,
    ];
    areas.into_iter().flatten()
}
