//! Learning a clicker: presses and their times in, what each means and the map of keys that comes of them out. A pure machine.
//!
//! A clicker alone can answer: the same button again keeps what it pressed. A button that sends Esc is never learned, for
//! start buttons send F5 and Esc in turns, and Esc must go on leaving states. S, R, D and Q, which no clicker sends, skip,
//! take back, finish and leave; so no key of the keyboard that a clicker sends is lost to the lesson.

use std::time::Duration;

use super::keys::{Chord, Conflict, Key, Keymap, Press};
use super::{Command, KeyFilter};

/// Two presses of one button that follow each other faster are one.
const SAME: Duration = Duration::from_millis(250);

/// What is asked for, by the names of commands, each with the words for it; what is no command is not asked for.
const ASKED: &[(&str, &str)] = &[
    ("next", "goes on"),
    ("previous", "goes back"),
    ("black", "makes the stage black"),
    ("overview", "shows all pages"),
    ("pointer", "shows the laser dot"),
    ("timer", "stops the timer"),
];

/// Why a button cannot be learned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It sends what deckle does not know.
    Unknown,
    /// It is a chord of the system.
    System,
    /// It types a digit.
    Digit,
    /// It is Esc.
    Escape,
    /// It sends F5 and Esc in turns.
    Turns,
    /// It was learned for something else a moment ago.
    Learned(Command),
    /// It is the last key of a command that needs one.
    Last(Command),
}

/// What a button would be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It means what is asked for already.
    Fits,
    /// It means nothing yet.
    Free,
    /// It means something else, which it would not mean any more.
    Takes(Command),
    /// It cannot be learned.
    Refused(Refusal),
}

/// A press that came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heard {
    /// What came.
    pub press: Press,
    /// The chord, if there is a name for it.
    pub chord: Option<Chord>,
    /// What it does as the keys are.
    pub does: Option<Command>,
    /// What it would be.
    pub verdict: Verdict,
}

/// What a person says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// This was pressed.
    Press(Press),
    /// Keep what was pressed; at the end, save.
    Keep,
    /// Ask for the next.
    Skip,
    /// Take the last answer back.
    Again,
    /// That is all.
    Done,
    /// Leave everything as it was.
    Leave,
}

/// What comes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The lesson goes on.
    GoesOn,
    /// The keys are to be saved.
    Save,
    /// They are to stay as they were.
    Leave,
}

/// An answer, and the keys before it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Answer {
    before: Keymap,
    at: usize,
    learned: Option<(Command, Chord)>,
}

/// A lesson.
#[derive(Clone, Debug)]
pub struct Lesson {
    usual: Keymap,
    map: Keymap,
    asked: Vec<(Command, &'static str)>,
    at: usize,
    answers: Vec<Answer>,
    heard: Option<Heard>,
    last: Option<Duration>,
    filter: KeyFilter,
    listens: bool,
}

impl Lesson {
    /// One that begins with the keys that hold.
    #[must_use]
    pub fn new(keys: &Keymap) -> Self {
        let asked = ASKED.iter().filter_map(|&(name, words)| Some((keys.command(name)?, words))).collect();
        Self {
            usual: keys.clone(),
            map: keys.clone(),
            asked,
            at: 0,
            answers: Vec::new(),
            heard: None,
            last: None,
            filter: KeyFilter::default(),
            listens: false,
        }
    }

    /// One that asks for nothing and only says what comes, be it a letter of its own or not.
    #[must_use]
    pub fn listening(keys: &Keymap) -> Self {
        Self { asked: Vec::new(), listens: true, ..Self::new(keys) }
    }

    /// Whether it only says what comes.
    #[must_use]
    pub fn listens(&self) -> bool {
        self.listens
    }

    /// What is asked for, in words; nothing at the end.
    #[must_use]
    pub fn asks(&self) -> Option<&'static str> {
        self.asked.get(self.at).map(|(_, words)| *words)
    }

    /// Which of how many it is, from 0.
    #[must_use]
    pub fn progress(&self) -> (usize, usize) {
        (self.at, self.asked.len())
    }

    /// The press that waits to be kept, or was tried at the end.
    #[must_use]
    pub fn heard(&self) -> Option<&Heard> {
        self.heard.as_ref()
    }

    /// What was learned: the words, and the button.
    #[must_use]
    pub fn learned(&self) -> Vec<(&'static str, Chord)> {
        let words = |command| self.asked.iter().find(|(known, _)| *known == command).map_or("", |(_, words)| *words);
        self.answers
            .iter()
            .filter_map(|answer| answer.learned)
            .map(|(command, chord)| (words(command), chord))
            .collect()
    }

