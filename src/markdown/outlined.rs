//! Blocks in one line, for tests to compare. Blocks go in, a line comes out that shows everything the parser decides.

use super::{Align, Block, BlockKind, CalloutKind, Code, Fragment, Highlight, Icon, Inline, Numbering, Run, Script};

/// Blocks as one line: `h2`, `p`, `q`, `ul`, `ol`, `code`, `rule`, `note` and the like, with their words; breaks are ` / `.
pub(super) fn outline(blocks: &[Block]) -> String {
    blocks.iter().map(one).collect::<Vec<_>>().join(" ")
}

fn one(block: &Block) -> String {
    match &block.kind {
        BlockKind::Heading { level, content } => format!("h{level}({})", line(content)),
        BlockKind::Paragraph(content) => format!("p({})", line(content)),
        BlockKind::Quote(quote) => {
            let mut tags = String::new();
            for (name, value) in
                [("name", line(&quote.name)), ("time", quote.time.clone()), ("color", quote.color.clone())]
            {
                if !value.is_empty() {
                    tags.push_str(&format!(" {name}={value}"));
                }
            }
            format!("q[{}{tags}]", outline(&quote.blocks))
        }
        BlockKind::Callout(callout) => {
            let kind = match callout.kind {
                CalloutKind::Note => "note",
                CalloutKind::Tip => "tip",
                CalloutKind::Important => "important",
                CalloutKind::Warning => "warning",
                CalloutKind::Caution => "caution",
                CalloutKind::Spoiler => "spoiler",
            };
            format!("!{kind}({})[{}]", line(&callout.title), outline(&callout.blocks))
        }
        BlockKind::List(list) => {
            let items = list.items.iter().map(|item| {
                let task = item.task.map_or("", |done| if done { "x:" } else { "o:" });
                format!("[{task}{}]", outline(&item.blocks))
            });
            let start = list.start.map_or("ul".to_owned(), |start| format!("ol{start}"));
            format!("{start}{}", items.collect::<String>())
        }
        BlockKind::Code(code) => fence(code),
        BlockKind::Table(table) => {
            let signs = table.align.iter().map(|align| match align {
                Align::Auto => '-',
                Align::Left => '<',
                Align::Center => '^',
                Align::Right => '>',
            });
            let rows = std::iter::once(&table.head).chain(&table.rows);
            let rows = rows.map(|row| row.iter().map(|cell| line(cell)).collect::<Vec<_>>().join("|"));
            format!("table{}[{}]", signs.collect::<String>(), rows.collect::<Vec<_>>().join(" // "))
        }
        BlockKind::Definitions(all) => {
            let all = all.iter().map(|one| {
                let meanings: Vec<_> = one.meanings.iter().map(|blocks| outline(blocks)).collect();
                format!("{}: {}", line(&one.term), meanings.join(" | "))
            });
            format!("dl[{}]", all.collect::<Vec<_>>().join("; "))
        }
        BlockKind::Footnote(footnote) => format!("fn{}[{}]", footnote.number, outline(&footnote.blocks)),
        BlockKind::Math(source) => format!("$${source}$$"),
        BlockKind::Diagram(diagram) => format!("diagram({})", diagram.source),
        BlockKind::Contents => "toc".to_owned(),
        BlockKind::Pause => "pause".to_owned(),
        BlockKind::Fragment(Fragment { when, each }) => {
            let each = if *each { " each" } else { "" };
            format!("fragment{each} {when:?}").to_lowercase()
        }
        BlockKind::FragmentEnd => "fragment end".to_owned(),
        BlockKind::Rule => "rule".to_owned(),
        BlockKind::Comment(text) => format!("note({text})"),
        BlockKind::Columns(_) => unreachable!("the parser makes no columns"),
    }
}

fn fence(code: &Code) -> String {
    let numbers = match code.numbers {
        None => String::new(),
        Some(Numbering::From(n)) => format!("={n}"),
        Some(Numbering::Continued) => "=+".to_owned(),
    };
    let steps = code.steps.iter().map(|step| match step {
        Highlight::All => "all".to_owned(),
        Highlight::Lines(ranges) => {
            let ranges = ranges.iter().map(|(a, b)| if a == b { a.to_string() } else { format!("{a}-{b}") });
            ranges.collect::<Vec<_>>().join(",")
        }
    });
    let steps = steps.collect::<Vec<_>>().join("|");
    let steps = if steps.is_empty() { steps } else { format!("{{{steps}}}") };
    let title = if code.title.is_empty() { String::new() } else { format!("{:?}", code.title) };
    format!("code:{}{numbers}{steps}{title}({:?})", code.language, code.text)
}

/// A line: `*strong*`, `_emphasis_`, code in backticks, `-struck-`, `=marked=`, `+inserted+`, `{key}`, `°small°`, `^(up)`,
/// `~(down)`.
pub(super) fn line(content: &[Inline]) -> String {
    let shown = content.iter().map(|inline| match inline {
        Inline::Text(Run { text, style, link }) => {
            let mut text = text.clone();
            for (set, open, close) in [
                (style.code, "`", "`"),
                (style.emphasis, "_", "_"),
                (style.strong, "*", "*"),
                (style.struck, "-", "-"),
                (style.marked, "=", "="),
                (style.inserted, "+", "+"),
                (style.key, "{", "}"),
                (style.small, "°", "°"),
                (style.script == Script::Super, "^(", ")"),
                (style.script == Script::Sub, "~(", ")"),
            ] {
                if set {
                    text = format!("{open}{text}{close}");
                }
            }
            link.as_ref().map_or(text.clone(), |link| format!("{text}→{link}"))
        }
        Inline::Break => " / ".to_owned(),
        Inline::Picture(picture) | Inline::Icon(Icon { picture, .. }) => format!("!{}!", picture.url),
        Inline::Math(math) if math.display => format!("$${}$$", math.source),
        Inline::Math(math) => format!("${}$", math.source),
    });
    shown.collect()
}
