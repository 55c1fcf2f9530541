//! Bytes to [`Book`]: every guard against what kills or fools the libraries stands here.

pub mod book;

pub use book::{Book, Cell, Sheet};
