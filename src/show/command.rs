//! What a person can ask of a show, and what is to be done about it: two lists without a line of behaviour.

use super::{Pan, Position, Way};

/// What a person can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// One step, page or talk on.
    Next,
    /// One step, page or talk back.
    Previous,
    /// The first page of the next slide.
    NextSlide,
    /// The slide's own beginning; there already, that of the slide before.
    PreviousSlide,
    /// The next page, as it begins.
    NextPage,
    /// The page before, with all its steps.
    PreviousPage,
    /// Back through the jumps that were made.
    Return,
    /// Forward through the jumps that were taken back.
    Forward,
    /// Marks the page for later, or takes the mark away.
    Bookmark,
    /// The next page that is marked; after the last, the first.
    NextBookmark,
    /// The talk's first page; there already, the session's.
    First,
    /// The talk's last page; there already, the session's.
    Last,
    /// A digit of a page number.
    Digit(u8),
    /// Go to the page whose number was typed; without one, [`Command::Next`].
    Enter,
    /// Take back a digit; without one, [`Command::Previous`].
    Back,
    /// Go there, or as near as there is.
    GoTo(Position),
    /// Look for a page by what it is called or says.
    Find,
    /// Look at all pages at once.
    Overview,
    /// A character of what is looked for.
    Type(char),
    /// Take back a character of it.
    Erase,
    /// Another page is selected.
    Select(Way),
    /// The page of this number of those found is under the mouse, and selected.
    Hover(usize),
    /// What was found passes by.
    Scroll(Way),
    /// Go to the page that is selected.
    Choose,
    /// A black stage, or the picture back.
    Black,
    /// A white stage, or the picture back.
    White,
    /// The audience keeps what it sees while the speaker browses; again: it comes to the speaker's place.
    Freeze,
    /// Stop the timer, or let it go on.
    Timer,
    /// The timer begins anew.
    TimerReset,
    /// Scroll the notes on.
    NotesDown,
    /// Scroll the notes back.
    NotesUp,
    /// Larger notes.
    NotesLarger,
    /// Smaller notes.
    NotesSmaller,
    /// A dot of light that follows the mouse, or none.
    Pointer,
    /// Light around the mouse and dusk elsewhere, or none.
    Spotlight,
    /// A pen, or none.
    Pen,
    /// A highlighter, or none.
    Highlighter,
    /// An eraser, or none.
    Eraser,
    /// Take the last line, erasure or clearing of the page back.
    Undo,
    /// Take all that was drawn on the page away.
    Clear,
    /// Keep what was drawn in a file beside the deck.
    KeepDrawings,
    /// Look at the page from near, or at the whole of it.
    Zoom,
    /// Nearer.
    Nearer,
    /// Farther; from far enough, the whole page.
    Farther,
    /// Another part of the page that is near.
    Pan(Pan),
    /// Ask about the next link of the page; Enter says yes.
    Link,
    /// Open or close the presenter's window.
    Presenter,
    /// Fullscreen or a window.
    Fullscreen,
    /// Audience and presenter's window change their displays.
    Swap,
    /// The next look.
    Theme,
    /// Take the files as they are, whatever they lost.
    Reload,
    /// Show or hide the keys.
    Help,
    /// Leave the innermost state.
    Escape,
    /// End the show.
    Quit,
    /// Nothing, on purpose: keys that clickers send and that must not surprise.
    Nothing,
}

/// What is to be done about a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing changed.
    Nothing,
    /// Something that shows changed.
    Redraw,
    /// [`Show::fullscreen`](super::Show::fullscreen) changed.
    Fullscreen,
    /// [`Show::presenter`](super::Show::presenter) changed.
    Presenter,
    /// The windows are to change their displays.
    Swap,
    /// The pages are to be laid out in the next look; [`Show::relaid`](super::Show::relaid) is told.
    Theme,
    /// The files are to be read again, and taken as they are.
    Reload,
    /// The speaker is to be asked about the next link of the page: [`Show::ask_about`](super::Show::ask_about).
    Link,
    /// The link that was asked about is to be opened; [`Show::take_asked`](super::Show::take_asked) has its address.
    Open,
    /// What was drawn is to be written beside the decks.
    Keep,
    /// The show is over.
    Quit,
}
