//! `deckle displays`: which displays there are, by what `--audience-display` and `--presenter-display` call them. Opens
//! no window.

use deckle::present::{self, PresentError, Role};

use super::{Failure, Outcome, print};

/// Lists the displays.
pub(crate) fn run() -> Outcome {
    let all = present::displays().map_err(|error| match error {
        PresentError::NoDisplay => Failure::failed("there is no window system to ask", ""),
        other => Failure::failed(other.to_string(), ""),
    })?;
    let widest = all.iter().map(|display| display.title.chars().count()).max().unwrap_or(0);
    for (n, display) in all.iter().enumerate() {
        let role = match display.role {
            Role::Audience => "audience",
            Role::Presenter => "presenter screen",
            Role::Nobody => "",
        };
        let size = format!("{} × {}", display.size.0, display.size.1);
        let corner = format!("at {}, {}", display.corner.0, display.corner.1);
        let line = format!("{}  {:widest$}  {size:<11}  {corner:<12}  {role}", n + 1, display.title);
        print(&format!("{}\n", line.trim_end()))?;
    }
    Ok(())
}
