//! One value, wherever it was written: with its place, what was written, and what was understood.

use super::place::Place;
use super::raw::Raw;

/// What is known of a value.
#[derive(Debug, Clone, PartialEq)]
pub enum State<T> {
    /// The form has no such column or field here.
    Absent,
    /// There is a cell for it, and it is empty.
    Blank,
    /// The department says that it does not apply: "/", "—", 无.
    NotApplicable,
    /// Understood.
    Value(T),
    /// Something stands there that could not be understood; never taken for zero.
    Unreadable,
}

/// From what a value was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Its own cell.
    Cell,
    /// A column header or block label: "得分(20分*执行率)".
    Header,
    /// The schema.
    Schema,
}

/// One value of a form.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry<T> {
    /// The cell that holds it, or that should hold it; the nearest known place if the form has no such cell.
    pub place: Place,
    /// From what it was taken.
    pub origin: Origin,
    /// What was written.
    pub raw: Raw,
    /// What was understood.
    pub state: State<T>,
}

impl<T> Entry<T> {
    /// A value that this form does not ask for; `near` is the row or block it would belong to.
    #[must_use]
    pub const fn absent(near: Place) -> Self {
        Self { place: near, origin: Origin::Cell, raw: Raw::Blank, state: State::Absent }
    }

    /// The value, if it was understood.
    #[must_use]
    pub const fn value(&self) -> Option<&T> {
        match &self.state {
            State::Value(value) => Some(value),
            _ => None,
        }
    }

    /// Whether there is a place for it and nothing stands there.
    #[must_use]
    pub const fn is_blank(&self) -> bool {
        matches!(self.state, State::Blank)
    }

    /// Whether the form asks for it here.
    #[must_use]
    pub const fn is_asked(&self) -> bool {
        !matches!(self.state, State::Absent)
    }

    /// Whether anything at all was written.
    #[must_use]
    pub const fn is_written(&self) -> bool {
        matches!(self.state, State::Value(_) | State::Unreadable | State::NotApplicable)
    }
}
