//! The command line: words in, typed arguments out. Never opens a file: whether a path is any good is told by the command
//! that uses it.

use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use clap::builder::{BoolishValueParser, PossibleValuesParser};
use clap::{Args, Parser, Subcommand, ValueEnum};

use deckle::export::png::ExportPainter;
use deckle::export::select::PageList;
use deckle::present::PainterChoice;
use deckle::show::TimeOfDay;
use deckle::theme::{self, Theme};

const EXAMPLES: &str = "\
Examples:
  deckle talk.md                     present a deck, fullscreen
  deckle notes.md --start 3          present the talks of a file of notes, from the third on
  deckle decks/ --windowed           present a folder of decks, in a window
  deckle import notes.md -o decks/   one deck a talk, to edit
  deckle fetch decks/                the pictures of the web that the decks name, kept beside them
  deckle export decks/ -o slides/    every page as a picture
  deckle outline notes.md            which talks and pages there are
  deckle themes paper > my.toml      a theme to make your own of: deckle talk.md --theme my.toml
  deckle keys                        the keys that hold, as the config file has them
  deckle clicker                     a clicker whose buttons are to mean something else
  deckle ./export                    a folder that is called like a command

Exit codes: 0 done, 1 failed, 2 wrong usage.";

/// Presents slide decks and the Markdown notes of whole conferences.
#[derive(Debug, Parser)]
#[command(name = "deckle", version, disable_help_subcommand = true, args_conflicts_with_subcommands = true, after_help = EXAMPLES)]
pub(crate) struct Cli {
    /// What to present, if there is no command.
    #[command(flatten)]
    pub(crate) present: PresentArgs,
    /// The command.
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

/// The commands beside presenting.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Write the talks of a file of notes as decks, one a talk, that a person can edit
    Import(ImportArgs),
    /// Bring the pictures of the web that decks name, once, and keep them beside the decks
    Fetch(FetchArgs),
    /// Write the pages as PNG files
    Export(ExportArgs),
    /// List talks and pages: titles, source lines, steps, visible text, speaker notes
    Outline(OutlineArgs),
    /// Print pages as stable text: every item, its place and its look
    Dump(DumpArgs),
    /// List the displays, as --audience-display and --presenter-display name them
    Displays,
    /// List the themes, or print one as a start for your own
    Themes(ThemesArgs),
    /// Print the keys that hold, each with what it does, as the config file has them
    Keys(KeysArgs),
    /// Learn a clicker: press each button, see what arrives, and save it in the config file
    Clicker(ClickerArgs),
}

/// `deckle clicker`.
#[derive(Debug, Args)]
pub(crate) struct ClickerArgs {
    /// Only show what arrives; save nothing
    #[arg(long)]
    pub(crate) show: bool,
    /// What is wanted every time
    #[command(flatten)]
    pub(crate) config: ConfigArgs,
}

