//! Formulas and diagrams.

use super::{Case, WIDE};

/// The cases.
pub const CASES: &[Case] = &[
    Case { name: "math-display", theme: "paper", aspect: WIDE, body: DISPLAY, page: 1 },
    Case { name: "math-inline", theme: "paper", aspect: WIDE, body: INLINE, page: 1 },
    Case { name: "math-matrix", theme: "ink", aspect: 4.0 / 3.0, body: MATRIX, page: 1 },
    Case { name: "diagram-class", theme: "paper", aspect: WIDE, body: CLASS, page: 1 },
    Case { name: "diagram-pie", theme: "ink", aspect: WIDE, body: PIE, page: 1 },
    Case { name: "diagram-flow", theme: "paper", aspect: WIDE, body: FLOW, page: 1 },
    Case { name: "diagram-sequence", theme: "ink", aspect: WIDE, body: SEQUENCE, page: 1 },
    Case { name: "diagram-dot", theme: "paper", aspect: 4.0 / 3.0, body: DOT, page: 1 },
];

const DISPLAY: &str = "### The bell\n\nThe area under the bell is\n\n$$\n\\int_{-\\infty}^{\\infty} e^{-x^2}\\,dx = \
    \\sqrt{\\pi}\n$$\n\nand a sum of \\$5 is no formula.\n\n$$\nf(x) = a_0 + a_1 x + a_2 x^2 + a_3 x^3 + a_4 x^4 + a_5 x^5 + a_6 \
    x^6 + a_7 x^7 + a_8 x^8 + a_9 x^9 + a_{10} x^{10}\n$$\n";
const INLINE: &str = "### Mass and $E = mc^2$\n\n- The roots of $ax^2 + bx + c = 0$ are $x = \\frac{-b \\pm \\sqrt{b^2 - \
    4ac}}{2a}$ in a line\n- A sum $\\sum_{i=0}^{n} i^2$ and a matrix $\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}$ that \
    stands tall\n  - nested $\\alpha \\to \\beta$, and $\\text{größer}$ words\n- $f(x) = \\int_0^x t\\,dt$\n- cannot be set: \
    $\\nosuch{x}$\n";
const MATRIX: &str = "### Matrix and cases\n\n$$\nR = \\begin{pmatrix} \\cos\\varphi & -\\sin\\varphi \\\\ \\sin\\varphi & \
    \\cos\\varphi \\end{pmatrix}\n$$\n\n$$\n|x| = \\begin{cases} x & \\text{if } x \\ge 0 \\\\ -x & \\text{otherwise} \
    \\end{cases}\n$$\n";
const CLASS: &str = "### Ducks\n\n```mermaid\nclassDiagram\n  direction LR\n  Animal <|-- Duck\n  Animal <|-- Fish\n  Animal : \
    +int age\n  Animal: +isMammal() bool\n  class Duck{\n    +String beakColor\n    +quack()\n  }\n  Duck \"1\" o-- \"many\" \
    Egg : lays\n```\n";
const PIE: &str = "### Pets\n\n```mermaid\npie title Adopted this year\n  \"Dogs\" : 386\n  \"Cats\" : 85\n  \"Rats\" : 15\n\
    ```\n";
const FLOW: &str = "### How it works\n\n```mermaid\nflowchart LR\n  A[Markdown notes] --> B{Talk or deck?}\n  \
    B -->|talk| C(Opener)\n  B -->|deck| D[Slides]\n  C & D --> E[(Pages)]\n  subgraph paint [Painters]\n    F[CPU]\n    \
    G[GPU]\n  end\n  E --> F\n  E -.-> G\n  G ==> H((Screen))\n```\n";
const SEQUENCE: &str = "### A request\n\n```mermaid\nsequenceDiagram\n  participant C as Client\n  participant S as \
    Server\n  participant D as Database\n  C->>+S: GET /slides\n  S->>D: SELECT * FROM slides\n  D-->>S: rows\n  \
    alt is cached\n    S-->>C: 304\n  else is not\n    S-->>-C: 200\n  end\n  Note over C,S: the page is cached\n```\n";
const DOT: &str = "### Stages\n\nEvery stage hands the next one plain data:\n\n```dot\ndigraph G {\n  rankdir=LR;\n  node \
    [shape=box];\n  notes -> parse -> layout;\n  layout -> cpu [label=\"reference\"];\n  layout -> gpu \
    [label=\"window\"];\n  screen [shape=ellipse];\n  gpu -> screen;\n}\n```\n\n- No stage calls the one before it\n";
