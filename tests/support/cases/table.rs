//! Tables, callouts, definitions, footnotes, tasks and the styles of runs.

use super::{Case, WIDE};

/// The cases.
pub const CASES: &[Case] = &[
    Case { name: "table", theme: "paper", aspect: WIDE, body: TABLE, page: 1 },
    Case { name: "table-continued", theme: "ink", aspect: 4.0 / 3.0, body: LONG, page: 2 },
    Case { name: "table-records", theme: "paper", aspect: 9.0 / 16.0, body: RECORDS, page: 1 },
    Case { name: "words-styles", theme: "paper", aspect: WIDE, body: STYLES, page: 1 },
    Case { name: "words-styles-ink", theme: "ink", aspect: WIDE, body: STYLES, page: 1 },
    Case { name: "list-tasks", theme: "paper", aspect: WIDE, body: TASKS, page: 1 },
    Case { name: "callouts", theme: "paper", aspect: WIDE, body: CALLOUTS, page: 1 },
    Case { name: "callout-code", theme: "ink", aspect: WIDE, body: CALLOUT_CODE, page: 1 },
    Case { name: "definitions-notes", theme: "paper", aspect: WIDE, body: DEFINITIONS, page: 1 },
];

const TABLE: &str = "## Which talks to watch\n\n| Talk | Speaker | Rating | Slides |\n|---|---|---|---|\n| static deadlock \
    detection | Nicholas Ng | 9 | 5 |\n| SOLID Go design | Dave Cheney | 8 | 7 |\n| Advanced Patterns with \
    `io.ReadWriter` | Paul Bellamy | 8 | 4 |\n| Seven ways to profile Go applications | Dave Cheney | 8 | 8 |\n| Building \
    your own log-based message queue | Víctor Ruiz | 8 | 5 |\n";
const LONG: &str = "## Requests\n\n| Host | Path | p50 | p99 | Note |\n|---|---|--:|--:|---|\n| a.example.org | / | 1.2 ms | \
    120 ms | |\n| b.example.org | /search | 30 ms | 1,200 ms | slow when the index is cold, which it is every morning |\n| \
    c.example.org | /feed | 4 ms | 35 ms | |\n| d.example.org | /login | 90 ms | 300 ms | waits for the other side |\n| \
    e.example.org | / | 1 ms | 9 ms | |\n| f.example.org | /a | 2 ms | 19 ms | |\n| g.example.org | /b | 3 ms | 29 ms | \
    |\n| h.example.org | /c | 4 ms | 39 ms | the last of them |\n| i.example.org | /d | 5 ms | 49 ms | |\n| j.example.org | \
    /e | 6 ms | 59 ms | |\n| k.example.org | /f | 7 ms | 69 ms | |\n";
const RECORDS: &str = "## Cities\n\n| City | Country | Founded | Inhabitants | Rivers | Altitude |\n|---|---|---|---|---|---|\n| \
    Vienna | Austria | 1st century | 2,000,000 | Danube, Wien | 171 m |\n| Budapest | Hungary | 1873 | 1,700,000 | Danube | \
    102 m |\n";
const STYLES: &str = "## Words and their styles\n\nPlain, **strong**, *slanted*, ~~struck~~, ==marked ground==, ++inserted++ \
    and `code`; press <kbd>Ctrl</kbd> + <kbd>C</kbd>, <small>a small aside</small>.\n\n- H~2~O, C~12~H~22~O~11~, E = mc^2^, \
    10^-3^, x^N+1^, the 19^th^ century\n- see https://github.com/mvdan/interfacer/blob/master/some_file_name.go?plain=1&line=2 \
    for more\n";
const TASKS: &str = "## Before the talk\n\n- [x] Write the slides\n  - [x] and the notes\n- [ ] Find the adapter\n  - [ ] the \
    other one\n- Sleep\n";
const CALLOUTS: &str = "## Callouts\n\n> [!NOTE]\n> Something worth knowing, with `code`.\n\n> [!TIP]\n> Something that \
    helps.\n\n> [!WARNING]\n> Something to take care of.\n";
const CALLOUT_CODE: &str = "## A card in a card\n\n- An item\n- > [!CAUTION]\n  > Never do this:\n  >\n  > ```go\n  > \
    panic(err)\n  > ```\n\n> Said by somebody.\n> [name=Ann] [time=14:03] [color=royalblue]\n>\n> - in a list\n";
const DEFINITIONS: &str = "## Protocols\n\nHTTP\n: The protocol of the web.[^1]\n\nTLS\n: What keeps it private, and lets you \
    know whom you talk to, if the certificate is worth its name.\n\nQUIC\n: A newer one, over UDP.\n: Also a brand of \
    razors.\n\n[^1]: Of 1991, and of *http://info.cern.ch*.\n";
