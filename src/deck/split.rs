//! Blocks into slides: a heading starts a slide, and so does a rule. A deck's text goes in, its slides come out; speaker
//! notes go beside them, settings are heeded. It must never drop a block that shows something.

use std::collections::BTreeMap;

use super::columns::{Columns, MAX_COLUMNS};
use super::directives::{self, Ask, Reach};
use super::settings::{Breaks, Settings, Split, VARIABLES};
use super::{Deck, DeckSource, Front, Slide, anchors, dialect, drawn, footnotes, near, nest, steps};
use crate::diag::{Diagnostic, Lines};
use crate::markdown::{self, Align, Block, BlockKind, Fragment, Inline, MAX_DEPTH, Picture};

/// The slides of a deck.
#[must_use]
pub fn build(source: &DeckSource) -> Deck {
    let settings = &source.front.settings;
    let dialect = settings.dialect.unwrap_or_else(|| dialect::detect(&source.body));
    let breaks = match settings.breaks.unwrap_or_else(|| dialect.breaks()) {
        Breaks::Hard => markdown::Breaks::Hard,
        Breaks::Soft => markdown::Breaks::Soft,
    };
    let text = dialect::rewritten(dialect, &source.body);
    let parsed = markdown::parse_with(&source.file, &text, source.first_line, markdown::Options { breaks });
    let mut front = source.front.clone();
    let mut blocks = parsed.blocks;
    let mut diagnostics = parsed.diagnostics;
    nest::bullets(&mut blocks);
    drawn::or_code(&mut blocks, &mut drawn::Told { file: &source.file, diagnostics: &mut diagnostics });
    if front.title.is_empty() {
        front.title = take_title(&mut blocks).unwrap_or_default();
    }
    if front.title.is_empty() {
        front.title = source.stem.replace(['-', '_'], " ").trim().to_owned();
    }
    let parted = dialect.parts_at_rules() && blocks.iter().any(parts);
    let split = settings.split.unwrap_or(if parted { Split::NONE } else { Split::ALL });
    let mut parting = Parting::new(source, split);
    parting.diagnostics = diagnostics;
    if let Some(footer) = &settings.footer {
        parting.check_footer(footer, front.places.of("footer").0);
    }
    parting.blocks(blocks);
    let (slides, diagnostics) = parting.finish();
    let mut deck = Deck { stem: source.stem.clone(), file: source.file.clone(), front, slides, diagnostics };
    let lines: Vec<&str> = source.body.lines().collect();
    let quote = |line: u32| {
        let at = line.checked_sub(source.first_line).and_then(|n| lines.get(n as usize));
        at.copied().unwrap_or_default()
    };
    let lost = anchors::check(&deck, quote);
    deck.diagnostics.extend(lost);
    deck
}

/// Takes the deck's title out of `blocks`: a heading of the first level that stands before all else. Pictures in it
/// stay behind.
fn take_title(blocks: &mut Vec<Block>) -> Option<String> {
    let at = blocks.iter().position(|block| !matches!(block.kind, BlockKind::Comment(_)))?;
    let block = blocks.get_mut(at)?;
    let BlockKind::Heading { level: 1, content } = &mut block.kind else { return None };
    let title = markdown::plain(content).trim().to_owned();
    if title.is_empty() {
        return None;
    }
    let pictures: Vec<Inline> = content.drain(..).filter(|inline| matches!(inline, Inline::Picture(_))).collect();
    if pictures.is_empty() {
        blocks.remove(at);
    } else {
        block.kind = BlockKind::Paragraph(pictures);
    }
    Some(title)
}

/// Whether `block` parts slides without being a heading.
fn parts(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Rule => true,
        BlockKind::Comment(text) => directives::read(text).asks.contains(&Ask::EndSlide),
        _ => false,
    }
}

/// A slide that is being filled.
struct Draft {
    slide: Slide,
    columns: Option<Columns>,
    /// Whether the items of its lists come one by one, if it says so.
    steps: Option<bool>,
    /// The side at which its blocks stand from now on, and all of it.
    align: Align,
    whole: Align,
    hidden: bool,
}

/// Slides on the way.
struct Parting<'a> {
    source: &'a DeckSource,
    /// The lines of the body, to be quoted.
    quotes: Vec<&'a str>,
    split: Split,
    slides: Vec<Draft>,
    now: Draft,
    /// The side at which all slides stand from now on.
    aligned: Align,
    footnotes: BTreeMap<u32, Block>,
    diagnostics: Vec<Diagnostic>,
}

