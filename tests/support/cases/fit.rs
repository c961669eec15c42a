//! Arrangements that the content picks, and how text is fitted to its pages.

use super::{Case, WIDE};

/// The cases.
pub const CASES: &[Case] = &[
    Case { name: "page-number", theme: "paper", aspect: WIDE, body: NUMBER, page: 1 },
    Case { name: "page-code-beside", theme: "ink", aspect: WIDE, body: CODE_BESIDE, page: 1 },
    Case { name: "page-two-columns", theme: "paper", aspect: WIDE, body: TWO_COLUMNS, page: 1 },
];

const TWO_COLUMNS: &str = "### design goals\n\n- decouple\n  - pure interface abstraction.\n  - no datastore details.\n- \
    resilient\n  - batching\n  - draining\n  - stateless\n  - they receive attacks\n  - what if Kafka goes down?\n- HTTP \
    native\n  - HTTP + JSON everywhere\n- instrumented\n  - Metrics are key.\n- fast\n  - 75K+ values/sec on a laptop\n";
const NUMBER: &str = "### Fast\n\n75K+ values/sec on a laptop\n";
const CODE_BESIDE: &str = "### Set-up and tear-down\n\n```go\nfunc TestFoo(t *testing.T) {\n\t// common set-up\n\tdb := \
    open(t)\n\n\tt.Run(\"A=1\", func(t *testing.T) {\n\t\tcheck(t, db, 1)\n\t})\n\tt.Run(\"A=2\", func(t *testing.T) \
    {\n\t\tcheck(t, db, 2)\n\t})\n\n\t// common tear-down\n\tdb.Close()\n}\n```\n\n- 1.7 encourages set-up in the \
    `Run` func\n- and deferring the tear-down\n";
