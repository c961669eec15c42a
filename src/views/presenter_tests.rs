//! The presenter screen in every state on screens of every shape: nothing leaves it, no words stand on others, and what the
//! speaker must know is there. Never looks at pixels.

use super::tests::{ASPECTS, assert_inside, cut, words};
use super::*;
use crate::book::BookOptions;
use crate::deck::DeckSource;
use crate::geom::Rect;
use crate::scene::{PAGE_HEIGHT, Scene};
use crate::show::{Blank, Command, Start};
use crate::theme;

const LONG: &str = "many words that must be said \u{2014} and more of them **loudly**\n\n- one\n- two\n\n";

/// A session: an opener without a speaker, and three talks with notes of every kind.
fn session() -> Book {
    let notes = [
        "Ask who has used **interfacer**.\n\u{2192} skip the demo when late".to_owned(),
        "First. [click] Then, *slowly*.\n\n- [click] last".to_owned(),
        LONG.repeat(40),
        String::new(),
        "\u{3053}\u{306e}\u{9801}\u{3067}\u{306f}\u{4e09}\u{3064}\u{306e}\u{70b9}\u{3092}\u{8aac}\u{660e}\u{3059}\u{308b}\u{3002}\n\n- \u{4e00}\u{3064}\u{76ee}".to_owned(),
        "\u{647}\u{630}\u{627} \u{646}\u{635} \u{639}\u{631}\u{628}\u{64a}\n\n- \u{646}\u{642}\u{637}\u{629}".to_owned(),
    ];
    let mut slides = String::new();
    for (n, notes) in notes.iter().enumerate() {
        slides += &format!("# Page {n}\n\n<!-- steps: lists -->\n\n- one\n- two\n\n<!--\n{notes}\n-->\n\n");
    }
    let deck = |n: usize, yaml: &str| {
        let text = format!("---\ntitle: A talk about {n} things that have a long name indeed\n{yaml}---\n\n{slides}");
        crate::deck::read(&format!("{n}.md"), &text).0
    };
    let sources: Vec<DeckSource> = vec![
        deck(0, "duration: 45m\n"),
        deck(1, "speaker: Ann Example\ntime: 10m\n"),
        deck(2, "speaker: Bob Example, who has many names\ntime: 15m\n"),
        deck(3, "speaker: Cy\n"),
    ];
    Book::from_sources(sources, theme::paper(), BookOptions::default(), Vec::new())
}

/// The show after `commands`, the timer running since second 5.
fn shown(book: &Book, at: Position, commands: &[Command]) -> Show {
    let mut cx = FontCx::new();
    let pages = BookPages::new(book, &mut cx);
    let mut show = Show::new(Start { at, presenter: true, ..Start::default() }, &pages);
    for &command in commands {
        show.apply(command, Duration::from_secs(5), &pages);
    }
    show
}

fn on<'a>(book: &'a Book, show: &'a Show, seconds: u64) -> OnStage<'a> {
    let wall = Some(TimeOfDay::new(15, 7, 30));
    OnStage { wall, audience: AudienceOn::Display("HDMI-1"), ..OnStage::new(book, show, Duration::from_secs(seconds)) }
}

/// Words of the speaker's screen that stand on others; pages are in layers with a clip, and so are notes.
fn collisions(scene: &Scene, notes: Rect) -> Vec<(String, String)> {
    let mut own: Vec<(String, Rect)> = Vec::new();
    for layer in &scene.layers {
        for text in &layer.texts {
            let seen = layer.clip.map_or(text.bounds(), |clip| cut(text.bounds(), clip));
            let is_page = layer.clip.is_some_and(|clip| !notes.holds(clip, 0.6));
            if !is_page && seen.width > 1.0 && seen.height > 1.0 {
                own.push((text.block.plain().to_owned(), seen));
            }
        }
    }
    let touch = |a: Rect, b: Rect| {
        let both = cut(a, b);
        both.width > 1.0 && both.height > 2.0
    };
    let mut found = Vec::new();
    for (n, (words, rect)) in own.iter().enumerate() {
        found
            .extend(own.iter().skip(n + 1).filter(|other| touch(*rect, other.1)).map(|o| (words.clone(), o.0.clone())));
    }
    found
}

