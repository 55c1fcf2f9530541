//! What a blank form computes by itself: sums, execution rate and points. Blank input gives a blank result, and so does
//! input that is no number, so that nobody takes for an answer what only the form says.

use std::fmt::Write as _;

use rust_decimal::Decimal;

use crate::model::CellRef;
use crate::model::number::plain;

/// A formula, by what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Live {
    /// The sum of some cells, once one of `awaited` is filled.
    Sum {
        /// The cells that are added up.
        cells: Vec<CellRef>,
        /// Groups of cells of which only the greatest counts.
        best: Vec<Vec<CellRef>>,
        /// The cells that a person fills in.
        awaited: Vec<CellRef>,
    },
    /// Executed ÷ budget.
    Rate {
        /// The budget.
        budget: CellRef,
        /// The spending.
        executed: CellRef,
    },
    /// Weight × executed ÷ budget, from nothing to the weight.
    Points {
        /// The budget.
        budget: CellRef,
        /// The spending.
        executed: CellRef,
        /// The points.
        weight: Weight,
    },
    /// Score × weight percent.
    Converted {
        /// The score out of 100.
        score: CellRef,
        /// The weight in percent.
        weight: CellRef,
    },
}

/// Where the points of the budget execution stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// In a cell.
    Cell(CellRef),
    /// In a printed label.
    Printed(Decimal),
}

impl Live {
    /// The formula; its result is blank as long as the input is, and where the input holds words: a sum would pass them
    /// over, and be wrong. `typed` tells the cells that a person fills in for a cell to have its value.
    pub fn formula(&self, typed: impl Fn(CellRef) -> Vec<CellRef>) -> String {
        match self {
            Self::Sum { cells, best, awaited } => {
                let mut sum = ranges(cells);
                for group in best {
                    let _ = write!(sum, "{}MAX({})", if sum.is_empty() { "" } else { "," }, ranges(group));
                }
                let (awaited, typed) =
                    (ranges(awaited), ranges(&awaited.iter().copied().flat_map(typed).collect::<Vec<_>>()));
                format!("IF(OR(COUNT({awaited})=0,COUNT({typed})<COUNTA({typed})),\"\",SUM({sum}))")
            }
            Self::Rate { budget, executed } => {
                format!("IF(OR(COUNT({budget},{executed})<2,N({budget})=0),\"\",ROUND({executed}/{budget},4))")
            }
            Self::Points { budget, executed, weight } => {
                // A printed number counts as a number too.
                let weight = match weight {
                    Weight::Cell(at) => at.to_string(),
                    Weight::Printed(points) => plain(*points),
                };
                format!(
                    "IF(OR(COUNT({budget},{executed},{weight})<3,N({budget})=0),\"\",ROUND(MAX(0,MIN({weight},{weight}*{executed}/{budget})),2))"
                )
            }
            Self::Converted { score, weight } => {
                format!("IF(COUNT({score},{weight})<2,\"\",ROUND({score}*{weight}/100,2))")
            }
        }
    }

    /// The cells that the result rests on.
    pub fn operands(&self) -> Vec<CellRef> {
        match self {
            Self::Sum { cells, best, .. } => cells.iter().chain(best.iter().flatten()).copied().collect(),
            Self::Rate { budget, executed } | Self::Points { budget, executed, weight: Weight::Printed(_) } => {
                vec![*budget, *executed]
            }
            Self::Points { budget, executed, weight: Weight::Cell(weight) } => vec![*budget, *executed, *weight],
            Self::Converted { score, weight } => vec![*score, *weight],
        }
    }

    /// Whether the result is a percentage.
    pub const fn is_rate(&self) -> bool {
        matches!(self, Self::Rate { .. })
    }
}

/// Cells as a formula lists them; those below each other as one range, so that rows inserted between them are included.
fn ranges(cells: &[CellRef]) -> String {
    let mut parts: Vec<(CellRef, CellRef)> = Vec::new();
    for &cell in cells {
        match parts.last_mut() {
            Some((_, last)) if last.col() == cell.col() && last.row() + 1 == cell.row() => *last = cell,
            _ => parts.push((cell, cell)),
        }
    }
    let shown =
        parts.iter().map(|(first, last)| if first == last { first.to_string() } else { format!("{first}:{last}") });
    shown.collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_below_each_other_are_one_range_and_alternatives_count_once() {
        let cell = |row| CellRef::new(row, 1);
        let live = Live::Sum {
            cells: vec![cell(0), cell(3), cell(4), cell(5)],
            best: vec![vec![cell(6), cell(7)]],
            awaited: vec![cell(3), cell(4)],
        };
        assert_eq!(
            live.formula(|at| if at == cell(4) { vec![cell(8), cell(9)] } else { vec![at] }),
            "IF(OR(COUNT(B4:B5)=0,COUNT(B4,B9:B10)<COUNTA(B4,B9:B10)),\"\",SUM(B1,B4:B6,MAX(B7:B8)))"
        );
    }
}
