//! The displays there are, as a list in an order that a person can count: from left to right. What the system lists in, one
//! entry for every picture that can be different out. Never asks the system itself.

use std::fmt;

/// A part of the desktop.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::present) struct Area {
    /// The left edge.
    pub(in crate::present) x: i32,
    /// The upper edge.
    pub(in crate::present) y: i32,
    /// Columns.
    pub(in crate::present) width: u32,
    /// Rows.
    pub(in crate::present) height: u32,
}

impl Area {
    /// A window of `width` and `height` in the middle of it, smaller if it must be.
    pub(in crate::present) fn middle(self, (width, height): (u32, u32)) -> Self {
        let (width, height) = (width.min(self.width), height.min(self.height));
        let before = |all: u32, window: u32| i32::try_from((all - window) / 2).unwrap_or(0);
        Self {
            x: self.x.saturating_add(before(self.width, width)),
            y: self.y.saturating_add(before(self.height, height)),
            width,
            height,
        }
    }

    /// Whether what it shows is what `other` shows, or more of it: all of `other` lies on it, or both begin at the same
    /// corner, as in mirrors of two shapes.
    fn covers(self, other: Self) -> bool {
        let pixels = |area: Self| u64::from(area.width) * u64::from(area.height);
        if (self.x, self.y) == (other.x, other.y) {
            return pixels(self) >= pixels(other);
        }
        let ends = |start: i32, length: u32| i64::from(start) + i64::from(length);
        self.x <= other.x
            && self.y <= other.y
            && ends(self.x, self.width) >= ends(other.x, other.width)
            && ends(self.y, self.height) >= ends(other.y, other.height)
    }
}

/// A display.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::present) struct Display {
    /// What the system calls it, as `HDMI-1`.
    pub(in crate::present) name: String,
    /// What its maker calls it, where that is known.
    pub(in crate::present) model: String,
    /// What tells it from another one at the same plug; empty where nothing does.
    pub(in crate::present) serial: String,
    /// The names of those that show a part of its picture.
    pub(in crate::present) mirrors: Vec<String>,
    /// Where it stands on the desktop.
    pub(in crate::present) area: Area,
    /// Whether the system thinks it is the main one.
    pub(in crate::present) primary: bool,
}

impl Display {
    /// Whether it is a part of the machine.
    pub(in crate::present) fn built_in(&self) -> bool {
        let name = self.name.to_ascii_lowercase();
        ["edp", "lvds", "dsi", "built-in"].iter().any(|plug| name.starts_with(plug))
    }

    /// By what it is remembered: the plug and what is plugged in.
    pub(in crate::present) fn tag(&self) -> String {
        if self.serial.is_empty() {
            format!("{} {}x{}", self.name, self.area.width, self.area.height)
        } else {
            format!("{} {}", self.name, self.serial)
        }
    }

    /// Whether what is on it is seen on the display of that name.
    pub(in crate::present) fn is_seen_on(&self, name: &str) -> bool {
        self.name == name || self.mirrors.iter().any(|mirror| mirror == name)
    }

    /// Its name for a person: the plug, and the maker's name if there is one.
    pub(in crate::present) fn title(&self) -> String {
        if self.model.is_empty() { self.name.clone() } else { format!("{} ({})", self.name, self.model) }
    }
}

impl fmt::Display for Display {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {} × {}", self.title(), self.area.width, self.area.height)
    }
}

/// `found` from left to right. Displays that show the same picture count once, as the one that shows most of it: a mirror
/// is one display. Those without a picture do not count.
pub(in crate::present) fn counted(mut found: Vec<Display>) -> Vec<Display> {
    found.retain(|display| display.area.width > 0 && display.area.height > 0);
    found.sort_by(|a, b| {
        let key = |display: &Display| (display.area.x, display.area.y, !display.primary);
        key(a).cmp(&key(b)).then_with(|| a.name.cmp(&b.name))
    });
    let mut all: Vec<Display> = Vec::new();
    for mut display in found {
        if let Some(other) = all.iter_mut().find(|other| other.area.covers(display.area)) {
            other.mirrors.push(display.name);
            continue;
        }
        let covered = |other: &mut Display| display.area.covers(other.area);
        let parts: Vec<Display> = all.extract_if(.., covered).collect();
        for part in parts {
            display.mirrors.push(part.name);
            display.mirrors.extend(part.mirrors);
        }
        all.push(display);
    }
    all
}