/// `deckle [PATH]`.
#[derive(Clone, Debug, Args)]
pub(crate) struct PresentArgs {
    /// A deck, a file of notes, or a folder of decks [default: decks/golanguk-2016, if it is there]
    #[arg(value_name = "PATH")]
    pub(crate) path: Option<PathBuf>,
    /// Present in a window instead of fullscreen
    #[arg(long, value_name = "yes|no", num_args = 0..=1, require_equals = true, default_missing_value = "yes", value_parser = BoolishValueParser::new())]
    pub(crate) windowed: Option<bool>,
    /// Open no presenter window
    #[arg(long)]
    pub(crate) no_presenter: bool,
    /// The audience's display: its number or name as `deckle displays` lists them, or a part of the name [default: the one
    /// that was plugged in]
    #[arg(long, value_name = "DISPLAY")]
    pub(crate) audience_display: Option<String>,
    /// The presenter screen's display
    #[arg(long, value_name = "DISPLAY")]
    pub(crate) presenter_display: Option<String>,
    /// Open the presenter window, also where there is but one display; to share one window of a call and keep the other
    #[arg(long, conflicts_with = "no_presenter")]
    pub(crate) presenter: bool,
    /// How long it may take (`45m`, `1h30m`); else the front matter may say (`duration:`)
    #[arg(long, value_name = "TIME", value_parser = duration)]
    pub(crate) duration: Option<Duration>,
    /// When it is to be over (`15:45`)
    #[arg(long, value_name = "HH:MM", conflicts_with = "duration")]
    pub(crate) until: Option<TimeOfDay>,
    /// Begin with this talk, and this page of it: a talk's number, its file's name without the ending, or a part of its
    /// title (`3`, `3/2`, `keynote`, `keynote/5`)
    #[arg(long, value_name = "TALK[/PAGE]")]
    pub(crate) start: Option<Start>,
    /// After a save, go to the page that was written
    #[arg(long, value_name = "yes|no", num_args = 0..=1, require_equals = true, default_missing_value = "yes", value_parser = BoolishValueParser::new())]
    pub(crate) follow: Option<bool>,
    /// Show the files as they were at the start, whatever is saved to them meanwhile
    #[arg(long, conflicts_with = "follow")]
    pub(crate) no_reload: bool,
    /// Go on where the last show of it was; one that did not end by itself is gone on with anyway
    #[arg(long, conflicts_with = "start")]
    pub(crate) resume: bool,
    /// Present in this process, which nobody starts again if it dies
    #[arg(long)]
    pub(crate) no_supervisor: bool,
    /// Who paints; auto is the GPU if there is one, else the CPU [default: auto]
    #[arg(long, value_name = "WHO", value_enum)]
    pub(crate) painter: Option<Painter>,
    /// The look
    #[command(flatten)]
    pub(crate) look: LookArgs,
    /// What is wanted every time
    #[command(flatten)]
    pub(crate) config: ConfigArgs,
}

/// Where options and keys come from that are not on the command line.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct ConfigArgs {
    /// The config file, in place of the person's own
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Read no config file
    #[arg(long, conflicts_with = "config")]
    pub(crate) no_config: bool,
}

/// `deckle keys`.
#[derive(Debug, Args)]
pub(crate) struct KeysArgs {
    /// What is wanted every time
    #[command(flatten)]
    pub(crate) config: ConfigArgs,
}

/// `deckle import`.
#[derive(Debug, Args)]
pub(crate) struct ImportArgs {
    /// The file of notes
    pub(crate) notes: PathBuf,
    /// The folder for the decks; made if it is not there
    #[arg(short, long = "out", value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// Overwrite decks that were edited since they were imported
    #[arg(long)]
    pub(crate) force: bool,
}

/// `deckle fetch`.
#[derive(Debug, Args)]
pub(crate) struct FetchArgs {
    /// A deck, a file of notes, or a folder of decks
    pub(crate) path: PathBuf,
    /// Also ask this machine, although its address is not public, on any port or on the one given
    #[arg(long, value_name = "HOST[:PORT]")]
    pub(crate) allow_host: Vec<String>,
    /// Ask again for what is there, and keep what changed
    #[arg(long)]
    pub(crate) again: bool,
}

