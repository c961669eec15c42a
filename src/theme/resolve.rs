//! A theme file over its base: the file's values where they are sound, the base's elsewhere. Both sides are taken apart
//! field by field, without a rest, so that neither a key nor a part of a theme can be forgotten.

use std::ops::RangeInclusive;
use std::sync::Arc;

use toml::Spanned;

use super::check::Check;
use super::file::{
    BulletsFile, CardsFile, ColorsFile, FacesFile, FieldFile, FitFile, FooterFile, OpenerFile, PageFile, PicturesFile,
    ProgressFile, QuoteFile, SectionFile, SpaceFile, SyntaxFile, ThemeFile, TitleFile, TonesFile, TransitionFile,
    TypeFile, TypesFile,
};
use super::parts::{
    Align, Bullet, Cards, CoverStyle, Face, Faces, FieldPages, FooterStyle, Ground, Motion, OpenerPlace, OpenerStyle,
    OwnTransition, Progress, QuoteMark, Role, SectionStyle, Syntax, TitleMark, TitleStyle, Tones, Transition,
    TransitionKind, Type,
};
use super::{Rgba, Theme};

/// Sizes of text that is read.
const SIZE: RangeInclusive<f32> = 20.0..=120.0;
/// Sizes of the footer, of the head of a table and of the line above an opener's title.
const SMALL: RangeInclusive<f32> = 12.0..=40.0;

/// Lays `file` over `base`. The families that it may name are `families`.
pub(super) fn resolve(check: &mut Check<'_>, file: ThemeFile, base: &Theme, families: &[&'static str]) -> Theme {
    let ThemeFile {
        name: name_file,
        about: about_file,
        base: _,
        colors: colors_file,
        syntax: syntax_file,
        tones: tones_file,
        field: field_file,
        faces: faces_file,
        types,
        space: SpaceFile { margin_x: x_file, margin_top: top_file, margin_bottom: bottom_file, list: list_file },
        fit: FitFile { inline_code: inline_file, smallest: smallest_file, shrink: shrink_file },
        title: title_file,
        bullets: BulletsFile { shapes },
        quote: QuoteFile { mark: quote_file },
        opener: opener_file,
        section: section_file,
        footer: FooterFile { style: footer_file },
        progress: ProgressFile { style: progress_file },
        page: PageFile { ground: ground_file },
        cards: CardsFile { radius: cards_radius, border: cards_border },
        pictures: PicturesFile { radius: pictures_file },
        transition: TransitionFile { kind: transition_file, ms: ms_file, shader: shader_file },
        motion: motion_file,
    } = file;
    let Theme {
        mut name,
        mut about,
        background,
        ink,
        muted,
        rule,
        accent,
        soft,
        mut syntax,
        mut tones,
        mut field_on,
        field,
        mut faces,
        mut margin_x,
        mut margin_top,
        mut margin_bottom,
        mut opener,
        mut eyebrow,
        mut speaker,
        mut link,
        mut section,
        mut title,
        mut body,
        mut list,
        mut list_space,
        mut statement,
        mut quote,
        mut quote_long,
        mut attribution,
        mut code,
        mut table,
        mut table_head,
        mut footer,
        mut inline_code,
        mut smallest,
        mut shrink,
        mut title_style,
        mut bullets,
        mut quote_mark,
        mut opener_style,
        mut section_style,
        mut footer_style,
        mut progress,
        mut ground,
        mut cards,
        mut picture_radius,
        mut transition,
        mut motion,
    } = base.clone();
    check.line(name_file, &mut name);
    check.line(about_file, &mut about);
    let mut palette = Palette { background, ink, muted, rule, accent, soft };
    colors(check, colors_file, &mut palette);
    self::syntax(check, syntax_file, &mut syntax);
    self::tones(check, tones_file, &mut tones);
    let field = self::field(check, field_file, (field.map(|theme| Palette::of(&theme)), &mut field_on), palette);
    self::faces(check, faces_file, &mut faces, families);
    let [list_1, list_2, list_3] = &mut list;
    let slots = Slots {
        opener: &mut opener,
        eyebrow: &mut eyebrow,
        speaker: &mut speaker,
        link: &mut link,
        section: &mut section,
        title: &mut title,
        body: &mut body,
        list: [list_1, list_2, list_3],
        statement: &mut statement,
        quote: &mut quote,
        quote_long: &mut quote_long,
        attribution: &mut attribution,
        code: &mut code,
        table: &mut table,
        table_head: &mut table_head,
        footer: &mut footer,
    };
    self::types(check, types, slots, faces);
    check.number(x_file, &mut margin_x, 24.0..=200.0);
    check.number(top_file, &mut margin_top, 24.0..=160.0);
    check.number(bottom_file, &mut margin_bottom, 64.0..=160.0);
    for (value, slot) in list_file.into_iter().flatten().zip(&mut list_space) {
        check.number(Some(value), slot, 0.0..=60.0);
    }
    check.number(inline_file, &mut inline_code, 0.6..=1.2);
    check.number(smallest_file, &mut smallest, 20.0..=30.0);
    check.number(shrink_file, &mut shrink, 0.5..=1.0);
    self::title(check, title_file, &mut title_style);
    for (value, slot) in shapes.into_iter().flatten().zip(&mut bullets) {
        check.word(Some(value), slot, Bullet::WORDS);
    }
    check.word(quote_file, &mut quote_mark, QuoteMark::WORDS);
    self::opener(check, opener_file, &mut opener_style);
    self::section(check, section_file, &mut section_style);
    check.word(footer_file, &mut footer_style, FooterStyle::WORDS);
    check.word(progress_file, &mut progress, Progress::WORDS);
    check.word(ground_file, &mut ground, Ground::WORDS);
    let Cards { radius, border } = &mut cards;
    check.number(cards_radius, radius, 0.0..=40.0);
    check.number(cards_border, border, 0.0..=6.0);
    check.number(pictures_file, &mut picture_radius, 0.0..=60.0);
    let Transition { kind, ms, shader } = &mut transition;
    if let Some(file) = shader_file {
        // Its source is read by whoever knows where the theme lies.
        *shader = Some(Arc::new(OwnTransition { file: file.into_inner(), source: String::new() }));
    }
    check.word(transition_file, kind, TransitionKind::WORDS);
    check.count(ms_file, ms, 0.0..=2000.0);
    check.word(motion_file, &mut motion, Motion::WORDS);
    let Palette { background, ink, muted, rule, accent, soft } = palette;
    let theme = Theme {
        name,
        about,
        background,
        ink,
        muted,
        rule,
        accent,
        soft,
        syntax,
        tones,
        field_on,
        field: None,
        faces,
        margin_x,
        margin_top,
        margin_bottom,
        opener,
        eyebrow,
        speaker,
        link,
        section,
        title,
        body,
        list,
        list_space,
        statement,
        quote,
        quote_long,
        attribution,
        code,
        table,
        table_head,
        footer,
        inline_code,
        smallest,
        shrink,
        title_style,
        bullets,
        quote_mark,
        opener_style,
        section_style,
        footer_style,
        progress,
        ground,
        cards,
        picture_radius,
        transition,
        motion,
    };
    let field = field.map(|palette| Box::new(palette.on(theme.clone())));
    Theme { field, ..theme }
}

