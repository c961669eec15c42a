//! Pieces of a paragraph into its runs of inline text: bare addresses become links, shortcodes emoji, typewriter's quotes
//! curly. Pieces go in, [`Inline`]s come out. It must never touch code or an address, and never lose a word.

use std::sync::Arc;

use linkify::{LinkFinder, LinkKind};

use super::marks::Tag;
use super::typography::{Borders, smarten};
use super::{Breaks, Inline, Math, Picture, Run, Style, replace_shortcodes};

/// How a piece of text is set, and where it leads.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Manner {
    /// How it is set.
    pub(super) style: Style,
    /// Where it leads.
    pub(super) link: Option<Arc<str>>,
}

/// A piece of a paragraph, already cleaned.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Piece {
    /// Text that may be improved.
    Prose(Manner, String),
    /// Text that stays as it is: tags, addresses, what the author escaped.
    Fixed(Manner, String),
    /// Code.
    Code(Manner, String),
    /// A picture.
    Picture(Picture),
    /// A formula.
    Math(Math),
    /// A tag that may enclose other pieces; `marks` takes it out.
    Tag(Tag),
    /// A line break.
    Break,
    /// The end of a line in the source.
    Soft,
}

impl Piece {
    /// Its characters; empty for what has none.
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Prose(_, text) | Self::Fixed(_, text) | Self::Code(_, text) => text,
            Self::Picture(_) | Self::Math(_) | Self::Tag(_) | Self::Break | Self::Soft => "",
        }
    }
}

/// Adds prose, joining it to prose of the same style: the parser splits text where a marker might have been.
pub(super) fn push_prose(pieces: &mut Vec<Piece>, manner: Manner, text: &str) {
    match pieces.last_mut() {
        Some(Piece::Prose(last, joined)) if *last == manner => joined.push_str(text),
        _ => pieces.push(Piece::Prose(manner, text.to_owned())),
    }
}

/// The inlines that `pieces` are.
pub(super) fn finish(pieces: Vec<Piece>, breaks: Breaks) -> Vec<Inline> {
    let mut improved = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match piece {
            Piece::Prose(manner, text) if manner.link.is_none() => link_addresses(&mut improved, &manner, &text),
            other => improved.push(other),
        }
    }
    let mut line = Line::default();
    let mut rest = improved.into_iter().peekable();
    while let Some(piece) = rest.next() {
        match piece {
            Piece::Prose(manner, text) => {
                let after = rest.peek().and_then(|next| next.text().chars().next());
                line.prose(manner, &smarten(&text, Borders { before: line.last, after }));
            }
            Piece::Fixed(manner, text) => line.run(manner, &text),
            Piece::Code(manner, text) => {
                let style = Style { code: true, ..manner.style };
                line.run(Manner { style, ..manner }, &text);
            }
            Piece::Picture(mut picture) => {
                if let Some(Piece::Prose(_, text) | Piece::Fixed(_, text)) = rest.peek_mut() {
                    super::picture::attributed(&mut picture, text);
                }
                line.last = None;
                line.out.push(Inline::Picture(picture));
            }
            Piece::Math(mut math) => {
                // To the punctuation around it a formula is a word.
                line.last = Some('x');
                math.source = crate::text::clean_line(&math.source);
                line.out.push(Inline::Math(math));
            }
            Piece::Tag(tag) => line.run(Manner::default(), &tag.typed),
            Piece::Soft if breaks == Breaks::Soft => line.prose(Manner::default(), " "),
            Piece::Break | Piece::Soft => line.end(),
        }
    }
    line.finish()
}

/// Splits prose into bare addresses, which become links, and the rest, in which shortcodes become emoji.
fn link_addresses(out: &mut Vec<Piece>, manner: &Manner, text: &str) {
    // The finder is asked only where an address can be: it is the dearest step of all.
    let www = || text.as_bytes().windows(4).any(|four| four.eq_ignore_ascii_case(b"www."));
    if !text.contains("://") && !text.contains('@') && !www() {
        return push_prose(out, manner.clone(), &replace_shortcodes(text));
    }
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Url, LinkKind::Email]).url_must_have_scheme(false);
    let mut prose = String::new();
    for span in finder.spans(text) {
        let address = span.as_str();
        let found = span.kind().is_some();
        let target = match span.kind() {
            Some(LinkKind::Email) => format!("mailto:{address}"),
            _ if starts_with(address, "www.") => format!("http://{address}"),
            _ => address.to_owned(),
        };
        if found && may_lead(&target) {
            flush_prose(out, manner, &mut prose);
            let link = Manner { link: Some(Arc::from(target)), ..manner.clone() };
            out.push(Piece::Fixed(link, shown_address(address).to_owned()));
        } else if found && address.contains("://") {
            flush_prose(out, manner, &mut prose);
            out.push(Piece::Fixed(manner.clone(), address.to_owned()));
        } else {
            prose.push_str(address);
        }
    }
    flush_prose(out, manner, &mut prose);
}

fn flush_prose(out: &mut Vec<Piece>, manner: &Manner, prose: &mut String) {
    if !prose.is_empty() {
        push_prose(out, manner.clone(), &replace_shortcodes(prose));
        prose.clear();
    }
}

