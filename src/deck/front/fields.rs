//! What the front matter of a deck says: the keys that there are, what each may be, and the keys of other tools that are
//! passed over. One key and its value go in; never reads YAML.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::yaml::Value;
use crate::deck::dialect::Dialect;
use crate::deck::settings::{self, Breaks, DeckSettings, Dir, Split, Turn};
use crate::deck::time;

/// What the front matter of a deck says. Every key may be missing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Front {
    /// The talk's title.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// What the talk is a part of: the conference, the day.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub session: String,
    /// Who speaks.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub speaker: String,
    /// What the speaker is: a team, a company.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub role: String,
    /// Addresses: the speaker's page, the slides, the project.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<String>,
    /// The note-taker's rating, 0 to 10.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rating: Option<u32>,
    /// How many stars stand beside the rating; as many as the rating says if missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stars: Option<u32>,
    /// Path or address of the opener's picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cover: Option<String>,
    /// The theme's name, if the deck wants one of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
    /// How the deck wants to be shown.
    #[serde(flatten)]
    pub settings: DeckSettings,
    /// Where in the file all this stands.
    #[serde(skip)]
    pub places: Places,
}

/// The lines of the file on which keys stand. Where a thing is said is no part of what is said: all are equal.
#[derive(Clone, Debug, Default)]
pub struct Places(BTreeMap<&'static str, (u32, String)>);

impl PartialEq for Places {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Places {
    /// The line of `key` and what stands on it; 0 and nothing if it stands nowhere.
    #[must_use]
    pub fn of(&self, key: &str) -> (u32, &str) {
        self.0.get(key).map_or((0, ""), |(line, text)| (*line, text))
    }

    /// Notes that `key` stands on `line`, which says `text`.
    pub(super) fn note(&mut self, key: &'static str, (line, text): (u32, &str)) {
        self.0.insert(key, (line, text.to_owned()));
    }
}

/// The keys in the order in which they are written.
pub(super) const KEYS: [&str; 22] = [
    "title",
    "session",
    "speaker",
    "role",
    "links",
    "rating",
    "stars",
    "date",
    "cover",
    "theme",
    "transition",
    "footer",
    "steps",
    "split",
    "breaks",
    "scale",
    "background",
    "duration",
    "time",
    "lang",
    "dir",
    "dialect",
];

/// Keys of other tools, and of the sites that keep notes: nobody wrote them for deckle, so nobody is told of them.
const FOREIGN: &[&str] = &[
    // HackMD and its kin.
    "type slideOptions tags description robots image GA disqus categories keywords draft slug permalink",
    // Marp.
    "marp paginate class style size math header headingDivider color backgroundColor backgroundImage url",
    "backgroundPosition backgroundRepeat backgroundSize",
    // Slidev.
    "layout highlighter lineNumbers mdc drawings fonts info colorSchema routerMode aspectRatio canvasWidth",
    "themeConfig defaults download exportFilename titleTemplate addons favicon monaco remoteAssets presenter record",
    "selectable seoMeta hideInToc level timer",
    // presenterm, Quarto, Pandoc, reveal-md.
    "author authors sub_title subtitle event location options format institute editor execute bibliography output",
    "separator verticalSeparator revealOptions css scripts",
];

/// The highest rating, and the most stars.
const MAX_RATING: u32 = 10;

/// What a key must be, and how it is written.
pub(super) type Wanted = (&'static str, &'static str);

/// `key` as it stands in [`KEYS`].
pub(super) fn known(key: &str) -> Option<&'static str> {
    KEYS.into_iter().find(|known| *known == key)
}

impl Front {
    /// Whether it tells of a talk: somebody speaks, or somebody rated it.
    #[must_use]
    pub fn is_talk(&self) -> bool {
        !self.speaker.is_empty() || self.rating.is_some()
    }

    /// Takes `value` for `key`, which is one of [`KEYS`].
    pub(super) fn set(&mut self, key: &str, value: Value) -> Result<(), Wanted> {
        let value = match (key, value) {
            (_, Value::Nothing) => return Ok(()),
            ("links", Value::List(links)) => {
                self.links = links;
                return Ok(());
            }
            ("split", Value::List(levels)) => Value::Text(levels.join(", ")),
            (_, value) => value,
        };
        let settings = &mut self.settings;
        let taken = match (key, value) {
            ("links", Value::Text(link)) => {
                self.links = vec![link];
                true
            }
            ("rating", Value::Text(text)) => put(&mut self.rating, count(&text)),
            ("stars", Value::Text(text)) => put(&mut self.stars, count(&text)),
            ("steps", Value::Text(text)) => {
                settings.steps = matches!(text.as_str(), "lists" | "true");
                settings.steps || matches!(text.as_str(), "none" | "false")
            }
            ("split", Value::Text(text)) => put(&mut settings.split, Split::read(&text)),
            ("breaks", Value::Text(text)) => put(&mut settings.breaks, breaks(&text)),
            ("scale", Value::Text(text)) => put(&mut settings.scale, settings::scale(&text)),
            ("duration", Value::Text(text)) => put(&mut settings.duration, time::duration(&text)),
            ("time", Value::Text(text)) => put(&mut settings.time, time::duration(&text)),
            ("dialect", Value::Text(text)) => put(&mut settings.dialect, Dialect::named(&text)),
            ("footer", Value::Text(text)) => {
                settings.footer = Some(if text == "none" { String::new() } else { text });
                true
            }
            ("transition", Value::Text(text)) => put(&mut settings.transition, Turn::read(&text)),
            ("background", Value::Text(text)) => put(&mut settings.background, Some(text)),
            ("lang", Value::Text(text)) => put(&mut settings.lang, Some(text)),
            ("dir", Value::Text(text)) => put(&mut settings.dir, dir(&text)),
            ("cover", Value::Text(text)) => put(&mut self.cover, Some(text)),
            ("theme", Value::Text(text)) => put(&mut self.theme, Some(text)),
            (_, Value::Text(text)) => {
                let slot = match key {
                    "title" => &mut self.title,
                    "session" => &mut self.session,
                    "speaker" => &mut self.speaker,
                    "role" => &mut self.role,
                    _ => &mut settings.date,
                };
                *slot = text;
                true
            }
            _ => false,
        };
        if taken { Ok(()) } else { Err(wanted(key)) }
    }

    /// Takes what `value` says to deckle if `key` is one of another tool; gives whether it is.
    pub(super) fn foreign(&mut self, key: &str, value: &Value) -> bool {
        if !FOREIGN.iter().any(|line| line.split(' ').any(|foreign| foreign == key)) {
            return false;
        }
        let settings = &mut self.settings;
        match (key, value) {
            ("author", Value::Text(name)) if self.speaker.is_empty() => self.speaker.clone_from(name),
            ("author" | "authors", Value::List(names)) if self.speaker.is_empty() => self.speaker = names.join(", "),
            ("headingDivider", Value::Text(level)) if settings.split.is_none() => {
                settings.split = Split::read(&format!("1-{level}"));
            }
            ("headingDivider", Value::List(levels)) if settings.split.is_none() => {
                settings.split = Split::read(&levels.join(" "));
            }
            ("slideOptions", Value::Mapping(pairs)) => {
                let said = |name: &str| pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
                let minutes = said("allottedMinutes").filter(|text| text.parse::<u32>().is_ok());
                settings.time = settings.time.or_else(|| minutes.and_then(time::duration));
                settings.transition = settings.transition.or_else(|| said("transition").and_then(Turn::read));
            }
            _ => {}
        }
        let text = if let Value::Text(text) = value { text.as_str() } else { "" };
        settings.dialect = settings.dialect.or(match (key, text) {
            ("marp", "true") => Some(Dialect::Marp),
            ("type", "slide") | ("slideOptions", _) => Some(Dialect::HackMd),
            ("separator" | "verticalSeparator" | "revealOptions", _) => Some(Dialect::Reveal),
            ("layout" | "highlighter" | "mdc" | "drawings" | "routerMode" | "colorSchema", _) => Some(Dialect::Slidev),
            ("format", _) => Some(Dialect::Quarto),
            _ => None,
        });
        true
    }

    /// The keys of [`KEYS`] that say something, each with its one line of text; links are no line.
    pub(super) fn lines(&self) -> Vec<(&'static str, String)> {
        let settings = &self.settings;
        let word = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        let line = |key: &'static str| {
            let value = match key {
                "title" => word(&self.title),
                "session" => word(&self.session),
                "speaker" => word(&self.speaker),
                "role" => word(&self.role),
                "rating" => self.rating.map(|n| n.to_string()),
                "stars" => self.stars.filter(|_| self.stars != self.rating).map(|n| n.to_string()),
                "date" => word(&settings.date),
                "cover" => self.cover.clone(),
                "theme" => self.theme.clone(),
                "transition" => settings.transition.map(|turn| turn.word().to_owned()),
                "footer" => settings.footer.as_ref().map(|text| word(text).unwrap_or_else(|| "none".to_owned())),
                "steps" => settings.steps.then(|| "lists".to_owned()),
                "split" => settings.split.map(|split| split.to_string()),
                "breaks" => {
                    settings.breaks.map(|breaks| if breaks == Breaks::Soft { "soft" } else { "hard" }.to_owned())
                }
                "scale" => settings.scale.map(|scale| scale.to_string()),
                "background" => settings.background.clone(),
                "lang" => settings.lang.clone(),
                "dir" => settings.dir.map(|dir| if dir == Dir::Rtl { "rtl" } else { "ltr" }.to_owned()),
                "duration" => settings.duration.map(time::written),
                "time" => settings.time.map(time::written),
                "dialect" => settings.dialect.map(|dialect| dialect.word().to_owned()),
                _ => None,
            };
            Some((key, value?))
        };
        KEYS.into_iter().filter_map(line).collect()
    }
}

