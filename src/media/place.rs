//! Where a picture may come from: the target written in a deck in, a file inside the deck's folder out. Never gives a path
//! that leaves the folder, whatever dots, escapes or symbolic links it is made of.

use std::path::{Component, Path, PathBuf};

use super::MediaError;

/// The file that `url` names, relative to `folder` (the deck's; empty for the current one).
///
/// # Errors
/// If `url` is absolute, names another machine or a scheme, or leaves `folder`, by itself or through a symbolic link; or if
/// there is no such file.
pub fn local(folder: &Path, url: &str) -> Result<PathBuf, MediaError> {
    let refuse = |why: &str| Err(MediaError::Refused(why.to_owned()));
    let path = decoded(url.trim());
    // Notes written on Windows separate with the other slash; no sane name contains one.
    let path = path.replace('\\', "/");
    if path.is_empty() {
        return Err(MediaError::Missing);
    }
    if path.contains('\0') {
        return refuse("the path has a character that no file name may have");
    }
    if path.starts_with('/') || path.starts_with('~') || has_scheme(&path) {
        return refuse("only files in the deck's own folder are shown; write a relative path");
    }
    let mut depth = 0_usize;
    for component in Path::new(&path).components() {
        match component {
            Component::Normal(_) => depth += 1,
            Component::CurDir => {}
            Component::ParentDir if depth > 0 => depth -= 1,
            _ => return refuse(OUTSIDE),
        }
    }
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    // The system follows the links of both; only then can they be compared.
    let root = folder.canonicalize().map_err(|_| MediaError::Missing)?;
    let file = root.join(&path).canonicalize().map_err(|_| MediaError::Missing)?;
    if file.starts_with(&root) { Ok(file) } else { refuse(OUTSIDE) }
}

const OUTSIDE: &str = "it is outside the deck's folder; copy it there";

/// Whether `url` names something on another machine.
#[must_use]
pub fn is_remote(url: &str) -> bool {
    after_scheme(url).is_some()
}

/// The machine that a remote `url` names, without user and port.
#[must_use]
pub fn host(url: &str) -> Option<&str> {
    let authority = after_scheme(url)?.split(['/', '\\', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?;
    let end = if host.starts_with('[') { host.find(']').map(|n| n + 1) } else { host.find(':') };
    host.get(..end.unwrap_or(host.len())).filter(|host| !host.is_empty())
}

fn after_scheme(url: &str) -> Option<&str> {
    let url = url.trim_start();
    ["https://", "http://", "//"].into_iter().find_map(|scheme| {
        let (start, rest) = url.split_at_checked(scheme.len())?;
        start.eq_ignore_ascii_case(scheme).then_some(rest)
    })
}

/// Whether something like `file:`, `data:` or a drive's `C:` stands before the first slash.
fn has_scheme(path: &str) -> bool {
    let Some((scheme, _)) = path.split_once(':') else { return false };
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
}

/// `url` with `%20` and its like decoded; a `%` that is no escape, or one that is no UTF-8, stays.
fn decoded(url: &str) -> String {
    let digit = |byte: Option<&u8>| byte.and_then(|&byte| char::from(byte).to_digit(16));
    let bytes = url.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match (byte, digit(bytes.get(at + 1)), digit(bytes.get(at + 2))) {
            (b'%', Some(high), Some(low)) => {
                out.push((high * 16 + low) as u8);
                at += 3;
            }
            _ => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| url.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remote_and_its_host() {
        for (url, name) in [
            ("https://i.imgur.com/a.png", Some("i.imgur.com")),
            ("HTTP://user:pass@example.org:8080?x", Some("example.org")),
            ("//cdn.example/x", Some("cdn.example")),
            ("https://[::1]:80/x", Some("[::1]")),
            ("https:///x", None),
            ("pictures/a.png", None),
        ] {
            assert_eq!(host(url), name, "{url}");
        }
        assert!(is_remote("https:///x") && !is_remote("a//b.png") && !is_remote("http:/x") && !is_remote("é"));
    }

    #[test]
    fn escapes_are_decoded_once() {
        assert_eq!(decoded("a%20b%C3%A9%2520%zz%4"), "a bé%20%zz%4");
        assert_eq!(decoded("%FF.png"), "%FF.png");
    }
}
