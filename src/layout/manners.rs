//! The manners of a good typesetter, on finished pages: what belongs together stands together, however much stands above it.
//! Every test moves the thing down the page line by line, so that it meets the foot of it. Never part of the program.

use super::Page;
use super::laid::{pages, texts};
use crate::scene::TextItem;

const ASPECTS: [f32; 3] = [16.0 / 9.0, 4.0 / 3.0, 9.0 / 16.0];

/// `body` under lists of ever more items and above another one, at several shapes of page.
fn pushed_down(body: &str, mut check: impl FnMut(&[Page], &str)) {
    for aspect in ASPECTS {
        for count in 4..26 {
            let above: String = (0..count).map(|n| format!("- above {n}\n")).collect();
            let pages = pages(&format!("## Title\n\n{above}\n{body}\n\n{}", "- item\n".repeat(count % 3 * 8)), aspect);
            check(&pages, &format!("{count} items above, aspect {aspect}"));
        }
    }
}

/// The first page that says something that begins with `word`.
fn page_of(pages: &[Page], word: &str) -> Option<usize> {
    pages.iter().position(|page| texts(page, word).count() > 0)
}

#[test]
fn a_heading_stands_on_the_page_of_what_it_heads() {
    // In columns a heading starts no slide; on these pages the columns stand one under the other.
    let items: String = (0..14).map(|n| format!("- below {n}\n")).collect();
    let body = format!("<!-- columns -->\n\n- one\n\n<!-- column -->\n\n#### Heading\n\n{items}\n<!-- /columns -->\n");
    pushed_down(&body, |pages, at| {
        assert_eq!(page_of(pages, "Heading"), page_of(pages, "below 0"), "{at}");
    });
}

#[test]
fn a_line_that_announces_stands_on_the_page_of_what_it_announces() {
    pushed_down("These are they:\n\n1. first\n2. second\n3. third\n4. fourth\n", |pages, at| {
        assert_eq!(page_of(pages, "These are"), page_of(pages, "first"), "{at}");
    });
}

#[test]
fn a_quote_stands_on_the_page_of_who_said_it() {
    let quote = "quoted words ".repeat(20);
    pushed_down(&format!("> {quote}\n> [name=Somebody]\n\nAnd more.\n"), |pages, at| {
        let last = pages.iter().rposition(|page| page.text.contains("quoted")).expect("the quote");
        assert_eq!(Some(last), page_of(pages, "— Somebody"), "{at}");
    });
}

#[test]
fn a_picture_stands_on_the_page_of_its_caption() {
    pushed_down("Before it ![](decks/tour/hills.svg \"The caption\") after it.\n", |pages, at| {
        let page = page_of(pages, "The caption").expect("a caption");
        let shown = |page: &Page| page.scene.layers.iter().any(|layer| !layer.pictures.is_empty());
        assert!(pages.get(page).is_some_and(shown), "{at}");
    });
}

#[test]
fn no_line_of_a_paragraph_stands_alone_on_a_page() {
    let of_page = |page: &Page| -> usize {
        let texts = page.scene.texts().filter(|item| item.block.plain().contains("words"));
        texts.map(|item| item.block.line_count()).sum()
    };
    for aspect in ASPECTS {
        for (above, count) in (5..60).map(|n| (n % 9, 4 * n)) {
            let words = "words and other words ".repeat(count);
            let above: String = (0..above).map(|n| format!("- above {n}\n")).collect();
            let pages = pages(&format!("## Title\n\n{above}\n{words}\n"), aspect);
            let lines: Vec<usize> = pages.iter().map(of_page).collect();
            assert!(lines.iter().sum::<usize>() < 4 || !lines.contains(&1), "{count} at {aspect}: {lines:?}");
        }
    }
}

#[test]
fn the_lines_of_a_title_are_about_as_long() {
    for words in 6..40 {
        let title = "words of ".to_owned() + &"title ".repeat(words);
        for aspect in ASPECTS {
            let pages = pages(&format!("## {title}\n\n- item\n"), aspect);
            let Some(item) = pages.iter().find_map(|page| texts(page, "words of").next()) else { panic!("no title") };
            let widths: Vec<f32> = item.block.lines().map(|line| line.width).collect();
            let (least, most) = widths.iter().fold((f32::INFINITY, 0.0_f32), |(a, b), &w| (a.min(w), b.max(w)));
            // A title too long for one is text, which is ragged.
            if item.block.line_count() <= 3 {
                assert!(least > 0.6 * most, "{words} at {aspect}: {widths:?}");
            }
        }
    }
}

#[test]
fn no_paragraph_ends_in_one_short_word_that_another_width_would_join() {
    for count in 8..40 {
        let text = format!("{}of it", "words are set ".repeat(count));
        let pages = pages(&format!("## Title\n\n- item\n\n{text}\n"), 16.0 / 9.0);
        let items: Vec<&TextItem> = pages.iter().flat_map(|page| texts(page, "words are")).collect();
        let [item] = items.as_slice() else { continue };
        let last = item.block.lines().last().map(|line| line.width * item.scale).unwrap_or_default();
        assert!(last > 90.0, "{count}: the last line is {last} wide");
    }
}
