//! How long something takes, as people write it: `45m`, `1h30`, `5 min`, `90s`, `12:30`, `45`. Text in, a duration out, and
//! back. Never asks what time it is.

use std::fmt::Write as _;
use std::time::Duration;

/// The longest that is taken for what somebody meant.
const LONGEST: Duration = Duration::from_secs(24 * 3600);

/// What `text` says: hours, minutes and seconds by name, or parted by colons as on a stopwatch; a number alone means
/// minutes. Nothing that is no time, is none, or is longer than a day.
#[must_use]
pub fn duration(text: &str) -> Option<Duration> {
    let text = text.trim().to_ascii_lowercase();
    let seconds = if text.contains(':') { stopwatch(&text)? } else { named(&text)? };
    Some(Duration::from_secs(seconds)).filter(|time| !time.is_zero() && *time <= LONGEST)
}

/// `minutes:seconds` or `hours:minutes:seconds`.
fn stopwatch(text: &str) -> Option<u64> {
    let parts: Vec<u64> = text.split(':').map(|part| part.trim().parse().ok()).collect::<Option<_>>()?;
    match parts[..] {
        [minutes, seconds] if seconds < 60 => minutes.checked_mul(60)?.checked_add(seconds),
        [hours, minutes, seconds] if minutes < 60 && seconds < 60 => {
            hours.checked_mul(3600)?.checked_add(minutes * 60 + seconds)
        }
        _ => None,
    }
}

/// Numbers with their units, the largest unit first.
fn named(text: &str) -> Option<u64> {
    let mut rest = text;
    let (mut sum, mut last) = (0_u64, u64::MAX);
    while !rest.is_empty() {
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let number: u64 = rest.get(..digits)?.parse().ok()?;
        rest = rest.get(digits..)?.trim_start();
        let letters = rest.len() - rest.trim_start_matches(|c: char| c.is_alphabetic()).len();
        let unit = match rest.get(..letters)? {
            "h" | "hr" | "hrs" | "hour" | "hours" => 3600,
            "m" | "min" | "mins" | "minute" | "minutes" => 60,
            "s" | "sec" | "secs" | "second" | "seconds" => 1,
            // `45`, and `1h30`.
            "" if rest.is_empty() && last >= 3600 => 60,
            _ => return None,
        };
        if unit >= last {
            return None;
        }
        last = unit;
        sum = sum.checked_add(number.checked_mul(unit)?)?;
        rest = rest.get(letters..)?.trim_start();
    }
    (last != u64::MAX).then_some(sum)
}

/// `time` as [`duration`] reads it.
pub(super) fn written(time: Duration) -> String {
    let seconds = time.as_secs();
    let mut out = String::new();
    for (count, unit) in [(seconds / 3600, 'h'), (seconds / 60 % 60, 'm'), (seconds % 60, 's')] {
        if count > 0 {
            let _ = write!(out, "{count}{unit}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_they_are_written() {
        for (text, seconds) in [
            ("45m", 2700),
            ("45", 2700),
            ("45 min", 2700),
            ("45MIN", 2700),
            ("90s", 90),
            ("1h", 3600),
            ("1h30", 5400),
            ("1h 30m", 5400),
            ("1 hour 5 minutes", 3900),
            ("2m30s", 150),
            ("12:30", 750),
            ("1:02:03", 3723),
        ] {
            assert_eq!(duration(text), Some(Duration::from_secs(seconds)), "{text}");
            assert_eq!(duration(&written(Duration::from_secs(seconds))), Some(Duration::from_secs(seconds)), "{text}");
        }
    }

    #[test]
    fn what_is_no_time_is_none() {
        for text in
            ["", "m", "soon", "0", "0m", "30m1h", "5x", "1:60", "1:2:3:4", "-5m", "99h", "99999999999999999999h"]
        {
            assert_eq!(duration(text), None, "{text:?}");
        }
    }
}
