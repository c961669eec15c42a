//! Blocks of code.

use super::{Case, WIDE};

/// The cases.
pub const CASES: &[Case] = &[
    Case { name: "page-code-wrapped", theme: "paper", aspect: WIDE, body: WRAPPED, page: 1 },
    Case { name: "page-code-diff", theme: "paper", aspect: WIDE, body: DIFF, page: 1 },
    Case { name: "page-code-narrow", theme: "ink", aspect: 9.0 / 16.0, body: WRAPPED, page: 1 },
    Case { name: "page-code-steps", theme: "paper", aspect: WIDE, body: STEPS, page: 1 },
    Case { name: "page-code-continued", theme: "ink", aspect: WIDE, body: CONTINUED, page: 2 },
    Case { name: "page-code-inline", theme: "paper", aspect: WIDE, body: INLINE, page: 1 },
];

const WRAPPED: &str = "### Long lines go on\n\n```rust\nfn main() -> Result<(), Error> {\n    let client = \
    Client::builder().timeout(Duration::from_secs(10)).redirect(Policy::none()).agent(\"deckle\").build()?;\n    // What \
    the line above does is to make a client that gives up after ten seconds, and follows nobody.\n    \
    Ok(())\n}\n```\n";
const DIFF: &str = "### What changed\n\n```diff-go\n@@ -1,4 +1,5 @@\n func main() {\n-\tfmt.Println(\"old\") // \
    gone\n+\tfmt.Println(\"new\", 42) // come\n+\treturn\n }\n```\n\n```console\n$ go test ./... | tee 'out.txt'\nok  \
    example.org/deck 0.01s\n```\n";
const STEPS: &str = "### Step by step\n\n```go=12 {1-2|4-6} [session.go]\nfunc best(talks []Talk) (best Talk) {\n\t// the \
    highest of them\n\n\tfor _, talk := range talks {\n\t\tif talk.Rating >= best.Rating {\n\t\t\tbest = \
    talk\n\t\t}\n\t}\n\treturn best\n}\n```\n\nOnly the loop counts.\n";
const CONTINUED: &str = "### A whole file\n\n```python= [session.py]\nimport asyncio\nfrom dataclasses import \
    dataclass\n\n\n@dataclass\nclass Talk:\n    title: str\n    rating: int = 0\n\n    def stars(self) -> str:\n        return \
    \"*\" * self.rating\n\n\nclass Session:\n    def __init__(self, talks):\n        self.talks = talks\n\n    async def \
    run(self) -> None:\n        for talk in self.talks:\n            await asyncio.sleep(1)\n            print(talk.title, \
    talk.stars())\n\n\nif __name__ == \"__main__\":\n    asyncio.run(Session([]).run())\n```\n";
const INLINE: &str = "### What `x != y` means in a `title`\n\n| name | code |\n|---|---|\n| `a := b` | a \
    [`io.Reader`](https://golang.org/pkg/io) |\n\nSee [`strings.Builder`](https://golang.org/pkg/strings) and `->`, or \
    **`make`** and *`new`*.\n";
