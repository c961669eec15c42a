//! Pictures from files: every format and orientation shows upright; what is broken, hostile or too large is refused in
//! words, quickly; no path leaves the deck's folder. All files are made here; none is ever fetched.

use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use deckle::media::{Images, MediaError, Pixels, local};
use image::{DynamicImage, ImageFormat, Rgba, RgbaImage};
use tempfile::TempDir;

const RED: [u8; 4] = [220, 30, 30, 255];
const GREEN: [u8; 4] = [30, 200, 40, 255];
const BLUE: [u8; 4] = [30, 40, 220, 255];
const WHITE: [u8; 4] = [255, 255, 255, 255];
const ONLY: &str = "a picture is a PNG, JPEG, GIF, WebP or SVG file";

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

fn put(folder: &TempDir, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.path().join(name);
    fs::write(&path, bytes).expect("a file");
    path
}

fn load(path: &Path) -> Result<Pixels, MediaError> {
    let images = Images::new();
    images.load(path).map(|id| (*images.pixels(id).expect("it was just loaded")).clone())
}

fn refused(path: &Path) -> String {
    load(path).expect_err("it must be refused").to_string()
}

/// Four fields of one colour each: 48 × 32 pixels.
fn fields() -> DynamicImage {
    DynamicImage::ImageRgba8(RgbaImage::from_fn(48, 32, |x, y| {
        Rgba(match (x < 24, y < 16) {
            (true, true) => RED,
            (false, true) => GREEN,
            (true, false) => BLUE,
            (false, false) => WHITE,
        })
    }))
}

fn encoded(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let image = if format == ImageFormat::Jpeg { DynamicImage::ImageRgb8(image.to_rgb8()) } else { image.clone() };
    image.write_to(&mut bytes, format).expect("it can be encoded");
    bytes.into_inner()
}

fn formats() -> Vec<(&'static str, Vec<u8>)> {
    [("png", ImageFormat::Png), ("jpg", ImageFormat::Jpeg), ("gif", ImageFormat::Gif), ("webp", ImageFormat::WebP)]
        .into_iter()
        .map(|(name, format)| (name, encoded(&fields(), format)))
        .collect()
}

/// The colours in the middle of the four fields: top left, top right, bottom left, bottom right.
fn corners(pixels: &Pixels) -> [[u8; 4]; 4] {
    let (w, h) = (pixels.width, pixels.height);
    [(w / 4, h / 4), (w * 3 / 4, h / 4), (w / 4, h * 3 / 4), (w * 3 / 4, h * 3 / 4)].map(|(x, y)| {
        let n = (y * w + x) as usize * 4;
        pixels.rgba[n..n + 4].try_into().expect("four bytes")
    })
}

fn near(a: [[u8; 4]; 4], b: [[u8; 4]; 4]) -> bool {
    a.iter().flatten().zip(b.iter().flatten()).all(|(a, b)| a.abs_diff(*b) <= 6)
}

