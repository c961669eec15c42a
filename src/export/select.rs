//! The `--pages` list: `1-3,7` into page numbers. Knows nothing of how many pages there are; never reads more than it
//! was given.

/// Ranges of page numbers from 1, both ends included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageList(pub Vec<(usize, usize)>);

impl PageList {
    /// The list written `1-3,7`; `5-` goes on to the last page.
    ///
    /// # Errors
    /// A sentence that says what cannot be read, if `text` is not such a list.
    pub fn parse(text: &str) -> Result<Self, String> {
        text.split(',').map(range).collect::<Result<Vec<_>, _>>().map(Self)
    }

    /// Whether page `number`, counted from 1, is in the list.
    #[must_use]
    pub fn contains(&self, number: usize) -> bool {
        self.0.iter().any(|&(from, to)| (from..=to).contains(&number))
    }

    /// The largest number in the list, if it names one.
    #[must_use]
    pub fn last(&self) -> Option<usize> {
        self.0.iter().map(|&(from, to)| if to == usize::MAX { from } else { to }).max()
    }
}

impl std::str::FromStr for PageList {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::parse(text)
    }
}

fn range(part: &str) -> Result<(usize, usize), String> {
    let part = part.trim();
    let (from, to) = match part.split_once('-') {
        None => (part, part),
        Some((from, to)) => (from.trim(), to.trim()),
    };
    let from = number(from, part)?;
    let to = if to.is_empty() { usize::MAX } else { number(to, part)? };
    if from > to {
        return Err(format!("the range \"{part}\" runs backwards; write {to}-{from}"));
    }
    Ok((from, to))
}

fn number(text: &str, part: &str) -> Result<usize, String> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match text.parse() {
        Ok(0) => Err("pages are counted from 1; there is no page 0".to_owned()),
        Ok(number) if digits => Ok(number),
        _ if digits => Err(format!("\"{text}\" is too large for a page number")),
        _ => {
            let part = crate::text::for_terminal(part);
            Err(format!("\"{part}\" is not a page or a range of pages; write for example 1-3,7"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_ranges() {
        let list = PageList::parse("1-3, 7,10-").unwrap();
        let pages: Vec<usize> = (0..13).filter(|&n| list.contains(n)).collect();
        assert_eq!(pages, [1, 2, 3, 7, 10, 11, 12]);
        assert_eq!(list.last(), Some(10));
    }

    #[test]
    fn what_cannot_be_read_is_said() {
        let said = |text: &str| PageList::parse(text).unwrap_err();
        assert_eq!(said("3-1"), "the range \"3-1\" runs backwards; write 1-3");
        assert_eq!(said("0"), "pages are counted from 1; there is no page 0");
        for text in ["", "a", "1,", "-3", "1-2-3", "+4", "1..3", " "] {
            assert!(said(text).ends_with("is not a page or a range of pages; write for example 1-3,7"), "{text}");
        }
        assert_eq!(said("99999999999999999999"), "\"99999999999999999999\" is too large for a page number");
    }
}
