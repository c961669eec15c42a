//! Which machines may be asked: an address in, a refusal in words out. Everything that is not a public address of the
//! internet is refused, also in its disguises inside IPv6. Never resolves a name.
//!
//! The ranges are those of the IANA special-purpose registries for IPv4 and IPv6 (RFC 6890 and its successors).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Why `address` is not asked; `None` if it is public.
pub(super) fn refused(address: IpAddr) -> Option<&'static str> {
    match address {
        IpAddr::V4(v4) => refused_v4(v4),
        IpAddr::V6(v6) => refused_v6(v6),
    }
}

fn refused_v4(v4: Ipv4Addr) -> Option<&'static str> {
    let [a, b, c, _] = v4.octets();
    match (a, b, c) {
        (127, ..) => Some("it is this machine"),
        (0, ..) => Some("it is no machine"),
        (10, ..) | (192, 168, _) => Some("it is in a private network"),
        (172, 16..=31, _) => Some("it is in a private network"),
        (100, 64..=127, _) => Some("it is in a provider's private network"),
        (169, 254, _) => Some("it is a link-local address"),
        (192, 0, 0) | (192, 0, 2) | (198, 18..=19, _) | (198, 51, 100) | (203, 0, 113) | (192, 88, 99) => {
            Some("its addresses are reserved")
        }
        (224..=239, ..) => Some("it is a multicast address"),
        (240..=255, ..) => Some("its addresses are reserved"),
        _ => None,
    }
}

fn refused_v6(v6: Ipv6Addr) -> Option<&'static str> {
    let s = v6.segments();
    // An IPv4 address inside: mapped, compatible, translated (NAT64), 6to4.
    let inner = |high: u16, low: u16| Ipv4Addr::new((high >> 8) as u8, high as u8, (low >> 8) as u8, low as u8);
    match s {
        [0, 0, 0, 0, 0, 0, 0, 1] => Some("it is this machine"),
        [0, 0, 0, 0, 0, 0, 0, 0] => Some("it is no machine"),
        [0, 0, 0, 0, 0, 0xFFFF, high, low] => refused_v4(inner(high, low)),
        [0, 0, 0, 0, 0, 0, ..] => Some("its addresses are reserved"),
        [0x64, 0xFF9B, ..] => Some("it is translated to an address of another kind"),
        [0x2002, ..] | [0x2001, 0, ..] => Some("it is a tunnel to an address of another kind"),
        [0x2001, 0x0DB8, ..] | [0x100, 0, 0, 0, ..] | [0x2001, 0x2, 0, ..] => Some("its addresses are reserved"),
        [first, ..] if first & 0xFE00 == 0xFC00 => Some("it is in a private network"),
        [first, ..] if first & 0xFFC0 == 0xFE80 => Some("it is a link-local address"),
        [first, ..] if first & 0xFFC0 == 0xFEC0 => Some("it is in a private network"),
        [first, ..] if first & 0xFF00 == 0xFF00 => Some("it is a multicast address"),
        [first, ..] if first & 0xE000 != 0x2000 => Some("its addresses are reserved"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn public_addresses_are_asked() {
        for text in [
            "1.1.1.1",
            "151.101.1.1",
            "8.8.8.8",
            "172.15.0.1",
            "172.32.0.1",
            "100.63.0.1",
            "100.128.0.1",
            "2606:4700::1111",
            "::ffff:1.1.1.1",
        ] {
            assert_eq!(refused(text.parse().unwrap()), None, "{text}");
        }
    }

    #[test]
    fn all_others_are_refused_in_every_disguise() {
        for text in [
            "127.0.0.1",
            "127.255.255.254",
            "0.0.0.0",
            "10.1.2.3",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "100.127.255.255",
            "192.0.0.8",
            "192.0.2.1",
            "198.18.0.1",
            "198.51.100.7",
            "203.0.113.9",
            "224.0.0.1",
            "239.1.1.1",
            "240.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::127.0.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b:1::1",
            "2002:7f00:1::",
            "2001:0:1::1",
            "2001:db8::1",
            "100::1",
            "fc00::1",
            "fd12::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
            "4000::1",
        ] {
            assert!(refused(text.parse().unwrap()).is_some(), "{text}");
        }
    }
}
