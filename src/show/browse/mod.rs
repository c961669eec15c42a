//! Looking for a page: what was typed and where the selection is, moved by commands until one page is chosen or everything
//! stays as it was. Pure; nothing that the audience sees changes before a page is chosen.
//!
//! There are two of it: the picker lists what was found, the best first; the overview shows all pages in their order, or
//! those that were found. What can be gone to is a [`Catalogue`], `search` finds in it what was typed, letters being
//! compared as `fold` has them, and `grid` puts it in rows.

mod catalogue;
mod fold;
mod grid;
mod search;

use std::sync::Arc;

pub use catalogue::{Catalogue, Talk};
pub use fold::{excerpt, fold, matched};
pub use grid::Row;
pub use search::{Hit, What};

use super::{Command, Key, Pages, Show};

/// A query has at most so many characters; further ones are not heard.
const MOST_TYPED: usize = 60;

/// The two ways to look for a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A list, the best first.
    Picker,
    /// All pages in their order.
    Overview,
}

/// A way to move the selection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// To the next one.
    On,
    /// To the one before.
    Back,
    /// A row up.
    Up,
    /// A row down.
    Down,
    /// One to the left.
    Left,
    /// One to the right.
    Right,
    /// As many rows up as are seen.
    ScreenUp,
    /// As many rows down.
    ScreenDown,
    /// To the first one.
    First,
    /// To the last one.
    Last,
}

/// How it was drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Drawn {
    /// How many cells stand side by side.
    pub columns: usize,
    /// The first row that is seen.
    pub top: usize,
    /// How many rows are seen whole.
    pub rows: usize,
}

/// Looking for a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Browse {
    kind: Kind,
    query: String,
    // Behind a pointer each, so that a show is copied and compared at once, however many pages there are.
    catalogue: Arc<Catalogue>,
    hits: Arc<Vec<Hit>>,
    selected: usize,
    drawn: Drawn,
}

impl Browse {
    /// Which of the two it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// What was typed.
    #[must_use]
    pub fn query(&self) -> &str {
        &self.query
    }

    /// What can be gone to.
    #[must_use]
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// What was found, in the order in which it is shown.
    #[must_use]
    pub fn hits(&self) -> &[Hit] {
        &self.hits
    }

    /// The number of the hit that is selected; 0 if there is none.
    #[must_use]
    pub fn selected(&self) -> usize {
        self.selected
    }

    /// The hits in rows of at most `columns` cells.
    #[must_use]
    pub fn rows(&self, columns: usize) -> Vec<Row> {
        let headed = grid::headed(self.kind, self.catalogue.talks(), &self.query);
        grid::rows(&self.hits, self.kind, columns, headed)
    }

    /// The number of the row among `rows` that the selection is in.
    #[must_use]
    pub fn selected_row(&self, rows: &[Row]) -> usize {
        grid::row_of(rows, self.selected)
    }

    /// The row that was the first to be seen.
    #[must_use]
    pub fn top(&self) -> usize {
        self.drawn.top
    }

    /// Whether `c` is typed into the query. It begins with a letter or a digit: until then signs are keys, such as those of
    /// a clicker.
    fn takes(&self, c: char) -> bool {
        !c.is_control() && (c.is_alphanumeric() || !self.query.is_empty())
    }

    fn select(&mut self, way: Way) {
        let rows = self.rows(self.drawn.columns);
        self.selected = grid::step(&rows, self.selected, way, self.drawn.rows);
    }

    /// Rows pass by, and the selection stays among those that are seen.
    fn scroll(&mut self, way: Way) {
        let rows = self.rows(self.drawn.columns);
        let most = rows.len().saturating_sub(self.drawn.rows);
        let top = match way {
            Way::Up | Way::Back | Way::Left => self.drawn.top.saturating_sub(1),
            _ => (self.drawn.top + 1).min(most),
        };
        if top != self.drawn.top {
            self.drawn.top = top;
            self.selected = grid::into_view(&rows, self.selected, top..top + self.drawn.rows);
        }
    }

    /// What is selected.
    #[must_use]
    pub fn hit(&self) -> Option<Hit> {
        self.hits.get(self.selected).copied()
    }
}

impl Show {
    /// Whether somebody looks for a page, and how far that is.
    #[must_use]
    pub fn browse(&self) -> Option<&Browse> {
        self.browse.as_ref()
    }

    /// It was drawn so.
    pub fn drew_browse(&mut self, drawn: Drawn) {
        if let Some(browse) = &mut self.browse {
            browse.drawn = drawn;
        }
    }

    /// Decks were laid out: what is listed has pages now.
    pub fn listed(&mut self, pages: &dyn Pages) {
        if let Some(browse) = &self.browse {
            let catalogue = browse.catalogue.completed(pages);
            self.relist(catalogue);
        }
    }

    /// The pages are others now.
    pub(super) fn listed_anew(&mut self, pages: &dyn Pages) {
        if self.browse.is_some() {
            self.relist(Catalogue::new(pages));
        }
    }

    /// Another catalogue: the same page stays selected, or the nearest to it.
    fn relist(&mut self, catalogue: Catalogue) {
        let Some(mut browse) = self.browse.take() else { return };
        let (before, drawn) = (browse.hit(), browse.drawn);
        browse.catalogue = Arc::new(catalogue);
        self.find(&mut browse);
        browse.drawn = drawn;
        if let Some(before) = before {
            let same = browse.hits.iter().position(|hit| *hit == before);
            let near = || browse.hits.iter().position(|hit| hit.at >= before.at);
            let found = same.or_else(near).unwrap_or(before.at.page);
            browse.selected = found.min(browse.hits.len().saturating_sub(1));
        }
        self.browse = Some(browse);
    }

