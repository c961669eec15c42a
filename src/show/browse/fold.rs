//! Words as they are compared when something is looked for: small letters without accents; and where a word stands in
//! others, be it whole, from the beginnings of words, or with a letter left out. Never sees where the words come from.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::canonical_combining_class;

/// More letters of a title than this are not looked at for a word whose letters do not stand together.
const LONGEST: usize = 160;
/// A letter may stand so far behind the one before it in a word.
const NEAR: usize = 3;
/// So much is told of a line before what was found in it.
const LEAD: usize = 24;

/// `text` in small letters without accents.
#[must_use]
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            folded.push(c.to_ascii_lowercase());
        } else {
            fold_char(c, &mut |letter| folded.push(letter));
        }
    }
    folded
}

/// `text` as [`fold`] has it, and for each of its bytes where the letter begins in `text` that it came from.
fn fold_with_places(text: &str) -> (String, Vec<usize>) {
    let (mut folded, mut places) = (String::with_capacity(text.len()), Vec::with_capacity(text.len()));
    for (at, c) in text.char_indices() {
        fold_char(c, &mut |letter| {
            folded.push(letter);
            places.resize(folded.len(), at);
        });
    }
    (folded, places)
}

fn fold_char(c: char, push: &mut dyn FnMut(char)) {
    if c.is_ascii() {
        return push(c.to_ascii_lowercase());
    }
    // An accent stands behind its letter once they are taken apart, whatever the script.
    for part in std::iter::once(c).nfkd().filter(|part| canonical_combining_class(*part) == 0) {
        for small in part.to_lowercase().filter(|small| canonical_combining_class(*small) == 0) {
            match small {
                'ø' => push('o'),
                'ł' => push('l'),
                'đ' | 'ð' => push('d'),
                'ı' => push('i'),
                'ς' => push('σ'),
                'ß' => "ss".chars().for_each(&mut *push),
                'æ' => "ae".chars().for_each(&mut *push),
                'œ' => "oe".chars().for_each(&mut *push),
                'þ' => "th".chars().for_each(&mut *push),
                '’' | '‘' => push('\''),
                '–' | '—' | '‐' => push('-'),
                other => push(other),
            }
        }
    }
}

/// Where a word stands in others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Whole, from this byte on.
    Whole(usize),
    /// Letter by letter, at these bytes.
    Letters(Vec<usize>),
}

/// A word found, and how good that is: at most 140.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) score: u32,
    pub(super) place: Place,
}

/// Whether a word begins at the byte `at` of `words`.
fn begins(words: &str, at: usize) -> bool {
    let before = words.get(..at).and_then(|before| before.chars().next_back());
    before.is_none_or(|before| !before.is_alphanumeric())
}

/// The best place of `word` in `words`, both folded.
pub(super) fn find(word: &str, words: &str) -> Option<Found> {
    if word.is_empty() {
        return None;
    }
    let Some(first) = words.find(word) else { return scattered(word, words) };
    let at = words.match_indices(word).map(|(at, _)| at).find(|at| begins(words, *at)).unwrap_or(first);
    let share = 20 * word.len() / words.len().max(1);
    let mut score = 60 + u32::try_from(share).unwrap_or(0);
    if begins(words, at) {
        score += 20;
    }
    if at == 0 {
        score += 20;
    }
    if words.len() == word.len() {
        score += 20;
    }
    Some(Found { score, place: Place::Whole(at) })
}

