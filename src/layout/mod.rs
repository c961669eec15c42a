//! Layout: a deck in, finished pages out. What does not fit is shrunk within the theme's limits, then continued on a
//! further page. Nothing ever leaves the page; no word is lost or doubled. Knows nothing of windows or pixels.
//!
//! `prose` styles words and `set` holds them shaped, `flow` makes nodes of blocks, `paginate` chooses size and breaks, `place` gives positions;
//! `slide` chooses the arrangement, with `opener` and `spoken` for pages that are no flow, and `frame` puts title and
//! footer around. A `formula` is a drawing in the flow. A `sheet` is a page being filled.

mod abreast;
mod aligned;
mod backdrop;
mod beside;
mod breaks;
mod callout;
mod cells;
mod code;
mod columns;
mod definition;
mod direction;
mod flow;
mod footer;
mod footnote;
mod formula;
mod frame;
mod gallery;
mod halves;
mod icons;
#[cfg(test)]
mod laid;
mod language;
#[cfg(test)]
mod line_tests;
mod list;
#[cfg(test)]
mod manners;
mod marks;
mod mirror;
mod number;
mod opener;
mod ornament;
mod paginate;
mod paragraph;
mod part;
mod picture;
mod placard;
mod place;
mod prose;
mod quoted;
mod set;
mod sheet;
mod side;
mod size;
mod slide;
mod spoken;
mod table;
mod wanted;

use std::collections::HashMap;

use crate::deck::{Deck, Slide, Turn};
use crate::diag::{Diagnostic, Lines};
use crate::fonts::{Direction, FontCx};
use crate::geom::{Rect, Size};
use crate::highlight::Patience;
use crate::locker::Locker;
use crate::markdown::Inline;
use crate::media::{ImageId, Images};
use crate::scene::{Scene, TextRole};
use crate::theme::{PageKind, Theme, TransitionKind};

use flow::Node;
use frame::Footer;
use sheet::{Drawn, Sheet};
use size::Sizing;

/// A finished page.
#[derive(Clone, Debug)]
pub struct Page {
    /// What is painted.
    pub scene: Scene,
    /// The slide's title (the deck's on an opener); never empty.
    pub title: String,
    /// The lines of the deck's file that it shows.
    pub lines: Lines,
    /// How many steps it has, at least 1.
    pub steps: u16,
    /// The speaker's notes.
    pub notes: String,
    /// What it shows, in reading order, a line a block.
    pub text: String,
    /// Which slide of its deck it is a page of: 0 is the opener, all others count from 1.
    pub slide: usize,
    /// Whether it shows nothing but its plain words, since it could not be drawn as it was laid out.
    pub plain: bool,
    /// How it comes on, where its author says so.
    pub transition: Option<TransitionKind>,
}

/// Where a deck stands in its session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Which of the session's talks it is, from 1; 0 if it is no talk.
    pub talk: usize,
    /// How many talks the session has.
    pub talks: usize,
}

/// What a deck is laid out for.
#[derive(Clone, Copy, Debug)]
pub struct Room<'a> {
    /// The look.
    pub theme: &'a Theme,
    /// Width and height of every page.
    pub page: Size,
    /// Where the deck stands in its session.
    pub place: Place,
    /// Where local pictures are loaded into.
    pub images: &'a Images,
    /// The folder that relative paths start from.
    pub folder: &'a std::path::Path,
    /// The pictures of the web that lie beside the deck.
    pub locker: &'a Locker,
}

/// What every part of layout is lent.
struct Cx<'a> {
    fonts: &'a mut FontCx,
    theme: &'a Theme,
    /// The theme at other scales, for slides that ask for one.
    scaled: &'a [(f32, Theme)],
    /// The looks of pages that a picture shines through: of the theme, then of it at those scales.
    veiled: &'a [Theme],
    room: &'a Room<'a>,
    /// What pictures at the page's edges take from the room of all else.
    inset: Inset,
    file: &'a str,
    /// How long looking at code may still take.
    patience: Patience,
    /// Where numbered blocks of code go on, by the line that they begin on.
    numbers: std::collections::BTreeMap<u32, u32>,
    /// The titles of the deck's slides, as a table of contents shows them.
    contents: Vec<Vec<Inline>>,
    /// How large the text of the slide in hand may be, and is.
    sizing: Sizing,
    /// The pictures of the drawings that were made so far: the same formula is stored once.
    drawn: HashMap<String, Option<ImageId>>,
    diagnostics: Vec<Diagnostic>,
}

/// How much further than the theme's margins text keeps away from the page's edges.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Inset {
    left: f32,
    right: f32,
    top: f32,
}

