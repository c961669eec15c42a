//! Which display is whose: the displays, what was asked for and what was chosen before in, the speaker's and the audience's
//! out. Never moves a window.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use super::list::{Display, setup};
use crate::text::{clean_line, for_terminal};

/// Sets of displays that are remembered at most.
const MOST_SETUPS: usize = 200;

/// A display as a person names it: its number from the left, its name, or a part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DisplayName(pub String);

/// What was asked for on the command line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DisplayWishes {
    /// The display of the audience.
    pub audience: Option<DisplayName>,
    /// The display of the presenter screen.
    pub presenter: Option<DisplayName>,
}

/// Why a wish cannot be fulfilled: what is wrong, and what there is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::present) struct Refusal {
    pub(in crate::present) message: String,
    pub(in crate::present) hint: String,
}

impl DisplayName {
    /// The index of the display that is meant.
    pub(in crate::present) fn find(&self, displays: &[Display]) -> Result<usize, Refusal> {
        let wanted = self.0.trim().to_lowercase();
        let by = |fits: &dyn Fn(&Display) -> bool| -> Vec<usize> {
            (0..displays.len()).filter(|&n| displays.get(n).is_some_and(fits)).collect()
        };
        let number = wanted.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        if let Some(index) = number.filter(|&index| index < displays.len()) {
            return Ok(index);
        }
        let exact = by(&|display| display.name.to_lowercase() == wanted || display.model.to_lowercase() == wanted);
        let part = by(&|display| !wanted.is_empty() && display.title().to_lowercase().contains(&wanted));
        match (&exact[..], &part[..]) {
            (&[index], _) | ([], &[index]) => Ok(index),
            ([], []) => Err(self.refused("there is no display", displays)),
            _ => Err(self.refused("there are several displays", displays)),
        }
    }

    fn refused(&self, what: &str, displays: &[Display]) -> Refusal {
        let shown = for_terminal(&clean_line(&self.0));
        Refusal { message: format!("{what} {shown:?}"), hint: listed(displays) }
    }
}

/// What there is, in one sentence.
fn listed(displays: &[Display]) -> String {
    match displays {
        [] => "there is no display at all".to_owned(),
        [only] => format!("there is one: {}", for_terminal(&only.to_string())),
        all => {
            let mut out = "there are ".to_owned();
            for (n, display) in all.iter().enumerate() {
                let before = if n == 0 { "" } else { "; " };
                let _ = write!(out, "{before}{} {}", n + 1, for_terminal(&display.to_string()));
            }
            out
        }
    }
}

/// Whose display is which.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::present) struct Pair {
    /// The speaker's.
    pub(in crate::present) own: Display,
    /// The audience's.
    pub(in crate::present) theirs: Display,
}

/// The same, as it is remembered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::present) struct Kept {
    own: String,
    theirs: String,
}

/// What was chosen for sets of displays, by [`setup`].
pub(in crate::present) type Choices = BTreeMap<String, Kept>;

/// Adds what was chosen for `displays`.
pub(in crate::present) fn keep(choices: &mut Choices, displays: &[Display], pair: &Pair) {
    if choices.len() >= MOST_SETUPS {
        // Nobody has so many desks: what is forgotten is asked for again by one key.
        choices.clear();
    }
    choices.insert(setup(displays), Kept { own: pair.own.tag(), theirs: pair.theirs.tag() });
}

/// Whether the wishes can be fulfilled with `displays`.
pub(in crate::present) fn check(wishes: &DisplayWishes, displays: &[Display]) -> Result<(), Refusal> {
    let audience = wishes.audience.as_ref().map(|name| name.find(displays)).transpose()?;
    let presenter = wishes.presenter.as_ref().map(|name| name.find(displays)).transpose()?;
    if audience.is_some() && audience == presenter {
        let hint = format!("leave one of the two options out; {}", listed(displays));
        return Err(Refusal { message: "audience and presenter cannot have the same display".to_owned(), hint });
    }
    Ok(())
}