/// `word` whose letters stand in `words` one after the other, but not together. The first begins a word, and each other
/// one begins a word too or follows within a few letters: else everything would be found everywhere.
fn scattered(word: &str, words: &str) -> Option<Found> {
    let wanted: Vec<char> = word.chars().collect();
    let mut rest = words.chars();
    let possible = wanted.len() > 1 && wanted.iter().all(|c| c.is_alphabetic() && rest.any(|other| other == *c));
    if !possible {
        return None;
    }
    let letters: Vec<(usize, char, bool)> = {
        let mut before = ' ';
        let mut letter = |(at, c): (usize, char)| {
            let begins = !before.is_alphanumeric();
            before = c;
            (at, c, begins)
        };
        words.char_indices().take(LONGEST).map(&mut letter).collect()
    };
    // A row a letter of the word: the best score with that letter here, and where the letter before it stood then.
    let mut rows: Vec<Vec<Option<(u32, usize)>>> = Vec::with_capacity(wanted.len());
    for letter in &wanted {
        let mut row = vec![None; letters.len()];
        let mut best: Option<(u32, usize)> = None;
        for (here, &(_, c, begins)) in letters.iter().enumerate() {
            let Some(last) = rows.last() else {
                if c == *letter && begins {
                    row[here] = Some((3, here));
                }
                continue;
            };
            if here > 0
                && let Some((score, _)) = last[here - 1]
                && best.is_none_or(|(most, _)| score > most)
            {
                best = Some((score, here - 1));
            }
            if c != *letter {
                continue;
            }
            let jump = best.filter(|_| begins).map(|(score, from)| (score + 3, from));
            let near = (here.saturating_sub(NEAR)..here)
                .filter(|from| letters[from + 1..here].iter().all(|(_, c, begins)| c.is_alphanumeric() && !begins))
                .filter_map(|from| Some((last[from]?.0 + if from + 1 == here { 2 } else { 0 }, from)));
            row[here] = near.chain(jump).max_by_key(|(score, from)| (*score, *from));
        }
        rows.push(row);
    }
    let last = rows.last()?.iter().enumerate().filter_map(|(here, found)| Some((found.as_ref()?.0, here)));
    let (score, mut here) = last.max_by_key(|(score, here)| (*score, std::cmp::Reverse(*here)))?;
    let mut places = Vec::with_capacity(wanted.len());
    for row in rows.iter().rev() {
        places.push(letters.get(here)?.0);
        here = row.get(here).copied().flatten()?.1;
    }
    places.reverse();
    let most = 3 * u32::try_from(wanted.len()).unwrap_or(u32::MAX);
    Some(Found { score: 15 + 35 * score / most.max(1), place: Place::Letters(places) })
}

/// The stretches of `text` that the words of `query` match, in order and apart, as bytes.
#[must_use]
pub fn matched(text: &str, query: &str) -> Vec<std::ops::Range<usize>> {
    let (folded, places) = fold_with_places(text);
    let mut marked = vec![false; text.len()];
    let mut mark = |from: usize, to: usize| {
        for place in places.iter().take(to).skip(from) {
            if let Some(mark) = marked.get_mut(*place) {
                *mark = true;
            }
        }
    };
    for word in fold(query).split_whitespace() {
        match find(word, &folded).map(|found| found.place) {
            Some(Place::Whole(at)) => mark(at, at + word.len()),
            Some(Place::Letters(at)) => at.into_iter().for_each(|at| mark(at, at + 1)),
            None => {}
        }
    }
    let mut ranges: Vec<std::ops::Range<usize>> = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((from, _)) = chars.next() {
        let to = chars.peek().map_or(text.len(), |(to, _)| *to);
        // An accent of its own belongs to the letter before it.
        let accent = text.get(from..to).is_some_and(|c| c.chars().all(|c| canonical_combining_class(c) != 0));
        let after = ranges.last_mut().filter(|last| last.end == from);
        match (marked.get(from), after) {
            (Some(true), Some(last)) => last.end = to,
            (Some(true), None) => ranges.push(from..to),
            (_, Some(last)) if accent => last.end = to,
            _ => {}
        }
    }
    ranges
}

