//! Keys and chords, and their names: what is printed on a key, and what the config file calls it. A word in, a [`Chord`] or
//! what is wrong with it out. Never says what a key does.

/// A key, a button or a turn of the wheel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// A key that types a character; letters in lower case.
    Char(char),
    /// Any of the ten digits; only in [`KEYS`](super::KEYS).
    AnyDigit,
    /// →
    Right,
    /// ←
    Left,
    /// ↑
    Up,
    /// ↓
    Down,
    /// Page up, a clicker's back.
    PageUp,
    /// Page down, a clicker's forward.
    PageDown,
    /// Home.
    Home,
    /// End.
    End,
    /// The space bar.
    Space,
    /// Enter, also of the number pad.
    Enter,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Insert.
    Insert,
    /// Escape, also every second press of a clicker's start button.
    Escape,
    /// Tab.
    Tab,
    /// The key that is called Pause.
    Pause,
    /// The menu key.
    ContextMenu,
    /// F1 to F24. Pedals and small keypads send the upper ones.
    Function(u8),
    /// A headset's next track.
    MediaNext,
    /// A headset's previous track.
    MediaPrevious,
    /// A headset's button: play, pause, or both in turns.
    MediaPlay,
    /// A remote's stop.
    MediaStop,
    /// Louder; the shutter of many small remotes.
    VolumeUp,
    /// Softer.
    VolumeDown,
    /// No sound.
    VolumeMute,
    /// Back, on keyboards and on the side of a mouse.
    BrowserBack,
    /// Forward, at the same places.
    BrowserForward,
    /// The left button of the mouse.
    LeftClick,
    /// The right button of the mouse.
    RightClick,
    /// The wheel, pressed.
    MiddleClick,
    /// The wheel, towards the person.
    WheelDown,
    /// The wheel, away from the person.
    WheelUp,
}

impl Key {
    /// F1.
    pub const F1: Self = Self::Function(1);
    /// F5, a clicker's start button.
    pub const F5: Self = Self::Function(5);
    /// F6.
    pub const F6: Self = Self::Function(6);
    /// F11.
    pub const F11: Self = Self::Function(11);
    /// The last function key.
    pub const FUNCTIONS: u8 = 24;

    /// Whether it is a part of the mouse, which knows no Shift and no Alt here.
    #[must_use]
    pub fn is_of_mouse(self) -> bool {
        matches!(self, Self::LeftClick | Self::RightClick | Self::MiddleClick | Self::WheelDown | Self::WheelUp)
    }
}

/// Keys that type nothing: what is printed on them, and their names in the config file, of which the first is ours.
static NAMED: &[(Key, &str, &[&str])] = &[
    (Key::Right, "→", &["Right", "ArrowRight", "→"]),
    (Key::Left, "←", &["Left", "ArrowLeft", "←"]),
    (Key::Up, "↑", &["Up", "ArrowUp", "↑"]),
    (Key::Down, "↓", &["Down", "ArrowDown", "↓"]),
    (Key::PageUp, "PgUp", &["PageUp", "PgUp", "Prior"]),
    (Key::PageDown, "PgDn", &["PageDown", "PgDn", "Next"]),
    (Key::Home, "Home", &["Home"]),
    (Key::End, "End", &["End"]),
    (Key::Space, "Space", &["Space"]),
    (Key::Enter, "Enter", &["Enter", "Return"]),
    (Key::Backspace, "Backspace", &["Backspace"]),
    (Key::Delete, "Del", &["Delete", "Del"]),
    (Key::Insert, "Ins", &["Insert", "Ins"]),
    (Key::Escape, "Esc", &["Escape", "Esc"]),
    (Key::Tab, "Tab", &["Tab"]),
    (Key::Pause, "Pause", &["Pause", "Break"]),
    (Key::ContextMenu, "Menu", &["Menu", "ContextMenu"]),
    (Key::MediaNext, "next track", &["MediaNext", "AudioNext", "next track"]),
    (Key::MediaPrevious, "previous track", &["MediaPrevious", "AudioPrev", "previous track"]),
    (Key::MediaPlay, "play / pause", &["MediaPlay", "MediaPause", "MediaPlayPause", "AudioPlay", "play / pause"]),
    (Key::MediaStop, "stop", &["MediaStop", "AudioStop", "stop"]),
    (Key::VolumeUp, "volume up", &["VolumeUp", "AudioRaiseVolume", "volume up"]),
    (Key::VolumeDown, "volume down", &["VolumeDown", "AudioLowerVolume", "volume down"]),
    (Key::VolumeMute, "mute", &["VolumeMute", "AudioMute", "mute"]),
    (Key::BrowserBack, "browser back", &["BrowserBack", "Back", "browser back"]),
    (Key::BrowserForward, "browser forward", &["BrowserForward", "Forward", "browser forward"]),
    (Key::LeftClick, "click", &["Click", "LeftClick"]),
    (Key::RightClick, "right click", &["RightClick", "right click"]),
    (Key::MiddleClick, "middle click", &["MiddleClick", "middle click"]),
    (Key::WheelDown, "wheel down", &["WheelDown", "wheel down"]),
    (Key::WheelUp, "wheel up", &["WheelUp", "wheel up"]),
];