    /// What `c` that was typed means, if somebody looks for a page.
    #[must_use]
    pub fn typed(&self, c: char) -> Option<Command> {
        let browse = self.browse.as_ref().filter(|_| !self.help)?;
        browse.takes(c).then_some(Command::Type(c))
    }

    /// Opens the picker or the overview, with what was typed so far.
    pub(super) fn open_browse(&mut self, kind: Kind, pages: &dyn Pages) {
        let (query, catalogue) = match self.browse.take() {
            Some(open) => (open.query, open.catalogue),
            None => (String::new(), Arc::new(Catalogue::new(pages))),
        };
        let drawn = Drawn { columns: 1, top: 0, rows: 1 };
        let mut browse = Browse { kind, query, catalogue, hits: Arc::default(), selected: 0, drawn };
        self.find(&mut browse);
        self.digits.clear();
        self.help = false;
        self.browse = Some(browse);
    }

    /// Finds what was typed, and selects the best of it; where nothing was, the page on stage.
    fn find(&self, browse: &mut Browse) {
        let wanted = search::Wanted {
            catalogue: &browse.catalogue,
            query: &browse.query,
            here: self.at,
            bookmarks: &self.bookmarks,
        };
        let (hits, best) = match browse.kind {
            Kind::Picker => (search::listed(&wanted), Some(0)),
            Kind::Overview => search::shown(&wanted),
        };
        let here = || hits.iter().position(|hit| (hit.at.deck, hit.at.page) == (self.at.deck, self.at.page));
        browse.selected = best.or_else(here).unwrap_or(0);
        browse.hits = Arc::new(hits);
        browse.drawn.top = 0;
    }

    /// What a command means while a page is looked for. None of them changes what the audience sees, but the choice.
    pub(super) fn browse_on(&mut self, command: Command, pages: &dyn Pages) {
        let Some(browse) = &mut self.browse else { return };
        match command {
            Command::Help => self.help = !self.help,
            Command::Escape if self.help => self.help = false,
            Command::Escape => self.browse = None,
            Command::GoTo(place) => self.jump(place, pages),
            Command::Type(c) if browse.takes(c) => self.retype(|query| query.push(c)),
            Command::Digit(digit) => self.retype(|query| query.push(char::from(b'0' + digit.min(9)))),
            Command::Erase | Command::Back => self.retype(|query| {
                query.pop();
            }),
            Command::Select(way) => browse.select(way),
            Command::Scroll(way) => browse.scroll(way),
            Command::Hover(hit) if hit < browse.hits.len() => browse.selected = hit,
            Command::Next | Command::NextSlide => browse.select(Way::On),
            Command::Previous | Command::PreviousSlide => browse.select(Way::Back),
            Command::NextPage | Command::NotesDown => browse.select(Way::ScreenDown),
            Command::PreviousPage | Command::NotesUp => browse.select(Way::ScreenUp),
            Command::First => browse.select(Way::First),
            Command::Last => browse.select(Way::Last),
            Command::Choose | Command::Enter | Command::Black => self.choose(pages),
            Command::Overview if browse.kind == Kind::Overview => self.choose(pages),
            Command::Find if browse.kind == Kind::Picker => self.choose(pages),
            Command::Overview => self.open_browse(Kind::Overview, pages),
            Command::Find => self.open_browse(Kind::Picker, pages),
            _ => {}
        }
    }

    /// Changes what was typed, and finds that.
    fn retype(&mut self, change: impl FnOnce(&mut String)) {
        let Some(mut browse) = self.browse.take() else { return };
        let before = browse.query.clone();
        change(&mut browse.query);
        if browse.query.chars().count() > MOST_TYPED {
            browse.query = before;
        } else if browse.query != before {
            self.find(&mut browse);
        }
        self.browse = Some(browse);
    }

    /// Goes to what is selected; where the show is there already, it keeps its step.
    fn choose(&mut self, pages: &dyn Pages) {
        let Some(hit) = self.browse.as_ref().and_then(Browse::hit) else { return };
        let there = !self.ended && (hit.at.deck, hit.at.page) == (self.at.deck, self.at.page);
        self.jump(if there { self.at } else { hit.at }, pages);
    }
}

/// What `command`, which `key` stands for, means while a page is looked for.
pub(super) fn meant(key: Key, command: Command) -> Command {
    match (key, command) {
        (Key::Up, Command::Previous) => Command::Select(Way::Up),
        (Key::Down, Command::Next) => Command::Select(Way::Down),
        (Key::Left, Command::Previous) => Command::Select(Way::Left),
        (Key::Right, Command::Next) => Command::Select(Way::Right),
        (Key::WheelUp, _) => Command::Scroll(Way::Up),
        (Key::WheelDown, _) => Command::Scroll(Way::Down),
        (Key::LeftClick, _) => Command::Choose,
        // A clicker's start button sends F5 and Esc in turns: both leave.
        (Key::RightClick | Key::F5, _) => Command::Escape,
        (Key::Backspace, _) => Command::Erase,
        // What one deletes while typing is no time.
        (Key::Delete, _) => Command::Nothing,
        _ => command,
    }
}

#[cfg(test)]
mod tests;
