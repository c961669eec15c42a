//! Tests of diagrams: what is drawn has all of its words, what is refused says why, and nothing hangs.

use std::time::{Duration, Instant};

use super::*;

const WAY: Way = (Turn::AsWritten, Air::Much);

const PALETTE: Palette = Palette {
    ink: Rgba::BLACK,
    muted: Rgba::hex(0x66_66_66),
    soft: Rgba::hex(0xEE_EE_EE),
    ground: Rgba::WHITE,
    accent: Rgba::hex(0xD6_45_1B),
};

fn drawn(language: &str, source: &str) -> String {
    let diagram = draw(language, source, WAY).unwrap_or_else(|wrong| panic!("{source}: {wrong}"));
    assert!(diagram.width > 20.0 && diagram.height > 20.0);
    let svg = diagram.svg(&PALETTE);
    let sizes = svg.split("font-size=\"").skip(1).filter_map(|rest| rest.split('"').next()?.parse::<f32>().ok());
    let smallest = sizes.fold(f32::INFINITY, f32::min);
    assert!(smallest >= LABEL, "words of {smallest} in {source}");
    assert!(!svg.contains("\"@") && !svg.contains("NaN") && !svg.contains("inf"), "{svg}");
    svg
}

#[track_caller]
fn has(svg: &str, words: &[&str]) {
    for word in words {
        assert!(svg.contains(&format!(">{word}</text>")), "{word} in {svg}");
    }
}

const FLOW: &str = "flowchart LR\n  A[Markdown notes] --> B{Talk?}\n  B -->|yes| C(Opener)\n  B -- no --> D[[Slides]]\n  \
    C & D --> E[(Pages)]\n  subgraph paint [Painters]\n    F[CPU]; G([GPU])\n  end\n  E --> F\n  E -.-> G\n  \
    G ==> H((\"The <br>screen\"))\n  style A fill:#f00\n";

#[test]
fn a_flowchart_has_all_its_words() {
    let svg = drawn("mermaid", FLOW);
    has(
        &svg,
        &["Markdown notes", "Talk?", "yes", "no", "Opener", "Slides", "Pages", "Painters", "CPU", "GPU", "screen"],
    );
    assert_eq!(svg.matches("stroke-dasharray").count(), 2, "the group's border and the dashed line");
    drawn("mermaid", "graph TD;A-->B;A-->C;B-->D;C-->D;D-->A;A-->A");
    drawn("mermaid", "graph BT\n a --- b\n b <--> c\n c o--x d\n d ===|x| e\n e -. y .-> f\n f --x g");
}

#[test]
fn a_graph_of_graphviz_has_all_its_words() {
    let source = "digraph G { rankdir=LR; node [shape=box]; a [label=\"First\\nstep\"]; a -> b -> c [label=\"then\"]; \
        subgraph cluster_x { label=\"Inner\"; b; c } d [shape=ellipse, style=dashed]; c -> d [style=dashed, dir=both]; }";
    let svg = drawn("dot", source);
    has(&svg, &["First", "step", "b", "c", "d", "then", "Inner"]);
    has(&drawn("graphviz", "graph { a -- b; b -- c; c -- a }"), &["a", "b", "c"]);
}

#[test]
fn a_sequence_has_all_its_words() {
    let source = "sequenceDiagram\n  autonumber\n  participant C as Client\n  actor S as Server\n  C->>+S: GET /\n  \
        S-->>C: page\n  loop every second\n    S->>S: think\n    alt is cached\n      S--)C: 304\n    else is not\n      \
        S-xC: 200\n    end\n  end\n  Note over C,S: the end\n  Note right of S: aside\n  deactivate S\n";
    let svg = drawn("mermaid", source);
    has(&svg, &["Client", "Server", "1. GET /", "2. page", "loop", "[every second]", "3. think", "alt", "[is cached]"]);
    has(&svg, &["4. 304", "[is not]", "5. 200", "the end", "aside"]);
}

#[test]
fn states_classes_and_pies_have_all_their_words() {
    let states = "stateDiagram-v2\n direction LR\n [*] --> Still\n Still --> Moving : push\n Moving --> Crash: wall\n \
        state \"Far away\" as far\n Moving --> far\n state if <<choice>>\n far --> if\n if --> [*]\n Crash --> [*]\n \
        state Inner {\n a --> b\n }\n";
    has(&drawn("mermaid", states), &["Still", "Moving", "Crash", "push", "wall", "Far away", "Inner", "a", "b"]);
    let classes = "classDiagram\n Animal <|-- Duck\n Animal : +int age\n Animal: +isMammal() bool\n class Duck{\n \
        +String beak\n +swim()\n }\n Duck \"1\" o-- \"many\" Egg : lays\n class List~T~\n <<interface>> Shape\n Shape ..> Egg\n";
    let svg = drawn("mermaid", classes);
    has(
        &svg,
        &["Animal", "+int age", "+isMammal() bool", "Duck", "+swim()", "Egg", "1", "many", "lays", "List&lt;T&gt;"],
    );
    has(&svg, &["«interface»", "Shape"]);
    let svg = drawn("mermaid", "pie showData title Pets\n \"Dogs\" : 30\n \"Cats\" : 10");
    has(&svg, &["Pets", "Dogs", "Cats", "75 %  (30)", "25 %  (10)"]);
    has(&drawn("mermaid", "pie\n \"All\" : 1"), &["All", "100 %"]);
    for wrong in
        ["pie\n \"x\" : y", "pie\n", "classDiagram\n a b c d", "stateDiagram-v2\n a -> b", "stateDiagram\n state x {"]
    {
        assert!(draw("mermaid", wrong, WAY).is_err(), "{wrong}");
    }
}

