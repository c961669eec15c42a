//! Themes and what they change: an opener, bullets and code in each look of its own arrangement, and what only one has.

use super::{Case, WIDE};

/// The cases.
pub const CASES: &[Case] = &[
    Case { name: "look-folio-opener", theme: "folio", aspect: WIDE, body: "text", page: 0 },
    Case { name: "look-folio-bullets", theme: "folio", aspect: WIDE, body: BULLETS, page: 1 },
    Case { name: "look-folio-code", theme: "folio", aspect: WIDE, body: CODE, page: 1 },
    Case { name: "look-folio-quote", theme: "folio", aspect: WIDE, body: QUOTE, page: 1 },
    Case { name: "look-poster-opener", theme: "poster", aspect: WIDE, body: "text", page: 0 },
    Case { name: "look-poster-bullets", theme: "poster", aspect: WIDE, body: BULLETS, page: 1 },
    Case { name: "look-poster-code", theme: "poster", aspect: WIDE, body: CODE, page: 1 },
    Case {
        name: "look-poster-section",
        theme: "poster",
        aspect: WIDE,
        body: "## Part **two**\n\n### More\n\n- a\n",
        page: 1,
    },
    Case { name: "look-draft-opener", theme: "draft", aspect: WIDE, body: "text", page: 0 },
    Case { name: "look-draft-bullets", theme: "draft", aspect: WIDE, body: BULLETS, page: 1 },
    Case { name: "look-draft-code", theme: "draft", aspect: WIDE, body: CODE, page: 1 },
    Case { name: "look-contrast-opener", theme: "contrast", aspect: WIDE, body: "text", page: 0 },
    Case { name: "look-contrast-bullets", theme: "contrast", aspect: WIDE, body: BULLETS, page: 1 },
    Case { name: "look-contrast-code", theme: "contrast", aspect: WIDE, body: CODE, page: 1 },
];

const BULLETS: &str = "### The **SOLID** principles\n\n- Liskov substitution\n  - Small interfaces, e.g. `io.Reader`\n    - \
    many types implement it\n- Interface segregation\n  - https://github.com/mvdan/interfacer\n";
const CODE: &str = "### Set-up before 1.7\n\n```go\nfunc TestFoo(b *testing.B) {\n\t// set-up\n\tfmt.Println(\"a\", \
    42)\n}\n```\n";
const QUOTE: &str = "### microservices\n\n> They solve organizational problems, but they create technical \
    ones.\n\nNobody, at no time\n";
