//! All pages in small, talk by talk: hits in, cells out. As large as lets all of a small deck be seen at once, and never so
//! small that nobody could tell one from another.

use super::super::boxes::{Look, line, put};
use super::super::{OnStage, deck_at, deck_title};
use super::thumbnail::{self, Frame};
use super::{Browsed, clip, draw_bar, seen};
use crate::fonts::FontCx;
use crate::geom::{Point, Rect};
use crate::scene::{Fill, Layer, Scene};
use crate::show::browse::{Drawn, Row};
use crate::show::{Browse, Position};
use crate::theme::Theme;

/// Space between two cells side by side.
const GAP: f32 = 22.0;
/// Height of the line under a page, and the space under that.
const CAPTION: f32 = 28.0;
const UNDER: f32 = 16.0;
/// Height of the head of a talk.
const HEAD: f32 = 44.0;
/// Room for the frame of what is selected.
const RIM: f32 = 6.0;
/// Cells are about this wide where there are many.
const CELL: f32 = 236.0;

/// Draws what was found into `room`.
pub(super) fn draw(
    cx: &mut FontCx,
    on: &OnStage<'_>,
    scene: &mut Scene,
    (browse, room): (&Browse, Rect),
    theme: &Theme,
) -> Browsed {
    let aspect = on.book.page_size().aspect().clamp(0.2, 8.0);
    let grid = Grid::new(browse, room, aspect);
    let rows = browse.rows(grid.columns);
    let (seen, whole) = seen(&rows, (browse, room.height - RIM), |row| grid.height(row));
    let mut browsed =
        Browsed { drawn: Drawn { columns: grid.columns, top: seen.start, rows: whole }, ..Browsed::default() };
    let first = scene.layers.len();
    let mut captions = Layer::default();
    let mut y = room.y + RIM;
    for row in rows.get(seen.clone()).unwrap_or_default() {
        match row {
            Row::Head(hit) => {
                let deck = browse.hits().get(*hit).map_or(0, |hit| hit.at.deck);
                let rect = Rect::new(room.x, y, room.width, HEAD);
                draw_head(cx, on, &mut captions, (browse, deck, rect), theme);
            }
            Row::Cells(cells) => {
                for (column, n) in cells.clone().enumerate() {
                    let Some(hit) = browse.hits().get(n) else { continue };
                    let page = grid.page(room.x, y, column);
                    if browse.catalogue().is_open(hit.at.deck) {
                        browsed.open = browsed.open.or(Some(hit.at.deck));
                    }
                    let frame = if n == browse.selected() { Frame::Selected } else { Frame::Plain };
                    thumbnail::draw(cx, on, scene, (hit.at, page, frame), theme);
                    let under = Rect::new(page.x, page.bottom(), page.width, CAPTION);
                    draw_caption(cx, on, &mut captions, (hit.at, under), theme);
                    let whole = Rect { height: page.height + CAPTION, ..page };
                    browsed.cells.push((cut(whole, room), n));
                }
            }
        }
        y += grid.height(row);
    }
    scene.layers.push(captions);
    clip(scene, first, Rect { x: room.x - RIM, width: room.width + 2.0 * RIM, ..room });
    let mut bar = Layer::default();
    draw_bar(&mut bar, room, (&seen, rows.len()), theme);
    scene.layers.push(bar);
    browsed
}

/// What of `rect` is above the foot of `room`.
fn cut(rect: Rect, room: Rect) -> Rect {
    Rect { height: (rect.bottom().min(room.bottom()) - rect.y).max(0.0), ..rect }
}

/// The size of cells, and how many of them stand side by side.
struct Grid {
    columns: usize,
    width: f32,
    height: f32,
}

