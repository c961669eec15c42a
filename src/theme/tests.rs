//! The built-in themes, and files as people write them: right, wrong and hostile.

use proptest::prelude::*;

use super::*;
use crate::diag::Severity;

fn theme(text: &str) -> (Theme, Vec<String>) {
    let fallback = paper();
    let (theme, found) = read::parsed("my.toml", text, (themes(), &fallback), &|_, _| Vec::new());
    assert!(found.iter().all(|one| one.severity == Severity::Warning && !one.hint.is_empty()), "{found:?}");
    (theme, found.iter().map(ToString::to_string).collect())
}

#[test]
fn the_built_in_files_are_sound() {
    assert_eq!(BUILT_IN.1, Vec::new());
    for (name, text) in FILES {
        assert_eq!(theme(text).1, Vec::<String>::new(), "{name}");
        let own = by_name(name).unwrap();
        assert!(text.contains(&format!("name = \"{name}\"")) && !own.about.is_empty(), "{name}");
        assert!(text.lines().all(|line| line.chars().count() <= 120), "{name}");
    }
}

#[test]
fn the_default_says_everything_itself() {
    let mut other = Theme::bare();
    other.background = Rgba::BLACK;
    other.ink = Rgba::WHITE;
    other.rule = Rgba::WHITE;
    other.soft = Rgba::BLACK;
    other.muted = Rgba::WHITE;
    other.accent = Rgba::WHITE;
    other.syntax.keyword = Rgba::WHITE;
    other.margin_x = 24.0;
    other.list_space = [1.0; 3];
    other.smallest = 22.0;
    other.title_style = TitleStyle { align: Align::Center, mark: TitleMark::Tab, gap: 9.0 };
    other.bullets = [Bullet::Cross; 3];
    other.quote_mark = QuoteMark::None;
    other.opener_style.place = OpenerPlace::Spread;
    other.section_style.mark = TitleMark::Tab;
    other.footer_style = FooterStyle::Off;
    other.progress = Progress::Off;
    other.ground = Ground::Grid;
    other.cards = Cards { radius: 1.0, border: 0.0 };
    other.picture_radius = 3.0;
    other.transition = Transition { kind: TransitionKind::Morph, ms: 7, shader: None };
    other.motion = Motion::Reduced;
    other.field_on.quote = true;
    let (text, none) = (source("paper").unwrap(), &[][..]);
    let over = |base: &Theme| read::parsed("paper.toml", text, (none, base), &|_, _| Vec::new());
    assert_eq!(over(&Theme::bare()), over(&other), "paper.toml leaves something to what it is laid over");
}

#[test]
fn every_theme_can_be_read_from_the_last_row() {
    for theme in themes() {
        assert_eq!(shortfalls(theme), [], "{}", theme.name);
        for theme in [Some(theme), theme.field.as_deref()].into_iter().flatten() {
            assert!(theme.background.contrast(theme.accent) >= 3.0, "{} badge", theme.name);
            let Tones { note, tip, important, warning, caution, mark: _ } = theme.tones;
            for tone in [note, tip, important, warning, caution, theme.muted] {
                let ground = theme.callout_ground(tone);
                assert!(theme.callout_title(tone).contrast(ground) >= 4.5, "{} {tone:?}", theme.name);
                let code = ground.contrast(theme.soft).max(ground.contrast(theme.background));
                assert!(code >= 1.06, "{}: the ground of code in a callout of {tone:?} {code}", theme.name);
            }
        }
    }
}

