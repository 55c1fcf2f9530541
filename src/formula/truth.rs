//! Yes, no, or open within the precision in which the numbers are written.

/// The outcome of a comparison of numbers that each stand for a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Truth {
    /// Whether some values within the written precision make it true.
    pub can_hold: bool,
    /// Whether some values within the written precision make it false.
    pub can_fail: bool,
}

impl Truth {
    /// True.
    pub const YES: Self = Self { can_hold: true, can_fail: false };
    /// False.
    pub const NO: Self = Self { can_hold: false, can_fail: true };

    /// A verdict without doubt.
    #[must_use]
    pub const fn of(yes: bool) -> Self {
        Self { can_hold: yes, can_fail: !yes }
    }

    /// Yes or no; nothing if the precision leaves it open.
    #[must_use]
    pub const fn known(self) -> Option<bool> {
        if self.can_hold && self.can_fail { None } else { Some(self.can_hold) }
    }

    /// The opposite.
    #[must_use]
    pub const fn not(self) -> Self {
        Self { can_hold: self.can_fail, can_fail: self.can_hold }
    }

    /// Whether both are true.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self { can_hold: self.can_hold && other.can_hold, can_fail: self.can_fail || other.can_fail }
    }

    /// Whether one of both is true.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self { can_hold: self.can_hold || other.can_hold, can_fail: self.can_fail && other.can_fail }
    }

    /// Whether exactly one of both is true.
    #[must_use]
    pub const fn xor(self, other: Self) -> Self {
        self.and(other.not()).or(other.and(self.not()))
    }

    /// What may be either of two.
    #[must_use]
    pub const fn either(self, other: Self) -> Self {
        Self { can_hold: self.can_hold || other.can_hold, can_fail: self.can_fail || other.can_fail }
    }
}
