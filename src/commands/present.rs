//! `deckle [PATH]`: opens what is to be presented, finds where to begin, and hands over to the windows. Never opens a
//! window itself, and without a display says what else can be done.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use deckle::book::{Book, BookOptions};
use deckle::fonts::FontCx;
use deckle::present::{
    self, DisplayName, DisplayWishes, Ending, Life, LookFrom, Origin, PainterChoice, PresentError, PresentOptions,
    Resume,
};
use deckle::show::pace::Goal;
use deckle::text::for_terminal;
use deckle::theme::{self, Adjust};

use super::fetch::tell_missing;
use super::remember::{Keeper, Shelf};
use super::supervise::{Link, Orders};
use super::{Failure, Outcome, asked, config, export, open, pages, remark};
use crate::cli::{Painter, PictureSize, PresentArgs, Start, ThemeChoice};

/// What is presented in a checkout of the project, where nothing else was asked for.
const OWN_SESSION: &str = "decks/golanguk-2016";
/// What Ctrl+C in a terminal sends.
const INTERRUPT: u8 = 2;
/// Where its pages go when there is no display.
const OWN_SLIDES: &str = "target/slides";

/// Presents until the user quits; `link` leads to the supervisor, if there is one.
pub(crate) fn run(args: &PresentArgs, link: Option<Link>) -> Outcome {
    let (args, config, slip) = config::of_show(args)?;
    let args = &args;
    let path = match &args.path {
        Some(path) => path.clone(),
        None if Path::new(OWN_SESSION).is_dir() => PathBuf::from(OWN_SESSION),
        None => {
            return Err(Failure::usage(
                "there is nothing to present here",
                "give a deck, a file of notes or a folder of decks: deckle PATH",
            ));
        }
    };
    let book = Arc::new(open(&path, &args.look, BookOptions::default().aspect)?);
    tell_missing(&book, &path);
    let asked = asked::listen();
    let (orders, supervisor, up) = match link.map(Link::parts) {
        Some((orders, supervisor, up)) => (orders, Some(supervisor), Some(up)),
        None => (Orders::default(), None, None),
    };
    let shelf = Shelf::of(&path);
    let resume = left(&shelf, &orders, args);
    let (deck, page) = match &args.start {
        Some(start) => begin(&book, &mut FontCx::with_system_fonts(), start)?,
        None => (0, 0),
    };
    let options = PresentOptions {
        windowed: args.windowed == Some(true),
        no_presenter: args.no_presenter,
        presenter: args.presenter,
        goal: args.until.map(Goal::Until).or(args.duration.map(Goal::For)),
        deck,
        page,
        follow: args.follow == Some(true),
        painter: if orders.cpu { PainterChoice::Cpu } else { args.painter.unwrap_or(Painter::Auto).for_windows() },
        heeds: Adjust {
            high_contrast: args.look.theme.as_ref().is_none_or(ThemeChoice::is_usual),
            no_motion: !args.look.motion,
        },
        displays: DisplayWishes {
            audience: args.audience_display.clone().map(DisplayName),
            presenter: args.presenter_display.clone().map(DisplayName),
        },
        keys: config.keys,
        slip,
    };
    let look = match &args.look.theme {
        None => LookFrom::BuiltIn(Box::new(theme::paper())),
        Some(ThemeChoice::Named(theme)) => LookFrom::BuiltIn(theme.clone()),
        Some(ThemeChoice::File(file)) => LookFrom::File(file.clone()),
    };
    let origin = (!args.no_reload).then(|| Origin { path: path.clone(), look });
    let (keeper, teller) = Keeper::start(shelf, up);
    let Orders { suspects, patience, .. } = orders;
    let life = Life { resume, suspects, keeper: teller, supervisor, asked, patience };
    match present::run(Arc::clone(&book), &options, origin, life) {
        Ok(Ending::Quit) => {
            keeper.ended();
            Ok(())
        }
        Ok(Ending::Orphaned) => Ok(()),
        Ok(Ending::Asked(number)) => {
            // Ctrl+C is the person; a system that ends the session is not, and there the show goes on later.
            if number == INTERRUPT {
                keeper.ended();
            }
            Err(Failure::Asked(number))
        }
        Err(PresentError::NoDisplay) if args.path.is_none() => {
            remark(&format!("There is no display to present on: the pages are written to {OWN_SLIDES} instead."));
            let size = PictureSize { width: 1920, height: 1080 };
            export::all(&book, Path::new(OWN_SLIDES), size)
        }
        Err(PresentError::NoDisplay) => Err(Failure::failed(
            "there is no display to present on",
            format!("write the pages as pictures: deckle export {} -o DIR", path.display()),
        )),
        Err(PresentError::NoSuchDisplay { message, hint }) => Err(Failure::usage(message, hint)),
        Err(PresentError::Failed(message)) => Err(Failure::failed(message, "")),
    }
}

/// The show to go on with: of the stage before this one, or of an earlier run.
fn left(shelf: &Shelf, orders: &Orders, args: &PresentArgs) -> Option<Resume> {
    if let Some(saved) = &orders.saved {
        return Some(Resume { saved: serde_json::from_str(saved).ok()?, away: orders.away });
    }
    if args.start.is_some() {
        return None;
    }
    let resume = shelf.left(args.resume)?;
    let page = for_terminal(&resume.saved.speaker.page);
    remark(&format!("Going on at \"{page}\", where the last show was; to begin elsewhere: --start TALK[/PAGE]."));
    Some(resume)
}

