//! The speaker's hand on the page: what it holds, where it points, and how near the page was taken. Places in and places
//! out, all in parts of the page, so that no window's size is in here. Never draws, and never moves to another page.

use serde::{Deserialize, Serialize};

use super::{Command, Key, Show, browse};

/// So many parts are a whole width or height.
pub const WHOLE: i32 = 1 << 16;
/// A level of the zoom shows this much more than the one below.
const LEVEL: f64 = 1.25;
/// How near one can get: letters ten times as large.
const NEAREST: u8 = 10;
/// What [`Command::Zoom`] begins with: about twice as large.
const FIRST: u8 = 3;
/// An arrow moves the page by this part of what is seen.
const STEP: f64 = 0.15;

/// A place in parts of a width and a height, from the top left corner.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spot {
    /// From the left, [`WHOLE`] being the right edge.
    pub x: i32,
    /// From the top, [`WHOLE`] being the bottom edge.
    pub y: i32,
}

impl Spot {
    /// The place at the fractions `x` and `y`, if that is inside.
    #[must_use]
    pub fn at(x: f64, y: f64) -> Option<Self> {
        let inside = |part: f64| (0.0..=1.0).contains(&part);
        (inside(x) && inside(y)).then(|| Self { x: whole(x), y: whole(y) })
    }

    /// As fractions.
    #[must_use]
    pub fn fractions(self) -> (f64, f64) {
        (f64::from(self.x) / f64::from(WHOLE), f64::from(self.y) / f64::from(WHOLE))
    }
}

fn whole(part: f64) -> i32 {
    // A cast saturates, and what is not a number becomes 0.
    (part * f64::from(WHOLE)).round() as i32
}

/// What the hand holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    /// A dot of light.
    Pointer,
    /// Light on a part of the page, dusk on the rest.
    Spotlight,
    /// What draws thin lines.
    Pen,
    /// What draws broad lines that let words through.
    Highlighter,
    /// What takes lines away.
    Eraser,
}

/// A way to move what is seen of a page that is too near to be seen whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pan {
    /// To the left.
    Left,
    /// To the right.
    Right,
    /// Up.
    Up,
    /// Down.
    Down,
}

/// How near the page is, and which part of it is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Zoom {
    level: u8,
    corner: Spot,
}

impl Zoom {
    /// How many times larger than the whole page.
    #[must_use]
    pub fn scale(self) -> f64 {
        LEVEL.powi(i32::from(self.level))
    }

    /// The top left corner of what is seen.
    #[must_use]
    pub fn corner(self) -> Spot {
        self.corner
    }

    /// The same nearer or farther, so that the page stays where it is under `fixed` of what is seen.
    fn to(self, level: u8, fixed: Spot) -> Self {
        let next = Self { level, ..self };
        let keep = |corner: i32, fixed: i32| {
            let fixed = f64::from(fixed);
            (f64::from(corner) + fixed / self.scale() - fixed / next.scale()).round() as i32
        };
        Self { corner: Spot { x: keep(self.corner.x, fixed.x), y: keep(self.corner.y, fixed.y) }, ..next }.held()
    }

    /// Nothing beyond the page is ever seen.
    fn held(self) -> Self {
        let most = (f64::from(WHOLE) * (1.0 - 1.0 / self.scale())).floor() as i32;
        let hold = |value: i32| value.clamp(0, most.max(0));
        Self { corner: Spot { x: hold(self.corner.x), y: hold(self.corner.y) }, ..self }
    }

    /// Moved by fractions of what is seen.
    fn moved(self, (x, y): (f64, f64)) -> Self {
        let by = |value: i32, part: f64| value.saturating_add(whole(part / self.scale()));
        Self { corner: Spot { x: by(self.corner.x, x), y: by(self.corner.y, y) }, ..self }.held()
    }
}

/// The hand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hand {
    tool: Option<Tool>,
    at: Option<Spot>,
    zoom: Option<Zoom>,
    /// How much of the pointer's light is gone, of 255: the mouse rests.
    dim: u8,
    /// Whether a button or a finger is down that a tool took.
    pub(super) down: bool,
}

impl Hand {
    /// What it holds.
    #[must_use]
    pub fn tool(&self) -> Option<Tool> {
        self.tool
    }

    /// Where it is, in parts of what is seen of the page; nowhere if the mouse is elsewhere.
    #[must_use]
    pub fn at(&self) -> Option<Spot> {
        self.at
    }

    /// How near the page is, if it is not seen whole.
    #[must_use]
    pub fn zoom(&self) -> Option<Zoom> {
        self.zoom
    }

    /// How much of the pointer's light is gone, of 255.
    #[must_use]
    pub fn dim(&self) -> u8 {
        self.dim
    }

    /// The place of the page that is seen at `spot`.
    #[must_use]
    pub fn on_page(&self, spot: Spot) -> Spot {
        let Some(zoom) = self.zoom else { return spot };
        let part = |corner: i32, at: i32| corner.saturating_add((f64::from(at) / zoom.scale()).round() as i32);
        Spot { x: part(zoom.corner.x, spot.x), y: part(zoom.corner.y, spot.y) }
    }

    /// Whether it changes what is seen of a page.
    #[must_use]
    pub fn shows(&self) -> bool {
        let dark = self.tool == Some(Tool::Pointer) && self.dim == u8::MAX;
        self.zoom.is_some() || (self.follows() && self.at.is_some() && !dark)
    }

    /// Whether what is seen of the tool goes where the hand goes.
    fn follows(&self) -> bool {
        matches!(self.tool, Some(Tool::Pointer | Tool::Spotlight | Tool::Eraser))
    }

    /// The same with nothing but how near the page is: what is worth keeping.
    pub(super) fn kept(&self) -> Self {
        Self { zoom: self.zoom, ..Self::default() }
    }

