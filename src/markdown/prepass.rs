//! What happens to a text before it is parsed.