#[test]
fn what_cannot_be_drawn_is_told_with_its_line() {
    let wrong = |source: &str| draw("mermaid", source, WAY).expect_err(source);
    let told = wrong("flowchart LR\n  a --> b\n  this is not mermaid at all");
    assert_eq!((told.line, told.quote.as_str()), (2, "this is not mermaid at all"));
    for source in [
        "",
        "mindmap\n  root",
        "flowchart LR",
        "flowchart LR\n a --> ",
        "flowchart LR\n a[open --> b",
        "flowchart LR\n subgraph x\n a --> b",
        "flowchart LR\n a --> b\n end",
        "flowchart LR\n ((( --> ]]]",
        "sequenceDiagram\n a b c",
        "sequenceDiagram\n loop x\n a->>b: y",
        "sequenceDiagram\n",
    ] {
        assert!(!wrong(source).message.is_empty(), "{source}");
    }
    for source in ["", "digraph {", "digraph { a -> }", "nothing", "digraph { \"open }"] {
        assert!(draw("dot", source, WAY).is_err(), "{source}");
    }
}

#[test]
fn words_are_not_colours_and_no_markup() {
    let svg = drawn("mermaid", "flowchart LR\n a[\"@ink <script> & 'x'\"] --> b");
    assert!(svg.contains("&#64;ink &lt;script&gt; &amp;"), "{svg}");
}

#[test]
fn hostile_sources_are_answered_quickly() {
    let chain = |n: usize| (0..n).map(|n| format!(" n{n} --> n{}\n", n + 1)).collect::<String>();
    let all = |n: usize| (0..n).flat_map(|a| (0..n).map(move |b| format!(" n{a}-->n{b}\n"))).collect::<String>();
    let sources = [
        ("mermaid", format!("flowchart LR\n{}", chain(70))),
        ("mermaid", format!("flowchart TD\n{}", all(12))),
        ("mermaid", format!("flowchart TD\n{}{}", all(8), chain(30))),
        ("mermaid", format!("flowchart TD\n{}", chain(400))),
        ("mermaid", format!("flowchart LR\n a[{}]", "w".repeat(5000))),
        ("mermaid", format!("flowchart LR\n{}", "subgraph x\n".repeat(500))),
        ("mermaid", format!("flowchart LR\n a{}b", "-".repeat(9000))),
        ("mermaid", format!("flowchart LR\n{}", "a & ".repeat(2000))),
        ("mermaid", format!("sequenceDiagram\n{}", "loop x\n".repeat(1000))),
        ("mermaid", format!("sequenceDiagram\n{}", (0..100).map(|n| format!("a{n}->>b{n}: x\n")).collect::<String>())),
        ("dot", format!("digraph {{ {} }}", "a -> b; ".repeat(1000))),
        ("dot", "{".repeat(5000)),
        ("dot", format!("digraph {}{}", "{ subgraph ".repeat(900), "}".repeat(900))),
        ("dot", "digraph { a [label=\"".to_owned()),
        ("dot", "digraph { /* ".to_owned()),
        ("dot", "digraph { // x".to_owned()),
        ("dot", "\u{0}\u{202E}".to_owned()),
        ("mermaid", "y".repeat(MAX_SOURCE_BYTES + 1)),
    ];
    for (language, source) in sources {
        let start = Instant::now();
        let _ = draw(language, &source, WAY);
        let took = start.elapsed();
        assert!(took < Duration::from_secs(5), "{took:?}: {}", source.chars().take(60).collect::<String>());
    }
}

#[test]
fn things_move_closer_and_none_onto_another() {
    let chain =
        "flowchart TD\n  A[one] --> B[two] -->|words| C[three] --> D[four]\n  A --> C\n  B --> E[aside] --> D\n";
    let tall = |air| draw("mermaid", chain, (Turn::AsWritten, air)).expect("a drawing");
    let (much, close) = (tall(Air::Much), tall(Air::Close));
    assert!(close.height < much.height * 0.85, "{} of {}", close.height, much.height);
    assert!(close.width <= much.width + 0.1);
    let boxes = |svg: &str| -> Vec<[f32; 4]> {
        let number = |rect: &str, name: &str| -> Option<f32> {
            rect.split(&format!(" {name}=\"")).nth(1)?.split('"').next()?.parse().ok()
        };
        let all = svg.split("<rect").skip(1).filter(|rect| rect.contains("rx=\"6.0\""));
        let of = |rect| Some([number(rect, "x")?, number(rect, "y")?, number(rect, "width")?, number(rect, "height")?]);
        all.filter_map(of).collect()
    };
    let boxes = boxes(&close.svg);
    assert_eq!(boxes.len(), 5);
    for (n, [x, y, w, h]) in boxes.iter().enumerate() {
        for [left, top, wide, high] in boxes.iter().skip(n + 1) {
            let apart = x + w < *left || left + wide < *x || y + h < *top || top + high < *y;
            assert!(apart, "{boxes:?}");
        }
    }
}
