//! The hinge: a path in, a [`Book`] out. The only file that sees every stage from text to pages. Decks are laid out when
//! they are first asked for, by whichever thread asks; a deck is laid out once.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use crate::deck::{self, Deck, DeckSource};
use crate::diag::Diagnostic;
use crate::fonts::FontCx;
use crate::geom::Size;
use crate::layout::{self, Page, Place, Room};
use crate::locker::Locker;
use crate::media::{self, Images};
use crate::notes;
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

#[derive(Debug)]
struct Entry {
    deck: Arc<Deck>,
    folder: PathBuf,
    /// The pictures of the web that lie beside it.
    locker: Arc<Locker>,
    place: Place,
    /// The look that the deck itself chose.
    own: Option<Theme>,
    pages: OnceLock<(Vec<Page>, Vec<Diagnostic>)>,
}

impl Book {
    /// Opens a deck, a file of notes, or a folder of decks.
    ///
    /// # Errors
    /// If `path` is missing, unreadable, empty, or a folder without decks.
    pub fn open(path: &Path, theme: Theme, options: BookOptions) -> Result<Self, LoadError> {
        let mut diagnostics = Vec::new();
        let sources = read_sources(path, &mut diagnostics)?;
        Ok(Self::from_sources(sources, theme, options, diagnostics))
    }

    /// A book of decks that are already in memory.
    #[must_use]
    pub fn from_sources(
        sources: Vec<DeckSource>,
        theme: Theme,
        options: BookOptions,
        mut diagnostics: Vec<Diagnostic>,
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
            entries.push(Entry { deck: Arc::new(deck), folder, locker, place, own, pages: OnceLock::new() });
        }
        let title = entries
            .iter()
            .map(|entry| &entry.deck.front)
            .find_map(|front| [&front.session, &front.title].into_iter().find(|name| !name.is_empty()))
            .cloned()
            .unwrap_or_default();
        let page = Size::new((PAGE_HEIGHT * options.aspect).round(), PAGE_HEIGHT);
        let BookOptions { adjust, .. } = options;
        Self { title, diagnostics, entries, theme: adjust.of(theme), adjust, page, images: Arc::new(Images::new()) }
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
            pages: OnceLock::new(),
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

    /// The folder of the deck at `index`: relative paths start from it, and its locker lies in it.
    #[must_use]
    pub fn folder(&self, index: usize) -> &Path {
        &self.entries[index].folder
    }