/// The line of `text` that has most words of `query`, from a little before the first of them; none if no line has any.
#[must_use]
pub fn excerpt(text: &str, query: &str) -> Option<String> {
    let query = fold(query);
    let words: Vec<&str> = query.split_whitespace().collect();
    let mut best: Option<(usize, &str, usize)> = None;
    for line in text.lines() {
        let (folded, places) = fold_with_places(line);
        let found: Vec<usize> = words.iter().filter_map(|word| folded.find(word)).collect();
        let first = found.iter().min().and_then(|at| places.get(*at));
        if let Some(first) = first
            && best.is_none_or(|(most, ..)| found.len() > most)
        {
            best = Some((found.len(), line, *first));
        }
    }
    let (_, line, first) = best?;
    let before = line.get(..first)?;
    let near = before.char_indices().rev().take(LEAD).last().map_or(first, |(near, _)| near);
    // From the beginning of a word on.
    let blank = before.get(near..).and_then(|lead| lead.find(char::is_whitespace));
    let from = if near == 0 { 0 } else { blank.map_or(near, |blank| near + blank) };
    let shown = line.get(from..)?.trim_start();
    Some(if from == 0 { shown.to_owned() } else { format!("…{shown}") })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn score(word: &str, words: &str) -> u32 {
        find(&fold(word), &fold(words)).map_or(0, |found| found.score)
    }

    #[test]
    fn case_and_accents_do_not_matter() {
        for (written, folded) in [
            ("SOLID Go", "solid go"),
            ("Víctor", "victor"),
            ("Vi\u{301}ctor", "victor"),
            ("Straße", "strasse"),
            ("Łódź", "lodz"),
            ("Smørrebrød", "smorrebrod"),
            ("Đặng", "dang"),
            ("Ｇｏ", "go"),
            ("Ελλάς", "ελλασ"),
            ("İstanbul ılık", "istanbul ilik"),
            ("don’t — stop", "don't - stop"),
            ("Ёлка", "елка"),
        ] {
            assert_eq!(fold(written), folded);
            assert_eq!(fold_with_places(written).0, folded);
        }
    }

    #[test]
    fn the_better_stands_before_the_worse() {
        // What is written is the better, the more of it comes first.
        let worse_and_worse = ["solid", "solid go design", "the solid one", "resolidify", "sooner or later I did"];
        let scores: Vec<u32> = worse_and_worse.iter().map(|words| score("solid", words)).collect();
        assert!(scores.windows(2).all(|pair| pair[0] > pair[1]), "{scores:?}");
        assert!(score("sgd", "SOLID Go design") > 0, "the first letters of the words");
        assert!(score("solgo", "SOLID Go design") > 0, "the beginnings of the words");
        assert!(score("dsgn", "SOLID Go design") > 0, "letters left out");
        for (word, words) in
            [("dsgn", "a side of gone"), ("xyz", "SOLID"), ("oi", "solid"), ("12", "1 and 2"), ("", "a")]
        {
            assert_eq!(score(word, words), 0, "{word} in {words}");
        }
    }

    #[test]
    fn what_matches_is_told_in_the_letters_that_were_written() {
        let told = |text: &str, query: &str| -> Vec<String> {
            matched(text, query).into_iter().map(|range| text[range].to_owned()).collect()
        };
        assert_eq!(told("Víctor Ruiz", "victor"), ["Víctor"]);
        assert_eq!(told("Vi\u{301}ctor", "vi"), ["Vi\u{301}"]);
        assert_eq!(told("Straße", "strass"), ["Straß"]);
        assert_eq!(told("SOLID Go design", "sgd"), ["S", "G", "d"]);
        assert_eq!(told("SOLID Go design", "design so"), ["SO", "design"]);
        assert_eq!(told("SOLID Go design", "x"), [] as [String; 0]);
    }

    #[test]
    fn the_line_that_has_most_of_it_is_told() {
        let text = "Interfaces\nthe reader and the writer of the package that all of Go is built upon: io.Reader\nio";
        assert_eq!(excerpt(text, "io built").as_deref(), Some("…that all of Go is built upon: io.Reader"));
        assert_eq!(excerpt(text, "INTER").as_deref(), Some("Interfaces"));
        assert_eq!(excerpt(text, "nowhere"), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_words_can_be_looked_for(text in "\\PC{0,40}", query in "\\PC{0,12}") {
            let _ = excerpt(&text, &query);
            for range in matched(&text, &query) {
                prop_assert!(text.get(range).is_some_and(|part| !part.is_empty()));
            }
        }

        #[test]
        fn a_part_of_the_words_is_found(words in "[a-zé]{1,8}( [a-zé]{1,8}){0,3}", from in 0..8_usize, long in 1..8_usize) {
            let part: String = words.chars().skip(from).take(long).collect();
            for word in fold(&part).split_whitespace() {
                prop_assert!(find(word, &fold(&words)).is_some_and(|found| found.score >= 60));
            }
        }

        #[test]
        fn letters_that_are_found_are_those_letters(word in "[a-c]{1,5}", words in "[a-c ]{0,24}") {
            if let Some(Found { score, place: Place::Letters(at) }) = find(&word, &words) {
                prop_assert!(score < 60);
                prop_assert!(at.windows(2).all(|pair| pair[0] < pair[1]));
                let letters: String = at.iter().filter_map(|at| words[*at..].chars().next()).collect();
                prop_assert_eq!(letters, word);
            }
        }
    }
}
