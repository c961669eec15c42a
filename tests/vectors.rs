//! Drawings: vector to the end, crisp at every size; a stranger's drawing never reads a file, and what would take too long
//! or too much memory is refused in words before it is drawn.

use deckle::geom::Rect;
use deckle::media::{ImageId, Images, MediaError, Pixels};
use image::ImageFormat;

#[path = "support/bombs.rs"]
#[allow(dead_code, unreachable_pub, reason = "it is no library, and a part of it is enough here")]
mod bombs;

use bombs::{bombs, svg};

const ALL: Rect = Rect::new(0.0, 0.0, 1.0, 1.0);
const HALVES: &str = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 20'>\
    <rect width='20' height='20' fill='#dc1e1e'/><rect x='20' width='20' height='20' fill='#1e28dc' opacity='.5'/></svg>";

fn drawn(svg: &str, width: u32, height: u32) -> Pixels {
    let images = Images::new();
    let id = images.add_svg(svg).expect("a good drawing");
    (*images.scaled(id, ALL, width, height).expect("it is there")).clone()
}

fn pixel(pixels: &Pixels, x: u32, y: u32) -> [u8; 4] {
    let at = (y * pixels.width + x) as usize * 4;
    pixels.rgba[at..at + 4].try_into().expect("four bytes")
}

fn refused(svg: &str) -> MediaError {
    Images::new().add_svg(svg).expect_err("it must be refused")
}

#[test]
fn a_drawing_has_a_size_and_is_drawn_at_the_one_asked_for() {
    let images = Images::new();
    let id = images.add_svg(HALVES).expect("a good drawing");
    let size = images.size(id).expect("a size");
    assert_eq!((size.width, size.height), (40.0, 20.0));
    assert!(images.pixels(id).is_none(), "it has no pixels until it is drawn");
    for (width, height) in [(40, 20), (400, 200), (1000, 70), (7, 3)] {
        let all = images.scaled(id, ALL, width, height).expect("it is drawn");
        assert_eq!((all.width, all.height, all.rgba.len()), (width, height, (width * height * 4) as usize));
        assert_eq!(pixel(&all, 1, 1), [220, 30, 30, 255]);
        assert_eq!(pixel(&all, width - 2, 1), [30, 40, 219, 128], "the alpha is straight");
    }
    // An edge stays one pixel wide however large it is shown.
    let large = images.scaled(id, ALL, 4000, 2000).expect("it is drawn");
    assert_eq!(pixel(&large, 1999, 5), [220, 30, 30, 255]);
    assert_eq!(pixel(&large, 2000, 5)[3], 128);
    let right = images.scaled(id, Rect::new(0.5, 0.0, 0.5, 1.0), 50, 50).expect("it is drawn");
    assert!(right.rgba.chunks(4).all(|pixel| pixel == [30, 40, 219, 128]), "only the part asked for");
    assert!(images.vector(id).is_some_and(|vector| vector.tree().root().has_children()));
    assert!(images.scaled(ImageId(9), ALL, 5, 5).is_none() && images.vector(ImageId(9)).is_none());
}

#[test]
fn files_are_known_by_what_is_in_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let images = Images::new();
    let put = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("a file");
        path
    };
    let long = format!("\u{FEFF}<?xml version='1.0'?>\n<!-- {} -->\n{HALVES}", "a word ".repeat(100));
    for (name, bytes) in [("a.svg", HALVES.as_bytes()), ("b.txt", long.as_bytes())] {
        let id = images.load(&put(name, bytes)).expect("a good drawing");
        assert_eq!(images.size(id).map(|size| size.width), Some(40.0), "{name}");
    }
    let error = |name: &str, bytes: &[u8]| images.load(&put(name, bytes)).expect_err("refused").to_string();
    assert!(error("c.svg", b"\x1f\x8b\x08\x00").contains("svgz"));
    assert!(error("d.svg", b"<svg \xff>").contains("UTF-8"));
    assert!(error("e.svg", b"<svg").contains("broken"));
    assert!(error("f.svg", b"<html></html>").contains("not a picture"));
    assert!(error("g.svg", b"<svg xmlns='http://www.w3.org/2000/svg' width='0' height='3'/>").contains("broken"));
}

#[test]
fn text_is_set_in_the_embedded_fonts_whatever_is_asked_for() {
    let ink = |attributes: &str| {
        let svg = svg(&format!("<text x='2' y='30' font-size='20' {attributes}>Mill</text>"));
        drawn(&svg, 400, 200).rgba.chunks(4).map(|pixel| u64::from(pixel[3])).sum::<u64>()
    };
    let plain = ink("font-family='Inter'");
    assert!(plain > 100_000);
    assert_eq!(ink("font-family='Comic Sans MS, Arial'"), plain);
    assert_eq!(ink("font-family='serif'"), plain);
    assert_eq!(ink(""), plain);
    assert_ne!(ink("font-family='Courier New'"), plain);
    assert_eq!(ink("font-family='Courier New'"), ink("font-family='monospace'"));
    assert!(ink("font-family='Inter' font-weight='bold'") > plain * 11 / 10, "bold is bold");
}