#[test]
fn every_format_shows_whatever_its_file_is_called() {
    let folder = folder();
    for (name, bytes) in formats() {
        let path = put(&folder, &format!("{name}.txt"), &bytes);
        let pixels = load(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!((pixels.width, pixels.height, pixels.rgba.len()), (48, 32, 48 * 32 * 4), "{name}");
        assert!(near(corners(&pixels), [RED, GREEN, BLUE, WHITE]), "{name}: {:?}", corners(&pixels));
    }
}

#[test]
fn a_picture_is_decoded_once() {
    let folder = folder();
    let path = put(&folder, "a.png", &encoded(&fields(), ImageFormat::Png));
    let images = Images::new();
    let first = images.load(&path).expect("a picture");
    fs::remove_file(&path).expect("it was there");
    assert_eq!(images.load(&path), Ok(first));
}

#[test]
fn an_animation_shows_its_first_frame() {
    let folder = folder();
    let mut bytes = Vec::new();
    let mut encoder = image::codecs::gif::GifEncoder::new(&mut bytes);
    let frames = [RED, GREEN].map(|color| image::Frame::new(RgbaImage::from_pixel(8, 8, Rgba(color))));
    encoder.encode_frames(frames).expect("two frames");
    drop(encoder);
    let pixels = load(&put(&folder, "a.gif", &bytes)).expect("a picture");
    assert!(near(corners(&pixels), [RED; 4]), "{:?}", corners(&pixels));
}

/// An animated GIF: a frame of each colour, each for so many milliseconds.
fn animated(colors: &[[u8; 4]], delay: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = image::codecs::gif::GifEncoder::new(&mut bytes);
    encoder.set_repeat(image::codecs::gif::Repeat::Infinite).expect("for ever");
    let delay = image::Delay::from_numer_denom_ms(delay, 1);
    let frame = |color: &[u8; 4]| image::Frame::from_parts(RgbaImage::from_pixel(8, 8, Rgba(*color)), 0, 0, delay);
    encoder.encode_frames(colors.iter().map(frame)).expect("frames");
    drop(encoder);
    bytes
}

#[test]
fn an_animation_plays_and_begins_again() {
    let folder = folder();
    let images = Images::new();
    let id = images.load(&put(&folder, "a.gif", &animated(&[RED, GREEN, BLUE], 100))).expect("a picture");
    let whole = deckle::geom::Rect::new(0.0, 0.0, 1.0, 1.0);
    let shown = |images: &Images| {
        let pixels = images.scaled(id, whole, 8, 8).expect("a frame");
        [RED, GREEN, BLUE].iter().position(|color| near(corners(&pixels), [*color; 4])).expect("one of the frames")
    };
    assert_eq!(shown(&images), 0, "until somebody plays it");
    let ms = std::time::Duration::from_millis;
    let begun = std::time::Instant::now();
    while images.play(id, ms(150)) != Some(ms(50)) {
        assert!(begun.elapsed().as_secs() < 10, "the frames are never there");
        std::thread::sleep(ms(5));
    }
    assert_eq!(shown(&images), 1);
    assert_eq!((images.play(id, ms(210)), shown(&images)), (Some(ms(90)), 2));
    assert_eq!((images.play(id, ms(305)), shown(&images)), (Some(ms(95)), 0));
    images.play(id, ms(250));
    images.rewind(id);
    assert_eq!(shown(&images), 0);
    let still = images.load(&put(&folder, "b.gif", &animated(&[RED], 100))).expect("a picture");
    assert_eq!(images.play(still, ms(500)), None);
}

#[test]
fn an_endless_animation_stands_still_at_the_limit() {
    let folder = folder();
    let images = Images::new();
    let colors: Vec<[u8; 4]> = (0..1_200_u32).map(|n| if n % 2 == 0 { RED } else { GREEN }).collect();
    let id = images.load(&put(&folder, "a.gif", &animated(&colors, 20))).expect("a picture");
    let late = std::time::Duration::from_secs(3600);
    let begun = std::time::Instant::now();
    while images.play(id, late).is_some() {
        assert!(begun.elapsed().as_secs() < 20, "it never ends");
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    assert_eq!(images.original(id).map(|original| original.frame()), Some(999), "on its last good frame");
}

#[test]
fn avif_is_refused_with_a_remedy() {
    let bytes = b"\0\0\0\x20ftypavif\0\0\0\0avifmif1miafMA1B";
    assert!(refused(&put(&folder(), "a.avif", bytes)).contains("convert it to PNG or WebP"));
}

/// A JPEG with an EXIF segment that says nothing but its orientation.
fn oriented(orientation: u8) -> Vec<u8> {
    let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0".to_vec();
    exif.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]);
    exif.extend([0; 4]);
    let length = u16::try_from(exif.len() + 2).expect("short").to_be_bytes();
    let jpeg = encoded(&fields(), ImageFormat::Jpeg);
    [&jpeg[..2], &[0xFF, 0xE1], &length, &exif, &jpeg[2..]].concat()
}

