//! Scripts, directions and emoji, as far as the embedded fonts have them.

use super::{Case, WIDE};

/// The cases.
pub const CASES: &[Case] = &[
    Case { name: "scripts-hebrew", theme: "paper", aspect: WIDE, body: HEBREW, page: 1 },
    Case { name: "scripts-arabic", theme: "ink", aspect: 4.0 / 3.0, body: ARABIC, page: 1 },
    Case { name: "scripts-mixed", theme: "paper", aspect: WIDE, body: MIXED, page: 1 },
    Case { name: "scripts-quote", theme: "paper", aspect: WIDE, body: QUOTE, page: 1 },
    Case { name: "scripts-beside", theme: "paper", aspect: WIDE, body: BESIDE, page: 1 },
    Case { name: "scripts-emoji", theme: "ink", aspect: WIDE, body: EMOJI, page: 1 },
];

const HEBREW: &str = "## רשימה של **נקודות**\n\n- נקודה **חשובה**, עם [קישור](http://h.org/) ועם `code()`\n  - פרטים, \
    with English (בסוגריים)\n    - ועוד 42.\n- An item in English\n1. אחת\n2. שתיים\n\n```go\n// הערה\nx := \"שלום\"\n```\n";
const ARABIC: &str =
    "## مرحبا **بالعالم**\n\n- أول نقطة **مهمة**، في القائمة\n  - رقم 2024 و ١٢٣؟\n- ثانية\n\n> اقتباس\n";
const MIXED: &str = "## Greek, Cyrillic and more\n\n- Ελληνικά **έντονα**, Русский **жирный**, *курсив*\n- In English with \
    עברית, באמצע.\n- Հայերեն, ქართული\n\nפסקה אחת מימין.\n\n- רשימה\n  - בתוך דף באנגלית\n";
const QUOTE: &str = "## הציטוט\n\n> לא לוותר לעולם.\n\nוינסטון\n";
const BESIDE: &str = "## תמונה\n\n- נקודה\n- עוד אחת\n\n![](tall.png)\n";
const EMOJI: &str = "## Emoji ❤\u{FE0F} ✅\n\n- red ❤\u{FE0F}, text ❤ ❤\u{FE0E} ☺ ✔ ☎ ↔ ©, colour ☺\u{FE0F} ✔\u{FE0F} \
    ©\u{FE0F}\n- tones 👍🏻👍🏽👍🏿 ☝🏽, flags 🇪🇸🇯🇵🏴󠁧󠁢󠁥󠁮󠁧󠁿, keys 1\u{FE0F}\u{20E3}#\u{FE0F}\u{20E3}\n- joined 👩‍👩‍👧 🏳\u{FE0F}‍🌈 👩🏽‍💻 \
    ❤\u{FE0F}‍🔥\n";