impl Draft {
    /// A slide as the deck wants it.
    fn new(front: &Front) -> Self {
        let deck = &front.settings;
        let line = front.places.of("background").0;
        let settings = Settings {
            arrangement: None,
            background: deck.background.clone().map(|url| Picture { url, line, ..Picture::default() }),
            footer: deck.footer.clone(),
            scale: deck.scale,
            transition: deck.transition,
        };
        let slide = Slide { settings, ..Slide::default() };
        Self { slide, columns: None, steps: None, align: Align::Auto, whole: Align::Auto, hidden: false }
    }

    /// Where the next block goes.
    fn target(&mut self) -> &mut Vec<Block> {
        self.columns.as_mut().map_or(&mut self.slide.blocks, Columns::blocks)
    }

    fn close_columns(&mut self) {
        if let Some(columns) = self.columns.take() {
            self.slide.blocks.extend(columns.close());
        }
    }

    fn is_bare(&self) -> bool {
        self.slide.level == 0 && self.columns.is_none() && self.slide.blocks.iter().all(|b| b.kind.is_step_mark())
    }
}

impl<'a> Parting<'a> {
    fn new(source: &'a DeckSource, split: Split) -> Self {
        Self {
            source,
            quotes: source.body.lines().collect(),
            split,
            slides: Vec::new(),
            now: Draft::new(&source.front),
            aligned: Align::Auto,
            footnotes: BTreeMap::new(),
            diagnostics: Vec::new(),
        }
    }

    fn warn(&mut self, line: u32, message: impl Into<String>, hint: impl Into<String>) {
        self.tell(Diagnostic::warning(&self.source.file, message).hint(hint), line);
    }

    fn warn_of_fragment(&mut self, lines: Lines) {
        let hint = "write the comment after what is to come later; a title is always seen";
        self.warn(lines.from, "there is nothing before this fragment that could come later", hint);
    }

    fn tell(&mut self, diagnostic: Diagnostic, line: u32) {
        let at = line.checked_sub(self.source.first_line).and_then(|n| self.quotes.get(n as usize));
        self.diagnostics.push(diagnostic.at(line, 0, at.copied().unwrap_or_default()));
    }

    fn blocks(&mut self, blocks: Vec<Block>) {
        let mut rest = blocks.into_iter();
        while let Some(mut block) = rest.next() {
            match block.kind {
                BlockKind::Heading { level, content } if self.starts(level) => {
                    self.end();
                    self.now.slide.title = content;
                    self.now.slide.level = level;
                    self.now.slide.align = block.align.or(self.now.align);
                    self.now.slide.lines = block.lines;
                }
                BlockKind::Rule => self.end(),
                BlockKind::Comment(text) => self.comment(&text, block.lines, rest.as_slice()),
                _ => {
                    self.now.slide.lines = self.now.slide.lines.join(block.lines);
                    if self.within(&mut block, 0) {
                        block.align = block.align.or(self.now.align);
                        self.now.target().push(block);
                    }
                }
            }
        }
    }

    /// Whether a heading of `level` that comes now starts a slide.
    fn starts(&self, level: u8) -> bool {
        let own = self.now.slide.level;
        match &self.now.columns {
            Some(columns) if columns.keeps_headings || own > 0 && level > own => false,
            _ => self.split.at(level) || self.now.is_bare(),
        }
    }

    /// Ends the slide in hand. One that shows nothing is none: what it says is for the next one.
    fn end(&mut self) {
        self.now.close_columns();
        if self.now.is_bare() {
            return;
        }
        let next = Draft { whole: self.aligned, ..Draft::new(&self.source.front) };
        self.slides.push(std::mem::replace(&mut self.now, next));
    }

    /// A comment at the margin; `rest` is what comes after it.
    fn comment(&mut self, text: &str, lines: Lines, rest: &[Block]) {
        for ask in self.read(text, lines) {
            match ask {
                Ask::EndSlide => self.end(),
                Ask::Pause => self.now.target().push(Block::new(BlockKind::Pause, lines)),
                Ask::Fragment(fragment) => {
                    if !wrapped(self.now.target(), fragment, lines) {
                        self.warn_of_fragment(lines);
                    }
                }
                Ask::Columns(shares) => {
                    self.now.close_columns();
                    let mut columns = Columns::new(shares, lines);
                    columns.keeps_headings = closes(rest);
                    self.now.columns = Some(columns);
                }
                Ask::EndColumns => self.now.close_columns(),
                Ask::FirstColumn if self.now.columns.is_none() => {
                    self.now.columns = Some(Columns::new(Vec::new(), lines));
                }
                Ask::Column(_) | Ask::Share(_) | Ask::FirstColumn => self.column(&ask, lines),
                ask => self.set(ask),
            }
        }
    }

