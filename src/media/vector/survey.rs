//! The text of a drawing in, the answer whether reading it is sure to be short work. What reads XML compares every attribute
//! of an element with every other, and copies all namespaces of an element to those inside that declare one more. Never
//! reads XML itself: it counts characters, and rather too many.

/// The most attributes of one element, and the most namespaces of a drawing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Most {
    pub(super) bytes: usize,
    pub(super) attributes: usize,
    pub(super) namespaces: usize,
}

/// Whether `svg` keeps within `most`.
pub(super) fn is_within(svg: &str, most: Most) -> bool {
    svg.len() <= most.bytes
        && svg.matches("xmlns").count() <= most.namespaces
        && svg.split('<').all(|element| element.bytes().filter(|&byte| byte == b'=').count() <= most.attributes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_counted_by_element() {
        let most = Most { bytes: 1_000, attributes: 2, namespaces: 1 };
        assert!(is_within("<svg xmlns='u' a='1'><g b='2' c='3'/><g d='4'/></svg>", most));
        assert!(!is_within("<svg xmlns='u' a='1'><g b='2' c='3' d='4'/></svg>", most));
        assert!(!is_within("<svg xmlns='u'><g xmlns:a='u'/></svg>", most));
        assert!(!is_within(&" ".repeat(1_001), most));
    }
}
