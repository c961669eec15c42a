//! The head of a section of notes: what stands between its heading and its text. Lines in; speaker, links, rating,
//! cover and the lines that they were taken from out. Whatever is unclear is never taken: it stays text.

use std::collections::BTreeSet;

use pulldown_cmark::{Event, Parser, Tag};

use super::lines;

/// What the head of a section says.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Head {
    /// Whether somebody speaks or somebody rated it. Nothing is taken from any other section.
    pub is_talk: bool,
    pub speaker: String,
    pub role: String,
    pub links: Vec<String>,
    pub rating: Option<u32>,
    pub stars: Option<u32>,
    pub cover: Option<String>,
    /// Indices of the lines that all this was read from.
    pub taken: BTreeSet<usize>,
}

/// The most links that are taken from one head, and the longest address.
const MAX_LINKS: usize = 32;
const MAX_URL_BYTES: usize = 2048;
/// Words before an address that only say what it is.
const LABELS: [&str; 12] =
    ["slides", "slide", "video", "code", "repo", "site", "web", "website", "twitter", "github", "blog", "link"];
/// What may part a name from a team or an address.
const PARTERS: [&str; 4] = [" - ", " – ", " — ", " | "];

/// Reads the head of the section whose heading is the first of `lines`.
pub(super) fn read(lines: &[&str]) -> Head {
    let head = lines.get(..end(lines)).unwrap_or(&[]);
    let mut found = Head::default();
    let mut speaks = false;
    let mut text_seen = false;
    let mut straight = false;
    let rated = head.iter().skip(1).any(|line| rating(quote(line).1).is_some());
    let taken_before = |found: &Head, n: usize| n.checked_sub(1).is_some_and(|n| found.taken.contains(&n));
    for (n, line) in head.iter().enumerate().skip(1) {
        let (quoted, text) = quote(line);
        if text.is_empty() {
            straight = false;
            if quoted && taken_before(&found, n) {
                found.taken.insert(n);
            }
            continue;
        }
        if let (None, Some((rating, stars))) = (found.rating, rating(text)) {
            (found.rating, found.stars) = (Some(rating), Some(stars));
            found.taken.insert(n);
            continue;
        }
        // The last line of a longer quotation tells who said it, not who speaks.
        let opens = !quoted || taken_before(&found, n) || !head.get(n - 1).is_some_and(|line| quote(line).0);
        let credit = match quoted {
            _ if speaks => None,
            true if opens => credit(text).or_else(|| credit_of_two(head, n)),
            true => None,
            false => list_credit(text).or_else(|| plain_credit(text, rated)),
        };
        let all_links = || text.split_whitespace().map(url).collect::<Option<Vec<&str>>>();
        if let Some(credit) = credit {
            (found.speaker, found.role) = (credit.name, credit.role);
            found.links.extend(credit.links);
            found.taken.extend(n..n + credit.lines);
            (speaks, straight) = (true, true);
        } else if found.taken.contains(&n) {
            // The second line of a credit of two.
        } else if let Some(urls) = all_links().filter(|urls| {
            let near = straight || !text_seen;
            near && (!quoted || speaks) && found.links.len() + urls.len() <= MAX_LINKS
        }) {
            found.links.extend(urls.into_iter().map(str::to_owned));
            found.taken.insert(n);
        } else if let Some(link) = labelled(text).filter(|_| !text_seen && found.links.len() < MAX_LINKS) {
            found.links.push(link.to_owned());
            found.taken.insert(n);
        } else if let Some(url) = picture(text).filter(|_| !quoted && !text_seen && found.cover.is_none()) {
            found.cover = Some(url);
            found.taken.insert(n);
        } else if !text.starts_with("<!--") {
            (text_seen, straight) = (true, false);
        }
    }
    found.is_talk = speaks || found.rating.is_some();
    if found.is_talk { found } else { Head::default() }
}

/// Where the head ends: at the first heading, list, fence, table or comment of several lines.
fn end(lines: &[&str]) -> usize {
    let mut is_first = true;
    for (n, line) in lines.iter().enumerate().skip(1) {
        let text = line.trim();
        let speaker = is_first && list_credit(text).is_some();
        let comment = text.starts_with("<!--") && !text.ends_with("-->");
        let ends = comment || text.starts_with('|') || is_item(text) && !speaker;
        if ends || lines::level(line).is_some() || lines::fence(line).is_some() {
            return n;
        }
        is_first &= text.is_empty() || picture(text).is_some() || rating(text).is_some();
    }
    lines.len()
}

