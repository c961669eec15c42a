//! Formulas and diagrams.

use super::{Case, WIDE};

/// The cases.
pub const CASES: &[Case] = &[
    Case { name: "diagram-flow", theme: "paper", aspect: WIDE, body: FLOW, page: 1 },
    Case { name: "diagram-sequence", theme: "ink", aspect: WIDE, body: SEQUENCE, page: 1 },
    Case { name: "diagram-dot", theme: "paper", aspect: 4.0 / 3.0, body: DOT, page: 1 },
];

const FLOW: &str = "### How it works\n\n```mermaid\nflowchart LR\n  A[Markdown notes] --> B{Talk or deck?}\n  \
    B -->|talk| C(Opener)\n  B -->|deck| D[Slides]\n  C & D --> E[(Pages)]\n  subgraph paint [Painters]\n    F[CPU]\n    \
    G[GPU]\n  end\n  E --> F\n  E -.-> G\n  G ==> H((Screen))\n```\n";
const SEQUENCE: &str = "### A request\n\n```mermaid\nsequenceDiagram\n  participant C as Client\n  participant S as \
    Server\n  participant D as Database\n  C->>+S: GET /slides\n  S->>D: SELECT * FROM slides\n  D-->>S: rows\n  \
    alt is cached\n    S-->>C: 304\n  else is not\n    S-->>-C: 200\n  end\n  Note over C,S: the page is cached\n```\n";
const DOT: &str = "### Stages\n\nEvery stage hands the next one plain data:\n\n```dot\ndigraph G {\n  rankdir=LR;\n  node \
    [shape=box];\n  notes -> parse -> layout;\n  layout -> cpu [label=\"reference\"];\n  layout -> gpu \
    [label=\"window\"];\n  screen [shape=ellipse];\n  gpu -> screen;\n}\n```\n\n- No stage calls the one before it\n";
