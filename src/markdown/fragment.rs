//! Elements that come at a step of their own, in the words of other tools: `class="fragment"`, `v-click`. The attributes of
//! a tag go in, when its element shows comes out. Never hides what its author wants to be seen from the first.

use super::elements::{Element, Meaning};
use super::html;
use super::marks::Wrap;
use super::tree::{Fragment, When};

/// Slidev's components, as they are typed in either way.
const COMPONENTS: &[(&str, &str)] = &[
    ("v-click", "v-click"),
    ("VClick", "v-click"),
    ("v-clicks", "v-clicks"),
    ("VClicks", "v-clicks"),
    ("v-after", "v-after"),
    ("VAfter", "v-after"),
];

/// What reveal.js does to an element that is in view before: it stays there.
const IN_VIEW: &[&str] = &["fade-out", "semi-fade-out", "strike", "grow", "shrink"];

/// When an element with these `attributes` shows, if it has a step of its own.
#[must_use]
pub fn fragment(attributes: &str) -> Option<Fragment> {
    let (mut is_one, mut stays) = (false, false);
    let mut fragment = Fragment::default();
    let mut rest = attributes;
    while let Some((name, value, tail)) = html::attribute(rest) {
        match name {
            "class" => {
                let mut classes = value.split_ascii_whitespace();
                is_one |= classes.clone().any(|class| class == "fragment");
                stays |= classes.any(|class| IN_VIEW.contains(&class) || class.starts_with("highlight-"));
            }
            "data-fragment-index" => fragment.when = when(value),
            "v-click" => (is_one, fragment.when) = (true, when(value)),
            "v-clicks" => (is_one, fragment.each) = (true, true),
            "v-after" => (is_one, fragment.when) = (true, When::With),
            _ => {}
        }
        rest = tail;
    }
    (is_one && !stays).then_some(fragment)
}

/// The same for a tag as it was typed; `None` for one that ends its element.
pub(super) fn of_tag(tag: &str) -> Option<Fragment> {
    let end = tag.find(|c: char| c.is_whitespace() || c == '>')?;
    let (name, attributes) = tag.split_at_checked(end)?;
    let known = COMPONENTS.iter().find(|(typed, _)| name.strip_prefix('<') == Some(typed));
    let Some((_, component)) = known else {
        return if name.starts_with("</") { None } else { fragment(attributes) };
    };
    let mut rest = attributes;
    let mut fragment = Fragment { when: When::Next, each: *component == "v-clicks" };
    if *component == "v-after" {
        fragment.when = When::With;
    }
    while let Some((name, value, tail)) = html::attribute(rest) {
        match name {
            "at" | ":at" => fragment.when = when(value),
            "hide" => return None,
            _ => {}
        }
        rest = tail;
    }
    Some(fragment)
}

/// The element of a component of Slidev's.
pub(super) fn component(tag: &str) -> Option<Element> {
    let inside = tag.strip_prefix('<')?;
    let (closes, inside) = inside.strip_prefix('/').map_or((false, inside), |inside| (true, inside));
    let end = inside.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))?;
    let typed = inside.get(..end)?;
    let (_, name) = COMPONENTS.iter().find(|(known, _)| *known == typed)?;
    Some(Element { name, meaning: Meaning::Wraps(Wrap::Plain), closes })
}

/// `2`, `[2, 4]`, `+1`: a number, or one that counts from the fragment before.
fn when(value: &str) -> When {
    let value = value.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '[' | ']'));
    let first = value.split(',').next().unwrap_or_default().trim();
    match first.strip_prefix('+') {
        Some("0") => When::With,
        Some(_) => When::Next,
        None => first.parse().map_or(When::Next, When::At),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_say_when_they_show() {
        let one = |when, each| Some(Fragment { when, each });
        for (tag, wanted) in [
            ("<p class=\"fragment\">", one(When::Next, false)),
            ("<p class='a fragment fade-up' data-fragment-index=\"2\">", one(When::At(2), false)),
            ("<span class=fragment data-fragment-index=0>", one(When::At(0), false)),
            ("<div v-click>", one(When::Next, false)),
            ("<div v-click=\"3\">", one(When::At(3), false)),
            ("<div v-click=\"[2, 4]\">", one(When::At(2), false)),
            ("<div v-click=\"'+1'\">", one(When::Next, false)),
            ("<div v-after>", one(When::With, false)),
            ("<ul v-clicks>", one(When::Next, true)),
            ("<v-click at=\"2\">", one(When::At(2), false)),
            ("<VClick>", one(When::Next, false)),
            ("<v-clicks every=\"2\">", one(When::Next, true)),
            ("<v-after>", one(When::With, false)),
            // What is there before stays there.
            ("<p class=\"fragment fade-out\">", None),
            ("<p class=\"fragment highlight-red\">", None),
            ("<div v-click.hide>", None),
            ("<v-click hide>", None),
            ("<p class=\"fragments\">", None),
            ("<p>", None),
            ("</p>", None),
            ("</v-click>", None),
            ("<p class=\"fragment\" data-fragment-index=\"99999999\">", one(When::Next, false)),
        ] {
            assert_eq!(of_tag(tag), wanted, "{tag}");
        }
        assert_eq!(fragment("class=\"fragment\" data-fragment-index=\"1\""), one(When::At(1), false));
        assert_eq!(component("</VClick>").map(|it| (it.name, it.closes)), Some(("v-click", true)));
        assert_eq!(component("<v-clicker>"), None);
    }
}