    /// The keys as they are now.
    #[must_use]
    pub fn keys(&self) -> &Keymap {
        &self.map
    }

    /// Whether there is anything to save.
    #[must_use]
    pub fn changed(&self) -> bool {
        !self.map.against(&self.usual).is_empty()
    }

    /// Takes what a person says at the time `now`.
    pub fn say(&mut self, said: Said, now: Duration) -> Outcome {
        match said {
            Said::Press(press) => return self.press(press, now),
            Said::Keep if self.asks().is_none() => return if self.changed() { Outcome::Save } else { Outcome::Leave },
            Said::Keep => self.keep(),
            Said::Skip if self.asks().is_some() => self.answer(None),
            Said::Done => {
                self.at = self.asked.len();
                self.heard = None;
            }
            Said::Again => self.again(),
            Said::Leave => return Outcome::Leave,
            Said::Skip => {}
        }
        Outcome::GoesOn
    }

    fn press(&mut self, press: Press, now: Duration) -> Outcome {
        let chord = press.chord();
        if let Some(Chord { key: Key::Char(letter), alt: false, .. }) = chord.filter(|_| !self.listens) {
            match letter {
                's' => return self.say(Said::Skip, now),
                'r' => return self.say(Said::Again, now),
                'd' => return self.say(Said::Done, now),
                'q' => return self.say(Said::Leave, now),
                _ => {}
            }
        }
        let fast = self.last.is_some_and(|last| now.saturating_sub(last) < SAME);
        self.last = Some(now);
        let same = self.heard.is_some_and(|heard| heard.press == press);
        if (same && fast) || chord.is_some_and(|chord| !self.filter.press(chord.key, now)) {
            return Outcome::GoesOn;
        }
        let enter = !self.listens && chord.is_some_and(|chord| chord.key == Key::Enter);
        if (enter && (self.heard.is_some() || self.asks().is_none())) || (same && self.asks().is_some()) {
            return self.say(Said::Keep, now);
        }
        let does = self.map.bound(press).map(|(_, command)| command);
        self.heard = Some(Heard { press, chord, does, verdict: self.verdict(press, chord, does) });
        Outcome::GoesOn
    }

    fn verdict(&self, press: Press, chord: Option<Chord>, does: Option<Command>) -> Verdict {
        let refused = Verdict::Refused;
        let Some(chord) = chord else {
            return refused(match does {
                _ if press.foreign => Refusal::System,
                Some(Command::Digit(_)) => Refusal::Digit,
                _ => Refusal::Unknown,
            });
        };
        let start = self.heard.and_then(|heard| heard.chord).is_some_and(|before| before.key == Key::F5);
        match (chord.key, self.asked.get(self.at)) {
            (Key::Escape, _) => refused(if start { Refusal::Turns } else { Refusal::Escape }),
            (_, None) => Verdict::Fits,
            (_, Some(&(asked, _))) => {
                let known = self.answers.iter().filter_map(|answer| answer.learned).find(|(_, known)| *known == chord);
                match (known, does) {
                    (Some((command, _)), _) => refused(Refusal::Learned(command)),
                    // Without a number typed these are the same.
                    (_, Some(Command::Enter)) if asked == Command::Next => Verdict::Fits,
                    (_, Some(Command::Back)) if asked == Command::Previous => Verdict::Fits,
                    (_, Some(command)) if command == asked => Verdict::Fits,
                    (_, None | Some(Command::Nothing)) => Verdict::Free,
                    (_, Some(command)) => match self.map.given(chord, asked) {
                        Err(Conflict::Lost(lost)) => refused(Refusal::Last(lost)),
                        _ => Verdict::Takes(command),
                    },
                }
            }
        }
    }

    fn keep(&mut self) {
        let (Some(heard), Some(&(asked, _))) = (self.heard, self.asked.get(self.at)) else { return };
        let Some(chord) = heard.chord.filter(|_| !matches!(heard.verdict, Verdict::Refused(_))) else { return };
        let map = match heard.verdict {
            Verdict::Fits => Ok(self.map.clone()),
            _ => self.map.given(chord, asked),
        };
        if let Ok(map) = map {
            self.answer(Some((asked, chord)));
            self.map = map;
        }
    }

    fn answer(&mut self, learned: Option<(Command, Chord)>) {
        self.answers.push(Answer { before: self.map.clone(), at: self.at, learned });
        self.at += 1;
        self.heard = None;
    }

