//! Links that were clicked: a page and a place on it in, the address that it leads to out, and the system's browser told.
//! Only `http`, `https` and `mailto` ever lead anywhere; no shell sees an address, and the show never waits for a browser.

use crate::geom::Rect;
use crate::scene::Scene;
use crate::show::Spot;

/// The address under `spot` of `page`, if one may go there.
pub(super) fn under(page: &Scene, spot: Spot) -> Option<&str> {
    let (x, y) = spot.fractions();
    let point = Rect::new(x as f32 * page.size.width, y as f32 * page.size.height, 0.0, 0.0);
    let link = page.links.iter().find(|link| link.rect.holds(point, 0.0))?;
    may_open(&link.target).then_some(&*link.target)
}

fn may_open(address: &str) -> bool {
    let begins = |scheme: &str| address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    ["http://", "https://", "mailto:"].into_iter().any(begins)
        && !address.chars().any(|c| c.is_control() || c.is_whitespace())
}

/// Opens `address`, if one may go there.
pub(super) fn follow(address: &str) {
    if may_open(address) {
        open(address);
    }
}

/// Opens `address` with what the system has for it.
pub(super) fn open(address: &str) {
    let address = address.to_owned();
    let work = move || {
        if let Err(error) = open::that_detached(&address) {
            log::warn!("a link cannot be opened: {error}");
        }
    };
    if let Err(error) = std::thread::Builder::new().name("link".to_owned()).spawn(work) {
        log::warn!("a link cannot be opened: {error}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::color::Rgba;
    use crate::geom::Size;
    use crate::scene::{Link, TagId};

    #[test]
    fn only_addresses_of_the_web_and_of_mail_lead_anywhere() {
        let rows = [
            ("https://x.org/a?b#c", true),
            ("HTTP://x.org", true),
            ("mailto:a@b.org", true),
            ("javascript:alert(1)", false),
            ("file:///etc/passwd", false),
            ("data:text/html,x", false),
            ("--help", false),
            ("https://x.org/\n--help", false),
            (" https://x.org", false),
            ("ハハハハ", false),
        ];
        for (address, may) in rows {
            let mut page = Scene::new(Size::new(1280.0, 720.0), Rgba::WHITE);
            let rect = Rect::new(100.0, 100.0, 200.0, 40.0);
            page.links.push(Link { rect, target: address.into(), words: "x".into(), tag: TagId::NONE });
            let at = |x: f64, y: f64| Spot::at(x / 1280.0, y / 720.0).and_then(|spot| under(&page, spot));
            assert_eq!(at(150.0, 120.0), may.then_some(address));
            assert_eq!(at(350.0, 120.0), None);
        }
    }
}
