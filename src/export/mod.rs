//! Exports: a book's pages as files. Never lays anything out.

pub mod files;
pub mod png;
pub mod select;
