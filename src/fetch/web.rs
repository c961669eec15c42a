//! One picture from the web: an address in, its bytes out. GET and nothing else: no cookies, no referrer, no proxy of the
//! environment. Every hop is checked anew, its name is resolved once, and the connection goes to the address that was
//! checked. Never reads more than [`MAX_BYTES`], never waits longer than [`Policy::deadline`].

use std::io::Read as _;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use ureq::http::{Uri, header};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};

use super::address;

/// The largest picture that is fetched, in bytes.
pub const MAX_BYTES: u64 = 16 << 20;
/// How often an answer may lead elsewhere.
pub const MAX_REDIRECTS: usize = 3;

/// What may be asked, and for how long.
#[derive(Clone, Debug)]
pub struct Policy {
    /// Machines that are asked although their address is not public, on any port: `host` or `host:port`.
    pub allowed: Vec<String>,
    /// The longest time that a picture may take, from name to last byte.
    pub deadline: Duration,
}

impl Default for Policy {
    fn default() -> Self {
        Self { allowed: Vec::new(), deadline: Duration::from_secs(10) }
    }
}

/// Why a picture was not fetched, in words for the deck's author.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WebError {
    /// It may not be asked for.
    #[error("{0}")]
    Refused(String),
    /// The other side did not do its part.
    #[error("{0}")]
    Failed(String),
}

/// The bytes at `url`.
pub(super) fn get(url: &str, policy: &Policy) -> Result<Vec<u8>, WebError> {
    let until = Instant::now() + policy.deadline;
    let mut here = parsed(url)?;
    for _ in 0..=MAX_REDIRECTS {
        check(&here, policy)?;
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(late(policy));
        }
        let mut answer = agent(policy, left).get(here.clone()).call().map_err(|error| told(error, policy))?;
        let status = answer.status();
        if status.is_redirection() {
            let to = answer.headers().get(header::LOCATION).and_then(|to| to.to_str().ok()).unwrap_or("").to_owned();
            here = next(&here, &to)?;
            continue;
        }
        if !status.is_success() {
            return Err(WebError::Failed(format!("the server answers {status}")));
        }
        let length = answer.body().content_length();
        if length.is_some_and(|length| length > MAX_BYTES) {
            return Err(too_large());
        }
        let mut bytes = Vec::new();
        let body = answer.body_mut().with_config().limit(MAX_BYTES + 1).reader();
        let read = body.take(MAX_BYTES + 1).read_to_end(&mut bytes);
        if bytes.len() as u64 > MAX_BYTES {
            return Err(too_large());
        }
        read.map_err(|error| match ureq::Error::from(error) {
            ureq::Error::Io(error) => WebError::Failed(format!("the connection broke: {error}")),
            other => told(other, policy),
        })?;
        if length.is_some_and(|length| length != bytes.len() as u64) {
            return Err(WebError::Failed("the connection broke before the end".to_owned()));
        }
        return Ok(bytes);
    }
    Err(WebError::Failed(format!("it leads elsewhere more than {MAX_REDIRECTS} times")))
}

fn too_large() -> WebError {
    WebError::Refused(format!("it has more than {} MiB", MAX_BYTES >> 20))
}

fn late(policy: &Policy) -> WebError {
    WebError::Failed(format!("it took longer than {} s", policy.deadline.as_secs_f32()))
}

fn parsed(url: &str) -> Result<Uri, WebError> {
    url.parse().map_err(|_| WebError::Refused("this is not an address of the web".to_owned()))
}

/// Where an answer leads: never from https to http.
fn next(from: &Uri, to: &str) -> Result<Uri, WebError> {
    let (scheme, authority) = (from.scheme_str().unwrap_or(""), from.authority().map_or("", |name| name.as_str()));
    let absolute = if to.starts_with("//") {
        format!("{scheme}:{to}")
    } else if to.starts_with('/') {
        format!("{scheme}://{authority}{to}")
    } else if to.contains("://") {
        to.to_owned()
    } else {
        let folder = from.path().rsplit_once('/').map_or("", |(folder, _)| folder);
        format!("{scheme}://{authority}{folder}/{to}")
    };
    let uri = parsed(absolute.split('#').next().unwrap_or(&absolute))?;
    if scheme == "https" && uri.scheme_str() != Some("https") {
        return Err(WebError::Refused("it leads from https to an address without".to_owned()));
    }
    Ok(uri)
}

/// Whether `uri` may be asked for at all, before its name is resolved.
fn check(uri: &Uri, policy: &Policy) -> Result<(), WebError> {
    let refuse = |why: &str| Err(WebError::Refused(why.to_owned()));
    if !matches!(uri.scheme_str(), Some("http" | "https")) {
        return refuse("only https and http are asked");
    }
    let Some(authority) = uri.authority() else { return refuse("the address names no machine") };
    if authority.as_str().contains('@') {
        return refuse("the address holds a name or a password");
    }
    let usual = if uri.scheme_str() == Some("https") { 443 } else { 80 };
    if uri.port_u16().is_some_and(|port| port != usual) && !is_allowed(uri, policy) {
        return refuse("only the usual ports are asked");
    }
    Ok(())
}