/// `deckle export`.
#[derive(Debug, Args)]
pub(crate) struct ExportArgs {
    /// A deck, a file of notes, or a folder of decks
    pub(crate) path: PathBuf,
    /// The folder for the pictures; made if it is not there
    #[arg(short, long = "out", value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// Columns and rows of a picture; pages take its shape
    #[arg(long, value_name = "WxH", default_value = "1920x1080")]
    pub(crate) size: PictureSize,
    /// Only these pages of each deck, for example 1-3,7
    #[arg(long, value_name = "LIST")]
    pub(crate) pages: Option<PageList>,
    /// Who paints; the CPU gives the same bytes on every machine
    #[arg(long, value_name = "WHO", value_enum, default_value_t = Painter::Cpu)]
    pub(crate) painter: Painter,
    /// The look
    #[command(flatten)]
    pub(crate) look: LookArgs,
    /// What is wanted every time
    #[command(flatten)]
    pub(crate) config: ConfigArgs,
    /// With what was drawn on the pages and kept beside their decks (K while presenting)
    #[arg(long)]
    pub(crate) drawings: bool,
    /// Print what was written as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// `deckle outline`.
#[derive(Debug, Args)]
pub(crate) struct OutlineArgs {
    /// A deck, a file of notes, or a folder of decks
    pub(crate) path: PathBuf,
    /// Print it as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// `deckle dump`.
#[derive(Debug, Args)]
pub(crate) struct DumpArgs {
    /// A deck, a file of notes, or a folder of decks
    pub(crate) path: PathBuf,
    /// Only this page of each deck, from 1
    #[arg(long, value_name = "N")]
    pub(crate) page: Option<std::num::NonZeroUsize>,
    /// The look
    #[command(flatten)]
    pub(crate) look: LookArgs,
    /// What is wanted every time
    #[command(flatten)]
    pub(crate) config: ConfigArgs,
}

/// `deckle themes`.
#[derive(Debug, Args)]
pub(crate) struct ThemesArgs {
    /// Print this theme's file, as a start for your own
    #[arg(value_name = "NAME", value_parser = theme_names())]
    pub(crate) name: Option<String>,
}

fn duration(text: &str) -> Result<Duration, String> {
    deckle::deck::duration(text).ok_or_else(|| "it is a time like 45m, 1h30m or 90s, at most a day".to_owned())
}

fn theme_names() -> PossibleValuesParser {
    PossibleValuesParser::new(theme::themes().iter().map(|theme| theme.name.as_str()))
}

/// How everything looks.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct LookArgs {
    /// The look of decks that choose none themselves: a name (`deckle themes` lists them) or a theme's file [default: paper]
    #[arg(long, value_name = "NAME|FILE")]
    pub(crate) theme: Option<ThemeChoice>,
    /// Strengthen the colours of every theme to a contrast of at least 7 : 1
    #[arg(long, value_name = "yes|no", num_args = 0..=1, require_equals = true, default_missing_value = "yes", value_parser = BoolishValueParser::new())]
    pub(crate) high_contrast: Option<bool>,
    /// Show every page at once, whatever the theme or the deck wants to move
    #[arg(long)]
    pub(crate) no_motion: bool,
    /// Let things move, though the system asks programs not to
    #[arg(long, conflicts_with = "no_motion")]
    pub(crate) motion: bool,
}

/// `--theme`.
#[derive(Clone, Debug)]
pub(crate) enum ThemeChoice {
    /// A built-in theme.
    Named(Box<Theme>),
    /// A theme's file.
    File(PathBuf),
}

impl ThemeChoice {
    /// Whether it is what decks have that nobody chose a look for.
    pub(crate) fn is_usual(&self) -> bool {
        matches!(self, Self::Named(theme) if theme.name == theme::paper().name)
    }
}

impl FromStr for ThemeChoice {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if let Some(theme) = theme::by_name(text) {
            return Ok(Self::Named(Box::new(theme)));
        }
        if theme::is_path(text) {
            return Ok(Self::File(PathBuf::from(text)));
        }
        let names: Vec<&str> = theme::looks().map(|theme| theme.name.as_str()).collect();
        let near =
            deckle::text::nearest(text, &names).map_or_else(String::new, |near| format!("did you mean {near}? "));
        Err(format!("{near}it is one of {}, or a file that ends in .toml", names.join(", ")))
    }
}

/// `--painter`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Painter {
    // Plain comments: documentation here would become a list in --help that says what the option says already.
    // The GPU if there is one, else the CPU.
    Auto,
    // The GPU or nothing.
    Gpu,
    // The CPU.
    Cpu,
}

impl Painter {
    /// Who paints the windows.
    pub(crate) fn for_windows(self) -> PainterChoice {
        match self {
            Self::Auto => PainterChoice::Auto,
            Self::Gpu => PainterChoice::Gpu,
            Self::Cpu => PainterChoice::Cpu,
        }
    }

    /// Who paints an export first, and who does if that one cannot.
    pub(crate) fn for_export(self) -> (ExportPainter, Option<ExportPainter>) {
        match self {
            Self::Auto => (ExportPainter::Gpu, Some(ExportPainter::Cpu)),
            Self::Gpu => (ExportPainter::Gpu, None),
            Self::Cpu => (ExportPainter::Cpu, None),
        }
    }
}

/// `--size`: columns and rows of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PictureSize {
    /// Columns.
    pub(crate) width: u32,
    /// Rows.
    pub(crate) height: u32,
}

/// The least and the most columns or rows of a picture.
const PIXELS: std::ops::RangeInclusive<u32> = 16..=16_384;

impl PictureSize {
    /// Columns divided by rows.
    pub(crate) fn aspect(self) -> f32 {
        self.width as f32 / self.height as f32
    }
}

