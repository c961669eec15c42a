//! Pictures: alone, in rows and grids, beneath text, drawn as vectors.

use super::{Case, WIDE};

/// The cases.
pub const CASES: &[Case] = &[
    Case { name: "page-picture-caption", theme: "paper", aspect: WIDE, body: CAPTION, page: 1 },
    Case {
        name: "page-picture-whole",
        theme: "paper",
        aspect: WIDE,
        body: "## One\n\n- a\n\n---\n\n![](hills.svg)\n",
        page: 2,
    },
    Case { name: "page-pictures-row", theme: "ink", aspect: WIDE, body: ROW, page: 1 },
    Case { name: "page-pictures-grid", theme: "paper", aspect: 4.0 / 3.0, body: GRID, page: 1 },
    Case { name: "page-backdrop", theme: "paper", aspect: WIDE, body: BACKDROP, page: 1 },
    Case { name: "page-backdrop-section", theme: "ink", aspect: WIDE, body: "## ![bg](hills.svg) At dusk\n", page: 1 },
    Case { name: "page-picture-left", theme: "paper", aspect: WIDE, body: LEFT, page: 1 },
    Case { name: "page-icons", theme: "paper", aspect: WIDE, body: ICONS, page: 1 },
    Case { name: "page-aligned", theme: "ink", aspect: 4.0 / 3.0, body: ALIGNED, page: 1 },
    Case { name: "page-picture-above", theme: "paper", aspect: 9.0 / 16.0, body: ABOVE, page: 1 },
];

const CAPTION: &str = "## How it goes\n\n![](pipeline.svg \"Notes go in at the left, finished pages come out\")\n";
const ROW: &str =
    "## Two of a kind\n\n![](wide.png \"Evening\") ![](tower.svg \"The tower, which has stood here since 1846\")\n";
const GRID: &str =
    "## Five of every shape\n\n![](hills.svg) ![](tower.svg) ![](pipeline.svg) ![](tall.png) ![](hills.svg)\n";
const BACKDROP: &str = "## Over a **picture**\n\n![bg](hills.svg)\n\n- Words stay readable on whatever lies beneath\n- The \
    veil is as thick as it must be: [a link](https://example.org), `code`\n";
const ICONS: &str = "## ![](mark.svg) A title with its sign\n\n![build](badge.svg)\n[![docs](badge.svg)](https://a.example)\n\n\
    A sign ![a hill](mark.svg) stands among the words; a low <img src=\"hills.svg\" height=20> one on the line, a taller \
    <img src=\"tower.svg\" height=56> one in its middle.\n\n- In an item ![](mark.svg)\n  - and deeper ![](badge.svg)\n\n\
    | Sign | Meaning |\n|---|---|\n| ![](mark.svg) | hills ahead |\n";
const ALIGNED: &str = "<h2 align=\"center\">In the middle</h2>\n\n<center>Words in the middle of the page, as people write them \
    where there is room on both sides.</center>\n\n<p align=\"right\">At the right</p>\n\n<div align=\"center\">\n\n\
    | Talk | Rating |\n|---|---|\n| SOLID Go design | 8 |\n\n![](hills.svg =300x)\n\n</div>\n\nAt the left.\n";
const LEFT: &str = "## As in Marp\n\n![bg left:33%](tower.svg)\n\n- One third belongs to the picture\n- The rest is a page \
    like any other\n";
const ABOVE: &str =
    "## On a phone\n\n![](hills.svg)\n\n- The picture lies across the top\n- The words stand under it\n";