/// Whether the user named the machine of `uri`.
fn is_allowed(uri: &Uri, policy: &Policy) -> bool {
    let host = uri.host().unwrap_or("").trim_matches(['[', ']']);
    let with_port = uri.authority().map_or("", |name| name.as_str());
    policy.allowed.iter().any(|name| name.eq_ignore_ascii_case(host) || name.eq_ignore_ascii_case(with_port))
}

fn agent(policy: &Policy, left: Duration) -> ureq::Agent {
    let config = ureq::Agent::config_builder()
        .proxy(None)
        .max_redirects(0)
        .http_status_as_error(false)
        .max_idle_connections(0)
        .timeout_global(Some(left))
        .user_agent(concat!("deckle/", env!("CARGO_PKG_VERSION")))
        .accept("image/*")
        .build();
    ureq::Agent::with_parts(config, DefaultConnector::default(), Pinned { policy: policy.clone() })
}

/// Resolves a name once and gives the connection one address that may be asked.
#[derive(Debug)]
struct Pinned {
    policy: Policy,
}

impl Resolver for Pinned {
    fn resolve(
        &self,
        uri: &Uri,
        config: &ureq::config::Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = DefaultResolver::default().resolve(uri, config, timeout)?;
        let allowed = is_allowed(uri, &self.policy);
        // One address of many that may not be asked is reason enough: the name is somebody's trick.
        if let Some(why) = found.iter().filter(|_| !allowed).find_map(|at: &SocketAddr| address::refused(at.ip())) {
            return Err(ureq::Error::Other(Box::new(WebError::Refused(format!("{} is not asked: {why}", host(uri))))));
        }
        let mut pinned = self.empty();
        if let Some(first) = found.iter().next() {
            pinned.push(*first);
        }
        Ok(pinned)
    }
}

fn host(uri: &Uri) -> &str {
    uri.host().unwrap_or("the machine")
}

/// What went wrong, in words.
fn told(error: ureq::Error, policy: &Policy) -> WebError {
    match error {
        ureq::Error::Other(inner) => match inner.downcast::<WebError>() {
            Ok(own) => *own,
            Err(other) => WebError::Failed(other.to_string()),
        },
        ureq::Error::Timeout(_) => late(policy),
        ureq::Error::HostNotFound => WebError::Failed("no such machine is known".to_owned()),
        ureq::Error::ConnectionFailed => WebError::Failed("the machine does not answer".to_owned()),
        ureq::Error::BodyExceedsLimit(_) => too_large(),
        ureq::Error::Io(error) if error.kind() == std::io::ErrorKind::ConnectionRefused => {
            WebError::Failed("the machine does not answer".to_owned())
        }
        other => WebError::Failed(format!("the connection failed: {other}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn to(from: &str, to: &str) -> Result<String, WebError> {
        next(&from.parse().unwrap(), to).map(|uri| uri.to_string())
    }

    #[test]
    fn answers_lead_where_they_say() {
        assert_eq!(to("http://x.org/a/b.png", "/c.png"), Ok("http://x.org/c.png".to_owned()));
        assert_eq!(to("http://x.org/a/b.png", "c.png"), Ok("http://x.org/a/c.png".to_owned()));
        assert_eq!(to("http://x.org/a", "//y.org/c#d"), Ok("http://y.org/c".to_owned()));
        assert_eq!(to("http://x.org/a", "https://y.org/c"), Ok("https://y.org/c".to_owned()));
        assert!(to("https://x.org/a", "http://y.org/c").is_err());
        assert!(to("https://x.org/a", "file:///etc/passwd").is_err());
    }

    #[test]
    fn what_may_be_asked() {
        let checked = |url: &str| check(&url.parse().unwrap(), &Policy::default()).is_ok();
        assert!(checked("https://x.org/a") && checked("http://x.org:80/a") && checked("https://x.org:443"));
        for url in
            ["ftp://x.org/a", "https://user:word@x.org/", "http://x.org:22/", "http://x.org:443/", "https://x.org:80/"]
        {
            assert!(!checked(url), "{url}");
        }
        let open = Policy { allowed: vec!["localhost".into(), "10.0.0.1:81".into()], ..Policy::default() };
        assert!(check(&"http://localhost:9/".parse().unwrap(), &open).is_ok());
        assert!(check(&"http://10.0.0.1:81/".parse().unwrap(), &open).is_ok());
        assert!(check(&"http://10.0.0.1:82/".parse().unwrap(), &open).is_err());
    }
}