/// Deck and page to begin with. A number is a talk's number; in a session without talks it is a deck's.
fn begin(book: &Book, cx: &mut FontCx, start: &Start) -> Result<(usize, usize), Failure> {
    let deck = match start.talk.parse::<usize>() {
        Ok(number) => numbered(book, number)?,
        Err(_) => named(book, &start.talk)?,
    };
    let Some(page) = start.page else { return Ok((deck, 0)) };
    let count = book.pages(cx, deck).len();
    if page > count {
        let title = for_terminal(title(book, deck));
        return Err(Failure::usage(format!("there is no page {page} in {title}"), format!("it has {}", pages(count))));
    }
    Ok((deck, page - 1))
}

fn numbered(book: &Book, number: usize) -> Result<usize, Failure> {
    let talks: Vec<usize> = (0..book.len()).filter(|&deck| book.deck(deck).front.is_talk()).collect();
    let (thing, decks) = if talks.is_empty() { ("deck", (0..book.len()).collect()) } else { ("talk", talks) };
    number.checked_sub(1).and_then(|index| decks.get(index)).copied().ok_or_else(|| {
        let hint = match decks.len() {
            1 => format!("there is one {thing}"),
            count => format!("there are {thing}s 1 to {count}"),
        };
        Failure::usage(format!("there is no {thing} {number}"), hint)
    })
}

fn named(book: &Book, name: &str) -> Result<usize, Failure> {
    let wanted = name.to_lowercase();
    let by = |fits: &dyn Fn(usize) -> bool| -> Vec<usize> { (0..book.len()).filter(|&deck| fits(deck)).collect() };
    let mut found = by(&|deck| book.deck(deck).stem.to_lowercase() == wanted);
    if found.is_empty() {
        found = by(&|deck| title(book, deck).to_lowercase().contains(&wanted));
    }
    match found[..] {
        [deck] => Ok(deck),
        [] => Err(Failure::usage(
            format!("no talk is called {name:?}"),
            "give a talk's number, its file's name without the ending, or a part of its title; deckle outline lists them",
        )),
        _ => Err(Failure::usage(
            format!("{} talks are called {name:?}", found.len()),
            format!("give one of: {}", stems(book, &found)),
        )),
    }
}

/// The name of the deck at `index`, for a person; never empty.
fn title(book: &Book, index: usize) -> &str {
    let deck = book.deck(index);
    if deck.front.title.is_empty() { &deck.stem } else { &deck.front.title }
}

/// The most decks that a hint lists.
const LISTED: usize = 5;

fn stems(book: &Book, decks: &[usize]) -> String {
    let mut names: Vec<&str> = decks.iter().take(LISTED).map(|&deck| book.deck(deck).stem.as_str()).collect();
    if decks.len() > LISTED {
        names.push("…");
    }
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use deckle::deck::{DeckSource, Front};
    use deckle::diag::Diagnostic;

    use super::*;

    fn book(decks: &[(&str, &str, &str)]) -> Book {
        let sources = decks.iter().map(|&(stem, title, speaker)| DeckSource {
            stem: stem.to_owned(),
            file: format!("{stem}.md"),
            front: Front { title: title.to_owned(), speaker: speaker.to_owned(), ..Front::default() },
            body: format!("# {title}\n\nText.\n"),
            first_line: 1,
        });
        Book::from_sources(sources.collect(), theme::paper(), BookOptions::default(), Vec::new())
    }

    fn deck(book: &Book, start: &str) -> Result<usize, Box<Diagnostic>> {
        match begin(book, &mut FontCx::new(), &start.parse().unwrap()) {
            Ok((deck, _)) => Ok(deck),
            Err(Failure::Usage(diagnostic)) => Err(diagnostic),
            Err(other) => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_number_counts_talks_and_skips_what_is_none() {
        let book = book(&[("00-about", "About us", ""), ("01-a", "Go A", "Ann"), ("02-b", "Go B", "Bob")]);
        assert_eq!(deck(&book, "1"), Ok(1));
        assert_eq!(deck(&book, "2"), Ok(2));
        assert_eq!(deck(&book, "3").unwrap_err().hint, "there are talks 1 to 2");
        assert_eq!(deck(&book, "0").unwrap_err().message, "there is no talk 0");
    }

    #[test]
    fn a_number_counts_decks_where_nobody_speaks() {
        let book = book(&[("a", "A", ""), ("b", "B", "")]);
        assert_eq!(deck(&book, "2"), Ok(1));
        assert_eq!(deck(&book, "3").unwrap_err().hint, "there are decks 1 to 2");
    }

    #[test]
    fn a_name_of_several_is_asked_back() {
        let book = book(&[("01-a", "Go A", "Ann"), ("02-b", "Go B", "Bob")]);
        let told = deck(&book, "go").unwrap_err();
        assert_eq!((&*told.message, &*told.hint), ("2 talks are called \"go\"", "give one of: 01-a, 02-b"));
    }

    #[test]
    fn a_name_is_a_stem_or_a_part_of_one_title() {
        let book = book(&[("01-a", "Go A", "Ann"), ("02-b", "Go B", "Bob"), ("go", "Rust", "Cy")]);
        assert_eq!(deck(&book, "02-B"), Ok(1));
        assert_eq!(deck(&book, "o a"), Ok(0));
        assert_eq!(deck(&book, "go"), Ok(2), "a stem wins over titles");
        assert!(deck(&book, "zig").unwrap_err().message.contains("\"zig\""));
    }
}