#[test]
fn every_orientation_shows_upright() {
    let folder = folder();
    let [a, b, c, d] = [RED, GREEN, BLUE, WHITE];
    // Where the stored fields belong, after the table in the EXIF standard: 6 is a camera held upright, turned to the left.
    let upright = [
        (1, [a, b, c, d]),
        (2, [b, a, d, c]),
        (3, [d, c, b, a]),
        (4, [c, d, a, b]),
        (5, [a, c, b, d]),
        (6, [c, a, d, b]),
        (7, [d, b, c, a]),
        (8, [b, d, a, c]),
        // Not in the table: shown as it is.
        (0, [a, b, c, d]),
        (9, [a, b, c, d]),
    ];
    for (orientation, expected) in upright {
        let pixels = load(&put(&folder, &format!("{orientation}.jpg"), &oriented(orientation))).expect("a picture");
        let size = if (5..=8).contains(&orientation) { (32, 48) } else { (48, 32) };
        assert_eq!((pixels.width, pixels.height), size, "orientation {orientation}");
        assert!(near(corners(&pixels), expected), "orientation {orientation}: {:?}", corners(&pixels));
    }
}

#[test]
fn large_pictures_are_kept_small() {
    let folder = folder();
    let wide = DynamicImage::ImageRgb8(image::RgbImage::from_pixel(4000, 100, image::Rgb([1, 200, 3])));
    let mut clear = RgbaImage::from_pixel(90, 4800, Rgba([0, 255, 0, 0]));
    image::imageops::overlay(&mut clear, &RgbaImage::from_pixel(45, 4800, Rgba(RED)), 0, 0);
    for (image, size) in [(wide, (3840, 96)), (DynamicImage::ImageRgba8(clear), (72, 3840))] {
        let pixels = load(&put(&folder, "a.png", &encoded(&image, ImageFormat::Png))).expect("a picture");
        assert_eq!((pixels.width, pixels.height), size);
        // What is transparent does not bleed into what is not.
        let clean =
            pixels.rgba.chunks(4).all(|pixel| pixel[3] == 0 || pixel == [1, 200, 3, 255] || pixel[..3] == RED[..3]);
        assert!(clean, "{size:?}");
    }
}

/// A PNG that claims to have `side` × `side` pixels, and hardly has any.
fn png_bomb(side: u32, depth: png::BitDepth) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, side, side);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(depth);
    let mut writer = encoder.write_header().expect("a header");
    writer.write_chunk(png::chunk::IDAT, &[0x78, 0x01, 0x03, 0x00, 0x00, 0x00, 0x00, 0x01]).expect("some data");
    drop(writer);
    bytes
}

/// A lossless WebP that claims to have 16,383 × 16,383 pixels.
fn webp_bomb() -> Vec<u8> {
    let mut bytes = b"RIFF\x1c\0\0\0WEBPVP8L\x0f\0\0\0\x2f".to_vec();
    bytes.extend([0xFE, 0xBF, 0xFF, 0x0F]);
    bytes.extend([0; 11]);
    bytes
}

#[test]
fn what_claims_too_much_is_refused_before_it_is_decoded() {
    let folder = folder();
    let huge = fs::File::create(folder.path().join("huge.png")).expect("a file");
    huge.set_len(65 << 20).expect("a file with a hole");
    let frame = [0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x4C, 1, 0];
    let gif = [b"GIF89a".as_slice(), &[0xFF; 4], &[0; 3], &frame, b";"].concat();
    let side = "the picture has 50000 × 50000 pixels; a side may have 30000";
    for (name, bytes, said) in [
        ("side.png", png_bomb(50_000, png::BitDepth::Eight), side),
        (
            "area.png",
            png_bomb(20_000, png::BitDepth::Eight),
            "the picture has 20000 × 20000 pixels; it may have 100 million",
        ),
        (
            "deep.png",
            png_bomb(9_000, png::BitDepth::Sixteen),
            "the picture has 9000 × 9000 pixels, 617 MiB when decoded; it may take 256 MiB",
        ),
        ("a.gif", gif, "the picture has 65535 × 65535 pixels; a side may have 30000"),
        ("a.webp", webp_bomb(), "the picture has 16383 × 16383 pixels; it may have 100 million"),
    ] {
        let path = put(&folder, name, &bytes);
        assert!(matches!(load(&path), Err(MediaError::TooLarge(_))), "{name}: {:?}", load(&path));
        assert_eq!(refused(&path), said, "{name}");
    }
    assert_eq!(refused(&folder.path().join("huge.png")), "the file has 65 MiB; a picture may have 64");
}

