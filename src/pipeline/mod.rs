//! One door per job: the only corridor between the rooms.

mod read;

pub use read::{check_bytes, read_all};
