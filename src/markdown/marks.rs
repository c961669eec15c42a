//! Signs and tags that enclose words: `==marked==`, `++inserted++`, `~low~`, `^high^`, `<kbd>`. The pieces of a paragraph
//! go in, pieces of the right style come out, and the tags that had no partner; a sign without a partner stays as it was
//! typed, and what is code or an address must never be touched.

use std::sync::Arc;

use super::inline::{Manner, Piece, push_prose};
use super::{Fragment, Script, Style};

/// What an enclosing sign or tag does to what it encloses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wrap {
    /// `==`, `<mark>`
    Marked,
    /// `++`, `<ins>`, `<u>`
    Inserted,
    /// `~`, `<sub>`
    Low,
    /// `^`, `<sup>`
    High,
    /// `<kbd>`
    Key,
    /// `<s>`, `<del>`
    Struck,
    /// `<b>`, `<strong>`
    Strong,
    /// `<i>`, `<em>`
    Emphasis,
    /// `<small>`
    Small,
    /// `<code>`
    Code,
    /// `<a>`
    Link,
    /// `<span>`: nothing.
    Plain,
}

/// How many kinds of [`Wrap`] there are.
const WRAPS: usize = Wrap::Plain as usize + 1;

/// A tag in a paragraph.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tag {
    /// The element's name.
    pub(super) name: &'static str,
    /// What it does.
    pub(super) wrap: Wrap,
    /// Whether it opens.
    pub(super) opens: bool,
    /// The tag as it was typed.
    pub(super) typed: String,
    /// Where a link leads.
    pub(super) link: Option<Arc<str>>,
    /// When its element shows, if that has a step of its own.
    pub(super) fragment: Option<Fragment>,
    /// The byte of the text at which it stands.
    pub(super) at: usize,
}

/// A piece, or a sign or tag that may enclose others.
enum Token {
    Piece(Piece),
    Sign(Sign),
    Tag(Tag, Role),
}

/// A sign that may enclose words.
struct Sign {
    manner: Manner,
    kind: Kind,
    opens: bool,
    closes: bool,
    role: Role,
}

/// What a sign or tag turned out to be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Idle,
    Opens,
    Closes,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Equals,
    Pluses,
    Tilde,
    Caret,
}

impl Kind {
    fn of(byte: u8, length: usize) -> Option<Self> {
        Some(match (byte, length) {
            (b'=', 2) => Self::Equals,
            (b'+', 2) => Self::Pluses,
            (b'~', 1) => Self::Tilde,
            (b'^', 1) => Self::Caret,
            _ => return None,
        })
    }

    const fn typed(self) -> &'static str {
        match self {
            Self::Equals => "==",
            Self::Pluses => "++",
            Self::Tilde => "~",
            Self::Caret => "^",
        }
    }

    const fn wrap(self) -> Wrap {
        match self {
            Self::Equals => Wrap::Marked,
            Self::Pluses => Wrap::Inserted,
            Self::Tilde => Wrap::Low,
            Self::Caret => Wrap::High,
        }
    }

    /// Whether it encloses no blank.
    const fn is_script(self) -> bool {
        matches!(self, Self::Tilde | Self::Caret)
    }
}

/// The pieces with what encloses them applied to them, and the tags that stand alone.
pub(super) fn resolve(pieces: Vec<Piece>) -> (Vec<Piece>, Vec<Tag>) {
    let marked = |piece: &Piece| match piece {
        Piece::Prose(_, text) => text.contains(['~', '^']) || text.contains("==") || text.contains("++"),
        Piece::Tag(_) => true,
        _ => false,
    };
    if !pieces.iter().any(marked) {
        return (pieces, Vec::new());
    }
    let mut tokens = tokens(pieces);
    pair(&mut tokens);
    applied(tokens)
}

fn tokens(pieces: Vec<Piece>) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(pieces.len());
    let mut rest = pieces.into_iter().peekable();
    let mut before = None;
    while let Some(piece) = rest.next() {
        let last = edge(&piece, str::chars, |mut chars| chars.next_back());
        match piece {
            Piece::Prose(manner, text) => {
                let after = rest.peek().and_then(|next| edge(next, str::chars, |mut chars| chars.next()));
                signs(&mut tokens, &manner, &text, (before, after));
            }
            Piece::Tag(tag) => tokens.push(Token::Tag(tag, Role::Idle)),
            other => tokens.push(Token::Piece(other)),
        }
        before = last;
    }
    tokens
}

