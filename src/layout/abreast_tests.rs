//! Columns on their pages: which stand side by side, and in which order their words come. Places as values, no pictures.

use crate::layout::Page;
use crate::layout::laid::{pages, texts};
use crate::scene::TextRole;

fn items(word: &str, count: usize) -> String {
    (0..count).map(|n| format!("- {word} {n}\n")).collect()
}

fn columns(left: &str, right: &str) -> String {
    format!("## Title\n\n<!-- columns -->\n\n{left}\n<!-- column -->\n\n{right}\n<!-- /columns -->\n")
}

/// How many items of the left and of the right column each page has.
fn counts(pages: &[Page]) -> Vec<(usize, usize)> {
    pages.iter().map(|page| (texts(page, "left").count(), texts(page, "right").count())).collect()
}

#[test]
fn columns_that_fit_stand_side_by_side() {
    let pages = pages(&columns(&items("left", 8), &items("right", 5)), 16.0 / 9.0);
    assert_eq!(counts(&pages), [(8, 5)]);
    let place = |word| texts(&pages[0], word).next().expect("an item").at;
    let (left, right) = (place("left"), place("right"));
    assert!((left.y - right.y).abs() < 0.1 && right.x > left.x + 400.0, "{left:?} and {right:?}");
}

#[test]
fn no_word_comes_before_one_of_an_earlier_column() {
    for (left, right) in [(20, 20), (11, 30), (30, 11), (40, 2), (2, 40), (25, 25)] {
        for aspect in [16.0 / 9.0, 4.0 / 3.0, 1.0] {
            let pages = pages(&columns(&items("left", left), &items("right", right)), aspect);
            let counts = counts(&pages);
            assert!(counts.len() > 1, "{counts:?}");
            let last = counts.iter().rposition(|(left, _)| *left > 0).expect("a left one");
            let first = counts.iter().position(|(_, right)| *right > 0).expect("a right one");
            assert!(last <= first, "{left} and {right} at {aspect}: {counts:?}");
            let sums = counts.iter().fold((0, 0), |sum, page| (sum.0 + page.0, sum.1 + page.1));
            assert_eq!(sums, (left, right));
        }
    }
}

#[test]
fn a_short_column_stands_beside_the_last_rest_of_a_long_one() {
    let code: String = (0..24).map(|n| format!("left({n});\n")).collect();
    let pages = pages(&columns(&format!("```\n{code}```\n"), &items("right", 3)), 16.0 / 9.0);
    let counts = counts(&pages);
    assert_eq!(counts.len(), 2, "{counts:?}");
    assert!(counts[0].1 == 0 && counts[1].0 >= 11 && counts[1].1 == 3, "{counts:?}");
    let x = |page: &Page, word: &str| texts(page, word).next().expect("an item").at.x;
    assert!((x(&pages[0], "left") - x(&pages[1], "left")).abs() < 0.1, "the code keeps its place");
    assert!(x(&pages[1], "right") > 640.0);
}

#[test]
fn a_column_that_goes_on_says_its_heading_again() {
    let pages = pages(
        &columns(&format!("### Before\n\n{}", items("left", 16)), &format!("### After\n\n{}", items("right", 16))),
        1.7,
    );
    let again = |page: &Page| {
        let repeats = page.scene.texts().filter(|item| item.role == TextRole::Repeat);
        repeats.map(|item| item.block.plain().to_owned()).filter(|words| words != "Title").collect::<Vec<_>>()
    };
    for (page, (left, _)) in pages.iter().zip(counts(&pages)).skip(1) {
        let wanted = match left {
            1.. => vec!["Before"],
            0 if texts(page, "After").count() > 0 => vec![],
            0 => vec!["After"],
        };
        assert_eq!(again(page), wanted);
    }
}

#[test]
fn what_leads_to_columns_stays_with_them() {
    for count in 6..10 {
        let body = columns(&items("left", count), &items("right", count)).replace("Title\n", "Title\n\nOf these:\n");
        let pages = pages(&body, 16.0 / 9.0);
        let alone = pages.iter().any(|page| texts(page, "Of these").count() > 0 && texts(page, "left").count() == 0);
        assert!(!alone, "{count} items");
    }
}

#[test]
fn a_list_goes_on_in_two_columns_on_its_next_page() {
    let list: String = (1..=30).map(|n| format!("- item {n}\n")).collect();
    let pages = pages(&format!("## Title\n\n{list}"), 16.0 / 9.0);
    let count = |page: &Page| texts(page, "item").count();
    assert_eq!(pages.iter().map(count).collect::<Vec<_>>(), [15, 15]);
    let words = pages.iter().flat_map(|page| texts(page, "item")).map(|item| item.block.plain().to_owned());
    assert_eq!(words.collect::<Vec<_>>(), (1..=30).map(|n| format!("item {n}")).collect::<Vec<_>>());
}
