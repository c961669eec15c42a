//! HTML in a text. Its tokens go in, pieces, breaks, pictures and comments come out; a tag that means nothing here must
//! never take words with it.

use super::{Builder, LeafKind, Piece, line};
use crate::diag::Lines;
use crate::markdown::html::{self, Token};
use crate::markdown::{Block, BlockKind, Picture, prepass};
use crate::text::clean;

impl Builder<'_> {
    /// HTML in a paragraph or as a block; `places` says which byte of it stands where in the text.
    pub(super) fn html(&mut self, html: &str, places: &[(usize, usize)]) {
        if let Some((picture, _)) = &mut self.image {
            picture.alt.push_str(&line(html));
            return;
        }
        for (at, token) in html::tokens(html) {
            let near = places.partition_point(|(from, _)| *from <= at).saturating_sub(1);
            let (from, source) = places.get(near).copied().unwrap_or_default();
            let here = source + (at - from);
            let range = here..here + 1;
            match token {
                Token::Break => self.push(Piece::Break, &range),
                Token::Picture(picture) => {
                    let [url, alt, title] = [&picture.url, &picture.alt, &picture.title].map(|text| line(text));
                    let line = self.place.line(here);
                    self.leaf.lines = self.leaf.lines.join(self.place.lines(&range));
                    self.picture(Picture { url, alt, title, line, ..picture });
                }
                Token::Comment { text, closed } => {
                    if !closed {
                        let found = self.place.warning(here, "this comment is never closed, so the rest is not shown");
                        self.diagnostics.push(found.hint("end it with -->"));
                    }
                    let to = here + text.len();
                    self.comment(text, Lines::new(self.place.line(here), self.place.line(to)));
                }
                Token::Text(text) | Token::Tag(text) => {
                    for (n, part) in text.split('\n').enumerate() {
                        if n > 0 {
                            self.leaf.pieces.push(Piece::Break);
                        }
                        let manner = self.manner();
                        let part = line(part);
                        self.push(
                            match token {
                                Token::Tag(_) => Piece::Fixed(manner, part),
                                _ => Piece::Prose(manner, part),
                            },
                            &range,
                        );
                    }
                }
            }
        }
    }

    /// Says that an element is not honoured.
    pub(super) fn dropped(&mut self, _name: &str, _at: usize) {}

    fn comment(&mut self, text: &str, lines: Lines) {
        let text = clean(&prepass::shown(text)).trim().to_owned();
        if text.is_empty() {
            return;
        }
        let comment = Block::new(BlockKind::Comment(text), lines);
        // In a block of HTML the comment ends the paragraph before it.
        if self.leaf.pieces.is_empty() && self.leaf.kind == LeafKind::Paragraph {
            self.block(comment.kind, comment.lines);
        } else {
            self.leaf.comments.push(comment);
        }
    }
}
