//! The table of keys: a row a command, with the words that the help overlay and the README say of it. Never holds a chord twice.

use super::super::Command;
use super::{Chord, Key, KeyRow};

pub(super) const fn plain(key: Key) -> Chord {
    Chord { key, shift: false, alt: false }
}

const fn shifted(key: Key) -> Chord {
    Chord { key, shift: true, alt: false }
}

const fn with_alt(key: Key) -> Chord {
    Chord { key, shift: false, alt: true }
}

const fn typed(character: char) -> Chord {
    plain(Key::Char(character))
}

/// The keys as they are without a config file.
pub static KEYS: &[KeyRow] = &[
    KeyRow {
        keys: &[
            plain(Key::Right),
            plain(Key::Down),
            plain(Key::Space),
            plain(Key::PageDown),
            typed('n'),
            plain(Key::LeftClick),
            plain(Key::WheelDown),
            plain(Key::MediaNext),
        ],
        command: Command::Next,
        help: "next: step, page, talk",
    },
    KeyRow {
        keys: &[
            plain(Key::Left),
            plain(Key::Up),
            shifted(Key::Space),
            plain(Key::PageUp),
            typed('p'),
            plain(Key::RightClick),
            plain(Key::WheelUp),
            plain(Key::MediaPrevious),
        ],
        command: Command::Previous,
        help: "back: step, page, talk",
    },
    KeyRow { keys: &[typed(']')], command: Command::NextSlide, help: "next slide, past its steps and pages" },
    KeyRow { keys: &[typed('[')], command: Command::PreviousSlide, help: "start of the slide; there: slide before" },
    KeyRow {
        keys: &[shifted(Key::Right), shifted(Key::PageDown)],
        command: Command::NextPage,
        help: "next page, past its steps",
    },
    KeyRow {
        keys: &[shifted(Key::Left), shifted(Key::PageUp)],
        command: Command::PreviousPage,
        help: "page before, whole",
    },
    KeyRow {
        keys: &[with_alt(Key::Left), plain(Key::BrowserBack)],
        command: Command::Return,
        help: "back to where the last jump began",
    },
    KeyRow {
        keys: &[with_alt(Key::Right), plain(Key::BrowserForward)],
        command: Command::Forward,
        help: "forth again",
    },
    KeyRow { keys: &[typed('m')], command: Command::Bookmark, help: "bookmark the page, or not any more" },
    KeyRow { keys: &[typed('\'')], command: Command::NextBookmark, help: "go to the next bookmark" },
    KeyRow {
        keys: &[plain(Key::Home)],
        command: Command::First,
        help: "first page of the talk; again: of the session",
    },
    KeyRow { keys: &[plain(Key::End)], command: Command::Last, help: "last page of the talk; again: of the session" },
    KeyRow { keys: &[plain(Key::AnyDigit)], command: Command::Digit(0), help: "type a page number of the talk" },
    KeyRow { keys: &[plain(Key::Enter)], command: Command::Enter, help: "go to the number typed; without one: next" },
    KeyRow { keys: &[plain(Key::Backspace)], command: Command::Back, help: "take back a digit; without one: back" },
    KeyRow {
        keys: &[typed('g')],
        command: Command::Find,
        help: "go to a page by a part of its title, speaker or words, or by its number",
    },
    KeyRow {
        keys: &[typed('o'), plain(Key::Tab)],
        command: Command::Overview,
        help: "overview of all pages: arrows or mouse, letters filter, Enter goes there",
    },
    KeyRow { keys: &[typed('b'), typed('.')], command: Command::Black, help: "black stage; again: the picture back" },
    KeyRow { keys: &[typed('w'), typed(',')], command: Command::White, help: "white stage; again: the picture back" },
    KeyRow {
        keys: &[typed('a')],
        command: Command::Freeze,
        help: "freeze: the audience keeps its page while you browse; again: it comes to yours",
    },
    KeyRow {
        keys: &[typed('r'), plain(Key::Pause), plain(Key::MediaPlay)],
        command: Command::Timer,
        help: "stop the timer, or let it go on",
    },
    KeyRow { keys: &[plain(Key::Delete)], command: Command::TimerReset, help: "set the timer back to 0:00" },
    KeyRow { keys: &[shifted(Key::Down)], command: Command::NotesDown, help: "scroll the notes on" },
    KeyRow { keys: &[shifted(Key::Up)], command: Command::NotesUp, help: "scroll the notes back" },
    KeyRow { keys: &[typed('+'), typed('=')], command: Command::NotesLarger, help: "larger notes" },
    KeyRow { keys: &[typed('-')], command: Command::NotesSmaller, help: "smaller notes" },
    KeyRow { keys: &[typed('l')], command: Command::Pointer, help: "laser pointer that follows the mouse, or none" },
    KeyRow {
        keys: &[typed('i')],
        command: Command::Spotlight,
        help: "light around the mouse and dusk elsewhere, or none",
    },
    KeyRow { keys: &[typed('d')], command: Command::Pen, help: "pen: draw with the mouse or a finger, or none" },
    KeyRow { keys: &[typed('y')], command: Command::Highlighter, help: "highlighter, or none" },
    KeyRow { keys: &[typed('e')], command: Command::Eraser, help: "eraser: takes whole lines away, or none" },
    KeyRow { keys: &[typed('u')], command: Command::Undo, help: "take back the last line, erasure or clearing" },
    KeyRow { keys: &[typed('c')], command: Command::Clear, help: "clear what was drawn on the page" },
    KeyRow {
        keys: &[typed('k')],
        command: Command::KeepDrawings,
        help: "keep what was drawn in a file beside the deck",
    },
    KeyRow {
        keys: &[typed('z')],
        command: Command::Zoom,
        help: "the page from near: wheel, `+` and `-` go nearer and farther, arrows and the mouse move it; or the whole",
    },
    KeyRow {
        keys: &[typed('j')],
        command: Command::Link,
        help: "ask about the next link of the page; Enter follows it",
    },
    KeyRow { keys: &[typed('f'), plain(Key::F11)], command: Command::Fullscreen, help: "fullscreen or window" },
    KeyRow { keys: &[typed('s')], command: Command::Presenter, help: "presenter screen on or off" },
    KeyRow { keys: &[typed('x')], command: Command::Swap, help: "swap the displays of slides and presenter screen" },
    KeyRow { keys: &[typed('t')], command: Command::Theme, help: "the next look; after the last: the first again" },
    KeyRow { keys: &[typed('?'), plain(Key::F1), typed('h')], command: Command::Help, help: "these keys" },
    KeyRow {
        keys: &[plain(Key::Escape)],
        command: Command::Escape,
        help: "leave help, search, number, blank stage, zoom or tool; never the show",
    },
    KeyRow { keys: &[typed('q')], command: Command::Quit, help: "end the show" },
    KeyRow {
        keys: &[plain(Key::F5), shifted(Key::F5)],
        command: Command::Nothing,
        help: "nothing: a clicker’s start button",
    },
    KeyRow {
        keys: &[plain(Key::F6)],
        command: Command::Reload,
        help: "read the files again, even if they lost most of their slides",
    },
];
