//! `deckle keys`: the keys that hold, as a config file has them, so that a part of it can be copied and changed. Opens no
//! window and writes no file.

use super::{Outcome, config, print};
use crate::cli::KeysArgs;

/// Prints the map.
pub(crate) fn run(args: &KeysArgs) -> Outcome {
    let keys = config::sound(&args.config)?.keys;
    let path = deckle::config::own_path().map_or_else(String::new, |path| format!(" ({})", path.display()));
    print(&format!(
        "# The keys that hold. What is changed in the config file{path} replaces its whole list here.\n# Digits type page \
         numbers; Ctrl and the system's own chords are left alone.\n\n{}",
        keys.toml()
    ))
}
