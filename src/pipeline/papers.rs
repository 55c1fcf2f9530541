//! The bureau's own workbooks of a project, read before a run and written after it.

use crate::judgement::Papers;
use crate::model::County;
use crate::output::OutputError;
use crate::output::papers::{self, Kept, Packed, beside, keep, packed};
use crate::reference::{self, ReferenceError};
use crate::schema::{Library, Project};
use crate::text::Message;

/// Reads the explanations and reviews of a project; a workbook that is not there has no rows.
pub(super) fn read(project: &Project) -> Result<Papers, ReferenceError> {
    let explanations = project.resolve(&project.input.explanations);
    let reviews = project.resolve(&project.input.review);
    let corrections = project.resolve(&project.input.corrections);
    let (explanations, (reviews, corrections)) = rayon::join(
        || reference::explanations(&explanations, &beside(&explanations)),
        || {
            rayon::join(
                || reference::reviews(&reviews, &beside(&reviews)),
                || reference::corrections(&corrections, &beside(&corrections)),
            )
        },
    );
    Ok(Papers { explanations: explanations?, reviews: reviews?, corrections: corrections? })
}

/// The bureau's workbooks as they are to be written, before any of them is.
pub(super) struct Papered([Packed; 3]);

/// Makes the explanations, the reviews and the ledger of corrections anew.
pub(super) fn pack(county: &County, papers: &Papers, project: &Project, library: &Library) -> Papered {
    let lang = project.output.language;
    let (explanations, (reviews, corrections)) = rayon::join(
        || packed(papers::explanations(county, &papers.explanations, lang)),
        || {
            rayon::join(
                || packed(papers::reviews(county, &papers.reviews, &library.forms, lang)),
                || packed(papers::corrections(county, &papers.corrections, lang)),
            )
        },
    );
    Papered([explanations, reviews, corrections])
}

/// Writes them in the places of those that were read. Gives what a person must be told.
///
/// # Errors
/// If one of them cannot be written; what people typed is still there.
pub(super) fn put(made: Papered, papers: &Papers, project: &Project) -> Result<Vec<Message>, OutputError> {
    let Papered([explanations, reviews, corrections]) = made;
    let input = &project.input;
    let explanations = keep(explanations, &papers.explanations, &project.resolve(&input.explanations))?;
    let reviews = keep(reviews, &papers.reviews, &project.resolve(&input.review))?;
    let corrections = keep(corrections, &papers.corrections, &project.resolve(&input.corrections))?;
    let told = |kept| match kept {
        Kept::Beside(message) => Some(message),
        Kept::Same | Kept::Written => None,
    };
    Ok([explanations, reviews, corrections].into_iter().filter_map(told).collect())
}
