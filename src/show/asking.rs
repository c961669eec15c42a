//! A link that leads out of the show: it opens only when the speaker says so twice. An address in, the same address out after
//! a second click or Enter; whatever else is done forgets it. Never opens anything itself.

use std::sync::Arc;

use super::{Command, Show};

impl Show {
    /// The address that the speaker is asked about.
    #[must_use]
    pub fn asked(&self) -> Option<&str> {
        self.asked.as_deref()
    }

    /// A link to `address` was clicked; gives the address if that was the second time.
    pub fn ask(&mut self, address: &str) -> Option<Arc<str>> {
        let asked = self.asked.take();
        if asked.as_deref() != Some(address) {
            self.asked = Some(address.into());
            return None;
        }
        asked
    }

    /// The speaker is asked about `address`, whatever was asked before.
    pub fn ask_about(&mut self, address: &str) {
        self.asked = Some(address.into());
    }

    /// The address that was agreed to.
    pub fn take_asked(&mut self) -> Option<Arc<str>> {
        self.asked.take()
    }

    /// Whether `command` answers the question, and how; without an answer nothing is asked any more.
    pub(super) fn answer(&mut self, command: Command) -> Answer {
        match command {
            Command::Enter if self.asked.is_some() && self.digits.is_empty() => Answer::Yes,
            Command::Escape if self.asked.take().is_some() => Answer::No,
            // The question goes on to the next one.
            Command::Link => Answer::None,
            _ => {
                self.asked = None;
                Answer::None
            }
        }
    }
}

/// What the speaker says to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// Do it.
    Yes,
    /// Do not, and nothing else either.
    No,
    /// Something else was said.
    None,
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::super::tests::session;
    use super::super::{Effect, Start};
    use super::*;

    #[test]
    fn a_link_opens_at_the_second_word() {
        let pages = session();
        let mut show = Show::new(Start::default(), &pages);
        let press = |show: &mut Show, command| show.apply(command, Duration::ZERO, &pages);
        assert_eq!(show.ask("https://a.org"), None);
        assert_eq!(show.ask("https://b.org"), None, "another one is asked about anew");
        assert_eq!(show.ask("https://b.org").as_deref(), Some("https://b.org"));
        assert_eq!(show.asked(), None);

        show.ask("https://a.org");
        assert_eq!(press(&mut show, Command::Enter), Effect::Open);
        assert_eq!(show.take_asked().as_deref(), Some("https://a.org"));
        let before = show.position();
        assert_eq!(press(&mut show, Command::Enter), Effect::Redraw);
        assert_ne!(show.position(), before, "with nothing asked it moves");
    }

    #[test]
    fn a_key_asks_about_one_link_after_the_other() {
        let pages = session();
        let mut show = Show::new(Start::default(), &pages);
        assert_eq!(show.apply(Command::Link, Duration::ZERO, &pages), Effect::Link);
        show.ask_about("https://a.org");
        assert_eq!(show.apply(Command::Link, Duration::ZERO, &pages), Effect::Link);
        assert_eq!(show.asked(), Some("https://a.org"), "who asks for the next one must know this one");
        show.ask_about("#3");
        assert_eq!(show.apply(Command::Enter, Duration::ZERO, &pages), Effect::Open);
        assert_eq!(show.take_asked().as_deref(), Some("#3"));
    }

    #[test]
    fn esc_says_no_and_a_move_forgets() {
        let pages = session();
        let mut show = Show::new(Start::default(), &pages);
        show.apply(Command::Black, Duration::ZERO, &pages);
        show.ask("https://a.org");
        assert_eq!(show.apply(Command::Escape, Duration::ZERO, &pages), Effect::Redraw);
        assert!(show.asked().is_none() && show.blank().is_some(), "it leaves the innermost state alone");
        show.ask("https://a.org");
        show.apply(Command::Next, Duration::ZERO, &pages);
        assert_eq!(show.asked(), None);
    }
}