impl<'a> Cx<'a> {
    /// Lays out a page of `kind` in the look that it has in this theme.
    fn on<T>(&mut self, kind: PageKind, layout: impl FnOnce(&mut Self) -> T) -> T {
        let theme: &'a Theme = self.theme;
        self.theme = theme.on(kind);
        let laid = layout(self);
        self.theme = theme;
        laid
    }
}

/// A page before it knows its number.
struct Draft<'a> {
    sheet: Sheet<'a>,
    title: String,
    lines: Lines,
    notes: String,
    /// Which slide of its deck it is a page of, from 1; 0 is the opener.
    slide: usize,
    /// Which part of its slide it is, from 1, and of how many.
    part: (usize, usize),
    /// Whether it has a footer.
    footed: bool,
    /// Where the text's side begins, if a picture fills the page left of it.
    left: Option<f32>,
    /// How its author wants it to come on.
    transition: Option<TransitionKind>,
    /// What its author wants its footer to say; variables are not filled in yet.
    footer: Option<String>,
    /// Where the text's side ends, if a picture fills the other.
    right: Option<f32>,
    /// Which way it runs: to the left it is mirrored when it is finished.
    page: Direction,
}

impl<'a> Draft<'a> {
    fn new(sheet: Sheet<'a>, title: &str) -> Self {
        let title = title.to_owned();
        let (lines, notes) = (Lines::default(), String::new());
        let (footed, footer, left, right, transition) = (true, None, None, None, None);
        let (slide, part, page) = (0, (1, 1), Direction::Ltr);
        Self { sheet, title, lines, notes, slide, part, footed, footer, left, right, transition, page }
    }
}

/// The pages of `deck`, and what could not be shown as written.
#[must_use]
pub fn layout_deck(cx: &mut FontCx, deck: &Deck, room: &Room<'_>) -> (Vec<Page>, Vec<Diagnostic>) {
    let scaled = scaled_themes(deck, room.theme);
    let sizing = Sizing::new(1.0);
    let before = cx.set_language(language::of(deck));
    cx.take_missing();
    let looks = std::iter::once(room.theme).chain(scaled.iter().map(|(_, theme)| theme));
    let veiled: Vec<Theme> = looks.map(backdrop::veiled).collect();
    let mut cx = Cx {
        fonts: cx,
        theme: room.theme,
        scaled: &scaled,
        veiled: &veiled,
        room,
        inset: Inset::default(),
        file: &deck.file,
        patience: Patience::default(),
        numbers: code::continued(deck),
        contents: abreast::titles(deck),
        sizing,
        drawn: HashMap::new(),
        diagnostics: Vec::new(),
    };
    let mut missing = language::Missing::default();
    let page = direction::of_text(&cx, &deck.front.title);
    direction::turn(&mut cx, page);
    let mut drafts = cx.on(PageKind::Opener, |cx| opener::layout(cx, deck));
    for draft in &mut drafts {
        draft.page = page;
        draft.transition = deck.front.settings.transition.and_then(turn);
    }
    direction::turn(&mut cx, Direction::Ltr);
    missing.add(&mut cx, Lines::default());
    let mut slides: Vec<SlideDrafts<'_>> = Vec::with_capacity(deck.slides.len());
    for slide in &deck.slides {
        slides.push(in_one_size(&mut cx, slide, deck));
        missing.add(&mut cx, slide.lines);
    }
    steady(&mut cx, deck, &mut slides);
    for (number, (slide, mut laid)) in deck.slides.iter().zip(slides).enumerate() {
        let count = laid.drafts.len();
        for (n, draft) in laid.drafts.iter_mut().enumerate() {
            draft.slide = number + 1;
            draft.part = (n + 1, count);
            draft.notes.clone_from(&slide.notes);
            draft.footer.clone_from(&slide.settings.footer);
            draft.transition = slide.settings.transition.and_then(turn);
            draft.footed &= slide.settings.footer.as_deref() != Some("");
            if draft.lines.from == 0 {
                draft.lines = slide.lines;
            }
        }
        drafts.append(&mut laid.drafts);
        cx.diagnostics.append(&mut laid.diagnostics);
    }
    let count = drafts.len();
    let mut pages = Vec::with_capacity(count);
    for (n, mut draft) in drafts.into_iter().enumerate() {
        direction::turn(&mut cx, draft.page);
        ornament::ground(&cx, &mut draft);
        let words = footer::words((deck, room.place), draft.footer.as_deref(), (n + 1, count));
        frame::put_footer(&mut cx, &mut draft, &Footer { words, number: (n + 1, count) });
        if draft.page.is_rtl() {
            draft.sheet.mirror_page(Rect::of(room.page));
        }
        pages.push(finish(&mut cx, draft));
    }
    missing.tell(&mut cx);
    cx.fonts.set_language(before);
    (pages, cx.diagnostics)
}

