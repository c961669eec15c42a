//! The first arrangements: opener, bullets, code, quote, statement, section, pictures.

use super::{Case, WIDE};

/// The cases.
pub const CASES: &[Case] = &[
    Case { name: "page-opener", theme: "paper", aspect: WIDE, body: "text", page: 0 },
    Case { name: "page-bullets", theme: "paper", aspect: WIDE, body: BULLETS, page: 1 },
    Case { name: "page-bullets-4x3", theme: "ink", aspect: 4.0 / 3.0, body: BULLETS, page: 1 },
    Case { name: "page-continued", theme: "paper", aspect: WIDE, body: CONTINUED, page: 2 },
    Case { name: "page-code", theme: "ink", aspect: WIDE, body: CODE, page: 1 },
    Case { name: "page-quote", theme: "paper", aspect: WIDE, body: QUOTE, page: 1 },
    Case { name: "page-statement", theme: "paper", aspect: WIDE, body: STATEMENT, page: 1 },
    Case { name: "page-section", theme: "paper", aspect: WIDE, body: "## Part **two**\n\n### More\n\n- a\n", page: 1 },
    Case { name: "page-placard", theme: "paper", aspect: WIDE, body: PLACARD, page: 1 },
    Case { name: "page-picture", theme: "paper", aspect: WIDE, body: "### The flow\n\n![](wide.png)\n", page: 1 },
    Case { name: "page-beside", theme: "paper", aspect: WIDE, body: BESIDE, page: 1 },
    Case { name: "page-scripts", theme: "paper", aspect: WIDE, body: SCRIPTS, page: 1 },
];

const BULLETS: &str = "### The **SOLID** principles\n\n- **L**iskov substitution principle\n  - Substitution powered by \
    interfaces. Avoid concrete types if possible.\n  - Small interfaces are more powerful (e.g. `io.Reader`)\n    - a lot \
    of the stdlib types implement Reader\n    - you can change one for the other and it will work\n- **I**nterface \
    segregation principle\n  - Use the smallest interface possible: `ReadWriteCloser` or just `Writer`?\n  - Related tool \
    https://github.com/mvdan/interfacer\n";
const CONTINUED: &str = "### how to build go code\n\n- deploy\n  - commit to master generates\n    - builds\n    - tests\n    \
    - docker images\n    - packages\n    - notes\n    - releases\n    - mails\n    - charts\n    - reports\n    - tags\n    \
    - mirrors\n    - caches\n    - logs\n  - feature flagging\n";
const CODE: &str = "### Set-up and tear-down before 1.7\n\n```go\nfunc TestFoo(b * testing.B) {\n\t//common set-up \
    code\n\n\t// test -> != >=\n}\n```\n\n1. Encourage the `Run` func\n2. defer the tear-down\n";
const QUOTE: &str = "### microservices\n\n> **Microservices solve ORGANIZATIONAL problems, but they  create TECHNICAL \
    problems.**\n\nIt solves big teams org. If you have less than 5 devs you don't need them.\n";
const STATEMENT: &str = "#### demo\nA search engine mixing results from DuckDuckGo and giphy\n";
const PLACARD: &str = "### dist tracing\n\n- Zipkin (Twitter's open source distributed tracing system)\n- middleware to \
    move trace ID from HTTP header to Context.\n\n![](https://i.imgur.com/QnEYGkv.png =512x300)\n";
const BESIDE: &str = "### The pipeline\n\n- decouple\n  - pure interface abstraction\n- fast\n  - 75K+ values/sec on a \
    laptop\n\n![](tall.png)\n";
const SCRIPTS: &str = "### Go 1.7 is out (╯°. °)╯︵ ┻┻\n\n- Prometheus :moneybag: :bike: ❤️ 🏳️‍🌈 :eight:\n- שלום עולם, hello\n- \
    Ελληνικά, Русский, ツ, *italic*, ***both***\n- > append only, totally-ordered sequence -- LinkedIn\n";
