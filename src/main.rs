//! The command: arguments in, one command run, an exit code out. Never works itself: what a command does stands in
//! `commands`, and what it needs stands in the library.

mod cli;
mod commands;

use std::process::ExitCode;

use clap::Parser as _;

use commands::Failure;
use commands::supervise::{self, Link, STAGE};

fn main() -> ExitCode {
    // Before all else: nothing of the program is to be in the way of a trial.
    if std::env::args_os().nth(1).is_some_and(|word| word == deckle::media::TRIAL_COMMAND) {
        // Whoever waits reads the answer, or sees that there is none.
        return commands::trial::run().map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS);
    }
    let mut words: Vec<_> = std::env::args_os().collect();
    let staged = words.get(1).is_some_and(|word| word == STAGE);
    if staged {
        words.remove(1);
    }
    let cli = cli::Cli::parse_from(words);
    commands::pass_remarks_on();
    if cli.command.is_none()
        && !staged
        && !cli.present.no_supervisor
        && let Some(code) = supervise::run()
    {
        return code;
    }
    let outcome = match &cli.command {
        None => commands::present::run(&cli.present, if staged { Link::taken() } else { None }),
        Some(cli::Command::Import(args)) => commands::import::run(args),
        Some(cli::Command::Fetch(args)) => commands::fetch::run(args),
        Some(cli::Command::Export(args)) => commands::export::run(args),
        Some(cli::Command::Outline(args)) => commands::outline::run(args),
        Some(cli::Command::Dump(args)) => commands::dump::run(args),
        Some(cli::Command::Displays) => commands::displays::run(),
        Some(cli::Command::Themes(args)) => commands::themes::run(args),
        Some(cli::Command::Keys(args)) => commands::keys::run(args),
        Some(cli::Command::Clicker(args)) => commands::clicker::run(args),
    };
    match outcome {
        // Whoever read our output has read enough (`deckle outline talk.md | head`): nothing failed.
        Ok(()) | Err(Failure::NobodyReads) => ExitCode::SUCCESS,
        // As a shell says it of a program that such a signal ended.
        Err(Failure::Asked(number)) => ExitCode::from(number.saturating_add(128)),
        Err(Failure::Failed(diagnostic)) => {
            commands::tell(&diagnostic);
            ExitCode::from(1)
        }
        Err(Failure::Usage(diagnostic)) => {
            commands::tell(&diagnostic);
            ExitCode::from(2)
        }
    }
}
