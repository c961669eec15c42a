//! The examples of the CommonMark and GFM specifications: Markdown and the HTML it is to become. Reads `tests/data/spec`;
//! never skips an example.

/// An example of a specification.
pub struct Example {
    /// The specification: `commonmark` or `gfm`.
    pub spec: &'static str,
    /// Its number in the file, from 1.
    pub number: usize,
    /// The heading it stands under.
    pub section: String,
    /// The Markdown.
    pub markdown: String,
    /// The HTML it is to become.
    pub html: String,
}

/// All examples of both.
pub fn examples() -> Vec<Example> {
    let mut all = read("commonmark", include_str!("../data/spec/commonmark-0.31.2.txt"));
    all.extend(read("gfm", include_str!("../data/spec/gfm-0.29-extensions.txt")));
    all
}

fn read(spec: &'static str, text: &str) -> Vec<Example> {
    let fence = "`".repeat(32);
    let mut all = Vec::new();
    let mut section = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line.starts_with(&fence) {
            let tabbed = |lines: Vec<&str>| lines.iter().map(|line| line.replace('→', "\t") + "\n").collect::<String>();
            let markdown = tabbed(lines.by_ref().take_while(|line| *line != ".").collect());
            let html = tabbed(lines.by_ref().take_while(|line| !line.starts_with(&fence)).collect());
            all.push(Example { spec, number: all.len() + 1, section: section.clone(), markdown, html });
        } else if let Some(heading) = line.trim_start_matches('#').strip_prefix(' ').filter(|_| line.starts_with('#')) {
            heading.clone_into(&mut section);
        }
    }
    all
}

/// What a browser shows of `html` as text; tags part words, and what pictures, comments, styles and scripts say is left
/// out.
pub fn visible(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some((text, tail)) = rest.split_once('<') {
        out.push_str(text);
        let tail_of = |end: &str| tail.split_once(end).map(|(_, after)| after);
        let hidden = ["script", "style"].into_iter().find(|name| tail.starts_with(name));
        let after = match hidden {
            _ if tail.starts_with("!-->") || tail.starts_with("!--->") => tail_of(">"),
            _ if tail.starts_with("!--") => tail_of("-->"),
            _ if tail.starts_with("![CDATA[") => tail_of("]]>"),
            Some(name) => Some(tail_of(&format!("</{name}>")).unwrap_or_default()),
            None if tail.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '?' | '!')) => {
                tag_end(tail)
            }
            None => None,
        };
        match after {
            Some(after) => rest = after,
            None => {
                out.push('<');
                rest = tail;
            }
        }
    }
    out.push_str(rest);
    for (entity, c) in [("&quot;", "\""), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")] {
        out = out.replace(entity, c);
    }
    out
}

/// What follows the tag whose inside `text` begins with; a `>` in quotes does not end it.
fn tag_end(text: &str) -> Option<&str> {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), _) if open == c => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '>') => return Some(&text[at + 1..]),
            _ => {}
        }
    }
    None
}