    /// The pages of the deck at `index`, laid out now unless they already were; at least one.
    pub fn pages(&self, cx: &mut FontCx, index: usize) -> &[Page] {
        &self.laid_out(cx, index).0
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

/// The theme that the front matter of `deck` names: built in, or a file in the deck's folder.
fn own_theme(deck: &Deck, folder: &Path, diagnostics: &mut Vec<Diagnostic>) -> Option<Theme> {
    let name = deck.front.theme.as_deref()?.trim();
    if let Some(theme) = theme::by_name(name) {
        return Some(theme);
    }
    let refused = |message: String| {
        let shown = crate::text::clean_line(name);
        Diagnostic::warning(&deck.file, format!("the theme \"{shown}\" is not used: {message}"))
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

/// The decks at `path`, in order.
fn read_sources(path: &Path, diagnostics: &mut Vec<Diagnostic>) -> Result<Vec<DeckSource>, LoadError> {
    let shown = path.display().to_string();
    let metadata = std::fs::metadata(path).map_err(|error| refused(unreadable(&shown, &error)))?;
    if !metadata.is_dir() {
        let text = read_text(path, diagnostics)?;
        return Ok(sources_of(path, &text, diagnostics));
    }
    let entries = std::fs::read_dir(path).map_err(|error| refused(unreadable(&shown, &error)))?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|file| file.extension().is_some_and(|e| e.eq_ignore_ascii_case("md")) && file.is_file())
        .filter(|file| !file.file_name().is_some_and(|name| name.eq_ignore_ascii_case("readme.md")))
        .collect();
    files.sort();
    if files.is_empty() {
        return Err(refused(
            Diagnostic::error(&shown, "there is no deck in this folder")
                .hint("put decks (files that end in .md) there, or make them: deckle import NOTES -o DIR"),
        ));
    }
    let mut sources = Vec::new();
    for file in &files {
        let text = read_text(file, diagnostics)?;
        let (source, found) = deck::read(&file.display().to_string(), &text);
        diagnostics.extend(found);
        sources.push(source);
    }
    Ok(sources)
}

/// The decks in one file: one, or as many as there are talks in it.
fn sources_of(path: &Path, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<DeckSource> {
    let file = path.display().to_string();
    if let Some(session) = notes::session(&file, text) {
        diagnostics.extend(session.diagnostics);
        return session.decks;
    }
    let (source, found) = deck::read(&file, text);
    diagnostics.extend(found);
    vec![source]
}

/// The largest deck or file of notes that is read, in bytes.
pub const MAX_DECK_BYTES: u64 = 16 << 20;

/// The text of a deck or of notes: cleaned; bytes that are not UTF-8 become marks with one warning.
///
/// # Errors
/// If the file is missing, unreadable, too large, or empty.
pub fn read_text(path: &Path, diagnostics: &mut Vec<Diagnostic>) -> Result<String, LoadError> {
    let shown = path.display().to_string();
    let metadata = std::fs::metadata(path).map_err(|error| refused(unreadable(&shown, &error)))?;
    if !metadata.is_file() {
        return Err(refused(
            Diagnostic::error(&shown, "this is not a regular file")
                .hint("give a deck, a file of notes or a folder of decks"),
        ));
    }
    if metadata.len() > MAX_DECK_BYTES {
        return Err(refused(
            Diagnostic::error(
                &shown,
                format!("the file has {} bytes; a deck may have {MAX_DECK_BYTES}", metadata.len()),
            )
            .hint("split it into several decks in one folder"),
        ));
    }
    let bytes = std::fs::read(path).map_err(|error| refused(unreadable(&shown, &error)))?;
    let text = decoded(&shown, &bytes, diagnostics);
    let text = crate::text::clean(text.strip_prefix('\u{FEFF}').unwrap_or(&text)).into_owned();
    if text.trim().is_empty() {
        return Err(refused(
            Diagnostic::error(&shown, "the file is empty").hint("write a heading and some text into it"),
        ));
    }
    Ok(text)
}

fn decoded(shown: &str, bytes: &[u8], diagnostics: &mut Vec<Diagnostic>) -> String {
    let Err(error) = std::str::from_utf8(bytes) else {
        return String::from_utf8_lossy(bytes).into_owned();
    };
    let good = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
    let line = good.matches('\n').count() + 1;
    let column = good.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    let text = String::from_utf8_lossy(bytes).into_owned();
    let quote = text.lines().nth(line - 1).unwrap_or("").to_owned();
    let at = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    diagnostics.push(
        Diagnostic::warning(shown, "this is not UTF-8; what cannot be read shows as \u{FFFD}")
            .at(at(line), at(column), &quote)
            .hint("save the file as UTF-8"),
    );
    text
}

fn unreadable(shown: &str, error: &std::io::Error) -> Diagnostic {
    let (message, hint) = match error.kind() {
        std::io::ErrorKind::NotFound => {
            ("there is no such file or folder".to_owned(), "check the path; `deckle --help` shows what it may be")
        }
        std::io::ErrorKind::PermissionDenied => ("it may not be read".to_owned(), "change its permissions"),
        _ => (format!("it cannot be read: {error}"), "check the disk and the path"),
    };
    Diagnostic::error(shown, message).hint(hint)
}

fn refused(diagnostic: Diagnostic) -> LoadError {
    LoadError::Refused(Box::new(diagnostic))
}