/// Whose display is which, if there are two.
pub(in crate::present) fn pick(displays: &[Display], wishes: &DisplayWishes, choices: &Choices) -> Option<Pair> {
    if displays.len() < 2 {
        return None;
    }
    let kept = choices.get(&setup(displays));
    let tagged = |tag: &str| displays.iter().position(|display| display.tag() == tag);
    let kept = kept.and_then(|kept| Some((tagged(&kept.own)?, tagged(&kept.theirs)?)));
    let wished = |name: &Option<DisplayName>| name.as_ref().and_then(|name| name.find(displays).ok());
    let (own, theirs) = match (kept, wished(&wishes.presenter), wished(&wishes.audience)) {
        (Some(kept), None, None) => kept,
        (_, Some(own), Some(theirs)) => (own, theirs),
        (_, Some(own), None) => (own, foreign(displays, own)?),
        (_, None, Some(theirs)) => (home(displays, Some(theirs))?, theirs),
        (None, None, None) => {
            let own = home(displays, None)?;
            (own, foreign(displays, own)?)
        }
    };
    let (own, theirs) = (displays.get(own)?, displays.get(theirs)?);
    (own != theirs).then(|| Pair { own: own.clone(), theirs: theirs.clone() })
}

/// The display that the speaker sits at, and that is not `taken`: the machine's own, else the main one, else the first.
fn home(displays: &[Display], taken: Option<usize>) -> Option<usize> {
    let free = || (0..displays.len()).filter(move |&n| Some(n) != taken);
    let by = |fits: fn(&Display) -> bool| free().find(|&n| displays.get(n).is_some_and(fits));
    by(Display::built_in).or_else(|| by(|display| display.primary)).or_else(|| free().next())
}

/// The display that others look at, and that is not `own`: one that was plugged in, rather not the main one.
fn foreign(displays: &[Display], own: usize) -> Option<usize> {
    let free = (0..displays.len()).filter(|&n| n != own);
    free.min_by_key(|&n| displays.get(n).map(|display| (display.built_in(), display.primary, n)))
}

#[cfg(test)]
mod tests {
    use super::super::list::tests::display;
    use super::*;

    fn desk() -> Vec<Display> {
        let model = |name: &str, x, model: &str| Display { model: model.to_owned(), ..display(name, x, (1280, 800)) };
        let main = Display { primary: true, ..display("DP-3", 3000, (2560, 1440)) };
        vec![model("HDMI-1", 0, "Acme Beamer"), display("eDP-1", 1280, (1920, 1080)), main]
    }

    fn wishes(audience: &str, presenter: &str) -> DisplayWishes {
        let name = |name: &str| (!name.is_empty()).then(|| DisplayName(name.to_owned()));
        DisplayWishes { audience: name(audience), presenter: name(presenter) }
    }

    fn names(displays: &[Display], wishes: &DisplayWishes, choices: &Choices) -> Option<(String, String)> {
        pick(displays, wishes, choices).map(|pair| (pair.own.name, pair.theirs.name))
    }

    #[test]
    fn by_itself_the_speaker_has_the_laptop_and_the_audience_what_was_plugged_in() {
        let none = Choices::new();
        let pairs = |displays: &[Display]| names(displays, &wishes("", ""), &none);
        let (own, theirs) = pairs(&desk()).unwrap();
        assert_eq!((&*own, &*theirs), ("eDP-1", "HDMI-1"), "the main one is the speaker's, or nobody's");
        let two = &desk()[1..];
        assert_eq!(pairs(two), Some(("eDP-1".to_owned(), "DP-3".to_owned())), "a display left of it or right");
        let tower = [display("DP-1", 0, (1, 1)), Display { primary: true, ..display("DP-2", 1, (1, 1)) }];
        assert_eq!(pairs(&tower), Some(("DP-2".to_owned(), "DP-1".to_owned())), "without its own, the main one");
        let plain = [display("X", 0, (1, 1)), display("Y", 1, (1, 1))];
        assert_eq!(pairs(&plain), Some(("X".to_owned(), "Y".to_owned())), "Wayland knows no main one");
        assert_eq!(pairs(&desk()[..1]), None);
        assert_eq!(pairs(&[]), None);
    }

