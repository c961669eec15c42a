//! The XML of a drawing in, the answer whether what it stands for is small enough to be built out. `<use>` copies what it
//! names, a pattern or a marker is copied to wherever it is used, and a few lines can stand for millions: counted here
//! before anything is copied. Never builds anything itself.

use std::collections::HashMap;

use resvg::usvg::roxmltree::{Document, Node};

use super::super::MediaError;

/// The most elements and letters that any drawing may stand for.
pub(super) const MAX_PARTS: f64 = 200_000.0;
/// The most bytes of attributes: outlines that are copied are read again.
const MAX_BYTES: f64 = 64e6;
/// The deepest that elements, or what they refer to, may stand in each other.
const MAX_DEPTH: usize = 250;
/// The most comparisons of elements with the style sheet's selectors.
const MAX_MATCHES: f64 = 2e8;

/// What an element stands for with all that it holds and refers to.
#[derive(Clone, Copy, Debug, Default)]
struct Measure {
    parts: f64,
    bytes: f64,
    /// Corners of outlines, at most: each may carry a marker.
    corners: f64,
}

impl Measure {
    fn add(&mut self, other: Self, times: f64) {
        self.parts += other.parts * times;
        self.bytes += other.bytes * times;
        self.corners += other.corners * times;
    }
}

/// Refuses what stands for more than `most` parts, or is otherwise too much.
pub(super) fn check(document: &Document<'_>, most: f64) -> Result<(), MediaError> {
    let sheet = Sheet::of(document);
    let elements = document.descendants().filter(Node::is_element).count() as f64;
    let depth = depth(document)?;
    if elements * sheet.matches(depth) > MAX_MATCHES {
        return Err(MediaError::TooLarge("the drawing has too long a style sheet".to_owned()));
    }
    let mut ids = HashMap::new();
    for node in document.descendants() {
        if let Some(id) = node.attribute("id") {
            ids.entry(id).or_insert(node);
        }
    }
    let mut counter = Counter { ids, sheet, known: HashMap::new() };
    let all = counter.measure(document.root_element(), 0)?;
    if all.parts > most || all.bytes > MAX_BYTES * most / MAX_PARTS {
        return Err(too_many());
    }
    Ok(())
}

fn too_many() -> MediaError {
    MediaError::TooLarge(format!("the drawing stands for more than {MAX_PARTS} parts; simplify it"))
}

/// How deep elements stand in each other. Walks without calling itself: whoever comes after may call itself so deep.
fn depth(document: &Document<'_>) -> Result<usize, MediaError> {
    let mut stack = vec![(document.root_element(), 1)];
    let mut deepest = 1;
    while let Some((node, depth)) = stack.pop() {
        deepest = deepest.max(depth);
        if depth > MAX_DEPTH {
            return Err(MediaError::TooLarge(format!("the drawing is nested more than {MAX_DEPTH} levels deep")));
        }
        stack.extend(node.children().filter(Node::is_element).map(|child| (child, depth + 1)));
    }
    Ok(deepest)
}

/// Counts, each element once.
struct Counter<'a> {
    ids: HashMap<&'a str, Node<'a, 'a>>,
    sheet: Sheet<'a>,
    /// By element; nothing yet while it is being counted: circles are cut by those who come after, too.
    known: HashMap<usize, Measure>,
}

