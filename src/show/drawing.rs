//! The hand draws: a tool that draws, the button and the mouse in, drawings out. Never draws where nobody looks: not on a
//! blank stage, not on the end page, not under the keys.

use super::drawings::{Drawings, Drawn, Nib};
use super::{Position, Show, Spot, Tool};

impl Tool {
    /// Whether it changes what lies on a page.
    #[must_use]
    pub fn draws(self) -> bool {
        matches!(self, Self::Pen | Self::Highlighter | Self::Eraser)
    }
}

impl Show {
    /// All that was drawn.
    #[must_use]
    pub fn drawings(&self) -> &Drawings {
        &self.drawings
    }

    /// What the audience sees drawn on the page of `at`: on a frozen stage, what lay there then.
    #[must_use]
    pub fn audience_drawn(&self, at: Position) -> Drawn<'_> {
        if self.frozen() { self.drawings.kept_on(at) } else { self.drawings.on(at) }
    }

    /// Draws on from what was drawn in another run.
    pub fn set_drawings(&mut self, drawings: Drawings) {
        self.drawings = drawings;
    }

    /// Puts what was drawn in another run on pages where nothing lies.
    pub fn add_drawings(&mut self, other: &Drawings) {
        for (at, strokes) in other.pages() {
            if self.drawings.on(at).is_empty() {
                strokes.iter().for_each(|stroke| self.drawings.put(at, stroke.nib, &stroke.points));
            }
        }
    }

    /// The pages were laid out anew: what lies on a page lies on the one that `to` says, or is gone with its page.
    pub fn carry_drawings(&mut self, mut to: impl FnMut(Position) -> Option<Position>) {
        self.drawings.moved(&mut to);
    }

    /// A button or a finger went down: whether the tool in hand takes it.
    pub fn press(&mut self) -> bool {
        // Over what was found a press chooses.
        let tool = self.hand.tool().filter(|tool| tool.draws() && self.browse().is_none());
        let Some(tool) = tool else { return false };
        self.hand.down = true;
        self.draw(tool);
        true
    }

    /// It was let go; says whether that ended a line.
    pub fn lift(&mut self) -> bool {
        self.hand.down = false;
        let live = self.drawings.is_live();
        self.drawings.lift();
        live
    }

    /// The line that is being drawn was not meant; says whether that showed.
    pub fn drop_line(&mut self) -> bool {
        self.hand.down = false;
        self.drawings.drop_live()
    }

    /// The mouse moved to `spot`, or off the page; says whether that drew.
    pub(super) fn draw_on(&mut self, spot: Option<Spot>) -> bool {
        let Some(tool) = self.hand.tool().filter(|tool| tool.draws() && self.hand.down) else { return false };
        match spot {
            Some(spot) if self.drawings.is_live() => self.drawings.go_on(self.hand.on_page(spot)),
            // It came back to the page.
            Some(_) => self.draw(tool),
            None => {
                self.drawings.lift();
                false
            }
        }
    }

    fn draw(&mut self, tool: Tool) -> bool {
        let Some(spot) = self.hand.at().map(|at| self.hand.on_page(at)) else { return false };
        if self.ended || self.blank.is_some() || self.help {
            return false;
        }
        match tool {
            Tool::Pen => self.drawings.begin(self.at, Nib::Pen, spot),
            Tool::Highlighter => self.drawings.begin(self.at, Nib::Highlighter, spot),
            Tool::Eraser => self.drawings.erase(self.at, spot),
            Tool::Pointer | Tool::Spotlight => return false,
        }
        true
    }

    /// Takes the last change of the page back.
    pub(super) fn undo(&mut self) {
        if !self.ended {
            self.drawings.undo(self.at);
        }
    }

    /// Takes all that lies on the page away.
    pub(super) fn clear(&mut self) {
        if !self.ended {
            self.drawings.clear(self.at);
        }
    }
}