#[test]
fn what_is_no_picture_is_refused_in_words() {
    let folder = folder();
    assert_eq!(load(&folder.path().join("none.png")), Err(MediaError::Missing));
    let below = put(&folder, "a.png", b"x").join("b.png");
    assert_eq!(load(&below), Err(MediaError::Missing));
    assert_eq!(refused(folder.path()), format!("this is a folder; {ONLY}"));
    assert_eq!(refused(&put(&folder, "b.png", b"")), "the file is empty");
    for bytes in [b"hello, world".as_slice(), b"<html><body/></html>", b"BM\0\0\0\0\0\0", &[0; 99]] {
        assert_eq!(refused(&put(&folder, "c.png", bytes)), format!("this is not a picture that can be shown; {ONLY}"));
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_and_a_device_do_not_block() {
    let folder = folder();
    let pipe = folder.path().join("pipe.png");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo");
    assert!(made.success());
    for path in [pipe, PathBuf::from("/dev/zero")] {
        let (send, receive) = std::sync::mpsc::channel();
        std::thread::spawn(move || send.send(refused(&path)));
        let said = receive.recv_timeout(std::time::Duration::from_secs(20)).expect("it blocks");
        assert_eq!(said, format!("this is not a regular file; {ONLY}"));
    }
}

#[test]
fn truncated_files_are_errors_or_whole_pictures() {
    let folder = folder();
    for (name, bytes) in formats() {
        for length in (1..bytes.len()).step_by(1 + bytes.len() / 150) {
            let answer = load(&put(&folder, "cut", &bytes[..length]));
            match answer {
                Ok(pixels) => assert_eq!((pixels.width, pixels.height, pixels.rgba.len()), (48, 32, 6144), "{name}"),
                Err(MediaError::Unreadable(said)) => assert!(!said.is_empty()),
                Err(error) => panic!("{name} cut to {length}: {error:?}"),
            }
        }
    }
    let png = &formats()[0].1;
    let said = refused(&put(&folder, "cut.png", &png[..png.len() / 2]));
    assert!(said.starts_with("the picture is broken: "), "{said}");
}

#[test]
fn changed_bytes_never_end_the_show() {
    let folder = folder();
    let mut seed = 0x9E37_79B9_7F4A_7C15_u64;
    let mut random = move |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed % below as u64) as usize
    };
    for (name, original) in formats().into_iter().chain([("oriented jpg", oriented(6))]) {
        for round in 0..150 {
            let mut bytes = original.clone();
            for _ in 0..=random(4) {
                let at = random(bytes.len());
                bytes[at] = random(256) as u8;
            }
            if let Ok(pixels) = load(&put(&folder, "changed", &bytes)) {
                let size = pixels.width as usize * pixels.height as usize * 4;
                assert_eq!(pixels.rgba.len(), size, "{name}, round {round}");
            }
        }
    }
}

#[test]
fn files_in_the_folder_are_found() {
    let folder = folder();
    fs::create_dir(folder.path().join("img")).expect("a folder");
    let a = put(&folder, "img/a b.png", b"x").canonicalize().expect("it is there");
    let odd = put(&folder, "100%.png", b"x").canonicalize().expect("it is there");
    for url in ["img/a b.png", "img/a%20b.png", "./img/../img/a%20b.png", "img\\a b.png", " img//a b.png "] {
        assert_eq!(local(folder.path(), url), Ok(a.clone()), "{url}");
    }
    assert_eq!(local(folder.path(), "100%.png"), Ok(odd));
    assert_eq!(local(folder.path(), "img/none.png"), Err(MediaError::Missing));
    assert_eq!(local(&folder.path().join("none"), "a.png"), Err(MediaError::Missing));
    // A deck named without a folder lies in the current one.
    assert!(local(Path::new(""), "Cargo.toml").is_ok());
}

