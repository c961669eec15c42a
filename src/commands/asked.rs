//! Who asks for the end from outside: Ctrl+C in the terminal, a system that ends the session. Signals
//! in, their numbers out, one at a time. Never ends the process itself.

use std::sync::mpsc::Receiver;

#[cfg(not(unix))]
pub(crate) fn listen() -> Option<Receiver<u8>> {
    None
}

/// What is asked for from now on, instead of ending this process at once. Nothing where that cannot be: then it ends.
#[cfg(unix)]
pub(crate) fn listen() -> Option<Receiver<u8>> {
    use std::io::Read as _;
    use std::os::fd::AsFd as _;
    use std::os::unix::net::UnixStream;

    use async_signal::{Signal, Signals};

    let signals = Signals::new([Signal::Int, Signal::Term]).ok()?;
    // Each signal is written to this socket as a number; a thread can wait for one.
    let mut heard = UnixStream::from(signals.as_fd().try_clone_to_owned().ok()?);
    heard.set_nonblocking(false).ok()?;
    let (tell, told) = std::sync::mpsc::channel();
    let listen = move || {
        let _signals = signals;
        let mut number = [0; size_of::<i32>()];
        while heard.read_exact(&mut number).is_ok() {
            let number = u8::try_from(i32::from_ne_bytes(number)).unwrap_or(0);
            if tell.send(number).is_err() {
                return;
            }
        }
    };
    std::thread::Builder::new().name("listener".to_owned()).spawn(listen).ok()?;
    Some(told)
}
