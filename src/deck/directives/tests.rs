//! Comments as people write them, for deckle and for other tools.

use super::*;
use crate::markdown::{Fragment, When};

fn asks(text: &str) -> Vec<Ask> {
    let reading = read(text);
    assert_eq!((reading.note.as_str(), reading.slips.as_slice()), ("", &[][..]), "{text}");
    reading.asks
}

fn background(url: &str) -> Ask {
    Ask::Background(Some(Picture { url: url.to_owned(), ..Picture::default() }))
}

#[test]
fn every_setting_is_understood() {
    for (text, wanted) in [
        (" layout: quote ", Ask::Layout(Arrangement::Quote)),
        ("background: img/x y.jpg", background("img/x y.jpg")),
        ("background: none", Ask::Background(None)),
        ("footer: {title} · p. {page}", Ask::Footer("{title} · p. {page}".to_owned())),
        ("transition: push", Ask::Transition(Turn::Push)),
        ("footer: none", Ask::Footer(String::new())),
        ("scale: 0.8", Ask::Scale(0.8)),
        ("scale: 120%", Ask::Scale(1.2)),
        ("steps", Ask::Steps(true)),
        ("steps: lists", Ask::Steps(true)),
        ("steps: none", Ask::Steps(false)),
        ("pause", Ask::Pause),
        ("hide", Ask::Hide),
        ("columns", Ask::Columns(Vec::new())),
        ("columns: 2 1", Ask::Columns(vec![2.0, 1.0])),
        ("columns: 60% 40%", Ask::Columns(vec![60.0, 40.0])),
        ("column", Ask::Column(None)),
        ("/columns", Ask::EndColumns),
    ] {
        assert_eq!(asks(text), [wanted], "{text}");
    }
    for (word, arrangement) in Arrangement::WORDS {
        assert_eq!(asks(&format!("layout: {word}")), [Ask::Layout(arrangement)]);
    }
    assert_eq!(
        asks("steps\nfooter: none\n\nscale: 1"),
        [Ask::Steps(true), Ask::Footer(String::new()), Ask::Scale(1.0)]
    );
    assert_eq!(asks("/column"), []);
}

#[test]
fn what_is_no_setting_is_a_note() {
    for text in [
        "welcome",
        "Remember: slowly",
        "pause: have a drink",
        "the layout: quote",
        "one\nlayout: quote",
        "page: 5",
        "hide the truth",
        "Later",
        "column: as in a newspaper",
        "{\"key\": 1}",
        ":",
    ] {
        assert_eq!(read(text), Reading { note: text.to_owned(), ..Reading::default() });
    }
    assert_eq!(read("note: pause").note, "pause");
    assert_eq!(read("Notes:\nlayout: quote").note, "layout: quote");
    assert_eq!(read("speaker_note: a\nb").note, "a\nb");
    let both = read("footer: none\n\nAsk who uses it.\nsteps");
    assert_eq!((both.asks, both.note.as_str()), (vec![Ask::Footer(String::new())], "Ask who uses it.\nsteps"));
    assert_eq!(read(""), Reading::default());
}

#[test]
fn slips_are_told_and_stay_notes() {
    for (text, message, hint) in [
        ("layuot: quote", "`layuot` is no setting, and stays a note to the speaker", "did you mean `layout`?"),
        ("Pause", "`Pause` is no setting, and stays a note to the speaker", "did you mean `pause`?"),
        ("backgrond: x.png", "`backgrond` is no setting", "did you mean `background`?"),
        ("collumns", "`collumns` is no setting", "did you mean `columns`?"),
        (
            "layout: qoute",
            "`qoute` is nothing that `layout` may be; it is ignored",
            "did you mean `quote`? There are text, columns, statement",
        ),
        (
            "layout: banana",
            "`banana` is nothing that `layout` may be",
            "there are text, columns, statement, section, quote, picture, beside, grid, number",
        ),
        ("steps: all", "`all` is nothing that `steps` may be", "there are lists, none"),
        ("scale: 3", "`scale` must be a number from 0.7 to 1.4; it is ignored", "`scale: 0.9`"),
        (
            "background: we worked at Google",
            "`background` must be the path or address of a picture",
            "`background: photo.jpg`",
        ),
        ("transition: psuh", "`psuh` is nothing that `transition` may be", "did you mean `push`?"),
        ("columns: we have three", "`columns` must be followed by shares", "`columns: 2 1`"),
        ("columns: 1 1000", "`columns` must be followed by shares", "`columns: 2 1`"),
        ("columns: 0 1", "`columns` must be followed by shares", "`columns: 2 1`"),
    ] {
        let reading = read(text);
        assert_eq!((reading.note.as_str(), reading.asks.len(), reading.slips.len()), (text, 0, 1), "{text}");
        let (found, remedy) = &reading.slips[0];
        assert!(found.contains(message) && remedy.contains(hint), "{text}: {found} / {remedy}");
    }
}

