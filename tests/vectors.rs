//! Drawings: vector to the end, crisp at every size; a stranger's drawing never reads a file, and what would take too long
//! or too much memory is refused in words before it is drawn.

use deckle::geom::Rect;
use deckle::media::{ImageId, Images, MediaError, Pixels};
use image::ImageFormat;

const ALL: Rect = Rect::new(0.0, 0.0, 1.0, 1.0);
const HALVES: &str = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 20'>\
    <rect width='20' height='20' fill='#dc1e1e'/><rect x='20' width='20' height='20' fill='#1e28dc' opacity='.5'/></svg>";

fn svg(inner: &str) -> String {
    format!(
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' width='100' height='50'>\
         {inner}</svg>"
    )
}

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