#[test]
fn high_contrast_is_high_in_every_theme() {
    let high = |theme: &Theme, what: &str| {
        let Theme { background, soft, ink, muted, accent, .. } = *theme;
        let Syntax { keyword, function, kind, string, number, comment, added, removed } = theme.syntax;
        let Tones { note, tip, important, warning, caution, mark } = theme.tones;
        let texts = [ink, muted, accent, keyword, function, kind, string, number, comment, added, removed];
        for color in texts.into_iter().chain([note, tip, important, warning, caution]) {
            for ground in [background, soft] {
                assert!(color.contrast(ground) >= 7.0, "{} {what}: {color:?} on {ground:?}", theme.name);
            }
        }
        for tone in [note, tip, important, warning, caution, muted] {
            let ground = theme.callout_ground(tone);
            for color in [tone, ink] {
                assert!(color.contrast(ground) >= 7.0, "{} {what}: {color:?} in a callout of {tone:?}", theme.name);
            }
        }
        assert!(ink.contrast(mark) >= 7.0, "{} {what}: marked words", theme.name);
    };
    high(&by_name("contrast").unwrap(), "as it is");
    let adjust = Adjust { high_contrast: true, no_motion: true };
    let (middling, _) = theme("[colors]\nbackground = \"#808080\"\nsoft = \"#909090\"\nink = \"#111\"\n");
    for theme in themes().iter().chain([&middling]) {
        let adjusted = adjust.of(theme.clone());
        high(&adjusted, "adjusted");
        assert_eq!(adjusted.motion, Motion::Reduced);
        if let Some(field) = adjusted.field.as_deref() {
            high(field, "field");
        }
    }
}

#[test]
fn a_file_changes_what_it_says_and_nothing_else() {
    let (mine, found) = theme("base = \"ink\"\n[colors]\naccent = \"#0f0\"\n[type]\ntitle = { size = 60 }\n");
    assert_eq!(found, Vec::<String>::new());
    let mut wanted = ink();
    wanted.accent = Rgba::hex(0x00_FF_00);
    wanted.title.size = 60.0;
    wanted.title.line = (60.0_f32 * 52.0 / 44.0).round();
    assert_eq!(mine, Theme { name: String::new(), ..wanted });
}

#[test]
fn a_face_reaches_everything_that_has_its_role() {
    let (mine, _) = theme("[faces]\ntitle = \"Deckle Serif\"\n[type]\nbody = { face = \"title\" }\n");
    for kind in [mine.opener, mine.title, mine.quote, mine.section, mine.body] {
        assert_eq!(kind.face.family, "Deckle Serif");
    }
    assert_eq!((mine.list[0].face.family, mine.code.face.family), ("Inter", "JetBrains Mono"));
}

#[test]
fn what_is_wrong_is_told_with_its_line_and_a_remedy() {
    for (text, wanted) in [
        (
            "[colors]\nbackgrund = \"#FFF\"",
            "my.toml:2:1: warning: this is no theme: `backgrund` is not a key of a theme\n  2 | backgrund = \"#FFF\"\n  \
             help: did you mean `background`?; until then the deck shows in \"paper\"",
        ),
        (
            "[colors]\nink = \"blue\"",
            "my.toml:2:7: warning: \"blue\" is no colour\n  2 | ink = \"blue\"\n  help: write it like \"#D6451B\"",
        ),
        (
            "[type]\ntitle = { size = 400 }",
            "my.toml:2:18: warning: 400 is out of limits\n  2 | title = { size = 400 }\n  help: write a number from 20 to 120",
        ),
        (
            "[bullets]\nshapes = [\"square\", \"dahs\", \"dot\"]",
            "my.toml:2:21: warning: \"dahs\" is not known here\n  2 | shapes = [\"square\", \"dahs\", \"dot\"]\n  help: did \
             you mean \"dash\"? It may be square, dash, dot, disc, box, block, cross",
        ),
        (
            "base = \"papr\"",
            "my.toml:1:8: warning: \"papr\" is not known here\n  1 | base = \"papr\"\n  help: did you mean \"paper\"? It may \
             be paper, ink, folio, poster, draft, contrast, stage",
        ),
    ] {
        assert_eq!(theme(text).1, [wanted]);
    }
    for text in ["x", "[colors", "a = 1", "[type]\ntitle = 3", "[colors]\nink = 3", "[space]\nlist = [1, 2]", "\u{0}"] {
        let (shown, found) = theme(text);
        assert_eq!((shown, found.len()), (paper(), 1), "{text:?}: {found:?}");
        assert!(found[0].contains("this is no theme: "), "{found:?}");
    }
}

