//! Runs of inline text: links out of bare addresses, curly quotes.