#[test]
fn no_path_leaves_the_folder() {
    let outer = folder();
    let deck = outer.path().join("deck");
    fs::create_dir_all(deck.join("sub")).expect("a folder");
    let secret = put(&outer, "secret.png", b"x");
    let absolute = secret.display().to_string();
    let file_url = format!("file://{absolute}");
    for url in [
        "../secret.png",
        "..\\secret.png",
        "sub/../../secret.png",
        "%2e%2e/secret.png",
        "..%2Fsecret.png",
        "..%5csecret.png",
        "../deck/../secret.png",
        "sub/../../deck/sub",
        &absolute,
        &file_url,
        "file:secret.png",
        "FILE:///etc/passwd",
        "C:\\secret.png",
        "c:secret.png",
        "\\\\host\\share\\secret.png",
        "//host/secret.png",
        "%2Fetc/passwd",
        "~/secret.png",
        "~root/secret.png",
        "data:image/png;base64,AAAA",
        "sub%00.png",
    ] {
        assert!(matches!(local(&deck, url), Err(MediaError::Refused(_))), "{url}: {:?}", local(&deck, url));
    }
}

#[cfg(unix)]
#[test]
fn links_are_followed_only_inside_the_folder() {
    use std::os::unix::fs::symlink;
    let outer = folder();
    let deck = outer.path().join("deck");
    fs::create_dir(&deck).expect("a folder");
    let secret = put(&outer, "secret.png", b"x");
    let inside = put(&outer, "deck/a.png", b"x").canonicalize().expect("it is there");
    symlink(&secret, deck.join("out.png")).expect("a link");
    symlink(outer.path(), deck.join("up")).expect("a link");
    symlink("a.png", deck.join("in.png")).expect("a link");
    symlink(&deck, outer.path().join("way")).expect("a link");
    for url in ["out.png", "up/secret.png"] {
        let said = local(&deck, url).expect_err("it leaves the folder").to_string();
        assert_eq!(said, "it is outside the deck's folder; copy it there", "{url}");
    }
    // A deck's folder may itself be reached through a link, and a link may stay inside.
    assert_eq!(local(&outer.path().join("way"), "in.png"), Ok(inside));
}

/// A PNG whose colour profile is `repeats` times 258 zeros when it is unpacked.
#[cfg(target_os = "linux")]
fn with_profile(repeats: usize) -> Vec<u8> {
    let (mut packed, mut bits, mut count) = (vec![0x78, 0x9C], 0_u32, 0);
    let mut push = |value: u32, length: u32| {
        bits |= value << count;
        count += length;
        while count >= 8 {
            packed.push(bits as u8);
            (bits, count) = (bits >> 8, count - 8);
        }
    };
    // The last block, with the fixed codes; a zero; then copies of the 258 bytes before, and the end.
    push(0b011, 3);
    push(0b0000_1100, 8);
    for _ in 0..repeats {
        push(0b1010_0011, 13);
    }
    push(0, 15);
    let chunk = |name: &[u8], data: &[u8]| {
        let body = [name, data].concat();
        let crc = body.iter().fold(u32::MAX, |crc, &byte| {
            (0..8).fold(crc ^ u32::from(byte), |crc, _| (crc >> 1) ^ (0xEDB8_8320 & (crc & 1).wrapping_neg()))
        });
        [&(data.len() as u32).to_be_bytes()[..], &body, &(!crc).to_be_bytes()].concat()
    };
    let png = encoded(&fields(), ImageFormat::Png);
    let (head, rest) = png.split_at(33);
    [head, &chunk(b"iCCP", &[b"a\0\0", &packed[..]].concat()), rest].concat()
}

#[test]
#[cfg(target_os = "linux")]
fn a_colour_profile_cannot_exhaust_memory() {
    let folder = folder();
    put(&folder, "a.png", &with_profile(7_000_000));
    fs::write(folder.path().join("deck.md"), "# One\n\n![a](a.png)\n").expect("a deck");
    let limited = format!("ulimit -v 1400000; exec '{}' dump deck.md", env!("CARGO_BIN_EXE_deckle"));
    let run = std::process::Command::new("sh").args(["-c", &limited]).current_dir(folder.path()).output();
    let run = run.expect("there is a shell");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    assert!(load(&put(&folder, "b.png", &with_profile(10))).is_ok());
}