    fn column(&mut self, ask: &Ask, lines: Lines) {
        let Some(columns) = &mut self.now.columns else {
            let hint = "write `<!-- columns -->` before the first of them";
            return self.warn(lines.from, "there are no columns here that this column could be one of", hint);
        };
        let fits = match ask {
            Ask::Share(share) => columns.begin_share(*share),
            Ask::Column(index) => columns.begin(*index),
            _ => columns.begin(None),
        };
        if !fits {
            let message = format!("there are more than {MAX_COLUMNS} columns; this one goes on in the last");
            self.warn(lines.from, message, "put fewer of them side by side, or use a table");
        }
    }

    /// What a comment asks for; its note is taken, its slips are told.
    fn read(&mut self, text: &str, lines: Lines) -> Vec<Ask> {
        let reading = directives::read(text);
        self.now.slide.lines = self.now.slide.lines.join(if self.now.is_bare() { Lines::default() } else { lines });
        for (message, hint) in reading.slips {
            self.warn(lines.from, message, hint);
        }
        add_note(&mut self.now.slide.notes, &reading.note);
        for ask in &reading.asks {
            match ask {
                Ask::Footer(words) => self.check_footer(words, lines.from),
                Ask::Hide => {
                    let note = Diagnostic::note(&self.source.file, "this slide is left out");
                    self.tell(note.hint("remove `hide` to show it"), lines.from);
                }
                _ => {}
            }
        }
        reading.asks
    }

    /// Aligns what is not aligned by itself.
    fn align(&mut self, (align, reach): (Align, Reach)) {
        match reach {
            Reach::Before => self.now.target().iter_mut().rev().take(1).for_each(|block| block.align = align),
            Reach::After => self.now.align = align,
            Reach::Slide => self.now.whole = align,
            Reach::Slides => (self.now.whole, self.aligned) = (align, align),
        }
    }

    /// A setting of the slide in hand.
    fn set(&mut self, ask: Ask) {
        let settings = &mut self.now.slide.settings;
        match ask {
            Ask::Layout(arrangement) => settings.arrangement = Some(arrangement),
            Ask::Background(picture) => settings.background = picture,
            Ask::Footer(words) => settings.footer = Some(words),
            Ask::Scale(scale) => settings.scale = Some(scale),
            Ask::Transition(turn) => settings.transition = Some(turn),
            Ask::Steps(steps) => self.now.steps = Some(steps),
            Ask::Align(align, reach) => self.align((align, reach)),
            Ask::Hide => self.now.hidden = true,
            _ => {}
        }
    }