/// A set-up, by its displays, whatever their order.
pub(in crate::present) fn setup(displays: &[Display]) -> String {
    let mut tags: Vec<String> = displays.iter().map(Display::tag).collect();
    tags.sort();
    tags.join(" + ")
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A display of `size` at `x`.
    pub(in crate::present::displays) fn display(name: &str, x: i32, (width, height): (u32, u32)) -> Display {
        let area = Area { x, y: 0, width, height };
        Display { name: name.to_owned(), area, ..Display::default() }
    }

    #[test]
    fn displays_are_counted_from_left_to_right_and_mirrors_once() {
        let names = |found: Vec<Display>| counted(found).into_iter().map(|it| it.name).collect::<Vec<_>>();
        let (left, right) = (display("R", 1920, (800, 600)), display("L", 0, (1920, 1080)));
        assert_eq!(names(vec![left.clone(), right.clone()]), ["L", "R"]);
        let mirror = display("M", 0, (1024, 768));
        assert_eq!(names(vec![mirror.clone(), right.clone()]), ["L"], "the smaller picture is a part of the larger");
        assert_eq!(names(vec![right.clone(), mirror]), ["L"]);
        assert_eq!(names(vec![display("W", 0, (1366, 768)), display("H", 0, (1280, 800))]), ["W"], "of two shapes");
        let same = Display { name: "A".to_owned(), ..right.clone() };
        let main = Display { primary: true, ..right.clone() };
        assert_eq!(names(vec![same, main]), ["L"], "of two alike the main one");
        assert_eq!(names(vec![display("off", 0, (0, 0)), right]), ["L"]);
        assert!(names(Vec::new()).is_empty());
        let all = counted(vec![display("M", 0, (1024, 768)), display("L", 0, (1920, 1080)), display("N", 9, (9, 9))]);
        assert_eq!(all.len(), 1);
        assert!(["L", "M", "N"].iter().all(|name| all[0].is_seen_on(name)) && !all[0].is_seen_on("O"), "{all:?}");
    }

    #[test]
    fn a_set_up_is_the_same_in_any_order_and_another_with_another_display() {
        let (a, b) = (display("A", 0, (1920, 1080)), display("B", 1920, (800, 600)));
        assert_eq!(setup(&[a.clone(), b.clone()]), setup(&[b.clone(), a.clone()]));
        let other = Display { serial: "HALL-2".to_owned(), ..b };
        assert_ne!(setup(&[a.clone(), other.clone()]), setup(&[a, display("B", 1920, (800, 600))]));
        let resized = Display { area: Area { width: 640, ..other.area }, ..other.clone() };
        assert_eq!(other.tag(), resized.tag(), "a known display is the same in another resolution");
    }

    #[test]
    fn a_window_stands_in_the_middle_and_never_beyond() {
        let area = Area { x: 1920, y: 100, width: 1280, height: 800 };
        assert_eq!(area.middle((1280, 720)), Area { x: 1920, y: 140, width: 1280, height: 720 });
        assert_eq!(area.middle((9000, 9000)), area);
        assert_eq!(Area { x: i32::MAX, ..area }.middle((10, 10)).x, i32::MAX);
    }

    #[test]
    fn laptops_know_their_own_display() {
        for (name, built_in) in
            [("eDP-1", true), ("LVDS1", true), ("DSI-1", true), ("DP-1", false), ("HDMI-A-1", false)]
        {
            assert_eq!(display(name, 0, (1, 1)).built_in(), built_in, "{name}");
        }
    }
}
