//! The delivered forms, read once for all tests.

use std::sync::LazyLock;

use huizong::schema::Library;

/// The delivered forms.
pub fn delivered() -> &'static Library {
    static DELIVERED: LazyLock<Library> = LazyLock::new(|| Library::delivered().expect("the delivered forms"));
    &DELIVERED
}
