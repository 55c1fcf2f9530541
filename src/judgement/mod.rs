//! What the bureau's people decided: findings that are explained, and scores that are reviewed.
//!
//! Both are kept in workbooks of their own, which a run reads back and writes again. Nothing is closed by guess: an
//! explanation holds for the very values that were explained, a review for the very file that was reviewed.

mod corrections;
mod explanations;
mod reviews;
mod subject;

use std::sync::Arc;

use crate::model::{Correction, County, Explanation, Judgement, Paper, ReviewRow};
use crate::schema::Form;

/// The bureau's own workbooks as they were read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Papers {
    /// Explanations (说明).
    pub explanations: Paper<Explanation>,
    /// Reviewed scores (复核).
    pub reviews: Paper<ReviewRow>,
    /// The ledger of corrections (整改台账).
    pub corrections: Paper<Correction>,
}

/// Closes the findings that are explained, sets the reviewed scores, and tells how every row of the workbooks stands.
///
/// The day of the run is [`County::as_of`].
pub fn settle(county: &mut County, papers: &Papers, forms: &[Arc<Form>]) {
    let mut notices = Vec::new();
    let explanations = explanations::settle(county, &papers.explanations.rows, &mut notices);
    let reviews = reviews::settle(county, &papers.reviews.rows, forms, &mut notices);
    // What is explained is settled by now.
    let corrections = corrections::settle(county, &papers.corrections.rows);
    county.judgement = Judgement { explanations, reviews, corrections, notices };
}