/// A key with or without Shift or Alt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Chord {
    /// The key.
    pub key: Key,
    /// Whether Shift is held. Characters ignore it: a layout may need Shift to print them.
    pub shift: bool,
    /// Whether Alt is held.
    pub alt: bool,
}

/// Why a word is no chord, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoChord {
    /// What is wrong.
    pub message: String,
    /// What would be right.
    pub hint: String,
}

impl NoChord {
    fn new(message: String, hint: &str) -> Self {
        Self { message, hint: hint.to_owned() }
    }
}

impl Chord {
    /// The chord that the config file calls `text`: `PageDown`, `Shift+Right`, `b`.
    ///
    /// # Errors
    /// If it calls none so, or one that cannot be bound.
    pub fn parse(text: &str) -> Result<Self, NoChord> {
        let (mut shift, mut alt) = (false, false);
        let mut rest = text.trim();
        // A plus that nothing stands before, or nothing after, is the key itself.
        while let Some((modifier, key)) =
            rest.split_once('+').filter(|(before, after)| !before.is_empty() && !after.is_empty())
        {
            match modifier.trim().to_lowercase().as_str() {
                "shift" => shift = true,
                "alt" | "option" => alt = true,
                "ctrl" | "control" | "cmd" | "command" | "super" | "meta" | "win" => {
                    let message = format!("\"{text}\" belongs to the system");
                    return Err(NoChord::new(message, "take the key alone, or with Shift or Alt"));
                }
                _ => {
                    let message = format!("\"{}\" is no key to hold with another", modifier.trim());
                    return Err(NoChord::new(message, "it may be Shift or Alt"));
                }
            }
            rest = key.trim();
        }
        let key = named(rest)?;
        if matches!(key, Key::Char(c) if c.is_ascii_digit()) {
            let message = format!("\"{text}\" cannot be bound: digits type page numbers");
            return Err(NoChord::new(message, "take another key"));
        }
        if shift && matches!(key, Key::Char(_)) {
            let message = format!("Shift does not count in \"{text}\"");
            return Err(NoChord::new(message, "write what is typed with it, as \"?\", or the letter alone"));
        }
        if (shift || alt) && key.is_of_mouse() {
            let message = format!("Shift and Alt do not count in \"{text}\"");
            return Err(NoChord::new(message, "the mouse is bound without them"));
        }
        Ok(Self { key, shift, alt })
    }

    /// What the config file calls it.
    #[must_use]
    pub fn name(self) -> String {
        self.written(|key| match key {
            Key::Char(c) => c.to_uppercase().collect(),
            Key::AnyDigit => "0 … 9".to_owned(),
            Key::Function(n) => format!("F{n}"),
            other => entry(other).and_then(|(_, _, names)| names.first()).map_or_else(String::new, ToString::to_string),
        })
    }

    fn written(self, key: impl FnOnce(Key) -> String) -> String {
        let alt = if self.alt { "Alt+" } else { "" };
        let shift = if self.shift { "Shift+" } else { "" };
        format!("{alt}{shift}{}", key(self.key))
    }
}