/// Puts `value` into `slot`, if there is one.
fn put<T>(slot: &mut Option<T>, value: Option<T>) -> bool {
    let is_some = value.is_some();
    if is_some {
        *slot = value;
    }
    is_some
}

fn count(text: &str) -> Option<u32> {
    text.parse().ok().filter(|n| *n <= MAX_RATING)
}

fn dir(text: &str) -> Option<Dir> {
    match text.to_ascii_lowercase().as_str() {
        "rtl" => Some(Dir::Rtl),
        "ltr" => Some(Dir::Ltr),
        _ => None,
    }
}

fn breaks(text: &str) -> Option<Breaks> {
    match text {
        "hard" | "true" => Some(Breaks::Hard),
        "soft" | "false" => Some(Breaks::Soft),
        _ => None,
    }
}

fn wanted(key: &str) -> Wanted {
    match key {
        "links" => ("a list of addresses", "put one `- https://...` on each line below it"),
        "rating" | "stars" => ("a whole number from 0 to 10", "write it like `rating: 8`"),
        "steps" => ("`lists` or `none`", "write `steps: lists` to show the items of lists one by one"),
        "split" => ("`all`, `none`, or levels of headings from 1 to 6", "write it like `split: 1-3`"),
        "breaks" => ("`hard` or `soft`", "write `breaks: soft` where a line feed is but a blank"),
        "dir" => ("`rtl` or `ltr`", "write `dir: rtl` for a deck that runs from right to left"),
        "transition" => (
            "one of none, fade, push, wipe, cover, zoom, morph",
            "write it like `transition: push`, or leave it to the theme",
        ),
        "scale" => ("a number from 0.7 to 1.4", "write it like `scale: 0.9`"),
        "duration" | "time" => ("a time like `45m`, `1h30m` or `90s`", "write it like `duration: 45m`"),
        "dialect" => (
            "one of plain, hackmd, marp, slidev, reveal, presenterm, deckset, quarto",
            "leave it out: it is found by what the deck holds",
        ),
        _ => ("one line of text", "write it like `title: My talk`, in quotes if it has a colon in it"),
    }
}