/// The six colours of a page.
#[derive(Clone, Copy, Debug)]
struct Palette {
    background: Rgba,
    ink: Rgba,
    muted: Rgba,
    rule: Rgba,
    accent: Rgba,
    soft: Rgba,
}

impl Palette {
    fn of(theme: &Theme) -> Self {
        let &Theme { background, ink, muted, rule, accent, soft, .. } = theme;
        Self { background, ink, muted, rule, accent, soft }
    }

    /// `theme` in these colours.
    fn on(self, theme: Theme) -> Theme {
        let Self { background, ink, muted, rule, accent, soft } = self;
        Theme { background, ink, muted, rule, accent, soft, ..theme }
    }
}

fn colors(check: &mut Check<'_>, file: ColorsFile, slot: &mut Palette) {
    let ColorsFile { background, ink, muted, rule, accent, soft } = file;
    check.color(background, &mut slot.background);
    check.color(ink, &mut slot.ink);
    check.color(muted, &mut slot.muted);
    check.color(rule, &mut slot.rule);
    check.color(accent, &mut slot.accent);
    check.color(soft, &mut slot.soft);
}

fn syntax(check: &mut Check<'_>, file: SyntaxFile, slot: &mut Syntax) {
    let SyntaxFile { keyword, function, kind, string, number, comment, added, removed } = file;
    check.color(keyword, &mut slot.keyword);
    check.color(function, &mut slot.function);
    check.color(kind, &mut slot.kind);
    check.color(string, &mut slot.string);
    check.color(number, &mut slot.number);
    check.color(comment, &mut slot.comment);
    check.color(added, &mut slot.added);
    check.color(removed, &mut slot.removed);
}

fn tones(check: &mut Check<'_>, file: TonesFile, slot: &mut Tones) {
    let TonesFile { note, tip, important, warning, caution, mark } = file;
    check.color(note, &mut slot.note);
    check.color(tip, &mut slot.tip);
    check.color(important, &mut slot.important);
    check.color(warning, &mut slot.warning);
    check.color(caution, &mut slot.caution);
    check.color(mark, &mut slot.mark);
}

/// The field's colours: those of the base's field, or of the page, with the file's over them.
fn field(
    check: &mut Check<'_>,
    file: FieldFile,
    (old, on): (Option<Palette>, &mut FieldPages),
    page: Palette,
) -> Option<Palette> {
    let FieldFile { on: pages, background, ink, muted, rule, accent, soft } = file;
    let colored = [&background, &ink, &muted, &rule, &accent, &soft].into_iter().any(Option::is_some);
    if let Some(pages) = pages {
        *on = FieldPages::default();
        for page in pages {
            field_page(check, &page, on);
        }
    }
    let mut palette = old.or(colored.then_some(page))?;
    colors(check, ColorsFile { background, ink, muted, rule, accent, soft }, &mut palette);
    Some(palette)
}

