//! Other people's code before a stranger's text: a piece of work goes in, what it gives or nothing comes out. It must never
//! let a panic or an exhausted stack end the show. Imports nothing.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// How deep calls may go. Only pages of memory in use cost anything.
const STACK_BYTES: usize = 64 << 20;

/// What `work` gives, done where its calls may go deep; `None` if it panics, or if there is no thread to be had.
pub fn deep<T: Send>(work: impl FnOnce() -> T + Send) -> Option<T> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new()
            .name("guarded".to_owned())
            .stack_size(STACK_BYTES)
            .spawn_scoped(scope, || catch_unwind(AssertUnwindSafe(work)).ok());
        thread.ok()?.join().ok().flatten()
    })
}

/// What `work` gives; `None` if it panics. What it was lent may be half changed then: whoever lends it puts it right.
pub fn caught<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}

#[cfg(test)]
mod tests {
    use super::deep;

    #[test]
    fn what_panics_gives_nothing() {
        assert_eq!(deep(|| 1), Some(1));
        let hook = std::panic::take_hook();
        std::panic::set_hook(Box::new(|_| {}));
        let nothing = deep(|| -> u8 { panic!("on purpose") });
        std::panic::set_hook(hook);
        assert_eq!(nothing, None);
    }

    #[test]
    fn calls_may_go_deep() {
        fn down(n: u32) -> u32 {
            let here = std::hint::black_box([n; 64]);
            if n == 0 { here[0] } else { down(n - 1) + here[63] - n }
        }
        assert_eq!(deep(|| down(50_000)), Some(0));
    }
}