    #[test]
    fn a_display_is_named_by_number_name_or_part() {
        let find = |name: &str| DisplayName(name.to_owned()).find(&desk());
        for (name, index) in
            [("1", 0), ("3", 2), ("edp-1", 1), (" eDP-1 ", 1), ("beamer", 0), ("acme beamer", 0), ("dp-3", 2)]
        {
            assert_eq!(find(name), Ok(index), "{name}");
        }
        let wrong = find("0").unwrap_err();
        assert_eq!(wrong.message, "there is no display \"0\"");
        assert_eq!(
            wrong.hint,
            "there are 1 HDMI-1 (Acme Beamer), 1280 × 800; 2 eDP-1, 1920 × 1080; 3 DP-3, 2560 × 1440"
        );
        assert_eq!(find("dp").unwrap_err().message, "there are several displays \"dp\"");
        for name in ["4", "", "VGA", "99999999999999999999999"] {
            assert!(find(name).is_err(), "{name}");
        }
    }

    #[test]
    fn wishes_come_first_then_what_was_kept() {
        let mut kept = Choices::new();
        let pair = Pair { own: desk()[2].clone(), theirs: desk()[1].clone() };
        keep(&mut kept, &desk(), &pair);
        let picked = |audience: &str, presenter: &str| names(&desk(), &wishes(audience, presenter), &kept).unwrap();
        assert_eq!(picked("", ""), ("DP-3".to_owned(), "eDP-1".to_owned()));
        assert_eq!(picked("3", ""), ("eDP-1".to_owned(), "DP-3".to_owned()));
        assert_eq!(picked("eDP-1", ""), ("DP-3".to_owned(), "eDP-1".to_owned()));
        assert_eq!(picked("", "1"), ("HDMI-1".to_owned(), "DP-3".to_owned()), "rather not the laptop for the audience");
        assert_eq!(picked("2", "1"), ("HDMI-1".to_owned(), "eDP-1".to_owned()));
        let (own, _) = names(&desk()[..2], &wishes("", ""), &kept).unwrap();
        assert_eq!(own, "eDP-1", "another set of displays is another matter");
        let (own, theirs) = names(&desk()[..2], &wishes("DP-3", ""), &kept).unwrap();
        assert_eq!((&*own, &*theirs), ("eDP-1", "HDMI-1"), "who is not there is not waited for");
    }

    #[test]
    fn impossible_wishes_are_refused_with_the_list_of_what_there_is() {
        assert_eq!(check(&wishes("1", "eDP-1"), &desk()), Ok(()));
        assert_eq!(check(&wishes("", ""), &[]), Ok(()));
        let same = check(&wishes("2", "eDP-1"), &desk()).unwrap_err();
        assert!(same.message.contains("same display") && same.hint.contains("HDMI-1"), "{same:?}");
        let alone = check(&wishes("", "2"), &desk()[1..2]).unwrap_err();
        assert_eq!(alone.hint, "there is one: eDP-1, 1920 × 1080");
        let hostile = check(&wishes("\u{1b}[31m", ""), &desk()).unwrap_err();
        assert!(!hostile.message.contains('\u{1b}'), "{hostile:?}");
    }

    #[test]
    fn not_everything_is_remembered_for_ever() {
        let mut kept = Choices::new();
        for n in 0..1000 {
            let displays = [display("A", 0, (n + 1, 1)), display("B", 9999, (1, 1))];
            keep(&mut kept, &displays, &Pair { own: displays[0].clone(), theirs: displays[1].clone() });
        }
        assert!(kept.len() <= MOST_SETUPS);
    }
}
