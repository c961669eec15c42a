//! The hinge: a path in, a [`Book`] out. The only file that sees every stage from text to pages. Decks are laid out when
//! they are first asked for, by whichever thread asks; a deck is laid out once.

mod plain;
mod read;

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

pub use read::{MAX_DECK_BYTES, read_text};

use crate::deck::{self, Anchors, Deck, DeckSource};
use crate::diag::Diagnostic;
use crate::fonts::FontCx;
use crate::geom::Size;
use crate::layout::{self, Page, Place, Room};
use crate::locker::Locker;
use crate::media::{self, Images};
use crate::scene::PAGE_HEIGHT;
use crate::theme::{self, Adjust, Theme, Trust};

/// How a book is laid out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BookOptions {
    /// Width of a page divided by its height.
    pub aspect: f32,
    /// What is done to every theme, whoever chose it.
    pub adjust: Adjust,
}

impl Default for BookOptions {
    fn default() -> Self {
        Self { aspect: 16.0 / 9.0, adjust: Adjust::default() }
    }
}

/// Why nothing could be opened.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// One file or folder cannot be used; the diagnostic says which, why, and what to do.
    #[error("{0}")]
    Refused(Box<Diagnostic>),
}

/// A session: decks in order, each laid out when first asked for.
#[derive(Debug)]
pub struct Book {
    /// What the session is called.
    pub title: String,
    /// What was odd while reading; what layout finds comes with [`Book::pages`].
    pub diagnostics: Vec<Diagnostic>,
    entries: Vec<Entry>,
    theme: Theme,
    adjust: Adjust,
    page: Size,
    images: Arc<Images>,
}

/// A deck of a book. What does not change from a book to its next edition is shared.
#[derive(Debug)]
struct Entry {
    deck: Arc<Deck>,
    folder: PathBuf,
    /// The pictures of the web that lie beside it.
    locker: Arc<Locker>,
    place: Place,
    /// The look that the deck itself chose.
    own: Option<Theme>,
    pages: Arc<OnceLock<Laid>>,
    /// What links within the deck lead to, once one was looked at.
    anchors: Arc<OnceLock<Anchors>>,
}

/// The pages of a deck, and what could not be shown as written.
type Laid = (Vec<Page>, Vec<Diagnostic>);

impl Book {
    /// Opens a deck, a file of notes, or a folder of decks.
    ///
    /// # Errors
    /// If `path` is missing, unreadable, empty, or a folder without decks.
    pub fn open(path: &Path, theme: Theme, options: BookOptions) -> Result<Self, LoadError> {
        let mut diagnostics = Vec::new();
        let sources = read::sources(path, &mut diagnostics)?;
        Ok(Self::from_sources(sources, theme, options, diagnostics))
    }

    /// A book of decks that are already in memory.
    #[must_use]
    pub fn from_sources(
        sources: Vec<DeckSource>,
        theme: Theme,
        options: BookOptions,
        diagnostics: Vec<Diagnostic>,
    ) -> Self {
        Self::with_images(sources, theme, options, (diagnostics, Arc::new(Images::new())))
    }

    fn with_images(
        sources: Vec<DeckSource>,
        theme: Theme,
        options: BookOptions,
        (mut diagnostics, images): (Vec<Diagnostic>, Arc<Images>),
    ) -> Self {
        let talks = sources.iter().filter(|source| source.front.is_talk()).count();
        let mut talk = 0;
        let mut entries = Vec::with_capacity(sources.len());
        let mut lockers: Vec<(PathBuf, Arc<Locker>)> = Vec::new();
        for source in sources {
            let mut place = Place { talk: 0, talks };
            if source.front.is_talk() {
                talk += 1;
                place.talk = talk;
            }
            let deck = deck::build(&source);
            diagnostics.extend(deck.diagnostics.iter().cloned());
            let folder = Path::new(&source.file).parent().unwrap_or(Path::new("")).to_owned();
            let own = own_theme(&deck, &folder, &mut diagnostics).map(|theme| options.adjust.of(theme));
            let locker = match lockers.iter().find(|(known, _)| *known == folder) {
                Some((_, locker)) => Arc::clone(locker),
                None => {
                    let (locker, found) = Locker::open(&folder);
                    diagnostics.extend(found);
                    let locker = Arc::new(locker);
                    lockers.push((folder.clone(), Arc::clone(&locker)));
                    locker
                }
            };
            entries.push(Entry {
                deck: Arc::new(deck),
                folder,
                locker,
                place,
                own,
                pages: Arc::default(),
                anchors: Arc::default(),
            });
        }
        let title = entries
            .iter()
            .map(|entry| &entry.deck.front)
            .find_map(|front| [&front.session, &front.title].into_iter().find(|name| !name.is_empty()))
            .cloned()
            .unwrap_or_default();
        let page = Size::new((PAGE_HEIGHT * options.aspect).round(), PAGE_HEIGHT);
        let BookOptions { adjust, .. } = options;
        Self { title, diagnostics, entries, theme: adjust.of(theme), adjust, page, images }
    }

