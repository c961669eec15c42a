//! `deckle clicker`: what the buttons of a clicker are to mean, learned in a window and saved in the config file; or only shown.
//! Writes no other file.

use deckle::config;
use deckle::present::{self, ClickerOptions, PainterChoice, PresentError};

use super::{Failure, Outcome, config as settings, print, remark};
use crate::cli::ClickerArgs;

/// Learns a clicker.
pub(crate) fn run(args: &ClickerArgs) -> Outcome {
    let keys = settings::sound(&args.config)?.keys;
    let path = settings::path(&args.config)?;
    let saves = match (&path, args.show) {
        (_, true) => None,
        (Some(path), false) => Some(path.display().to_string()),
        (None, false) => {
            return Err(Failure::usage(
                "there is no config file to save keys in",
                "name one with --config FILE, or only look: deckle clicker --show",
            ));
        }
    };
    // A line that nobody reads is no reason to end.
    let tell = |line: &str| drop(print(&format!("{line}\n")));
    let options = ClickerOptions { keys: keys.clone(), saves, painter: PainterChoice::Auto, tell };
    let learned = present::learn(options).map_err(|error| match error {
        PresentError::NoDisplay => {
            Failure::failed("there is no display to open a window on", "bind keys by hand: deckle keys")
        }
        other => Failure::failed(other.to_string(), ""),
    })?;
    let (Some(map), Some(path)) = (learned, path) else { return Ok(()) };
    let saved = config::save(&path, &map, &keys).map_err(|error| Failure::failed(error.message, error.hint))?;
    let before = saved.backup.map_or_else(String::new, |backup| format!(" What was there is in {}.", backup.display()));
    remark(&format!("The keys are saved in {}.{before}", saved.path.display()));
    Ok(())
}