use Command::*;

#[test]
fn nothing_leaves_the_screen_nor_stands_on_other_words_in_any_state() {
    let mut cx = FontCx::new();
    let book = session();
    let states: [&[Command]; 9] = [
        &[],
        &[Next],
        &[Next, Next, NotesLarger, NotesLarger, NotesLarger],
        &[Next, Timer, Black],
        &[Next, Freeze, Next, Next, Next, White],
        &[Freeze, Last, Last, Digit(1), Digit(2), Digit(3), Digit(4), Digit(5), Timer],
        &[Last, Last, Next, Next, Next],
        &[NotesSmaller, NotesSmaller, NotesSmaller, NotesSmaller],
        &[Next, Next, Next, Freeze, Previous, Previous, Previous],
    ];
    for page in 0..7 {
        for commands in states {
            let show = shown(&book, Position::new(1, page), commands);
            for (n, aspect) in ASPECTS.into_iter().enumerate() {
                let seconds = [7, 700, 1600, 9000][(n + page) % 4];
                let goal = [None, Some(Goal::Until(TimeOfDay::new(15, 45, 0)))][(n + page) % 2];
                let audience = [AudienceOn::Display("HDMI-1"), AudienceOn::Nowhere, AudienceOn::Window][n % 3];
                let on = OnStage { goal, audience, ..on(&book, &show, seconds) };
                let desk = presenter(&mut cx, &on, aspect);
                let what = format!("page {page} {commands:?} {aspect}");
                assert_inside(&desk.scene, &what);
                assert_eq!(collisions(&desk.scene, desk.notes), [], "{what}");
            }
        }
    }
}

#[test]
fn everything_can_be_read_on_a_small_screen() {
    let mut cx = FontCx::new();
    let book = session();
    for commands in [&[][..], &[Next, Freeze, Next, Black, Timer], &[NotesSmaller, NotesSmaller]] {
        for page in 0..7 {
            let show = shown(&book, Position::new(2, page), commands);
            let desk = presenter(&mut cx, &on(&book, &show, 900), 1366.0 / 768.0);
            let scale = 768.0 / PAGE_HEIGHT.max(desk.scene.size.height);
            for layer in
                desk.scene.layers.iter().filter(|layer| layer.clip.is_none_or(|clip| desk.notes.holds(clip, 1.0)))
            {
                for text in &layer.texts {
                    let glyphs = text.block.lines().flat_map(|line| line.glyphs.iter().map(|g| g.font_size));
                    let smallest = glyphs.fold(f32::INFINITY, f32::min) * text.scale * scale;
                    assert!(smallest >= 13.0, "{:?} in {smallest} pixels", text.block.plain());
                }
            }
        }
    }
}

fn said(book: &Book, at: Position, commands: &[Command], seconds: u64) -> String {
    let mut cx = FontCx::new();
    let show = shown(book, at, commands);
    words(&presenter(&mut cx, &on(book, &show, seconds), 16.0 / 9.0).scene)
}

fn assert_said(words: &str, wanted: &[&str]) {
    for word in wanted {
        assert!(words.contains(word), "{word:?} is missing in {words:?}");
    }
}