impl<'a> Counter<'a> {
    fn measure(&mut self, node: Node<'a, 'a>, depth: usize) -> Result<Measure, MediaError> {
        let key = node.id().get_usize();
        if let Some(known) = self.known.get(&key) {
            return Ok(*known);
        }
        if depth > MAX_DEPTH {
            return Err(MediaError::TooLarge(format!("the drawing refers more than {MAX_DEPTH} levels deep")));
        }
        self.known.insert(key, Measure::default());
        let tag = node.tag_name().name();
        let mut all = Measure { parts: 1.0, ..Measure::default() };
        let silent = matches!(tag, "style" | "script" | "title" | "desc" | "metadata");
        for child in node.children() {
            if child.is_element() {
                let inner = self.measure(child, depth + 1)?;
                all.add(inner, 1.0);
            } else if !silent {
                all.parts += child.text().map_or(0, |text| text.trim().len()) as f64;
            }
        }
        let mut references: Vec<(&str, f64)> = Vec::new();
        for attribute in node.attributes() {
            let (name, value) = (attribute.name(), attribute.value());
            all.bytes += value.len() as f64;
            if matches!(name, "d" | "points") {
                all.corners += value.len() as f64 / 2.0;
            }
            if name == "href" {
                references.extend(value.trim().strip_prefix('#').map(|id| (id, 1.0)));
            }
            references.extend(urls(value).map(|id| (id, uses(name, value, all))));
        }
        for (id, declarations) in self.sheet.of_element(node) {
            references.push((id, uses("style", declarations, all)));
        }
        for (id, times) in references {
            if let Some(&target) = self.ids.get(id) {
                let named = self.measure(target, depth + 1)?;
                all.add(named, times);
            }
        }
        // Early, so that numbers stay numbers.
        if all.parts > MAX_PARTS * 10.0 || all.bytes > MAX_BYTES * 10.0 {
            return Err(too_many());
        }
        self.known.insert(key, all);
        Ok(all)
    }
}

/// How often what an attribute called `name` refers to is copied, at most, by an element of `inner`.
fn uses(name: &str, value: &str, inner: Measure) -> f64 {
    match name {
        "marker" | "marker-mid" | "marker-start" | "marker-end" => inner.parts + inner.corners,
        "style" if value.contains("marker") => inner.parts + inner.corners,
        // Inherited by all that is inside.
        "fill" | "stroke" | "style" => inner.parts,
        _ => 1.0,
    }
}

/// The ids in `url(#id)`.
fn urls(value: &str) -> impl Iterator<Item = &str> {
    value.match_indices("url(").filter_map(|(at, start)| {
        let inner = value.get(at + start.len()..)?.split(')').next()?;
        inner.trim().trim_matches(['"', '\'']).trim().strip_prefix('#')
    })
}

/// The style sheets of a drawing.
#[derive(Default)]
struct Sheet<'a> {
    /// Those rules that refer to something: the words of the selector, and the declarations.
    rules: Vec<(Vec<&'a str>, &'a str)>,
    /// Of every selector, how many elements it names one inside the other.
    selectors: Vec<usize>,
}

impl<'a> Sheet<'a> {
    fn of(document: &'a Document<'a>) -> Self {
        let mut sheet = Self::default();
        let styles = document.descendants().filter(|node| node.tag_name().name() == "style");
        for text in styles.flat_map(|node| node.children()).filter_map(|node| node.text()) {
            for rule in text.split('}') {
                let Some((selectors, declarations)) = rule.rsplit_once('{') else { continue };
                sheet.selectors.extend(selectors.split(',').map(|one| one.split_whitespace().count().max(1)));
                if declarations.contains("url(") {
                    let between = |c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '*'));
                    let words = selectors.split(between).filter(|word| !word.is_empty()).collect();
                    sheet.rules.push((words, declarations));
                }
            }
        }
        sheet
    }

    /// How many comparisons one element may need in a drawing of `depth` levels.
    fn matches(&self, depth: usize) -> f64 {
        let one = |names: &usize| (depth as f64).powi(i32::try_from(names - 1).unwrap_or(i32::MAX)).min(1e12);
        self.selectors.iter().map(one).sum::<f64>() + self.rules.len() as f64
    }

    /// What the rules that may mean `node` refer to, each with its declarations.
    fn of_element(&self, node: Node<'_, '_>) -> Vec<(&'a str, &'a str)> {
        let named = |word: &&str| {
            *word == "*"
                || node.tag_name().name() == *word
                || node.attribute("id") == Some(word)
                || node.attribute("class").is_some_and(|class| class.split_whitespace().any(|name| name == *word))
        };
        let rules = self.rules.iter().filter(|(words, _)| words.is_empty() || words.iter().any(&named));
        rules.flat_map(|(_, declarations)| urls(declarations).map(|id| (id, *declarations))).collect()
    }
}