impl Grid {
    /// Few pages are shown so large that all are seen.
    fn new(browse: &Browse, room: Rect, aspect: f32) -> Self {
        let most = ((room.width + GAP) / (CELL + GAP)).round().clamp(2.0, 8.0) as usize;
        let least = if most > 3 { 3 } else { 2 };
        let grids = (least..=most).map(|columns| {
            let width = (room.width - GAP * (columns - 1) as f32) / columns as f32;
            Self { columns, width, height: width / aspect }
        });
        let mut last = None;
        for grid in grids {
            if grid.holds(browse, room.height - RIM) {
                return grid;
            }
            last = Some(grid);
        }
        last.unwrap_or(Self { columns: 1, width: room.width, height: room.width / aspect })
    }

    /// Whether all pages there are find room in `height`.
    fn holds(&self, browse: &Browse, height: f32) -> bool {
        let heads = if browse.catalogue().talks() > 1 { HEAD } else { 0.0 };
        let mut left = height;
        browse.catalogue().cells().all(|cells| {
            left -= heads + cells.div_ceil(self.columns) as f32 * self.row();
            left >= -UNDER
        })
    }

    fn row(&self) -> f32 {
        self.height + CAPTION + UNDER
    }

    fn height(&self, row: &Row) -> f32 {
        match row {
            Row::Head(_) => HEAD,
            Row::Cells(_) => self.row(),
        }
    }

    fn page(&self, x: f32, y: f32, column: usize) -> Rect {
        Rect::new(x + (self.width + GAP) * column as f32, y, self.width, self.height)
    }
}

/// The title of a talk, who speaks, and how much it has.
fn draw_head(
    cx: &mut FontCx,
    on: &OnStage<'_>,
    layer: &mut Layer,
    (browse, number, rect): (&Browse, usize, Rect),
    theme: &Theme,
) {
    let Some(deck) = deck_at(on, number) else { return };
    let here = on.show.position().deck == number;
    let mut right = format!("{} of {}", number + 1, browse.catalogue().talks());
    if let Some(pages) = on.book.laid_out_pages(number) {
        right += &format!("  ·  {} page{}", pages.len(), if pages.len() == 1 { "" } else { "s" });
    }
    let block = line(cx, &right, Look::new(15.0, 34.0, 400, theme.muted).tabular(), rect.width * 0.3);
    let end = rect.right() - block.size().width;
    put(layer, block, Point::new(end, rect.y));
    let color = if here { theme.accent } else { theme.ink };
    let look = Look::new(20.0, 34.0, 650, color);
    let block = line(cx, deck_title(deck), look, (end - rect.x - 24.0).max(1.0) * 0.7);
    let title = put(layer, block, Point::new(rect.x, rect.y));
    let room = end - title.right() - 40.0;
    if !deck.front.speaker.trim().is_empty() && room > 60.0 {
        let block = line(cx, &deck.front.speaker, Look::new(16.0, 34.0, 400, theme.muted), room);
        put(layer, block, Point::new(title.right() + 16.0, rect.y + 1.0));
    }
}

/// The number of a page and its title, under it.
fn draw_caption(cx: &mut FontCx, on: &OnStage<'_>, layer: &mut Layer, (at, rect): (Position, Rect), theme: &Theme) {
    let Some(page) = on.book.laid_out_pages(at.deck).and_then(|pages| pages.get(at.page)) else { return };
    let here = on.show.position();
    let is_here = !on.show.ended() && (here.deck, here.page) == (at.deck, at.page);
    let color = if is_here { theme.accent } else { theme.muted };
    let y = rect.y + 6.0;
    let mut x = rect.x;
    if is_here {
        layer.fills.push(Fill { rect: Rect::new(x, y + 7.0, 7.0, 7.0), radius: 1.5, color });
        x += 13.0;
    }
    let number = line(cx, &(at.page + 1).to_string(), Look::new(15.0, 21.0, 600, color).tabular(), rect.width);
    let x = put(layer, number, Point::new(x, y)).right() + 8.0;
    let ink = theme.ink.over(theme.background, 0.72);
    let block = line(cx, &page.title, Look::new(15.0, 21.0, 450, ink), (rect.right() - x).max(1.0));
    put(layer, block, Point::new(x, y));
}