#[test]
fn nothing_outside_of_the_drawing_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let secret = folder.path().join("secret.png");
    image::RgbaImage::from_pixel(4, 4, image::Rgba([9, 200, 9, 255])).save(&secret).expect("a picture");
    let inner = std::fs::read(&secret).expect("its bytes");
    let path = secret.display();
    for href in [format!("{path}"), format!("file://{path}"), "https://example.org/a.png".to_owned()] {
        for element in ["image", "use", "feImage"] {
            let shown =
                drawn(&svg(&format!("<{element} xlink:href='{href}' href='{href}' width='9' height='9'/>")), 50, 25);
            assert!(shown.rgba.iter().all(|&byte| byte == 0), "{element} {href}");
        }
    }
    // What a drawing carries itself is shown, through our own decoder; a drawing in a drawing is not.
    let mut png = std::io::Cursor::new(Vec::new());
    image::load_from_memory(&inner).expect("it decodes").write_to(&mut png, ImageFormat::WebP).expect("it encodes");
    let data = |kind: &str, bytes: &[u8]| {
        let hex: String = bytes.iter().map(|byte| format!("%{byte:02x}")).collect();
        drawn(&svg(&format!("<image href='data:image/{kind},{hex}' width='100' height='50'/>")), 50, 25)
    };
    assert_eq!(pixel(&data("webp", png.get_ref()), 25, 12), [9, 200, 9, 255]);
    assert_eq!(pixel(&data("png", &inner), 25, 12), [9, 200, 9, 255]);
    assert!(data("svg+xml", HALVES.as_bytes()).rgba.iter().all(|&byte| byte == 0));
    assert!(data("png", HALVES.as_bytes()).rgba.iter().all(|&byte| byte == 0));
}

#[test]
fn entities_are_refused() {
    let bomb =
        "<!DOCTYPE svg [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><svg xmlns='http://www.w3.org/2000/svg'/>";
    assert!(matches!(refused(bomb), MediaError::Refused(words) if words.contains("entities")));
    let outside = "<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><svg><text>&x;</text></svg>";
    assert!(matches!(refused(outside), MediaError::Refused(_)));
    let plain = "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd'>";
    assert!(Images::new().add_svg(&format!("{plain}{HALVES}")).is_ok(), "what most programs write is no danger");
}

#[test]
fn what_would_take_too_long_is_refused_before_it_is_drawn() {
    for (name, svg) in bombs() {
        let begun = std::time::Instant::now();
        let error = Images::new().add_svg(&svg).expect_err(name);
        assert!(matches!(error, MediaError::TooLarge(_)) || name == "endless nesting", "{name}: {error}");
        let took = begun.elapsed();
        assert!(took.as_secs() < 4, "{name}: {took:?}");
    }
    let large = format!("<svg xmlns='http://www.w3.org/2000/svg'><!-- {} --></svg>", "x".repeat(9 << 20));
    assert!(matches!(refused(&large), MediaError::TooLarge(words) if words.contains("9 MiB")));
}

#[test]
fn references_in_circles_end() {
    for inner in [
        "<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g><use href='#a'/>",
        "<pattern id='a' width='9' height='9'><rect width='9' height='9' fill='url(#a)'/></pattern><rect width='9' height='9' fill='url(#a)'/>",
        "<mask id='a' mask='url(#b)'/><mask id='b' mask='url(#a)'/><rect width='9' height='9' mask='url(#a)'/>",
        "<clipPath id='a' clip-path='url(#a)'/><rect width='9' height='9' clip-path='url(#a)'/>",
        "<filter id='a'><feImage href='#r'/></filter><rect id='r' width='9' height='9' filter='url(#a)'/>",
        "<marker id='a'><path d='M0 0h9v9' marker-mid='url(#a)'/></marker><path d='M0 0h9v9' marker-mid='url(#a)'/>",
    ] {
        if let Ok(id) = Images::new().add_svg(&svg(inner)) {
            assert_eq!(id, ImageId(0), "{inner}");
        }
    }
}

#[test]
fn changed_letters_never_end_the_show() {
    let good = svg("<defs><linearGradient id='g'><stop stop-color='#d6451b'/><stop offset='1'/></linearGradient>\
         <pattern id='p' width='8' height='8' patternUnits='userSpaceOnUse'><path d='M0 8L8 0' stroke='#000'/></pattern>\
         <filter id='s'><feDropShadow dx='2' dy='3' stdDeviation='2'/></filter><mask id='m'><circle r='30'/></mask></defs>\
         <rect width='90' height='60' fill='url(#g)' filter='url(#s)' transform='rotate(9) scale(.5 2)'/>\
         <g mask='url(#m)' opacity='.5'><text x='14' y='13' font-size='22'>Vectors &#233;</text></g>\
         <path d='M15 95C60 80 140 150 190 92' fill='url(#p)' stroke='#000' stroke-dasharray='9 5'/>");
    let letters: Vec<char> = "0123456789.-e#<>&'\" /=ghurlMCzA\u{0}\u{202e}".chars().collect();
    let mut seed = 7_u64;
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    let mut shown = 0;
    for _ in 0..400 {
        let mut text: Vec<char> = good.chars().collect();
        for _ in 0..1 + next(4) {
            let at = next(text.len());
            text[at] = letters[next(letters.len())];
        }
        let images = Images::new();
        if let Ok(id) = images.add_svg(&text.into_iter().collect::<String>()) {
            let size = images.size(id).expect("a size");
            assert!(size.width > 0.0 && size.height > 0.0, "{size:?}");
            assert_eq!(images.scaled(id, ALL, 64, 32).expect("pixels").rgba.len(), 64 * 32 * 4);
            shown += 1;
        }
    }
    assert!(shown > 60, "{shown}");
}