/// The character at an edge of a piece; to the signs around it a picture is a letter, and a break is nothing.
fn edge<'a, C>(piece: &'a Piece, chars: impl Fn(&'a str) -> C, pick: impl Fn(C) -> Option<char>) -> Option<char> {
    match piece {
        Piece::Break | Piece::Soft => None,
        Piece::Picture(_) | Piece::Math(_) | Piece::Tag(_) => Some('x'),
        Piece::Prose(_, text) | Piece::Fixed(_, text) | Piece::Code(_, text) => pick(chars(text)),
    }
}

/// Splits prose at its signs.
fn signs(tokens: &mut Vec<Token>, manner: &Manner, text: &str, borders: (Option<char>, Option<char>)) {
    let mut plain = 0;
    let mut before = borders.0;
    let mut word_at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        // In an address only what stands before it or at its very end can be a sign.
        let address = word.find("://").or_else(|| word.find("www."));
        let mut at = 0;
        while let Some(c) = word.get(at..).and_then(|rest| rest.chars().next()) {
            let rest = word.get(at..).unwrap_or_default();
            let byte = if c.is_ascii() { c as u8 } else { 0 };
            let length = match byte {
                b'=' | b'+' | b'~' | b'^' => rest.bytes().take_while(|other| *other == byte).count(),
                _ => c.len_utf8(),
            };
            let tail = rest.get(length..).unwrap_or_default();
            let after = tail.chars().next().or_else(|| {
                let here = word_at + at + length;
                text.get(here..).and_then(|rest| rest.chars().next()).or(borders.1)
            });
            if let Some(kind) = Kind::of(byte, length) {
                let ends = address.is_some_and(|from| at > from);
                let last = !ends || !tail.contains(char::is_alphanumeric);
                let opens = !ends && opens(kind, before, after);
                let closes = last && closes(kind, before, after);
                if opens || closes {
                    let here = word_at + at;
                    push_plain(tokens, manner, text.get(plain..here));
                    tokens.push(Token::Sign(Sign { manner: manner.clone(), kind, opens, closes, role: Role::Idle }));
                    plain = here + length;
                }
            }
            before = Some(c);
            at += length;
        }
        word_at += word.len();
    }
    push_plain(tokens, manner, text.get(plain..));
}

fn push_plain(tokens: &mut Vec<Token>, manner: &Manner, text: Option<&str>) {
    if let Some(text) = text.filter(|text| !text.is_empty()) {
        tokens.push(Token::Piece(Piece::Prose(manner.clone(), text.to_owned())));
    }
}

fn is_blank(c: Option<char>) -> bool {
    c.is_none_or(char::is_whitespace)
}

fn is_letter(c: Option<char>) -> bool {
    c.is_some_and(|c| !c.is_whitespace() && !c.is_ascii_punctuation())
}

/// Whether a sign between these two may open: it clings to what follows. `~/path` and `(^_^)` open nothing.
fn opens(kind: Kind, before: Option<char>, after: Option<char>) -> bool {
    match kind {
        _ if is_blank(after) => false,
        Kind::Tilde => after != Some('/'),
        Kind::Caret => before != Some('('),
        _ => is_letter(after) || !is_letter(before),
    }
}

fn closes(kind: Kind, before: Option<char>, after: Option<char>) -> bool {
    !is_blank(before) && (kind.is_script() || is_letter(before) || !is_letter(after))
}

/// Finds the partners.
fn pair(tokens: &mut [Token]) {
    let mut open: [Vec<usize>; 2] = Default::default();
    // A raised or lowered stretch that is open: where, and how many letters were seen before it.
    let mut script: [Option<(usize, usize)>; 2] = [None; 2];
    let mut tags: Vec<(&'static str, Vec<usize>)> = Vec::new();
    let mut letters = 0;
    let mut pairs = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Piece(piece) => {
                let text = piece.text();
                letters += text.chars().filter(|c| c.is_alphanumeric()).count();
                if matches!(piece, Piece::Break | Piece::Soft) || text.contains(char::is_whitespace) {
                    script = [None; 2];
                }
            }
            Token::Sign(sign) if sign.kind.is_script() => {
                let slot = &mut script[usize::from(sign.kind == Kind::Caret)];
                match *slot {
                    Some((from, seen)) if sign.closes && letters > seen => {
                        pairs.push((from, at));
                        *slot = None;
                    }
                    _ => *slot = sign.opens.then_some((at, letters)),
                }
            }
            Token::Sign(sign) => {
                let slot = &mut open[usize::from(sign.kind == Kind::Pluses)];
                match slot.pop().filter(|_| sign.closes) {
                    Some(from) => pairs.push((from, at)),
                    None if sign.opens => slot.push(at),
                    None => {}
                }
            }
            Token::Tag(tag, _) => {
                let known = tags.iter_mut().find(|(name, _)| *name == tag.name);
                match (known, tag.opens) {
                    (Some((_, open)), true) => open.push(at),
                    (Some((_, open)), false) => pairs.extend(open.pop().map(|from| (from, at))),
                    (None, true) => tags.push((tag.name, vec![at])),
                    (None, false) => {}
                }
            }
        }
    }
    for (from, to) in pairs {
        for (at, new) in [(from, Role::Opens), (to, Role::Closes)] {
            match tokens.get_mut(at) {
                Some(Token::Sign(sign)) => sign.role = new,
                Some(Token::Tag(_, role)) => *role = new,
                _ => {}
            }
        }
    }
}

