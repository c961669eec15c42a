//! What was drawn, in a file beside the deck: drawings and a book in, `talk.drawings.json` out, and in again. A page is found
//! by its title and its words, not by its number. Never replaces a file that is not one of these, and takes nothing that is
//! in one for granted.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::book::Book;
use crate::export::files;
use crate::fonts::FontCx;
use crate::layout::Page;
use crate::show::{Drawings, InkedLine, Position, Stroke};

/// What such a file says of itself.
const MARK: &str = "deckle drawings";
/// A larger file is not one of ours.
const MOST_BYTES: u64 = 8 << 20;

/// Why a file of drawings was not read or written, in words for the speaker.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{name}: {reason}")]
pub struct Refused {
    /// The file's name.
    pub name: String,
    /// What is wrong with it.
    pub reason: String,
}

/// A file of drawings: those of every deck of one source.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Written {
    what: String,
    decks: Vec<WrittenDeck>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct WrittenDeck {
    deck: String,
    pages: Vec<WrittenPage>,
}

/// What lies on a page, and how the page is known again.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct WrittenPage {
    /// Its number from 1, for a person, and to choose between pages that are alike.
    page: usize,
    title: String,
    /// A print of its words.
    words: String,
    lines: Vec<InkedLine>,
}

/// Where what is drawn on the deck at `index` is kept.
#[must_use]
pub fn path(book: &Book, index: usize) -> PathBuf {
    Path::new(&book.deck(index).file).with_extension("drawings.json")
}

/// What was kept of the deck at `index`: nothing where there is no file.
///
/// # Errors
/// If there is a file that cannot be used.
pub fn read(cx: &mut FontCx, book: &Book, index: usize) -> Result<Drawings, Refused> {
    let mut drawings = Drawings::default();
    let Some(written) = load(&path(book, index))? else { return Ok(drawings) };
    let stem = &book.deck(index).stem;
    let pages = book.pages(cx, index);
    for kept in written.decks.iter().filter(|kept| kept.deck == *stem).flat_map(|kept| &kept.pages) {
        if let Some(page) = find(pages, kept) {
            kept.lines.iter().for_each(|line| line.put(Position::new(index, page), &mut drawings));
        }
    }
    Ok(drawings)
}

/// Keeps what is drawn on `decks`, which were read before; gives the files. Where nothing is drawn any more, no file stays.
///
/// # Errors
/// If a file cannot be written; those before it are.
pub fn keep(cx: &mut FontCx, book: &Book, decks: &[usize], drawings: &Drawings) -> Result<Vec<PathBuf>, Refused> {
    let mut files: BTreeMap<PathBuf, Vec<usize>> = BTreeMap::new();
    for &deck in decks.iter().filter(|deck| **deck < book.len()) {
        files.entry(path(book, deck)).or_default().push(deck);
    }
    let mut kept = Vec::new();
    for (path, decks) in files {
        let before = load(&path)?;
        let there = before.is_some();
        let mut written = before.unwrap_or_default();
        written.what = MARK.to_owned();
        for deck in decks {
            let stem = &book.deck(deck).stem;
            written.decks.retain(|of| of.deck != *stem);
            let pages = book.pages(cx, deck);
            let lines = |strokes: &[Stroke]| strokes.iter().map(InkedLine::of).collect();
            let page = |(at, strokes): (Position, &[Stroke])| {
                let page = pages.get(at.page)?;
                let (title, words) = (page.title.clone(), print(page));
                Some(WrittenPage { page: at.page + 1, title, words, lines: lines(strokes) })
            };
            let pages: Vec<WrittenPage> = drawings.pages().filter(|(at, _)| at.deck == deck).filter_map(page).collect();
            if !pages.is_empty() {
                written.decks.push(WrittenDeck { deck: stem.clone(), pages });
            }
        }
        if !written.decks.is_empty() {
            save(&path, &written)?;
            kept.push(path);
        } else if there {
            std::fs::remove_file(&path).map_err(|error| refused(&path, in_words(&error)))?;
        }
    }
    Ok(kept)
}

/// Which of `pages` is the one that was written down.
fn find(pages: &[Page], kept: &WrittenPage) -> Option<usize> {
    let at = kept.page.saturating_sub(1);
    let nearest = |fits: &dyn Fn(&Page) -> bool| {
        (0..pages.len()).filter(|&n| pages.get(n).is_some_and(fits)).min_by_key(|n| n.abs_diff(at))
    };
    nearest(&|page| page.title == kept.title && print(page) == kept.words)
        .or_else(|| nearest(&|page| page.title == kept.title))
        .or_else(|| nearest(&|page| print(page) == kept.words))
}

fn print(page: &Page) -> String {
    let mut out = String::new();
    for byte in Sha256::digest(page.text.as_bytes()).iter().take(8) {
        // Nothing can fail in a string.
        let _ = write!(out, "{byte:02x}");
    }
    out
}

/// The file at `path`; nothing if there is none.
fn load(path: &Path) -> Result<Option<Written>, Refused> {
    let metadata = match path.metadata() {
        Ok(metadata) => metadata,
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return Ok(None),
        Err(error) => return Err(refused(path, in_words(&error))),
    };
    if !metadata.is_file() || metadata.len() > MOST_BYTES {
        return Err(refused(path, "this is no file of drawings".to_owned()));
    }
    let bytes = std::fs::read(path).map_err(|error| refused(path, in_words(&error)))?;
    match serde_json::from_slice::<Written>(&bytes) {
        Ok(written) if written.what == MARK => Ok(Some(written)),
        _ => Err(refused(path, "this is no file of drawings, or it is damaged".to_owned())),
    }
}

