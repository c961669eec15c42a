//! A message bus of the test's own: its address out, gone when dropped. Never the bus of the person who tests.

#![allow(dead_code, unreachable_pub, reason = "a part of tests, each of which takes what it needs")]

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

/// A session's bus.
pub struct Bus {
    pub address: String,
    daemon: Child,
}

impl Bus {
    pub fn start() -> Self {
        let mut daemon = Command::new("dbus-daemon")
            .args(["--session", "--nofork", "--print-address", "--address=unix:tmpdir=/tmp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("dbus-daemon starts");
        let mut address = String::new();
        let stdout = daemon.stdout.take().expect("its output was asked for");
        BufReader::new(stdout).read_line(&mut address).expect("it says its address");
        Self { address: address.trim().to_owned(), daemon }
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        let _ = self.daemon.kill();
        let _ = self.daemon.wait();
    }
}
