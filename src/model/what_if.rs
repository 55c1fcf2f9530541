//! What would change if other rules were in force.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::finding::Finding;

/// The same submissions under the rules in force and under new ones.
#[derive(Debug, Clone, PartialEq)]
pub struct WhatIf {
    /// The year of the submissions.
    pub year: i16,
    /// Whether they are those of last year; those of the year itself where the project has none of last year.
    pub is_last_year: bool,
    /// How many submissions were read, under the rules in force and under the new ones.
    pub submissions: [usize; 2],
    /// Findings that only the new rules make, the gravest first.
    pub appear: Vec<Shift>,
    /// Findings that only the rules in force make, the gravest first.
    pub vanish: Vec<Shift>,
    /// Submissions whose score or rank changes: those whose score changes first, the largest change first.
    pub moves: Vec<Move>,
}

/// A finding that comes or goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shift {
    /// The finding.
    pub finding: Finding,
    /// The unit; empty where none is known.
    pub unit: String,
    /// The file; nothing where none is meant.
    pub file: Option<Arc<str>>,
}

/// One submission under the rules in force and under the new ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// The unit.
    pub unit: String,
    /// The project.
    pub project: String,
    /// The recomputed total; nothing where it is not known or the form is not recognised.
    pub score: [Option<Decimal>; 2],
    /// The place by recomputed total among the submissions that feed the totals; equal totals share a place.
    pub rank: [Option<usize>; 2],
}

impl Move {
    /// By how much the score changes; nothing where one of the two is not known.
    #[must_use]
    pub fn change(&self) -> Option<Decimal> {
        let [before, after] = self.score;
        after?.checked_sub(before?)
    }
}
