//! A theme whose text is larger or smaller as an author asks: a theme and a factor in, a theme out. What frames a page
//! and a deck (openers, sections, the footer, margins) stays; nothing gets smaller than the theme's limit.

use super::{Theme, Type};

impl Theme {
    /// The same with the text of slides `factor` times as large.
    #[must_use]
    pub fn scaled(&self, factor: f32) -> Self {
        let least = self.smallest;
        let of = |kind: Type| {
            let size = (kind.size * factor).max(least.min(kind.size));
            Type { size, line: kind.line * size / kind.size.max(1.0), ..kind }
        };
        Self {
            title: of(self.title),
            body: of(self.body),
            list: self.list.map(of),
            list_space: self.list_space.map(|space| space * factor),
            statement: of(self.statement),
            quote: of(self.quote),
            quote_long: of(self.quote_long),
            attribution: of(self.attribution),
            code: of(self.code),
            table: of(self.table),
            field: self.field.as_deref().map(|field| Box::new(field.scaled(factor))),
            ..self.clone()
        }
    }
}

#[cfg(test)]
mod tests {

    #[test]
    fn text_grows_and_shrinks_to_the_limit() {
        let paper = super::super::paper();
        let large = paper.scaled(1.4);
        assert_eq!((large.body.size, large.body.line), (42.0, 58.8));
        assert_eq!((large.opener, large.footer, large.margin_x), (paper.opener, paper.footer, paper.margin_x));
        let small = paper.scaled(0.7);
        assert_eq!(small.list.map(|kind| kind.size), [21.0, 20.0, 20.0]);
    }
}