#[test]
fn the_speaker_learns_how_it_goes() {
    let mut cx = FontCx::new();
    let book = session();
    // All decks laid out, so that the plan is exact.
    let counts: Vec<usize> = (0..4).map(|deck| book.pages(&mut cx, deck).len()).collect();
    assert_eq!(counts, [7, 7, 7, 7]);
    // 45 minutes: 10 and 15 for two talks, 20 for the others by their pages, of which the first takes no time: 6 and 7.
    // The second page of the second talk is due after 554 + 86 seconds and over after 554 + 171.
    let here = Position::new(0, 0);
    const TALK: Command = GoTo(Position::new(1, 0));
    let ready = said(&book, here, &[], 9);
    assert_said(&ready, &["0:00", "ELAPSED OF 45:00", "not started", "45:00 planned: until 15:52", "15:07"]);
    let early = said(&book, here, &[TALK, Next], 305);
    assert_said(&early, &["5:00", "5:40 ahead", "(plan 15:47)", "40:00 left", "5:00 of 10:00 for this talk"]);
    assert_said(&said(&book, here, &[TALK, Next], 665), &["on time", "you end at 15:41, as planned", "34:00 left"]);
    let late = said(&book, here, &[TALK, Next], 905);
    assert_said(&late, &["behind", "at this pace you end at", "(plan 15:37)", "30:00 left"]);
    assert_said(&said(&book, here, &[TALK, Next], 2765), &["1:00 over"]);
    assert_said(&said(&book, here, &[Last, Last, Next, Next, Next], 305), &["40:00 to spare", "END"]);
    assert_said(&said(&book, here, &[TALK, Next, Timer], 305), &["PAUSED", "TIMER PAUSED"]);
    assert_said(&early, &["audience on HDMI-1", "A talk about 1 things", "Ann Example  \u{b7}  talk 1 of 3"]);
}

/// Who begins with a later talk is neither ahead for it nor has the time of those before.
#[test]
fn a_show_that_begins_later_has_a_plan_of_its_own() {
    let book = session();
    let words = said(&book, Position::new(2, 0), &[Next], 5);
    assert_said(&words, &["on time", "you end at 15:52, as planned", "45:00 left", "0:00 of 15:00 for this talk"]);
}

#[test]
fn a_clock_that_jumps_moves_the_end_and_not_the_time_that_passed() {
    let mut cx = FontCx::new();
    let book = session();
    let show = shown(&book, Position::new(0, 0), &[GoTo(Position::new(1, 0)), Next]);
    for hour in [15, 23, 7] {
        let on = OnStage { wall: Some(TimeOfDay::new(hour, 7, 30)), ..on(&book, &show, 305) };
        let words = words(&presenter(&mut cx, &on, 16.0 / 9.0).scene);
        assert_said(
            &words,
            &["5:00", "5:40 ahead", "40:00 left", &format!("{hour:02}:07"), &format!("(plan {hour:02}:47)")],
        );
    }
}

#[test]
fn a_frozen_stage_shows_both_places() {
    let book = session();
    let words = said(&book, Position::new(1, 1), &[Next, Freeze, Next, Next, Next], 30);
    assert_said(
        &words,
        &["YOU  \u{b7}  3 / 7", "STEP 2 / 3", "AUDIENCE  \u{b7}  2 / 7", "FROZEN", "NEXT  \u{b7}  STEP 3"],
    );
    let ended = said(&book, Position::new(3, 6), &[Next, Next, Next, Freeze, Previous], 30);
    assert_said(&ended, &["YOU  \u{b7}  7 / 7", "AUDIENCE  \u{b7}  END"]);
}

#[test]
fn what_is_next_is_what_the_next_press_shows() {
    let book = session();
    for (at, commands, wanted) in [
        (Position::new(1, 1), &[][..], "NEXT  \u{b7}  STEP 2"),
        (Position::new(1, 1), &[Next, Next], "NEXT  \u{b7}  3"),
        (Position::new(1, 6), &[Next, Next], "NEXT TALK  \u{b7}  A talk about 2 things"),
        (Position::new(3, 6), &[Next, Next], "NEXT  \u{b7}  END"),
    ] {
        assert_said(&said(&book, at, commands, 30), &[wanted]);
    }
}

