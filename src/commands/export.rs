//! `deckle export`: pages into PNG files, with a progress bar where a person looks on. Never paints itself.

use std::io::ErrorKind;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use deckle::book::Book;
use deckle::diag::Diagnostic;
use deckle::drawn;
use deckle::export::png::{self, ExportError, PageRef, PngOptions};
use deckle::export::select::PageList;
use deckle::fonts::FontCx;
use deckle::layout::Page;
use deckle::outline;
use deckle::show::{Drawings, Hand, Position};
use deckle::text::for_terminal;
use deckle::views::handled;

use super::fetch::tell_missing;
use super::{Failure, Outcome, config, lay_out, open, pages, print, progress, remark};
use crate::cli::{ExportArgs, Painter, PictureSize};

/// Writes the pages that were asked for and says how many they were, or prints their manifest.
pub(crate) fn run(args: &ExportArgs) -> Outcome {
    let look = config::look(&args.look, &config::sound(&args.config)?);
    let book = open(&args.path, &look, args.size.aspect())?;
    let mut cx = FontCx::with_system_fonts();
    lay_out(&book, &mut cx);
    tell_missing(&book, &args.path);
    let chosen = select(&book, &mut cx, args.pages.as_ref())?;
    let options = options(&args.out, args.size, args.painter);
    make_folder(&args.out)?;
    let drawings = if args.drawings { drawn_on(&book, &mut cx)? } else { Drawings::default() };
    write((&book, &drawings), &chosen, &options, args.painter)?;
    if args.json {
        return print(&outline::to_json(&outline::manifest(&book, &mut cx, &chosen, &options)));
    }
    print(&wrote(&chosen, &options))
}

/// What was kept of all decks of `book`.
fn drawn_on(book: &Book, cx: &mut FontCx) -> Result<Drawings, Failure> {
    let mut all = Drawings::default();
    for deck in 0..book.len() {
        let read = drawn::read(cx, book, deck);
        let read =
            read.map_err(|refused| Failure::failed(refused.to_string(), "remove it, or export without --drawings"))?;
        for (at, strokes) in read.pages() {
            strokes.iter().for_each(|stroke| all.put(at, stroke.nib, &stroke.points));
        }
    }
    Ok(all)
}

/// Writes all pages of `book` and says so.
pub(super) fn all(book: &Book, folder: &Path, size: PictureSize) -> Outcome {
    let mut cx = FontCx::with_system_fonts();
    lay_out(book, &mut cx);
    let chosen = select(book, &mut cx, None)?;
    let options = options(folder, size, Painter::Cpu);
    make_folder(folder)?;
    write((book, &Drawings::default()), &chosen, &options, Painter::Cpu)?;
    print(&wrote(&chosen, &options))
}

fn options(folder: &Path, size: PictureSize, painter: Painter) -> PngOptions {
    let PictureSize { width, height } = size;
    PngOptions { folder: folder.to_owned(), width, height, painter: painter.for_export().0 }
}

fn wrote(chosen: &[PageRef], options: &PngOptions) -> String {
    format!("wrote {} to {}\n", pages(chosen.len()), for_terminal(&options.folder.display().to_string()))
}

/// Makes the folder before anything is painted for it.
fn make_folder(folder: &Path) -> Outcome {
    let shown = folder.display().to_string();
    let refused = |reason: &str| {
        let diagnostic = Diagnostic::error(&shown, format!("pictures cannot be written here: {reason}"));
        Failure::Failed(Box::new(diagnostic.hint("choose another folder with -o")))
    };
    std::fs::create_dir_all(folder).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => refused("this is a file"),
        ErrorKind::NotADirectory => refused("a part of the path is a file"),
        ErrorKind::PermissionDenied => refused("permission denied"),
        ErrorKind::ReadOnlyFilesystem => refused("the disk is read-only"),
        _ => refused(&error.to_string()),
    })
}

/// The pages of `list`, of each deck; all of them without a list.
fn select(book: &Book, cx: &mut FontCx, list: Option<&PageList>) -> Result<Vec<PageRef>, Failure> {
    let mut chosen = Vec::new();
    let mut longest = 0;
    for deck in 0..book.len() {
        let count = book.pages(cx, deck).len();
        longest = longest.max(count);
        let wanted = |page: &usize| list.is_none_or(|list| list.contains(page + 1));
        chosen.extend((0..count).filter(wanted).map(|page| PageRef { deck, page }));
    }
    if chosen.is_empty() {
        return Err(Failure::usage("there are no such pages", format!("the longest deck has {}", pages(longest))));
    }
    Ok(chosen)
}

/// Writes the pages; where the GPU was only wished for and there is none, the CPU paints them.
fn write((book, drawings): (&Book, &Drawings), chosen: &[PageRef], options: &PngOptions, painter: Painter) -> Outcome {
    let bar = progress(chosen.len(), "pages");
    let done = AtomicUsize::new(0);
    let step = |_: PageRef| {
        done.fetch_add(1, Ordering::Relaxed);
        bar.inc(1);
    };
    let over = |at: PageRef, page: &Page| {
        let drawn = drawings.on(Position::new(at.deck, at.page));
        handled((&page.scene, page.steps.saturating_sub(1)), drawn, &Hand::default())
    };
    let mut result = png::write_over(book, chosen, options, &step, &over);
    if let (Err(ExportError::Gpu(error)), Some(second)) = (&result, painter.for_export().1) {
        let reason = for_terminal(&error.to_string());
        remark(&format!("There is no GPU to paint with ({reason}): the CPU paints instead."));
        result = png::write_over(book, chosen, &PngOptions { painter: second, ..options.clone() }, &step, &over);
    }
    bar.finish_and_clear();
    result.map_err(|error| told(error, done.load(Ordering::Relaxed), chosen.len()))
}

/// Why the export ended, and how much of it is there.
fn told(error: ExportError, done: usize, wanted: usize) -> Failure {
    let written = format!("{done} of {} were written", pages(wanted));
    let diagnostic = match error {
        ExportError::Write(error) => {
            Diagnostic::error(&error.path.display().to_string(), format!("it cannot be written: {}", error.source))
                .hint(written)
        }
        ExportError::Gpu(_) => Diagnostic::error("", error.to_string()).hint("paint with the CPU: --painter cpu"),
        ExportError::Encode(message) => Diagnostic::error("", message).hint(written),
    };
    Failure::Failed(Box::new(diagnostic))
}