/// What is open while the tokens are put together again.
#[derive(Default)]
struct Open {
    wraps: [usize; WRAPS],
    links: Vec<Option<Arc<str>>>,
}

impl Open {
    fn turn(&mut self, wrap: Wrap, role: Role) {
        if let Some(count) = self.wraps.get_mut(wrap as usize) {
            *count = if role == Role::Opens { *count + 1 } else { count.saturating_sub(1) };
        }
    }

    fn is(&self, wrap: Wrap) -> bool {
        self.wraps.get(wrap as usize).is_some_and(|count| *count > 0)
    }

    fn dressed(&self, manner: Manner) -> Manner {
        let Manner { style, link } = manner;
        let script = match (style.script, self.is(Wrap::Low), self.is(Wrap::High)) {
            (Script::Base, true, _) => Script::Sub,
            (Script::Base, false, true) => Script::Super,
            (own, _, _) => own,
        };
        let style = Style {
            strong: style.strong || self.is(Wrap::Strong),
            emphasis: style.emphasis || self.is(Wrap::Emphasis),
            code: style.code,
            struck: style.struck || self.is(Wrap::Struck),
            marked: style.marked || self.is(Wrap::Marked),
            inserted: style.inserted || self.is(Wrap::Inserted),
            key: style.key || self.is(Wrap::Key),
            small: style.small || self.is(Wrap::Small),
            script,
        };
        Manner { style, link: link.or_else(|| self.links.last().cloned().flatten()) }
    }
}

fn applied(tokens: Vec<Token>) -> (Vec<Piece>, Vec<Tag>) {
    let mut out = Vec::with_capacity(tokens.len());
    let mut alone = Vec::new();
    let mut open = Open::default();
    for token in tokens {
        match token {
            Token::Sign(Sign { kind, role: Role::Idle, manner, .. }) => {
                prose(&mut out, &open, manner, kind.typed());
            }
            Token::Sign(sign) => open.turn(sign.kind.wrap(), sign.role),
            Token::Tag(tag, Role::Idle) => {
                // Right after a letter it is `Vec<u>` rather than an element.
                let glued = out.last().and_then(|piece: &Piece| piece.text().chars().next_back());
                let glued = glued.is_some_and(|c| c.is_alphanumeric() || c == ':');
                // And `<T>` is a type.
                let letter = matches!(tag.typed.as_bytes(), [b'<', b'A'..=b'Z', b'>']);
                if tag.opens && tag.fragment.is_none() && (glued || letter) {
                    out.push(Piece::Fixed(open.dressed(Manner::default()), tag.typed));
                } else {
                    alone.push(tag);
                }
            }
            Token::Tag(tag, role) => {
                open.turn(tag.wrap, role);
                match (tag.wrap, role) {
                    // An anchor within a link leads where the link leads.
                    (Wrap::Link, Role::Opens) => open.links.push(tag.link.or(open.links.last().cloned().flatten())),
                    (Wrap::Link, _) => drop(open.links.pop()),
                    _ => {}
                }
            }
            Token::Piece(Piece::Prose(manner, text)) => prose(&mut out, &open, manner, &text),
            Token::Piece(Piece::Fixed(manner, text)) => out.push(Piece::Fixed(open.dressed(manner), text)),
            Token::Piece(Piece::Code(manner, text)) => out.push(Piece::Code(open.dressed(manner), text)),
            Token::Piece(Piece::Picture(mut picture)) => {
                picture.link = picture.link.or_else(|| open.links.last().cloned().flatten());
                out.push(Piece::Picture(picture));
            }
            Token::Piece(other) => out.push(other),
        }
    }
    (out, alone)
}

fn prose(out: &mut Vec<Piece>, open: &Open, manner: Manner, text: &str) {
    let manner = open.dressed(manner);
    if open.is(Wrap::Code) {
        out.push(Piece::Code(manner, text.to_owned()));
    } else {
        push_prose(out, manner, text);
    }
}