fn is_item(text: &str) -> bool {
    let marker = text.split_whitespace().next().unwrap_or("");
    let number = marker.strip_suffix(['.', ')']).unwrap_or("");
    matches!(marker, "-" | "*" | "+") || !number.is_empty() && number.chars().all(|c| c.is_ascii_digit())
}

/// Whether a line is of a quote, and its text.
fn quote(line: &str) -> (bool, &str) {
    match line.trim().strip_prefix('>') {
        Some(text) => (true, text.trim()),
        None => (false, line.trim()),
    }
}

/// Rating and number of stars, if `text` is nothing but a number and stars, or only stars.
pub(super) fn rating(text: &str) -> Option<(u32, u32)> {
    let mut rest = text.trim();
    let mut rating = None;
    let mut stars = 0;
    while !rest.is_empty() {
        let after = if let Some(after) = rest.strip_prefix('⭐').or_else(|| rest.strip_prefix('★')) {
            stars += 1;
            after
        } else {
            let (name, after) = rest.strip_prefix(':')?.split_once(':')?;
            if name == "star" {
                stars += 1;
            } else {
                // The number stands before the stars, and there is one.
                if stars > 0 || rating.is_some() {
                    return None;
                }
                rating = Some(digit(name)?);
            }
            after
        };
        rest = after.trim_start();
    }
    (1..=10).contains(&stars).then(|| (rating.unwrap_or(stars), stars))
}

/// The number that a shortcode's name says.
pub(super) fn digit(name: &str) -> Option<u32> {
    const NAMES: [&str; 11] =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "keycap_ten"];
    NAMES.iter().zip(0..).find(|(known, _)| **known == name).map(|(_, n)| n)
}

/// Who speaks, read from a line.
struct Credit {
    name: String,
    role: String,
    links: Vec<String>,
    /// How many lines it stands on.
    lines: usize,
}

/// `Name - Team - address`, with or without name and team, with one or several addresses at the end.
fn credit(text: &str) -> Option<Credit> {
    let mut rest = text;
    let mut links = Vec::new();
    let mut label = "";
    loop {
        let start = rest.rfind(char::is_whitespace).map_or(0, |n| n + 1);
        let word = rest.get(start..)?;
        if let Some(found) = url(word) {
            links.push(found.to_owned());
            rest = rest.get(..start)?;
        } else if let Some((before, words, found)) = linked(rest).filter(|_| label.is_empty()) {
            links.push(found.to_owned());
            label = words;
            rest = before;
        } else {
            break;
        }
        // A hyphen may touch the name: `Victor Ruiz- https://...`.
        rest = rest.trim_end().trim_end_matches(['-', '–', '—', '|', ',', ':']).trim_end();
        if links.len() > MAX_LINKS {
            return None;
        }
    }
    if links.is_empty() {
        return None;
    }
    links.reverse();
    let part = PARTERS.iter().filter_map(|parter| Some((rest.find(parter)?, parter.len()))).min();
    let (name, team) = match part {
        Some((at, length)) => (rest.get(..at)?, rest.get(at + length..)?),
        None => (rest, ""),
    };
    let (mut name, mut role) = (bare(name).to_owned(), bare(team).to_owned());
    if name.is_empty() && role.is_empty() {
        name = bare(label).to_owned();
    } else if role.is_empty() {
        role = label.to_owned();
    } else if !label.is_empty() {
        role = format!("{role} {label}");
    }
    let clear = (name.is_empty() || is_name(&name)) && role.chars().count() <= 80 && !role.contains("://");
    clear.then_some(Credit { name, role, links, lines: 1 })
}

/// A name on one line of a quote, its addresses on the next.
fn credit_of_two(head: &[&str], n: usize) -> Option<Credit> {
    let (_, name) = quote(head.get(n)?);
    let (true, below) = quote(head.get(n + 1)?) else { return None };
    url(below.split_whitespace().next()?)?;
    let both = credit(&format!("{name} {below}"))?;
    (!both.name.is_empty() && is_name(name)).then_some(Credit { lines: 2, ..both })
}

/// A credit that is no quote: clear only if an address is a person's (`[@name](...)`) or there is a rating too.
fn plain_credit(text: &str, rated: bool) -> Option<Credit> {
    let parted = PARTERS.iter().any(|parter| text.contains(parter));
    let found = credit(text).filter(|_| parted && (rated || text.contains("[@")))?;
    let capitals = found.name.split_whitespace().all(|word| word.starts_with(char::is_uppercase));
    (capitals && found.name.contains(' ')).then_some(found)
}