    /// What is at `path` now, as the next edition of this book: in `theme`, with the same pictures where their files are
    /// the same, and with the pages of every deck that nothing happened to.
    ///
    /// # Errors
    /// As [`Book::open`] has them; this edition is as good as before then.
    pub fn renewed(&self, path: &Path, theme: Theme) -> Result<Self, LoadError> {
        let mut diagnostics = Vec::new();
        let sources = read::sources(path, &mut diagnostics)?;
        let options = BookOptions { aspect: self.page.aspect(), adjust: self.adjust };
        let images_changed = self.images.refresh();
        let mut next = Self::with_images(sources, theme, options, (diagnostics, Arc::clone(&self.images)));
        if !images_changed {
            next.share_pages(self);
        }
        Ok(next)
    }

    /// Takes over the pages of every deck that `other`, laid out with the same pictures, has just like this book.
    pub fn share_pages(&mut self, other: &Self) {
        let alike = self.theme == other.theme && self.page == other.page && Arc::ptr_eq(&self.images, &other.images);
        for entry in self.entries.iter_mut().filter(|_| alike) {
            let same = other.entries.iter().find(|same| entry.is_like(same));
            // What was missing may be there now.
            let whole = |same: &&Entry| same.pages.get().is_none_or(|(_, diagnostics)| diagnostics.is_empty());
            if let Some(same) = same.filter(whole) {
                entry.pages = Arc::clone(&same.pages);
            }
        }
    }

    /// The same decks, whose drawings are tried out by `program` before they are shown; for a book that is not laid out yet.
    #[must_use]
    pub fn with_trial(self, program: &Path) -> Self {
        Self { images: Arc::new(Images::with_trial(program)), ..self }
    }

    /// The same decks and pictures, every deck in `theme`, whichever it chose itself.
    #[must_use]
    pub fn with_theme(&self, theme: Theme) -> Self {
        let entries = self.entries.iter().map(|entry| Entry {
            deck: Arc::clone(&entry.deck),
            folder: entry.folder.clone(),
            locker: Arc::clone(&entry.locker),
            place: entry.place,
            own: None,
            pages: Arc::default(),
            anchors: Arc::clone(&entry.anchors),
        });
        Self {
            title: self.title.clone(),
            diagnostics: Vec::new(),
            entries: entries.collect(),
            theme: self.adjust.of(theme),
            adjust: self.adjust,
            page: self.page,
            images: Arc::clone(&self.images),
        }
    }

    /// The same decks and pictures in the looks that they have, with what `adjust` asks for besides; the pages that show
    /// nothing of it are kept.
    #[must_use]
    pub fn adjusted(&self, adjust: Adjust) -> Self {
        let more_contrast = adjust.high_contrast && !self.adjust.high_contrast;
        let entries = self.entries.iter().map(|entry| Entry {
            deck: Arc::clone(&entry.deck),
            folder: entry.folder.clone(),
            locker: Arc::clone(&entry.locker),
            place: entry.place,
            own: entry.own.clone().map(|theme| adjust.of(theme)),
            pages: if more_contrast { Arc::default() } else { Arc::clone(&entry.pages) },
            anchors: Arc::clone(&entry.anchors),
        });
        Self {
            title: self.title.clone(),
            diagnostics: Vec::new(),
            entries: entries.collect(),
            theme: adjust.of(self.theme.clone()),
            adjust: Adjust {
                high_contrast: self.adjust.high_contrast || adjust.high_contrast,
                no_motion: self.adjust.no_motion || adjust.no_motion,
            },
            page: self.page,
            images: Arc::clone(&self.images),
        }
    }

    /// Whether this edition shows just what `other` does.
    #[must_use]
    pub fn is_like(&self, other: &Self) -> bool {
        let pages = |(one, other): (&Entry, &Entry)| Arc::ptr_eq(&one.pages, &other.pages);
        self.title == other.title
            && self.entries.len() == other.entries.len()
            && self.entries.iter().zip(&other.entries).all(pages)
    }

    /// How many decks there are; at least one.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no deck at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The deck at `index`.
    #[must_use]
    pub fn deck(&self, index: usize) -> &Deck {
        &self.entries[index].deck
    }