/// The theme at every scale that slides of `deck` ask for.
fn scaled_themes(deck: &Deck, theme: &Theme) -> Vec<(f32, Theme)> {
    let mut scales: Vec<f32> = deck.slides.iter().filter_map(|slide| slide.settings.scale).collect();
    scales.sort_by(f32::total_cmp);
    scales.dedup();
    scales.into_iter().map(|scale| (scale, theme.scaled(scale))).collect()
}

/// A slide's pages, the size of their text, and what was odd.
struct SlideDrafts<'a> {
    drafts: Vec<Draft<'a>>,
    /// The scale of its text; `None` if it has none that could be shrunk.
    scale: Option<f32>,
    diagnostics: Vec<Diagnostic>,
}

/// `slide` with no text larger than at the scale `most`.
fn slide_at<'a>(cx: &mut Cx<'a>, (slide, deck): (&Slide, &Deck), most: f32) -> (SlideDrafts<'a>, Sizing) {
    cx.sizing = Sizing::new(most);
    let before = std::mem::take(&mut cx.diagnostics);
    let theme = cx.theme;
    let scaled = cx.scaled.iter().find(|(scale, _)| slide.settings.scale == Some(*scale));
    cx.theme = scaled.map_or(theme, |(_, scaled)| scaled);
    let drafts = placard::kept_from_falling(cx, (slide, deck), |cx| slide::layout(cx, slide, &deck.front.title));
    cx.theme = theme;
    let diagnostics = std::mem::replace(&mut cx.diagnostics, before);
    (SlideDrafts { drafts, scale: cx.sizing.smallest(), diagnostics }, cx.sizing)
}

/// `slide` with all of its text, on all of its pages, in one size.
fn in_one_size<'a>(cx: &mut Cx<'a>, slide: &Slide, deck: &Deck) -> SlideDrafts<'a> {
    let (laid, sizing) = slide_at(cx, (slide, deck), 1.0);
    match laid.scale {
        Some(scale) if !sizing.is_even() => slide_at(cx, (slide, deck), scale).0,
        _ => laid,
    }
}

/// Sets slides smaller that stand out between smaller neighbours.
fn steady<'a>(cx: &mut Cx<'a>, deck: &Deck, slides: &mut [SlideDrafts<'a>]) {
    let sized: Vec<usize> = (0..slides.len()).filter(|&n| slides[n].scale.is_some()).collect();
    let most: Vec<f32> = sized.iter().filter_map(|&n| slides[n].scale).collect();
    for ((n, most), wanted) in sized.into_iter().zip(&most).zip(size::steady(&most)) {
        if wanted < most - 0.01 {
            let (smaller, _) = slide_at(cx, (&deck.slides[n], deck), wanted);
            if smaller.drafts.len() <= slides[n].drafts.len() {
                slides[n] = smaller;
            }
        }
    }
}

/// The way of turning that the author's word means.
fn turn(turn: Turn) -> Option<TransitionKind> {
    TransitionKind::WORDS.iter().find(|(word, _)| *word == turn.word()).map(|(_, kind)| *kind)
}

fn finish(cx: &mut Cx<'_>, draft: Draft<'_>) -> Page {
    let room = cx.room;
    let mut scene = Scene::new(room.page, draft.sheet.theme.background);
    let page = Rect::of(room.page);
    scene.structure = draft.sheet.structure.clone();
    (scene.layers, scene.links) = draft.sheet.finish(draft.part.0 == 1, |drawn| {
        let svg = match drawn {
            Drawn::Svg(svg) => svg,
            Drawn::Picture(url) => return picture::known(room, &url),
        };
        if let Some(known) = cx.drawn.get(&svg) {
            return *known;
        }
        let image = room.images.add_svg(&svg).ok();
        cx.drawn.insert(svg, image);
        image
    });
    scene.links.retain(|link| page.holds(link.rect, 1.0));
    let said = |role| role == TextRole::Content || role == TextRole::Repeat;
    let mut text = String::new();
    for item in scene.texts().filter(|item| said(item.role)) {
        let plain = item.words();
        if !plain.trim().is_empty() {
            text.push_str(plain.trim());
            text.push('\n');
        }
    }
    Page {
        steps: scene.last_step().saturating_add(1),
        scene,
        title: draft.title,
        lines: draft.lines,
        notes: draft.notes,
        text: text.trim_end().to_owned(),
        slide: draft.slide,
        plain: false,
        transition: draft.transition,
    }
}
