//! Points, sizes and rectangles in slide units (or pixels, where a function says so). Imports nothing.

/// A place; y grows downwards.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// Distance from the left edge.
    pub x: f32,
    /// Distance from the top edge.
    pub y: f32,
}

impl Point {
    /// The point at `x`, `y`.
    #[must_use]
    pub const fn new(x: f32, y: f32) -> Self {
        Self { x, y }
    }
}

/// A width and a height.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Size {
    /// Extent from left to right.
    pub width: f32,
    /// Extent from top to bottom.
    pub height: f32,
}

impl Size {
    /// The size `width` × `height`.
    #[must_use]
    pub const fn new(width: f32, height: f32) -> Self {
        Self { width, height }
    }

    /// Width divided by height.
    #[must_use]
    pub fn aspect(self) -> f32 {
        self.width / self.height.max(f32::EPSILON)
    }
}

/// An axis-parallel rectangle.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: f32,
    /// Top edge.
    pub y: f32,
    /// Extent from left to right, never negative.
    pub width: f32,
    /// Extent from top to bottom, never negative.
    pub height: f32,
}

impl Rect {
    /// The rectangle whose top left corner is `x`, `y`.
    #[must_use]
    pub const fn new(x: f32, y: f32, width: f32, height: f32) -> Self {
        Self { x, y, width, height }
    }

    /// The rectangle of `size` at the origin.
    #[must_use]
    pub const fn of(size: Size) -> Self {
        Self::new(0.0, 0.0, size.width, size.height)
    }

    /// Right edge.
    #[must_use]
    pub fn right(self) -> f32 {
        self.x + self.width
    }

    /// Bottom edge.
    #[must_use]
    pub fn bottom(self) -> f32 {
        self.y + self.height
    }

    /// Its width and height.
    #[must_use]
    pub fn size(self) -> Size {
        Size::new(self.width, self.height)
    }

    /// The rectangle with every side moved inwards by `by` (outwards when negative).
    #[must_use]
    pub fn inset(self, by: f32) -> Self {
        Self::new(self.x + by, self.y + by, (self.width - 2.0 * by).max(0.0), (self.height - 2.0 * by).max(0.0))
    }

    /// The smallest rectangle that holds both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        let x = self.x.min(other.x);
        let y = self.y.min(other.y);
        Self::new(x, y, self.right().max(other.right()) - x, self.bottom().max(other.bottom()) - y)
    }

    /// Whether `other` lies inside, with `slack` of tolerance on every side.
    #[must_use]
    pub fn holds(self, other: Self, slack: f32) -> bool {
        other.x >= self.x - slack
            && other.y >= self.y - slack
            && other.right() <= self.right() + slack
            && other.bottom() <= self.bottom() + slack
    }

    /// The largest rectangle of the shape of `size` inside this one, centred.
    #[must_use]
    pub fn fit(self, size: Size) -> Self {
        let scale = (self.width / size.width.max(1e-3)).min(self.height / size.height.max(1e-3));
        let (width, height) = (size.width * scale, size.height * scale);
        Self::new(self.x + (self.width - width) / 2.0, self.y + (self.height - height) / 2.0, width, height)
    }

    /// Scaled by `scale` about the origin, then moved by `by`.
    #[must_use]
    pub fn transformed(self, scale: f32, by: Point) -> Self {
        Self::new(self.x * scale + by.x, self.y * scale + by.y, self.width * scale, self.height * scale)
    }
}