    /// The slide of the deck at `index` to which a link to `anchor` (`#title`, `#3`) leads: 0 is the opener.
    #[must_use]
    pub fn slide_named(&self, index: usize, anchor: &str) -> Option<usize> {
        let entry = self.entries.get(index)?;
        entry.anchors.get_or_init(|| Anchors::of(&entry.deck)).find(anchor)
    }

    /// The folder of the deck at `index`: relative paths start from it, and its locker lies in it.
    #[must_use]
    pub fn folder(&self, index: usize) -> &Path {
        &self.entries[index].folder
    }

    /// The pages of the deck at `index`, laid out now unless they already were; at least one.
    pub fn pages(&self, cx: &mut FontCx, index: usize) -> &[Page] {
        &self.laid_out(cx, index).0
    }

    /// The pages of the deck at `index`, if they are laid out already.
    #[must_use]
    pub fn laid_out_pages(&self, index: usize) -> Option<&[Page]> {
        self.entries.get(index)?.pages.get().map(|laid| laid.0.as_slice())
    }

    /// What layout could not show as written in the deck at `index`.
    pub fn layout_diagnostics(&self, cx: &mut FontCx, index: usize) -> &[Diagnostic] {
        &self.laid_out(cx, index).1
    }

    fn laid_out(&self, cx: &mut FontCx, index: usize) -> &(Vec<Page>, Vec<Diagnostic>) {
        let entry = &self.entries[index];
        entry.pages.get_or_init(|| {
            let room = Room {
                theme: entry.own.as_ref().unwrap_or(&self.theme),
                page: self.page,
                place: entry.place,
                images: &self.images,
                folder: &entry.folder,
                locker: &entry.locker,
            };
            layout::layout_deck(cx, &entry.deck, &room)
        })
    }

    /// The pictures of all decks.
    #[must_use]
    pub fn images(&self) -> &Images {
        &self.images
    }

    /// The look of the decks that chose none themselves.
    #[must_use]
    pub fn theme(&self) -> &Theme {
        &self.theme
    }

    /// The look of the deck at `index`.
    #[must_use]
    pub fn theme_of(&self, index: usize) -> &Theme {
        self.entries.get(index).and_then(|entry| entry.own.as_ref()).unwrap_or(&self.theme)
    }

    /// Width and height of every page in slide units.
    #[must_use]
    pub fn page_size(&self) -> Size {
        self.page
    }
}

#[cfg(test)]
impl Book {
    /// A book of decks, each a stem and what stands under its front matter, for tests.
    pub(crate) fn of(decks: &[(&str, &str)]) -> Self {
        let sources = decks.iter().map(|(stem, body)| DeckSource {
            stem: (*stem).to_owned(),
            file: format!("{stem}.md"),
            front: deck::Front { title: "T".into(), ..deck::Front::default() },
            body: (*body).to_owned(),
            first_line: 1,
        });
        Self::from_sources(sources.collect(), theme::paper(), BookOptions::default(), Vec::new())
    }
}

impl Entry {
    /// Whether the pages of `other` are those of this deck.
    fn is_like(&self, other: &Self) -> bool {
        self.folder == other.folder
            && self.place == other.place
            && self.own == other.own
            && self.deck == other.deck
            && self.locker.entries() == other.locker.entries()
    }
}

/// The theme that the front matter of `deck` names: built in, or a file in the deck's folder.
fn own_theme(deck: &Deck, folder: &Path, diagnostics: &mut Vec<Diagnostic>) -> Option<Theme> {
    let name = deck.front.theme.as_deref()?.trim();
    if let Some(theme) = theme::by_name(name) {
        return Some(theme);
    }
    let refused = |message: String| {
        let shown = crate::text::clean_line(name);
        let (line, quote) = deck.front.places.of("theme");
        Diagnostic::warning(&deck.file, format!("the theme \"{shown}\" is not used: {message}")).at(line, 0, quote)
    };
    if !theme::is_path(name) {
        let names: Vec<&str> = theme::looks().map(|theme| theme.name.as_str()).collect();
        let hint = match crate::text::nearest(name, &names) {
            Some(near) => format!("did you mean `theme: {near}`? There are {}", names.join(", ")),
            None => format!("there are {}, or name a file beside the deck", names.join(", ")),
        };
        diagnostics.push(refused("there is none of that name".to_owned()).hint(hint));
        return None;
    }
    let path = match media::local(folder, name) {
        Ok(path) => path,
        Err(error) => {
            diagnostics.push(refused(error.to_string()).hint("name a theme's file in the deck's own folder"));
            return None;
        }
    };
    match theme::read(&path, &folder.join(name).display().to_string(), Trust::Deck) {
        Ok((theme, found)) => {
            diagnostics.extend(found);
            Some(theme)
        }
        Err(error) => {
            diagnostics.push(*error);
            None
        }
    }
}