#[test]
fn flags_are_never_left_out() {
    let mut cx = FontCx::new();
    let book = session();
    let show = shown(&book, Position::new(1, 2), &[Next, Freeze, Black, Timer, Last, Last, Next, Next, Next, Digit(7)]);
    for aspect in ASPECTS {
        let on = OnStage { audience: AudienceOn::Nowhere, ..on(&book, &show, 30) };
        let desk = presenter(&mut cx, &on, aspect);
        assert_eq!(collisions(&desk.scene, desk.notes), [], "flags {aspect}");
        let scene = desk.scene;
        assert_inside(&scene, &format!("flags {aspect}"));
        let bounds = |start: &str| scene.texts().find(|t| t.block.plain().starts_with(start)).map(|t| t.bounds());
        // Beside the page, if not under it, is what the audience sees: no capsule reaches it.
        let (page, beside) = (bounds("YOU").unwrap(), bounds("AUDIENCE").unwrap());
        let edge = if beside.y > page.y + 1.0 { scene.size.width } else { beside.x };
        let all = ["NO AUDIENCE DISPLAY", "BLACK", "FROZEN", "TIMER PAUSED", "END", "GO TO 7"];
        for flag in all {
            let rect = bounds(flag).unwrap();
            assert!(rect.right() <= edge, "{flag} at {rect:?} of {aspect}");
        }
        assert!(
            all.iter().all(|flag| words(&scene).lines().any(|line| line == *flag)),
            "{aspect}: {:?}",
            words(&scene)
        );
    }
    assert_eq!(show.blank(), Some(Blank::Black));
}

/// Every character of the notes can be scrolled to, and each press shows another line.
#[test]
fn long_notes_are_scrolled_and_never_cut() {
    let mut cx = FontCx::new();
    let book = session();
    let mut show = shown(&book, Position::new(2, 3), &[]);
    for aspect in [9.0 / 16.0, 4.0 / 3.0, 16.0 / 9.0] {
        let mut seen = std::collections::BTreeSet::new();
        let mut presses = 0;
        show.apply(Command::Previous, Duration::ZERO, &BookPages::new(&book, &mut FontCx::new()));
        show.apply(Command::GoTo(Position::new(2, 3)), Duration::ZERO, &BookPages::new(&book, &mut FontCx::new()));
        loop {
            let desk = presenter(&mut cx, &on(&book, &show, 30), aspect);
            assert!(desk.reach > 0, "they do not fit at once");
            show.drew_notes(desk.scrolled, desk.reach);
            let layer =
                desk.scene.layers.iter().find(|l| l.clip.is_some_and(|clip| desk.notes.holds(clip, 0.6))).unwrap();
            let clip = layer.clip.unwrap();
            assert!(clip.height > 60.0 && clip.height <= desk.notes.height, "{clip:?}");
            for text in &layer.texts {
                for line in text.block.lines() {
                    let y = text.at.y + line.top;
                    if y >= clip.y - 0.5 && y + line.height <= clip.bottom() + 0.5 {
                        seen.insert(((y + f32::from(desk.scrolled) * 31.0).round() as i64 / 8, line.text.to_owned()));
                    }
                }
            }
            presses += 1;
            let before = show.reading().scrolled;
            show.apply(Command::NotesDown, Duration::ZERO, &BookPages::new(&book, &mut FontCx::new()));
            if show.reading().scrolled == before || presses > 500 {
                break;
            }
        }
        assert!(presses > 3 && presses < 500, "{presses}");
        assert!(seen.len() >= 120, "{} lines of {aspect}", seen.len());
    }
}

#[test]
fn notes_follow_the_steps_that_they_name() {
    let mut cx = FontCx::new();
    let book = session();
    let bright = theme::stage().ink;
    for (step, due) in [(0, "First."), (1, "Then,"), (2, "last")] {
        let show = shown(&book, Position { step, ..Position::new(1, 2) }, &[]);
        let desk = presenter(&mut cx, &on(&book, &show, 30), 16.0 / 9.0);
        let layer = desk.scene.layers.iter().find(|l| l.clip.is_some_and(|clip| desk.notes.holds(clip, 0.6))).unwrap();
        let mut lit = String::new();
        for text in &layer.texts {
            for line in text.block.lines() {
                for glyph in line.glyphs {
                    let color = glyph.color_opt.map(|c| [c.r(), c.g(), c.b()]);
                    if color == Some([bright.r, bright.g, bright.b]) {
                        lit.push_str(&line.text[glyph.start..glyph.end]);
                    }
                }
            }
        }
        assert!(lit.contains(due), "{step}: {lit:?}");
        assert!(["First.", "Then,", "last"].iter().filter(|word| lit.contains(*word)).count() == 1, "{step}: {lit:?}");
    }
}