    fn again(&mut self) {
        if self.heard.take().is_some() && self.asks().is_some() {
            return;
        }
        if let Some(answer) = self.answers.pop() {
            self.map = answer.before;
            self.at = answer.at;
        } else {
            self.at = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(word: &str) -> Said {
        let Chord { key, shift, alt } = Chord::parse(word).unwrap();
        Said::Press(Press { logical: Some(key), shift, alt, ..Press::default() })
    }

    /// Presses each word half a second after the one before.
    fn told(lesson: &mut Lesson, words: &[&str]) -> Outcome {
        let start = lesson.last.unwrap_or_default();
        let mut outcome = Outcome::GoesOn;
        for (n, word) in (1..).zip(words) {
            outcome = lesson.say(press(word), start + Duration::from_millis(500) * n);
        }
        outcome
    }

    #[test]
    fn the_same_button_again_keeps_it_and_enter_saves() {
        let mut lesson = Lesson::new(Keymap::usual());
        assert_eq!(told(&mut lesson, &["F8", "F8", "VolumeDown", "VolumeDown", "B", "Enter", "D"]), Outcome::GoesOn);
        assert_eq!(lesson.asks(), None);
        assert_eq!(lesson.learned().len(), 3);
        assert_eq!(told(&mut lesson, &["Enter"]), Outcome::Save);
        let map = lesson.keys();
        assert_eq!(map.keys(Command::Next).last(), Some(&Chord::parse("F8").unwrap()));
        assert_eq!(map.keys(Command::Previous).last(), Some(&Chord::parse("VolumeDown").unwrap()));
        assert_eq!(map.against(Keymap::usual()).len(), 2, "black has B as it had");
    }

    #[test]
    fn a_clicker_that_works_needs_no_file() {
        let mut lesson = Lesson::new(Keymap::usual());
        told(&mut lesson, &["PageDown", "PageDown", "PageUp", "PageUp", ".", ".", "D"]);
        assert!(!lesson.changed());
        assert_eq!(told(&mut lesson, &["Enter"]), Outcome::Leave);
    }

    #[test]
    fn what_cannot_be_learned_is_refused_by_its_reason() {
        let verdict = |words: &[&str]| {
            let mut lesson = Lesson::new(Keymap::usual());
            told(&mut lesson, words);
            lesson.heard().map(|heard| heard.verdict)
        };
        assert_eq!(verdict(&["Esc"]), Some(Verdict::Refused(Refusal::Escape)));
        assert_eq!(verdict(&["F5"]), Some(Verdict::Free));
        assert_eq!(verdict(&["F5", "Esc"]), Some(Verdict::Refused(Refusal::Turns)));
        assert_eq!(verdict(&["Esc", "Esc"]), Some(Verdict::Refused(Refusal::Escape)), "nor when it comes twice");
        assert_eq!(verdict(&["B"]), Some(Verdict::Takes(Command::Black)));
        assert_eq!(verdict(&["Enter"]), Some(Verdict::Fits));
        assert_eq!(verdict(&["F8", "F8", "F8"]), Some(Verdict::Refused(Refusal::Learned(Command::Next))));
        assert_eq!(verdict(&["PageUp"]), Some(Verdict::Takes(Command::Previous)));
        let mut lesson = Lesson::new(Keymap::usual());
        let digit = Press { logical: Some(Key::Char('4')), ..Press::default() };
        lesson.say(Said::Press(digit), Duration::from_secs(9));
        assert_eq!(lesson.heard().map(|heard| heard.verdict), Some(Verdict::Refused(Refusal::Digit)));
        lesson.say(Said::Press(Press { foreign: true, ..digit }), Duration::from_secs(10));
        assert_eq!(lesson.heard().map(|heard| heard.verdict), Some(Verdict::Refused(Refusal::System)));
        lesson.say(Said::Press(Press::default()), Duration::from_secs(11));
        assert_eq!(lesson.heard().map(|heard| heard.verdict), Some(Verdict::Refused(Refusal::Unknown)));
    }

    #[test]
    fn a_bounce_keeps_nothing_and_an_answer_can_be_taken_back() {
        let mut lesson = Lesson::new(Keymap::usual());
        for at in [1000, 1040, 1200] {
            lesson.say(press("F8"), Duration::from_millis(at));
        }
        assert_eq!(lesson.progress().0, 0);
        told(&mut lesson, &["F8"]);
        assert_eq!(lesson.progress().0, 1);
        told(&mut lesson, &["R"]);
        assert_eq!((lesson.progress().0, lesson.changed()), (0, false));
        assert_eq!(told(&mut lesson, &["S", "S", "Q"]), Outcome::Leave);
        assert_eq!(lesson.progress().0, 2);
    }
}