/// What is printed on the chord's keys.
#[must_use]
pub fn label(chord: Chord) -> String {
    chord.written(|key| match key {
        Key::Char(c) => c.to_uppercase().collect(),
        Key::AnyDigit => "0 … 9".to_owned(),
        Key::Function(n) => format!("F{n}"),
        other => entry(other).map_or_else(String::new, |(_, label, _)| (*label).to_owned()),
    })
}

fn entry(key: Key) -> Option<&'static (Key, &'static str, &'static [&'static str])> {
    NAMED.iter().find(|(known, ..)| *known == key)
}

/// The key that is called `name`.
fn named(name: &str) -> Result<Key, NoChord> {
    let mut characters = name.chars().flat_map(char::to_lowercase);
    match (characters.next(), characters.next()) {
        (None, _) => return Err(NoChord::new("there is no key".to_owned(), "write one, such as \"PageDown\"")),
        (Some(c), None) if !c.is_control() && !c.is_whitespace() && !"→←↑↓".contains(c) => {
            return Ok(Key::Char(c));
        }
        _ => {}
    }
    let lower = name.to_lowercase();
    if let Some((key, ..)) = NAMED.iter().find(|(.., names)| names.iter().any(|known| known.to_lowercase() == lower)) {
        return Ok(*key);
    }
    if let Some(Ok(n)) = lower.strip_prefix('f').map(str::parse::<u8>)
        && (1..=Key::FUNCTIONS).contains(&n)
    {
        return Ok(Key::Function(n));
    }
    let known: Vec<&str> = NAMED.iter().filter_map(|(.., names)| names.first().copied()).collect();
    let hint = match crate::text::nearest(name, &known) {
        Some(near) => format!("did you mean \"{near}\"?"),
        None => "it is a character, F1 to F24, or a name as `deckle keys` lists them".to_owned(),
    };
    Err(NoChord { message: format!("there is no key \"{name}\""), hint })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_found_by_its_name_and_by_its_print() {
        let functions = (1..=Key::FUNCTIONS).map(Key::Function);
        let typed = "bö?+=-'[]й".chars().map(Key::Char);
        for key in NAMED.iter().map(|(key, ..)| *key).chain(functions).chain(typed) {
            let plain = Chord { key, shift: false, alt: false };
            assert_eq!(Chord::parse(&plain.name()), Ok(plain));
            assert_eq!(Chord::parse(&label(plain)), Ok(plain), "{}", label(plain));
            assert_eq!(Chord::parse(&plain.name().to_uppercase()), Ok(plain));
            if !key.is_of_mouse() {
                let with_alt = Chord { alt: true, ..plain };
                assert_eq!(Chord::parse(&with_alt.name()), Ok(with_alt));
            }
            if !key.is_of_mouse() && !matches!(key, Key::Char(_)) {
                let both = Chord { alt: true, shift: true, ..plain };
                assert_eq!(Chord::parse(&both.name()), Ok(both));
            }
        }
    }

    #[test]
    fn words_that_are_no_chord_are_refused_with_a_remedy() {
        for (word, message, hint) in [
            ("", "there is no key", "write one, such as \"PageDown\""),
            ("PageDwon", "there is no key \"PageDwon\"", "did you mean \"PageDown\"?"),
            ("F25", "there is no key \"F25\"", "it is a character, F1 to F24, or a name as `deckle keys` lists them"),
            ("7", "\"7\" cannot be bound: digits type page numbers", "take another key"),
            (
                "Shift+X",
                "Shift does not count in \"Shift+X\"",
                "write what is typed with it, as \"?\", or the letter alone",
            ),
            (
                "Shift++",
                "Shift does not count in \"Shift++\"",
                "write what is typed with it, as \"?\", or the letter alone",
            ),
            ("Ctrl+B", "\"Ctrl+B\" belongs to the system", "take the key alone, or with Shift or Alt"),
            ("Hyper+B", "\"Hyper\" is no key to hold with another", "it may be Shift or Alt"),
            ("Shift+Click", "Shift and Alt do not count in \"Shift+Click\"", "the mouse is bound without them"),
        ] {
            let told = Chord::parse(word).unwrap_err();
            assert_eq!((told.message.as_str(), told.hint.as_str()), (message, hint), "{word}");
        }
    }
}
