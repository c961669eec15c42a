//! Blocks of code.

use super::{Case, WIDE};

/// The cases.
pub const CASES: &[Case] = &[
    Case { name: "page-code-wrapped", theme: "paper", aspect: WIDE, body: WRAPPED, page: 1 },
    Case { name: "page-code-diff", theme: "paper", aspect: WIDE, body: DIFF, page: 1 },
    Case { name: "page-code-narrow", theme: "ink", aspect: 9.0 / 16.0, body: WRAPPED, page: 1 },
];

const WRAPPED: &str = "### Long lines go on\n\n```rust\nfn main() -> Result<(), Error> {\n    let client = \
    Client::builder().timeout(Duration::from_secs(10)).redirect(Policy::none()).agent(\"deckle\").build()?;\n    // What \
    the line above does is to make a client that gives up after ten seconds, and follows nobody.\n    \
    Ok(())\n}\n```\n";
const DIFF: &str = "### What changed\n\n```diff-go\n@@ -1,4 +1,5 @@\n func main() {\n-\tfmt.Println(\"old\") // \
    gone\n+\tfmt.Println(\"new\", 42) // come\n+\treturn\n }\n```\n\n```console\n$ go test ./... | tee 'out.txt'\nok  \
    example.org/deck 0.01s\n```\n";