    /// Warns of names in braces that are no variables.
    fn check_footer(&mut self, words: &str, line: u32) {
        for name in words.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)) {
            if VARIABLES.contains(&name) || name.is_empty() || !name.chars().all(char::is_alphanumeric) {
                continue;
            }
            let hint = match near::nearest(name, VARIABLES) {
                Some(known) => format!("did you mean `{{{known}}}`? There are {}", VARIABLES.join(", ")),
                None => format!("there are {}", VARIABLES.join(", ")),
            };
            self.warn(line, format!("a footer knows no `{{{name}}}`; it shows as it stands"), hint);
        }
    }

    /// Heeds the comments inside `block` and takes them out; gives false if then nothing is left of it. Recurses as deep
    /// as blocks nest, at most [`MAX_DEPTH`].
    fn within(&mut self, block: &mut Block, depth: usize) -> bool {
        if depth > MAX_DEPTH {
            return true;
        }
        if let BlockKind::List(list) = &mut block.kind {
            let mut items = Vec::with_capacity(list.items.len());
            for mut item in list.items.drain(..) {
                let was_empty = item.blocks.is_empty();
                item.blocks = self.group(std::mem::take(&mut item.blocks), depth);
                let is_mark = |block: &Block| block.kind.is_step_mark();
                match items.last_mut() {
                    _ if was_empty || !item.blocks.iter().all(is_mark) => items.push(item),
                    // Nobody sees an item that is only a pause: it comes after the item before.
                    Some(markdown::Item { blocks, .. }) => blocks.append(&mut item.blocks),
                    None => {}
                }
            }
            list.items = items;
            return !list.items.is_empty();
        }
        let mut groups = block.kind.groups_mut();
        let had_any = groups.iter().any(|group| !group.is_empty());
        for group in &mut groups {
            **group = self.group(std::mem::take(*group), depth);
        }
        !had_any || groups.iter().any(|group| !group.is_empty())
    }

    fn group(&mut self, blocks: Vec<Block>, depth: usize) -> Vec<Block> {
        let mut kept = Vec::with_capacity(blocks.len());
        for mut block in blocks {
            let BlockKind::Comment(text) = &block.kind else {
                if self.within(&mut block, depth + 1) {
                    kept.push(block);
                }
                continue;
            };
            for ask in self.read(text, block.lines) {
                let pause = Block::new(BlockKind::Pause, block.lines);
                match ask {
                    Ask::Pause => kept.push(pause),
                    Ask::Fragment(fragment) => {
                        if !wrapped(&mut kept, fragment, block.lines) {
                            self.warn_of_fragment(block.lines);
                        }
                    }
                    Ask::Columns(_) | Ask::Column(_) | Ask::Share(_) | Ask::FirstColumn | Ask::EndColumns => {
                        let hint = "put the comment on a line of its own, with a blank line before it";
                        self.warn(block.lines.from, "there are no columns inside of lists and quotes", hint);
                    }
                    ask => self.set(ask),
                }
            }
        }
        kept
    }

    /// The slides, each with its blocks in order and their steps counted, and what was odd.
    fn finish(mut self) -> (Vec<Slide>, Vec<Diagnostic>) {
        self.end();
        if let Some(last) = self.slides.last_mut() {
            add_note(&mut last.slide.notes, &self.now.slide.notes);
        }
        for draft in &mut self.slides {
            draft.slide.align = draft.slide.align.or(draft.whole);
            draft.slide.blocks.iter_mut().for_each(|block| self::align(block, draft.whole));
            footnotes::take(&mut draft.slide.blocks, &mut self.footnotes);
        }
        // A slide of footnotes alone shows nothing any more.
        self.slides.retain(|draft| !draft.hidden && (draft.slide.level > 0 || !draft.slide.blocks.is_empty()));
        let lists: Vec<bool> =
            self.slides.iter().map(|draft| draft.steps.unwrap_or(self.source.front.settings.steps)).collect();
        let mut slides: Vec<Slide> = self.slides.drain(..).map(|draft| draft.slide).collect();
        footnotes::place(&mut slides, std::mem::take(&mut self.footnotes));
        for (slide, lists) in slides.iter_mut().zip(lists) {
            if !steps::count(&mut slide.blocks, lists) {
                let message =
                    format!("this slide has more than {} steps; the rest shows with the last", steps::MAX_STEPS);
                self.warn(slide.lines.from, message, "part it into several slides");
            }
        }
        (slides, self.diagnostics)
    }
}

/// Makes the last of `blocks` that shows anything a fragment; false if there is none.
fn wrapped(blocks: &mut Vec<Block>, fragment: Fragment, lines: Lines) -> bool {
    let Some(at) = blocks.iter().rposition(|block| !block.kind.is_step_mark()) else { return false };
    blocks.insert(at + 1, Block::new(BlockKind::FragmentEnd, lines));
    blocks.insert(at, Block::new(BlockKind::Fragment(fragment), lines));
    true
}

/// Whether columns that were opened before `rest` are closed before the slide ends.
fn closes(rest: &[Block]) -> bool {
    for block in rest {
        match &block.kind {
            BlockKind::Rule => return false,
            BlockKind::Comment(text) => {
                let asks = directives::read(text).asks;
                if asks.contains(&Ask::EndColumns) {
                    return true;
                }
                if asks.iter().any(|ask| matches!(ask, Ask::EndSlide | Ask::Columns(_))) {
                    return false;
                }
            }
            _ => {}
        }
    }
    false
}

/// Puts `block`, and what it holds if it is columns, at the side `align`, unless it has one of its own.
fn align(block: &mut Block, align: Align) {
    block.align = block.align.or(align);
    if let BlockKind::Columns(columns) = &mut block.kind {
        for inner in columns.iter_mut().flat_map(|column| &mut column.blocks) {
            inner.align = inner.align.or(align);
        }
    }
}

/// Adds a note, parted from the others by a blank line.
fn add_note(notes: &mut String, note: &str) {
    if note.is_empty() {
        return;
    }
    if !notes.is_empty() {
        notes.push_str("\n\n");
    }
    notes.push_str(note);
}

#[cfg(test)]
mod tests;