impl FromStr for PictureSize {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (width, height) = text
            .split_once(['x', 'X', '×'])
            .and_then(|(width, height)| Some((width.parse::<u32>().ok()?, height.parse::<u32>().ok()?)))
            .ok_or("a size is columns x rows, for example 1920x1080")?;
        if !PIXELS.contains(&width) || !PIXELS.contains(&height) {
            return Err(format!("columns and rows are {} to {}", PIXELS.start(), PIXELS.end()));
        }
        // Beyond these shapes no margin and no word would fit a page.
        if width > height * 4 || height > width * 2 {
            return Err("a page is at most 4 times as wide as high, and at most twice as high as wide".to_owned());
        }
        Ok(Self { width, height })
    }
}

/// `--start`: where to begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Start {
    /// A number, a stem, or a part of a title.
    pub(crate) talk: String,
    /// The page of the talk, from 1.
    pub(crate) page: Option<usize>,
}

impl FromStr for Start {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        // A title may have slashes of its own: only a number after the last one is a page.
        let split = text.rsplit_once('/').and_then(|(talk, page)| Some((talk, page.trim().parse::<usize>().ok()?)));
        let (talk, page) = split.map_or((text, None), |(talk, page)| (talk, Some(page)));
        if talk.trim().is_empty() {
            return Err("begin with a talk, for example 3 or 3/2".to_owned());
        }
        if page == Some(0) {
            return Err("pages are counted from 1".to_owned());
        }
        Ok(Self { talk: talk.trim().to_owned(), page })
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    fn parsed(words: &[&str]) -> Cli {
        Cli::try_parse_from(std::iter::once(&"deckle").chain(words)).unwrap()
    }

    #[test]
    fn plans_are_a_time_or_a_time_of_day_and_not_both() {
        let plan = |args: &[&str]| {
            let present = parsed(args).present;
            (present.duration.map(|time| time.as_secs()), present.until.map(|time| time.to_string()))
        };
        assert_eq!(plan(&["--duration", "1h30"]), (Some(5400), None));
        assert_eq!(plan(&["--until", "9:05"]), (None, Some("09:05".to_owned())));
        for wrong in [&["--until", "25:00"][..], &["--duration", "soon"], &["--duration", "5m", "--until", "9:00"]] {
            assert!(Cli::try_parse_from(["deckle"].iter().chain(wrong)).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn the_arguments_are_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_path_like_a_command_is_a_path_when_it_says_so() {
        assert_eq!(parsed(&["./export"]).present.path, Some(PathBuf::from("./export")));
        assert!(parsed(&["./export"]).command.is_none());
        assert!(parsed(&["outline", "talk.md"]).command.is_some());
        assert!(Cli::try_parse_from(["deckle", "talk.md", "export", "x", "-o", "y"]).is_err());
    }

    #[test]
    fn sizes() {
        assert_eq!("1920x1080".parse(), Ok(PictureSize { width: 1920, height: 1080 }));
        assert_eq!("16x16".parse(), Ok(PictureSize { width: 16, height: 16 }));
        assert_eq!("16384x16384".parse(), Ok(PictureSize { width: 16_384, height: 16_384 }));
        for wrong in ["", "x", "1920", "1920x", "x1080", "15x16", "16x16385", "-16x16", "99999999999x16", "1e3x16"] {
            assert!(wrong.parse::<PictureSize>().is_err(), "{wrong}");
        }
        assert!("6400x1600".parse::<PictureSize>().is_ok());
        assert!("6401x1600".parse::<PictureSize>().is_err());
        assert!("800x1601".parse::<PictureSize>().is_err());
    }

    #[test]
    fn starts() {
        let start = |talk: &str, page| Ok(Start { talk: talk.to_owned(), page });
        assert_eq!("3".parse(), start("3", None));
        assert_eq!("3/2".parse(), start("3", Some(2)));
        assert_eq!("TCP/IP".parse(), start("TCP/IP", None));
        assert_eq!("TCP/IP/12".parse(), start("TCP/IP", Some(12)));
        assert!("".parse::<Start>().is_err());
        assert!("/2".parse::<Start>().is_err());
        assert!("3/0".parse::<Start>().is_err());
    }
}
