//! The time of day, as the clock on the wall has it: hours and minutes in, differences out. Never asks what time it is.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

/// Seconds of a day.
const DAY: i64 = 24 * 3600;

/// A time of day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TimeOfDay(i64);

impl TimeOfDay {
    /// `hour`:`minute`:`second`, whatever a clock may say.
    #[must_use]
    pub fn new(hour: u8, minute: u8, second: u8) -> Self {
        Self((i64::from(hour) * 3600 + i64::from(minute) * 60 + i64::from(second)).rem_euclid(DAY))
    }

    /// The seconds from here to `other`, which is at most half a day away: negative if it is past.
    #[must_use]
    pub fn until(self, other: Self) -> i64 {
        (other.0 - self.0 + DAY / 2).rem_euclid(DAY) - DAY / 2
    }

    /// The time of day `seconds` later.
    #[must_use]
    pub fn later(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds % DAY).rem_euclid(DAY))
    }

    /// The time of day after `time`.
    #[must_use]
    pub fn after(self, time: Duration) -> Self {
        self.later(i64::try_from(time.as_secs() % DAY.unsigned_abs()).unwrap_or(0))
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 3600, self.0 / 60 % 60)
    }
}

impl FromStr for TimeOfDay {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("{text:?} is no time of day; write it like 15:45");
        let (hour, minute) = text.trim().split_once(':').ok_or_else(wrong)?;
        let number = |text: &str, below: u8| {
            let digits = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
            text.parse::<u8>().ok().filter(|number| digits && *number < below)
        };
        match (number(hour, 24), number(minute, 60)) {
            (Some(hour), Some(minute)) => Ok(Self::new(hour, minute, 0)),
            _ => Err(wrong()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_day_are_read_and_written() {
        assert_eq!("15:45".parse::<TimeOfDay>().map(|time| time.to_string()), Ok("15:45".to_owned()));
        assert_eq!(" 9:05 ".parse::<TimeOfDay>().map(|time| time.to_string()), Ok("09:05".to_owned()));
        for text in ["", "15", "24:00", "15:60", "-1:00", "15:45:00", "+1:00", "15:4x"] {
            assert!(text.parse::<TimeOfDay>().is_err(), "{text:?}");
        }
    }

    #[test]
    fn midnight_is_no_wall() {
        let late = TimeOfDay::new(23, 50, 0);
        assert_eq!(late.until(TimeOfDay::new(0, 10, 0)), 1200);
        assert_eq!(TimeOfDay::new(0, 10, 0).until(late), -1200);
        assert_eq!(late.later(1200), TimeOfDay::new(0, 10, 0));
        assert_eq!(late.after(Duration::from_secs(1200)), TimeOfDay::new(0, 10, 0));
        assert_eq!(TimeOfDay::new(0, 10, 0).later(-1200), late);
    }
}