/// Whether `text` begins with the ASCII `prefix`, in any case.
pub(super) fn starts_with(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

/// Whether a page may lead to `address`: the web, mail, and another slide, so that a deck cannot name a file or a script.
pub(super) fn may_lead(address: &str) -> bool {
    is_web(address) || starts_with(address, "mailto:") || (address.starts_with('#') && address.len() > 1)
}

fn is_web(address: &str) -> bool {
    starts_with(address, "http://") || starts_with(address, "https://")
}

/// What is shown of an address that stands for itself: no scheme, no slash at the end.
pub(super) fn shown_address(address: &str) -> &str {
    let scheme = ["https://", "http://", "mailto:"].into_iter().find(|scheme| starts_with(address, scheme));
    let bare = scheme.and_then(|scheme| address.get(scheme.len()..)).unwrap_or(address);
    let bare = bare.strip_suffix('/').unwrap_or(bare);
    if bare.is_empty() { address } else { bare }
}

/// The inlines so far, and the last character of the line being set.
#[derive(Default)]
struct Line {
    out: Vec<Inline>,
    last: Option<char>,
}

impl Line {
    /// Adds prose, in which blanks collapse as on a web page.
    fn prose(&mut self, manner: Manner, text: &str) {
        let mut collapsed = String::with_capacity(text.len());
        let mut before = self.last;
        for c in text.chars() {
            let starts_line = before.is_none() && !matches!(self.out.last(), Some(Inline::Picture(_)));
            if c == ' ' && (before == Some(' ') || starts_line) {
                continue;
            }
            collapsed.push(c);
            before = Some(c);
        }
        self.run(manner, &collapsed);
    }

    /// Adds a run, joined to the last one if it is set the same.
    fn run(&mut self, manner: Manner, text: &str) {
        let Some(last) = text.chars().next_back() else { return };
        self.last = Some(last);
        let Manner { style, link } = manner;
        match self.out.last_mut() {
            Some(Inline::Text(run)) if run.style == style && run.link == link => run.text.push_str(text),
            _ => self.out.push(Inline::Text(Run { text: text.to_owned(), style, link })),
        }
    }

    /// Ends a line; one at the very start says nothing.
    fn end(&mut self) {
        self.trim();
        self.last = None;
        if !self.out.is_empty() {
            self.out.push(Inline::Break);
        }
    }

    /// Takes away the blanks at the end of the line.
    fn trim(&mut self) {
        while let Some(Inline::Text(run)) = self.out.last_mut() {
            if !run.style.code {
                run.text.truncate(run.text.trim_end_matches(' ').len());
            }
            if !run.text.is_empty() {
                break;
            }
            self.out.pop();
        }
    }

    fn finish(mut self) -> Vec<Inline> {
        self.trim();
        while matches!(self.out.last(), Some(Inline::Break)) {
            self.out.pop();
            self.trim();
        }
        self.out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prose(text: &str) -> Vec<Inline> {
        finish(vec![Piece::Prose(Manner::default(), text.to_owned())], Breaks::Hard)
    }

    fn shown(content: &[Inline]) -> Vec<(String, Option<String>)> {
        content
            .iter()
            .filter_map(|inline| match inline {
                Inline::Text(run) => Some((run.text.clone(), run.link.as_deref().map(str::to_owned))),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn bare_addresses_become_links_without_scheme_and_slash() {
        let all = shown(&prose("crash with http://opentsdb.net/, see www.x.org and HTTPS://y.org/a_b?c=1."));
        assert_eq!(
            all,
            [
                ("crash with ".to_owned(), None),
                ("opentsdb.net".to_owned(), Some("http://opentsdb.net/".to_owned())),
                (", see ".to_owned(), None),
                ("www.x.org".to_owned(), Some("http://www.x.org".to_owned())),
                (" and ".to_owned(), None),
                ("y.org/a_b?c=1".to_owned(), Some("HTTPS://y.org/a_b?c=1".to_owned())),
                (".".to_owned(), None),
            ]
        );
    }

    #[test]
    fn addresses_keep_their_letters() {
        let all = shown(&prose("http://x.org/a--b/:star:/it's... ok"));
        assert_eq!(all[0].1.as_deref(), Some("http://x.org/a--b/:star:/it's"));
        assert_eq!(all[0].0, "x.org/a--b/:star:/it's");
        assert_eq!(all[1].0, "… ok");
    }

    #[test]
    fn names_with_dots_are_no_addresses() {
        for text in ["io.Reader and foo.com", "e.g. Go 1.7", "ftp://x.org/a--b"] {
            assert_eq!(shown(&prose(text)), [(text.to_owned(), None)]);
        }
    }

    #[test]
    fn blanks_collapse_and_line_ends_are_bare() {
        let content = finish(
            vec![
                Piece::Prose(Manner::default(), "they  create ".to_owned()),
                Piece::Break,
                Piece::Prose(Manner::default(), " next ".to_owned()),
                Piece::Break,
            ],
            Breaks::Hard,
        );
        let texts: Vec<_> = shown(&content).into_iter().map(|(text, _)| text).collect();
        assert_eq!(texts, ["they create", "next"]);
        assert_eq!(content.len(), 3);
    }

    #[test]
    fn a_quote_looks_over_the_border_of_its_run() {
        let strong = Manner { style: Style { strong: true, ..Style::default() }, link: None };
        let content = finish(
            vec![
                Piece::Prose(Manner::default(), "\"".to_owned()),
                Piece::Prose(strong, "word".to_owned()),
                Piece::Prose(Manner::default(), "\" isn".to_owned()),
                Piece::Code(Manner::default(), "\"x".to_owned()),
                Piece::Prose(Manner::default(), "'s".to_owned()),
            ],
            Breaks::Hard,
        );
        assert_eq!(crate::markdown::plain(&content), "“word” isn\"x’s");
    }
}