    /// As near to the page as was kept, wherever that came from.
    pub(super) fn resumed(zoom: Option<Zoom>) -> Self {
        let sound = |zoom: &Zoom| (1..=NEAREST).contains(&zoom.level);
        Self { zoom: zoom.filter(sound).map(Zoom::held), ..Self::default() }
    }

    fn centre(&self) -> Spot {
        self.at.unwrap_or(Spot { x: WHOLE / 2, y: WHOLE / 2 })
    }

    fn take(&mut self, tool: Tool) {
        (self.down, self.dim) = (false, 0);
        self.tool = if self.tool == Some(tool) { None } else { Some(tool) };
    }

    fn nearer(&mut self) {
        let zoom = self.zoom.unwrap_or(Zoom { level: 0, corner: Spot::default() });
        self.zoom = Some(zoom.to((zoom.level + 1).min(NEAREST), self.centre()));
    }

    fn farther(&mut self) {
        let centre = self.centre();
        self.zoom = self.zoom.filter(|zoom| zoom.level > 1).map(|zoom| zoom.to(zoom.level - 1, centre));
    }

    fn toggle_zoom(&mut self) {
        let whole = Zoom { level: 0, corner: Spot::default() };
        self.zoom = if self.zoom.is_some() { None } else { Some(whole.to(FIRST, self.centre())) };
    }

    fn pan(&mut self, by: (f64, f64)) {
        self.zoom = self.zoom.map(|zoom| zoom.moved(by));
    }

    /// Another page is seen whole, with the same tool in hand.
    pub(super) fn turn(&mut self) {
        self.zoom = None;
    }

    /// Leaves the innermost state.
    pub(super) fn escape(&mut self) {
        if self.zoom.take().is_none() {
            (self.tool, self.down) = (None, false);
        }
    }
}

impl Show {
    /// The speaker's hand.
    #[must_use]
    pub fn hand(&self) -> &Hand {
        &self.hand
    }

    /// The hand that the audience sees: on a frozen stage, as it was then.
    #[must_use]
    pub fn audience_hand(&self) -> &Hand {
        if self.frozen() { &self.kept_hand } else { &self.hand }
    }

    /// The same show with nothing in hand, as near to its pages as before.
    #[must_use]
    pub fn without_hand(&self) -> Self {
        let (hand, kept_hand, drawings) = (self.hand.kept(), self.kept_hand.kept(), self.drawings.settled());
        Self { hand, kept_hand, drawings, asked: None, ..self.clone() }
    }

    /// The mouse is at `spot` of what is seen of the page, or elsewhere; says whether that shows.
    pub fn point(&mut self, spot: Option<Spot>) -> bool {
        let changed = self.hand.at != spot;
        self.hand.at = spot;
        if changed {
            self.hand.dim = 0;
        }
        let drew = changed && self.draw_on(spot);
        drew || (changed && self.hand.follows())
    }

    /// So much of the pointer's light is gone, of 255; says whether that shows.
    pub fn dim(&mut self, gone: u8) -> bool {
        let lit = self.hand.tool == Some(Tool::Pointer);
        lit && std::mem::replace(&mut self.hand.dim, gone) != gone
    }

    /// What is seen is dragged by fractions of it, as the mouse goes; says whether that shows.
    pub fn drag(&mut self, (x, y): (f64, f64)) -> bool {
        if self.hand.down {
            return false;
        }
        let before = self.hand;
        self.hand.pan((-x, -y));
        self.hand != before
    }

    /// What `command`, which `key` stands for, means as long as the page is near: arrows, the wheel and the keys of size
    /// are about what is seen of it, and a button of the mouse holds it.
    #[must_use]
    pub fn meant(&self, key: Key, command: Command) -> Command {
        if self.browse().is_some() {
            return browse::meant(key, command);
        }
        if self.hand.tool.is_some_and(Tool::draws) && matches!(key, Key::LeftClick | Key::RightClick) {
            return Command::Nothing;
        }
        if self.hand.zoom.is_none() || self.blank().is_some() || self.help() {
            return command;
        }
        match (key, command) {
            (Key::Left, Command::Previous) => Command::Pan(Pan::Left),
            (Key::Right, Command::Next) => Command::Pan(Pan::Right),
            (Key::Up, Command::Previous) => Command::Pan(Pan::Up),
            (Key::Down, Command::Next) => Command::Pan(Pan::Down),
            (Key::WheelUp, _) | (_, Command::NotesLarger) => Command::Nearer,
            (Key::WheelDown, _) | (_, Command::NotesSmaller) => Command::Farther,
            (Key::LeftClick, Command::Next) => Command::Nothing,
            _ => command,
        }
    }

    fn take(&mut self, tool: Tool) {
        self.drawings.lift();
        self.hand.take(tool);
    }

    /// Does what a command asks of the hand.
    pub(super) fn handle(&mut self, command: Command) {
        match command {
            Command::Pointer => self.take(Tool::Pointer),
            Command::Spotlight => self.take(Tool::Spotlight),
            Command::Pen => self.take(Tool::Pen),
            Command::Highlighter => self.take(Tool::Highlighter),
            Command::Eraser => self.take(Tool::Eraser),
            Command::Zoom => self.hand.toggle_zoom(),
            Command::Nearer => self.hand.nearer(),
            Command::Farther => self.hand.farther(),
            Command::Pan(Pan::Left) => self.hand.pan((-STEP, 0.0)),
            Command::Pan(Pan::Right) => self.hand.pan((STEP, 0.0)),
            Command::Pan(Pan::Up) => self.hand.pan((0.0, -STEP)),
            Command::Pan(Pan::Down) => self.hand.pan((0.0, STEP)),
            _ => {}
        }
    }
}
