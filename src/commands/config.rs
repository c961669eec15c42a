//! What the config file adds to the command line: arguments in, the same with what the person wants every time out. What the
//! command line says wins. A slip in the file never ends a show; any other command says so and does nothing.

use std::path::PathBuf;

use deckle::config::{self, Config, Look, Paint};
use deckle::diag::Diagnostic;
use deckle::theme::{self, Motion};

use super::{Failure, tell_all};
use crate::cli::{ConfigArgs, LookArgs, Painter, PresentArgs, ThemeChoice};

/// Where the config file is, or would be; nothing if none is wanted, or the person has no home.
pub(crate) fn path(args: &ConfigArgs) -> Result<Option<PathBuf>, Failure> {
    match &args.config {
        _ if args.no_config => Ok(None),
        Some(path) if !path.is_file() => {
            let shown = path.display().to_string();
            let told = Diagnostic::error(&shown, "there is no such config file");
            Err(Failure::Usage(Box::new(told.hint("check the path, or leave --config out for your own"))))
        }
        Some(path) => Ok(Some(path.clone())),
        None => Ok(config::own_path()),
    }
}

/// What the person wants every time, and what is wrong with the file that says it.
fn read(args: &ConfigArgs) -> Result<(Config, Vec<Diagnostic>), Failure> {
    Ok(path(args)?.map_or_else(Default::default, |path| config::read(&path)))
}

/// The same for a command that does nothing if anything is wrong.
pub(crate) fn sound(args: &ConfigArgs) -> Result<Config, Failure> {
    let (config, mut found) = read(args)?;
    let Some(last) = found.pop() else { return Ok(config) };
    tell_all(&found);
    Err(Failure::Failed(Box::new(last)))
}

/// `args` with what the person wants every time, and that itself; what is wrong with it is told, and given for the speaker.
pub(crate) fn of_show(args: &PresentArgs) -> Result<(PresentArgs, Config, Option<String>), Failure> {
    let (config, found) = read(&args.config)?;
    tell_all(&found);
    let trouble = found.first().map(|told| {
        let name = std::path::Path::new(&told.file).file_name().unwrap_or_default().to_string_lossy().into_owned();
        let line = if told.line == 0 { String::new() } else { format!(", line {}", told.line) };
        format!("{name}{line}: {}", told.message)
    });
    let presenter = if args.presenter || args.no_presenter { None } else { config.presenter };
    let settled = PresentArgs {
        windowed: args.windowed.or(config.windowed),
        presenter: args.presenter || presenter == Some(true),
        no_presenter: args.no_presenter || presenter == Some(false),
        // Files that are not read again cannot be followed.
        follow: args.follow.or(config.follow.filter(|_| !args.no_reload)),
        painter: args.painter.or(config.painter.map(|paint| match paint {
            Paint::Auto => Painter::Auto,
            Paint::Gpu => Painter::Gpu,
            Paint::Cpu => Painter::Cpu,
        })),
        look: look(&args.look, &config),
        ..args.clone()
    };
    Ok((settled, config, trouble))
}

/// The look of `args`, or that of `config`.
pub(crate) fn look(args: &LookArgs, config: &Config) -> LookArgs {
    let theme = config.theme.as_ref().map(|look| match look {
        Look::Named(name) => ThemeChoice::Named(Box::new(theme::by_name(name).unwrap_or_else(theme::paper))),
        Look::File(path) => ThemeChoice::File(path.clone()),
    });
    LookArgs {
        theme: args.theme.clone().or(theme),
        high_contrast: args.high_contrast.or(config.high_contrast),
        no_motion: args.no_motion || (!args.motion && config.motion == Some(Motion::Reduced)),
        motion: args.motion || (!args.no_motion && config.motion == Some(Motion::Full)),
    }
}