#[test]
fn one_wrong_value_does_not_lose_the_others() {
    let (mine, found) = theme("[colors]\nink = \"blue\"\nmuted = \"#555\"\n[cards]\nradius = nan\nborder = 2\n");
    assert_eq!((mine.ink, mine.muted, mine.cards.border), (paper().ink, Rgba::hex(0x55_55_55), 2.0));
    assert_eq!((mine.cards.radius, found.len()), (paper().cards.radius, 2));
}

#[test]
fn a_field_has_the_pages_and_colours_that_it_names() {
    let (mine, found) = theme("[field]\non = [\"section\", \"slides\"]\nbackground = \"#000\"\nink = \"#FFF\"\n");
    assert!(found[0].contains("\"slides\" is not known here") && found.len() == 1, "{found:?}");
    assert_eq!(mine.on(PageKind::Opener).background, paper().background);
    assert_eq!(mine.on(PageKind::Section).background, Rgba::BLACK);
    assert_eq!(mine.on(PageKind::Section).accent, paper().accent);
    assert_eq!(paper().on(PageKind::Section), &paper());
}

#[test]
fn a_file_that_falls_short_is_told_with_the_ratio() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pale.toml");
    std::fs::write(&path, "[colors]\nmuted = \"#999999\"\n").unwrap();
    let (theme, found) = read(&path, "pale.toml", Trust::Speaker).unwrap();
    let told: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert_eq!(theme.name, "pale");
    assert_eq!(told.len(), 1);
    assert!(told[0].starts_with("pale.toml: warning: muted on background has a contrast of 2.72 : 1"), "{told:?}");
}

#[test]
fn what_is_no_file_of_a_theme_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| read(&folder.path().join(name), name, Trust::Deck).unwrap_err().to_string();
    std::fs::write(folder.path().join("big.toml"), "#".repeat(MAX_THEME_BYTES as usize + 1)).unwrap();
    assert!(at("no.toml").starts_with("no.toml: error: there is no such theme file"));
    assert!(at("big.toml").starts_with("big.toml: error: the file has 65537 bytes; a theme may have 65536"));
    assert!(at("").contains("this is not a regular file"));
    std::fs::write(folder.path().join("odd.toml"), b"\xEF\xBB\xBFname = \"\xFF\x07\"\n").unwrap();
    assert!(read(&folder.path().join("odd.toml"), "odd.toml", Trust::Deck).is_ok());
}

#[test]
fn deep_files_do_not_exhaust_the_stack() {
    for text in ["[".repeat(60_000), format!("a = {}", "[".repeat(60_000)), format!("a{} = 1", ".a".repeat(30_000))] {
        assert_eq!(theme(&text).0, paper());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_file_breaks_anything(lines in prop::collection::vec(0..200_usize, 0..40), noise in "\\PC{0,12}", cut in 0..4000_usize) {
        let all: Vec<&str> = FILES.iter().flat_map(|(_, text)| text.lines()).collect();
        let mut text: String = lines.iter().map(|&n| format!("{}\n", all[n % all.len()])).collect();
        let at = (0..=cut.min(text.len())).rev().find(|&n| text.is_char_boundary(n)).unwrap_or(0);
        text.insert_str(at, &noise);
        let (theme, _) = theme(&text);
        prop_assert!((20.0..=120.0).contains(&theme.title.size) && theme.title.line >= theme.title.size * 0.9);
        prop_assert!((24.0..=200.0).contains(&theme.margin_x) && theme.margin_bottom >= 64.0);
    }
}
