//! A web server that misbehaves in every way that one can: a path names the fault. Never answers anybody but this machine,
//! and ends with the test.

use std::io::{BufRead as _, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// A server on a free port of this machine.
pub struct Server {
    address: SocketAddr,
    state: Arc<State>,
}

struct State {
    /// What `/picture.png` and its like answer.
    picture: Mutex<Vec<u8>>,
    /// The heads of all requests.
    asked: Mutex<Vec<String>>,
    connections: AtomicUsize,
    over: AtomicBool,
    /// Where `/elsewhere` leads.
    elsewhere: Mutex<String>,
}

impl Server {
    /// Starts one that serves `picture`.
    pub fn start(picture: &[u8]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        let state = Arc::new(State {
            picture: Mutex::new(picture.to_vec()),
            asked: Mutex::default(),
            connections: AtomicUsize::new(0),
            over: AtomicBool::new(false),
            elsewhere: Mutex::default(),
        });
        let shared = Arc::clone(&state);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if shared.over.load(Ordering::SeqCst) {
                    return;
                }
                shared.connections.fetch_add(1, Ordering::SeqCst);
                let shared = Arc::clone(&shared);
                // Whoever asked may have hung up: no fault of the test.
                std::thread::spawn(move || drop(answer(&shared, stream)));
            }
        });
        Self { address, state }
    }

    /// `127.0.0.1:PORT`.
    pub fn host(&self) -> String {
        self.address.to_string()
    }

    /// The address of `path`.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// From now on serves another picture.
    pub fn serve(&self, picture: &[u8]) {
        *self.state.picture.lock().unwrap() = picture.to_vec();
    }

    /// `/elsewhere` leads to `url`.
    pub fn lead_to(&self, url: &str) {
        *self.state.elsewhere.lock().unwrap() = url.to_owned();
    }

    /// How often somebody connected.
    pub fn connections(&self) -> usize {
        self.state.connections.load(Ordering::SeqCst)
    }

    /// The heads of all requests so far.
    pub fn asked(&self) -> Vec<String> {
        self.state.asked.lock().unwrap().clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.state.over.store(true, Ordering::SeqCst);
        drop(TcpStream::connect(self.address));
    }
}

fn answer(state: &State, mut stream: TcpStream) -> std::io::Result<()> {
    let mut head = String::new();
    let mut reader = BufReader::new(stream.try_clone()?);
    while reader.read_line(&mut head)? > 2 {}
    let path = head.split_whitespace().nth(1).unwrap_or("/").to_owned();
    state.asked.lock().unwrap().push(head);
    let picture = state.picture.lock().unwrap().clone();
    let whole = |kind: &str, body: &[u8]| {
        let head = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
            body.len()
        );
        [head.as_bytes(), body].concat()
    };
    let redirect = |to: &str| {
        format!("HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").into_bytes()
    };
    let bare = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nConnection: close\r\n\r\n";
    match path.split('?').next().unwrap_or("") {
        "/page.html" => stream.write_all(&whole("image/png", b"<!doctype html><p>404, beautifully")),
        "/missing.png" => stream.write_all(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"),
        "/huge.png" => stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 9999999999\r\n\r\n\x89PNG"),
        "/half.png" => {
            let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", picture.len());
            stream.write_all(head.as_bytes())?;
            stream.write_all(&picture[..picture.len() / 2])
        }
        // Without a length the end of the connection ends the picture: only its own format tells that some is missing.
        "/half-unnoticed.png" => {
            stream.write_all(bare)?;
            stream.write_all(&picture[..picture.len() / 2])
        }
        "/slow.png" => {
            stream.write_all(bare)?;
            drip(state, &mut stream, &picture, Duration::from_millis(50))
        }
        "/silent.png" => {
            while !state.over.load(Ordering::SeqCst) {
                std::thread::sleep(Duration::from_millis(20));
            }
            Ok(())
        }
        "/endless.png" => {
            stream.write_all(bare)?;
            let block = vec![7; 1 << 16];
            while !state.over.load(Ordering::SeqCst) {
                stream.write_all(&block)?;
            }
            Ok(())
        }
        "/loop.png" => stream.write_all(&redirect("/loop.png")),
        "/two-hops.png" => stream.write_all(&redirect("one-hop.png")),
        "/one-hop.png" => stream.write_all(&redirect("/picture.png")),
        "/elsewhere.png" => stream.write_all(&redirect(&state.elsewhere.lock().unwrap())),
        "/garbage.png" => stream.write_all(b"\x00\x01\x02 this is no web server\r\n\r\n"),
        _ => stream.write_all(&whole("application/octet-stream", &picture)),
    }
}

/// Byte by byte, with pauses.
fn drip(state: &State, stream: &mut TcpStream, bytes: &[u8], pause: Duration) -> std::io::Result<()> {
    for byte in bytes {
        if state.over.load(Ordering::SeqCst) {
            break;
        }
        stream.write_all(&[*byte])?;
        std::thread::sleep(pause);
    }
    Ok(())
}
