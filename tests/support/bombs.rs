//! Drawings that mean harm: for whoever must refuse them. Knows nothing of who reads them.

/// A small drawing with `inner` in it.
pub fn svg(inner: &str) -> String {
    format!(
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' width='100' height='50'>\
         {inner}</svg>"
    )
}

/// Drawings of a few hundred bytes that would take minutes or gigabytes.
pub fn bombs() -> Vec<(&'static str, String)> {
    let chain = |n: usize, one: &dyn Fn(usize) -> String| (1..n).map(one).collect::<String>();
    let uses = chain(18, &|n| {
        let inner = format!("<use href='#g{}'/>", n - 1).repeat(10);
        format!("<g id='g{n}'>{inner}</g>")
    });
    let patterns = chain(16, &|n| {
        let inner = format!("<rect width='60' height='30' fill='url(#p{})'/>", n - 1).repeat(3);
        format!("<pattern id='p{n}' width='90' height='40' patternUnits='userSpaceOnUse'>{inner}</pattern>")
    });
    let styled = chain(16, &|n| {
        let inner = format!("<rect class='c{}' width='60' height='30'/>", n - 1).repeat(3);
        format!(
            "<style>.c{n} {{ fill: url(#p{n}) }}</style>\
             <pattern id='p{n}' width='90' height='40' patternUnits='userSpaceOnUse'>{inner}</pattern>"
        )
    });
    let masks = chain(40, &|n| {
        let inner = format!("<rect width='100' height='50' fill='#fff' mask='url(#m{})'/>", n - 1).repeat(2);
        format!("<mask id='m{n}'>{inner}</mask>")
    });
    let blurs = "<feGaussianBlur stdDeviation='9'/>".repeat(400);
    let corners = "L9 9 1 1".repeat(30_000);
    vec![
        ("copies of copies", svg(&format!("<g id='g0'><path d='M0 0h9v9'/></g>{uses}<use href='#g17'/>"))),
        (
            "patterns in patterns",
            svg(&format!(
                "<pattern id='p0' width='9' height='9'/>{patterns}<rect width='100' height='50' fill='url(#p15)'/>"
            )),
        ),
        ("patterns by style sheet", svg(&format!("{styled}<rect width='100' height='50' class='c15'/>"))),
        ("masks in masks", svg(&format!("<mask id='m0'/>{masks}<rect width='100' height='50' mask='url(#m39)'/>"))),
        (
            "a huge tile",
            svg(
                "<pattern id='p' width='1e9' height='1e9' patternUnits='userSpaceOnUse'><path d='M0 0h9v9'/></pattern><rect width='100' height='50' fill='url(#p)'/>",
            ),
        ),
        (
            "a long filter",
            svg(&format!("<filter id='f'>{blurs}</filter><rect width='100' height='50' filter='url(#f)'/>")),
        ),
        (
            "a wide morphology",
            svg("<filter id='f'><feMorphology radius='400'/></filter><rect width='100' height='50' filter='url(#f)'/>"),
        ),
        (
            "endless noise",
            svg(
                "<filter id='f'><feTurbulence baseFrequency='.1' numOctaves='4000000'/></filter><rect width='100' height='50' filter='url(#f)'/>",
            ),
        ),
        (
            "a marker on each corner",
            svg(&format!(
                "<marker id='m' markerWidth='9' markerHeight='9'>{}</marker><path d='M0 0{corners}' marker-mid='url(#m)'/>",
                "<path d='M0 0h3v3'/>".repeat(60)
            )),
        ),
        ("full pages one over the other", svg(&"<path d='M0 0h100v50H0z' opacity='.5'/>".repeat(60_000))),
        ("nested groups", svg(&format!("{}{}", "<g opacity='.9'>".repeat(2_000), "</g>".repeat(2_000)))),
        ("endless nesting", svg(&"<g>".repeat(500_000))),
        (
            "layers in layers",
            svg(&format!("{}<rect width='100' height='50'/>{}", "<g opacity='.9'>".repeat(240), "</g>".repeat(240))),
        ),
        (
            "too many dashes",
            svg(&format!("<g stroke='#000' stroke-dasharray='.001'>{}</g>", "<path d='M0 0H900'/>".repeat(2_000))),
        ),
        (
            "a slow selector",
            svg(&format!(
                "<style>{} q {{ fill: red }}</style>{}{}",
                "g ".repeat(30),
                "<g>".repeat(90),
                "</g>".repeat(90)
            )),
        ),
        ("a long text", svg(&format!("<text>{}</text>", "word ".repeat(100_000)))),
    ]
}
