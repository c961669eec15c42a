//! Settings, steps, columns and footers.

use super::{Case, WIDE};

/// The cases.
pub const CASES: &[Case] = &[
    Case { name: "page-columns", theme: "paper", aspect: WIDE, body: COLUMNS, page: 1 },
    Case { name: "page-columns-4x3", theme: "ink", aspect: 4.0 / 3.0, body: LONG_COLUMNS, page: 2 },
    Case { name: "page-footer", theme: "paper", aspect: WIDE, body: FOOTER, page: 1 },
    Case { name: "page-contents", theme: "paper", aspect: WIDE, body: CONTENTS, page: 1 },
];

const COLUMNS: &str = "### dependency inversion\n\nHigh level modules depend on abstractions:\n\n<!-- columns: 3 2 -->\n\n\
    ```go\ntype Reader interface {\n\tRead(p []byte) (int, error)\n}\n```\n\n<!-- column -->\n\n#### Small is strong\n\n- \
    one method\n- many types\n\n<!-- /columns -->\n\nThe stdlib does it everywhere.\n";
const LONG_COLUMNS: &str = "### monolith or not\n\n<!-- columns -->\n\n#### Before\n\n- Three services for one form\n- Each \
    with a database of its own\n- A queue between any two of them\n- A meeting for every change, and another one for what \
    the first forgot\n- Deployments on Thursdays, if the weather \
    was fair\n- Nobody who knew it all\n- Pagers\n- More pagers\n\n<!-- column -->\n\n#### After\n\n- One program\n- One database\n- \
    Function calls\n- A review for every change\n- Deployments at noon, and nobody looks up from work\n- Everybody knows \
    it all\n";
const FOOTER: &str = "### Footers\n\n<!-- footer: {title} · {speaker} · {date} · talk {talk} of {talks}, and many words more \
    that cannot all stand beside the number of the page, whatever the page's number is and however wide it is -->\n\n- shortened\n- never on the number\n";
const CONTENTS: &str = "### Contents\n\n[TOC]\n\n### SOLID\n\n### Liskov substitution\n\n### Interface \
    segregation\n\n### Dependency inversion\n\n### Tools that help, with a title that takes more than a line\n\n### \
    Microservices\n\n### Tracing\n\n### Vendoring\n\n### SOLID\n\n### Questions\n";