#[test]
fn other_tools_are_understood_where_they_mean_the_same() {
    for (text, wanted) in [
        ("column_layout: [2, 1]", Ask::Columns(vec![2.0, 1.0])),
        ("column: 0", Ask::Column(Some(0))),
        ("column: 40%", Ask::Share(40.0)),
        ("reset_layout", Ask::EndColumns),
        ("end_slide", Ask::EndSlide),
        ("no_footer", Ask::Footer(String::new())),
        ("skip_slide", Ask::Hide),
        ("incremental_lists: true", Ask::Steps(true)),
        ("_backgroundImage: url('a.png')", background("a.png")),
        ("backgroundImage: \"url(https://a.example/b)\"", background("https://a.example/b")),
        ("_footer: ''", Ask::Footer(String::new())),
        (".slide: class=\"x\" data-background=\"a/b.png\"", background("a/b.png")),
        (".slide: data-background-image='a.png' data-background=\"#123456\"", background("a.png")),
        (".slide: data-transition=\"zoom-in fade-out\"", Ask::Transition(Turn::Zoom)),
        (".slidev transition: slide-left | slide-right", Ask::Transition(Turn::Push)),
        (".deckset slide-transition: fade(0.3)", Ask::Transition(Turn::Fade)),
        ("_transition: cover 1s", Ask::Transition(Turn::Cover)),
        (".slide: data-visibility=\"hidden\"", Ask::Hide),
        (
            ".element: class=\"fragment fade-up\" data-fragment-index=\"1\"",
            Ask::Fragment(Fragment { when: When::At(1), each: false }),
        ),
        (".slidev layout: quote\nclass: a\n  b: c", Ask::Layout(Arrangement::Quote)),
        (".slidev clicks: 3\nhide: true", Ask::Hide),
        (".deckset build-lists: true", Ask::Steps(true)),
        (".deckset column", Ask::FirstColumn),
        ("alignment: center", Ask::Align(Align::Center, Reach::After)),
        ("_class: lead invert", Ask::Align(Align::Center, Reach::Slide)),
        ("class: lead", Ask::Align(Align::Center, Reach::Slides)),
        ("class: invert", Ask::Align(Align::Auto, Reach::Slides)),
        (".slide: style=\"text-align: right;\"", Ask::Align(Align::Right, Reach::Slide)),
        (".element: class=\"text-left\"", Ask::Align(Align::Left, Reach::Before)),
        (".slidev layout: center", Ask::Align(Align::Center, Reach::Slide)),
        (".slidev class: text-center mt-4", Ask::Align(Align::Center, Reach::Slide)),
    ] {
        assert_eq!(asks(text), [wanted], "{text}");
    }
    for text in [
        "_class: invert",
        "paginate: false\nbackgroundColor: red",
        "new_lines: 2",
        "jump_to_middle",
        "// a remark",
        "prettier-ignore",
        ".slide: data-background=\"#1A237E\"",
        ".element: width=\"500\"",
        ".slidev layout: two-cols",
        ".deckset autoscale: true",
    ] {
        assert_eq!(asks(text), [], "{text}");
    }
}