fn field_page(check: &mut Check<'_>, page: &Spanned<String>, on: &mut FieldPages) {
    let FieldPages { opener, section, quote, statement } = on;
    match page.get_ref().as_str() {
        "opener" => *opener = true,
        "section" => *section = true,
        "quote" => *quote = true,
        "statement" => *statement = true,
        _ => check.unknown(page, &["opener", "section", "quote", "statement"]),
    }
}

fn faces(check: &mut Check<'_>, file: FacesFile, slot: &mut Faces, families: &[&'static str]) {
    // The files were loaded before: `families` has what is in them.
    let FacesFile { files: _, text, mono, title } = file;
    let words: Vec<(&str, &'static str)> = families.iter().map(|&family| (family, family)).collect();
    check.word(text, &mut slot.text, &words);
    check.word(mono, &mut slot.mono, &words);
    check.word(title, &mut slot.title, &words);
}

/// Where the types of a theme are.
struct Slots<'a> {
    opener: &'a mut Type,
    eyebrow: &'a mut Type,
    speaker: &'a mut Type,
    link: &'a mut Type,
    section: &'a mut Type,
    title: &'a mut Type,
    body: &'a mut Type,
    list: [&'a mut Type; 3],
    statement: &'a mut Type,
    quote: &'a mut Type,
    quote_long: &'a mut Type,
    attribution: &'a mut Type,
    code: &'a mut Type,
    table: &'a mut Type,
    table_head: &'a mut Type,
    footer: &'a mut Type,
}

fn types(check: &mut Check<'_>, file: TypesFile, slots: Slots<'_>, faces: Faces) {
    let TypesFile {
        opener,
        eyebrow,
        speaker,
        link,
        section,
        title,
        body,
        list_1,
        list_2,
        list_3,
        statement,
        quote,
        quote_long,
        attribution,
        code,
        table,
        table_head,
        footer,
    } = file;
    let [first, second, third] = slots.list;
    for (file, slot, sizes) in [
        (opener, slots.opener, SIZE),
        (eyebrow, slots.eyebrow, SMALL),
        (speaker, slots.speaker, SIZE),
        (link, slots.link, SIZE),
        (section, slots.section, SIZE),
        (title, slots.title, SIZE),
        (body, slots.body, SIZE),
        (list_1, first, SIZE),
        (list_2, second, SIZE),
        (list_3, third, SIZE),
        (statement, slots.statement, SIZE),
        (quote, slots.quote, SIZE),
        (quote_long, slots.quote_long, SIZE),
        (attribution, slots.attribution, SIZE),
        (code, slots.code, SIZE),
        (table, slots.table, SIZE),
        (table_head, slots.table_head, SMALL),
        (footer, slots.footer, SMALL),
    ] {
        kind(check, file, slot, (sizes, faces));
    }
}

/// A type: where the file gives a size and no line, the line grows with the size.
fn kind(check: &mut Check<'_>, file: TypeFile, slot: &mut Type, (sizes, faces): (RangeInclusive<f32>, Faces)) {
    let TypeFile { face, size, line, weight, tracking } = file;
    let Type { face: Face { role, family }, size: em, line: leading, weight: heavy, tracking: spaced } = slot;
    check.word(face, role, &[("text", Role::Text), ("mono", Role::Mono), ("title", Role::Title)]);
    *family = faces.family(*role);
    let ratio = *leading / em.max(1.0);
    let resized = check.number(size, em, sizes);
    if resized {
        *leading = (*em * ratio).round();
    }
    // Lines nearer than this touch, and farther ones fall apart.
    check.number(line, leading, (*em * 0.95).round()..=(*em * 2.2).round());
    check.count(weight, heavy, 100.0..=900.0);
    check.number(tracking, spaced, -0.08..=0.3);
}

fn title(check: &mut Check<'_>, file: TitleFile, slot: &mut TitleStyle) {
    let TitleFile { align, mark, gap } = file;
    let TitleStyle { align: a, mark: m, gap: g } = slot;
    check.word(align, a, Align::WORDS);
    check.word(mark, m, TitleMark::WORDS);
    check.number(gap, g, 8.0..=80.0);
}

fn opener(check: &mut Check<'_>, file: OpenerFile, slot: &mut OpenerStyle) {
    let OpenerFile { place, cover, mark, badge_radius } = file;
    let OpenerStyle { place: p, cover: c, mark: m, badge_radius: r } = slot;
    check.word(place, p, OpenerPlace::WORDS);
    check.word(cover, c, CoverStyle::WORDS);
    check.word(mark, m, TitleMark::WORDS);
    check.number(badge_radius, r, 0.0..=26.0);
}

fn section(check: &mut Check<'_>, file: SectionFile, slot: &mut SectionStyle) {
    let SectionFile { align, place, mark } = file;
    let SectionStyle { align: a, place: p, mark: m } = slot;
    check.word(align, a, Align::WORDS);
    check.word(place, p, OpenerPlace::WORDS);
    check.word(mark, m, TitleMark::WORDS);
}