fn save(path: &Path, written: &Written) -> Result<(), Refused> {
    let mut bytes = serde_json::to_vec(written).map_err(|error| refused(path, error.to_string()))?;
    bytes.push(b'\n');
    files::write(path, &bytes).map_err(|error| refused(path, in_words(&error.source)))
}

fn refused(path: &Path, reason: String) -> Refused {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    Refused { name: crate::text::clean_line(&name), reason }
}

fn in_words(error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::PermissionDenied => "the folder may not be written to".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "the disk is read-only".to_owned(),
        ErrorKind::StorageFull => "the disk is full".to_owned(),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::BookOptions;
    use crate::show::{Nib, Spot};
    use crate::theme;

    const ABC: &str = "# A\n\none\n\n# B\n\ntwo\n\n# C\n\nthree\n";

    fn book(folder: &Path, text: &str) -> Book {
        let path = folder.join("talk.md");
        std::fs::write(&path, text).unwrap();
        Book::open(&path, theme::paper(), BookOptions::default()).unwrap()
    }

    fn drawn(page: usize) -> Drawings {
        let mut drawings = Drawings::default();
        let spots = [Spot { x: 10, y: 20 }, Spot { x: 30_000, y: 20 }];
        drawings.put(Position::new(0, page), Nib::Highlighter, &spots);
        drawings
    }

    fn pages(drawings: &Drawings) -> Vec<usize> {
        drawings.pages().map(|(at, _)| at.page).collect()
    }

    #[test]
    fn what_is_kept_is_on_its_page_again_wherever_that_went() {
        let folder = tempfile::tempdir().unwrap();
        let mut cx = FontCx::new();
        let old = book(folder.path(), ABC);
        assert_eq!(read(&mut cx, &old, 0), Ok(Drawings::default()));
        let files = keep(&mut cx, &old, &[0], &drawn(2)).unwrap();
        assert_eq!(files, [folder.path().join("talk.drawings.json")]);
        assert_eq!(read(&mut cx, &old, 0), Ok(drawn(2)));
        for (text, page) in [
            ("# New\n\nx\n\n# A\n\none\n\n# B\n\ntwo\n", Some(3)),
            ("# A\n\none\n\n# B\n\ntwo and more\n", Some(2)),
            ("# A\n\none\n\n# C\n\nthree\n", None),
        ] {
            let new = book(folder.path(), text);
            assert_eq!(pages(&read(&mut cx, &new, 0).unwrap()), page.into_iter().collect::<Vec<_>>(), "{text}");
        }
        // Nothing is drawn any more: nothing stays.
        assert_eq!(keep(&mut cx, &old, &[0], &Drawings::default()), Ok(Vec::new()));
        assert!(!files[0].exists());
    }

    #[test]
    fn decks_of_one_file_that_were_not_looked_at_stay_as_they_were() {
        let folder = tempfile::tempdir().unwrap();
        let mut cx = FontCx::new();
        let one = book(folder.path(), ABC);
        keep(&mut cx, &one, &[0], &drawn(1)).unwrap();
        let path = path(&one, 0);
        let text = std::fs::read_to_string(&path).unwrap().replace("\"deck\":\"talk\"", "\"deck\":\"other\"");
        std::fs::write(&path, text).unwrap();
        keep(&mut cx, &one, &[0], &drawn(2)).unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains("\"deck\":\"other\"") && text.contains("\"deck\":\"talk\""), "{text}");
    }

    #[test]
    fn what_is_not_ours_is_neither_read_nor_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let mut cx = FontCx::new();
        let book = book(folder.path(), ABC);
        for text in ["", "{}", "[1,2]", "{\"what\":\"else\",\"decks\":[]}", "\u{0}"] {
            std::fs::write(path(&book, 0), text).unwrap();
            assert!(read(&mut cx, &book, 0).is_err(), "{text}");
            let told = keep(&mut cx, &book, &[0], &drawn(1)).unwrap_err();
            assert_eq!(told.name, "talk.drawings.json");
            assert_eq!(std::fs::read_to_string(path(&book, 0)).unwrap(), text);
        }
        std::fs::remove_file(path(&book, 0)).unwrap();
        std::fs::create_dir(path(&book, 0)).unwrap();
        assert!(read(&mut cx, &book, 0).is_err() && keep(&mut cx, &book, &[0], &drawn(1)).is_err());
    }

    #[test]
    fn a_hostile_file_puts_nothing_beyond_the_page() {
        let folder = tempfile::tempdir().unwrap();
        let mut cx = FontCx::new();
        let book = book(folder.path(), ABC);
        let page = |lines: &str| format!(r#"{{"page":0,"title":"A","words":"","lines":[{lines}]}}"#);
        let line = r#"{"nib":"pen","points":[2147483647,-2147483648,7]}"#;
        let text = format!(r#"{{"what":"{MARK}","decks":[{{"deck":"talk","pages":[{}]}}]}}"#, page(line));
        std::fs::write(path(&book, 0), text).unwrap();
        let drawings = read(&mut cx, &book, 0).unwrap();
        let points: Vec<Spot> = drawings
            .pages()
            .flat_map(|(_, strokes)| strokes.iter().flat_map(|stroke| stroke.points.to_vec()))
            .collect();
        assert_eq!(points, [Spot { x: crate::show::WHOLE, y: 0 }]);
    }
}