/// `- Name | @handle | site`.
fn list_credit(text: &str) -> Option<Credit> {
    let mut fields = text.strip_prefix("- ").or_else(|| text.strip_prefix("* "))?.split('|').map(str::trim);
    let name = bare(fields.next()?).to_owned();
    let mut roles = Vec::new();
    let mut links = Vec::new();
    for field in fields {
        if url(field).is_some() || is_domain(field) {
            links.push(field.trim_matches(['<', '>']).to_owned());
        } else if !field.is_empty() {
            roles.push(field);
        }
    }
    let is_handle = |field: &&str| field.starts_with('@') && !field.contains(char::is_whitespace);
    let clear = is_name(&name) && (!links.is_empty() || roles.iter().any(is_handle));
    let role = roles.join(" | ");
    (clear && role.len() <= 80 && links.len() <= MAX_LINKS).then_some(Credit { name, role, links, lines: 1 })
}

/// `slides: address`: the word says nothing that the address does not.
fn labelled(text: &str) -> Option<&str> {
    let (label, rest) = text.split_once(':')?;
    LABELS.contains(&label.trim().to_lowercase().as_str()).then(|| url(rest.trim())).flatten()
}

/// Without marks of emphasis around it.
fn bare(text: &str) -> &str {
    text.trim().trim_matches(['*', '_']).trim()
}

/// Whether `text` may be who speaks: few words, none of them the end of a sentence.
pub(super) fn is_name(text: &str) -> bool {
    let words = text.split_whitespace().count();
    let odd = text.contains("://") || text.contains(['"', '“', '`', '!', '[', '<', '\\']);
    let ends = text.ends_with(['.', '?', ';', ':', ',']) && !text.ends_with("r.");
    (1..=8).contains(&words) && text.chars().count() <= 80 && text.starts_with(char::is_alphabetic) && !odd && !ends
}

/// The address that `word` is, out of its angle brackets.
pub(super) fn url(word: &str) -> Option<&str> {
    let word = word.strip_prefix('<').and_then(|word| word.strip_suffix('>')).unwrap_or(word);
    let rest = word.strip_prefix("https://").or_else(|| word.strip_prefix("http://"))?;
    let clear = rest.contains('.') && !rest.contains(char::is_whitespace) && word.len() <= MAX_URL_BYTES;
    (clear && rest.starts_with(char::is_alphanumeric)).then_some(word)
}

fn is_domain(text: &str) -> bool {
    let inner = text.trim_end_matches('/').split_once('.').is_some_and(|(a, b)| !a.is_empty() && !b.is_empty());
    inner && !text.contains(|c: char| c.is_whitespace() || "@()[]".contains(c)) && text.len() <= MAX_URL_BYTES
}

/// What stands before, the words and the address of a link at the end of `text`.
fn linked(text: &str) -> Option<(&str, &str, &str)> {
    let (before, address) = text.strip_suffix(')')?.rsplit_once("](")?;
    let (before, words) = before.rsplit_once('[')?;
    Some((before, words, url(address)?)).filter(|_| !before.ends_with('!'))
}

/// The address of a picture that is alone on its line; what size it was given is dropped.
pub(super) fn picture(line: &str) -> Option<String> {
    let (alt, rest) = line.trim().strip_prefix("![")?.split_once("](")?;
    let inner = rest.strip_suffix(')')?.trim();
    let (url, size) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
    let size = size.trim();
    let sized = size.is_empty() || size.starts_with('=') && !size.contains(char::is_whitespace);
    let clear = sized && !alt.contains(']') && !url.is_empty() && !url.contains(")![") && url.len() <= MAX_URL_BYTES;
    (clear && !url.contains(['<', '"', '\'', '\u{FFFD}'])).then(|| url.to_owned())
}

/// The words of a heading's line without marks of emphasis, and the addresses that it leads to.
pub(super) fn title(line: &str) -> (String, Vec<String>) {
    let mut words = String::new();
    let mut links = Vec::new();
    for event in Parser::new(line.trim_start()) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) | Event::Html(text) => {
                words.push_str(&text)
            }
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => links.push(dest_url.to_string()),
            _ => {}
        }
    }
    (words.trim().to_owned(), links)
}
