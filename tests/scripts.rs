//! Text in scripts that no embedded font has, set in the fonts of the machine: Debian's `fonts-noto-core` must be there.
//! Without them nothing is tested and that is said, unless `DECKLE_REQUIRE_FONTS=1` asks for a failure.

use deckle::book::{Book, BookOptions};
use deckle::color::Rgba;
use deckle::deck::{DeckSource, Front};
use deckle::fonts::{FontCx, SANS};
use deckle::geom::Rect;
use deckle::media::{Images, Pixels};
use deckle::paint::cpu::CpuPainter;
use deckle::scene::{Span, TextBlock, TextStyle, Variant};
use deckle::theme;

/// Whether the fonts are there.
#[expect(clippy::print_stderr, reason = "what did not run is said")]
fn fonts_are_there() -> bool {
    let there = std::path::Path::new("/usr/share/fonts/truetype/noto/NotoSansThai-Regular.ttf").exists();
    let required = std::env::var_os("DECKLE_REQUIRE_FONTS").is_some_and(|value| value == "1");
    assert!(there || !required, "install fonts-noto-core");
    if !there {
        eprintln!("left out: there is no fonts-noto-core");
    }
    there
}

fn block(cx: &mut FontCx, text: &str, weight: u16, size: f32) -> TextBlock {
    let style = TextStyle {
        family: SANS,
        size,
        weight,
        italic: false,
        tracking: -0.02,
        color: Rgba::BLACK,
        variant: Variant::Normal,
        mark: 0,
        line: 0.0,
    };
    TextBlock::new(cx, &[Span { text: text.to_owned(), style }], size * 1.4, Some(900.0))
}

/// The family and the weight of every face that `block` is set in.
fn faces(cx: &mut FontCx, block: &TextBlock) -> Vec<(String, u16)> {
    let mut out: Vec<(String, u16)> = Vec::new();
    for line in block.lines() {
        for glyph in line.glyphs {
            let face = cx.system().db().face(glyph.font_id).expect("a face of this context");
            assert_ne!(glyph.glyph_id, 0, "no glyph for {:?}", &line.text[glyph.start..glyph.end]);
            out.push((face.families[0].0.clone(), face.weight.0));
        }
    }
    out.dedup();
    out
}

#[test]
fn a_script_has_one_family_in_every_weight_and_size() {
    if !fonts_are_there() {
        return;
    }
    for (text, family) in
        [("ภาษาไทย", "Noto Sans Thai"), ("देवनागरी।", "Noto Sans Devanagari"), ("தமிழ்", "Noto Sans Tamil")]
    {
        for (weight, expected) in [(400, 400), (550, 400), (650, 700), (750, 700)] {
            for size in [20.0, 76.0] {
                // Other contexts may have found other families meanwhile.
                let cx = &mut FontCx::with_system_fonts();
                let block = block(cx, text, weight, size);
                assert_eq!(faces(cx, &block), [(family.to_owned(), expected)], "{text} {weight}");
            }
        }
    }
}

fn book(body: &str) -> Book {
    let front = Front { title: "Scripts".into(), ..Front::default() };
    let source = DeckSource { stem: "a".into(), file: "a.md".into(), front, body: body.into(), first_line: 1 };
    Book::from_sources(vec![source], theme::paper(), BookOptions::default(), Vec::new())
}

const DECK: &str = "## ภาษาไทย\n\n- ภาษาไทยเขียนติดกันโดยไม่มีช่องว่างระหว่างคำดังนั้นการตัดบรรทัดจึงต้องใช้พจนานุกรมหรือวิธีอื่นที่เหมาะสมกว่าการตัดกลางคำ\n\
    - देवनागरी लिपि में **संयुक्ताक्षर** ठीक बनते हैं।\n";

#[test]
fn another_context_paints_what_one_has_set() {
    if !fonts_are_there() {
        return;
    }
    let cx = &mut FontCx::with_system_fonts();
    let book = book(DECK);
    assert_eq!(book.layout_diagnostics(cx, 0), []);
    let pages = book.pages(cx, 0);
    let paint = |cx: &mut FontCx| {
        let mut target = Pixels { width: 640, height: 360, rgba: Vec::new() };
        CpuPainter::new().paint(cx, &Images::new(), &pages[1].scene, 0, &mut target);
        target.rgba
    };
    let own = paint(cx);
    assert!(own == paint(&mut FontCx::new()), "a context that has set nothing paints something else");
    let safe = Rect::new(0.0, 0.0, 1280.0, 720.0);
    for text in pages[1].scene.texts() {
        assert!(safe.holds(text.bounds(), 0.5), "{:?}", text.block.plain());
    }
}

#[test]
fn what_no_font_has_is_told_once_a_deck() {
    let book = book(&format!("{DECK}\n## ไทย\n\nไทย again\n"));
    let told = book.layout_diagnostics(&mut FontCx::new(), 0);
    let [one] = told else { panic!("{told:?}") };
    assert!(one.message.starts_with("no font has them"), "{}", one.message);
    assert!(one.hint.contains("Noto Sans Devanagari, Noto Sans Thai"), "{}", one.hint);
    assert_eq!(one.line, 1);
}
