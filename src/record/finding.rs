//! One finding as one line of JSON.

use schemars::JsonSchema;
use serde::Serialize;

use super::number::Exact;
use crate::model::{Finding, Impact, Place, Source, Suspect, Treatment};
use crate::text::Lang;

/// A finding: what, how grave, where, in words, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(title = "huizong finding")]
pub struct FindingRecord {
    /// Which check: the id of the catalogue without hyphen, `M01`.
    pub code: String,
    /// `E` must be corrected, `W` to be verified, `I` note.
    pub severity: String,
    /// The file, as a path from the submissions folder with `/`; null where no file is meant (a missing submission).
    pub file: Option<String>,
    /// The sheet.
    pub sheet: Option<String>,
    /// The cell, `F12`.
    pub cell: Option<String>,
    /// The code of the unit, where the finding speaks of a unit and not of a file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit_code: Option<String>,
    /// What was found, in the language of the terminal.
    pub message: String,
    /// What to do about it.
    pub advice: String,
    /// Other cells that take part.
    pub related: Vec<PlaceRecord>,
    /// Where a sum does not balance: explanations of it, each as good as the others; never applied.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub suspects: Vec<SuspectRecord>,
    /// Points claimed minus points that are right, where the finding is worth points.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub impact_points: Option<Exact>,
    /// By how much the county's totals would be off in 万元, where the finding is worth money.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub impact_money: Option<Exact>,
    /// The reason with which the bureau's explanation closes it; absent where it is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explanation: Option<String>,
}

/// One explanation of a sum that does not balance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SuspectRecord {
    /// The cells it speaks of.
    pub cells: Vec<PlaceRecord>,
    /// What the cell should hold, in the unit in which it is written; null where the sum itself went wrong.
    pub proposed: Option<Exact>,
    /// The explanation, in the language of the terminal.
    pub sentence: String,
}

/// A place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PlaceRecord {
    /// The file.
    pub file: Option<String>,
    /// The sheet.
    pub sheet: Option<String>,
    /// The cell.
    pub cell: Option<String>,
}

impl PlaceRecord {
    fn of<'a>(place: &Place, source: &impl Fn(&Place) -> Option<&'a Source>) -> Self {
        Self {
            file: source(place).map(|source| source.name.to_string()),
            sheet: place.sheet().map(str::to_owned),
            cell: place.cell().map(|cell| cell.to_string()),
        }
    }
}

impl SuspectRecord {
    fn of<'a>(suspect: &Suspect, source: &impl Fn(&Place) -> Option<&'a Source>, lang: Lang) -> Self {
        Self {
            cells: suspect.cells.iter().map(|place| PlaceRecord::of(place, source)).collect(),
            proposed: suspect.proposed.map(Exact::from),
            sentence: suspect.sentence.get(lang),
        }
    }
}

impl FindingRecord {
    /// The record of a finding; `source` tells which file a place is in.
    pub fn new<'a>(finding: &Finding, source: impl Fn(&Place) -> Option<&'a Source>, lang: Lang) -> Self {
        let place = PlaceRecord::of(&finding.place, &source);
        Self {
            code: finding.code.to_string(),
            severity: finding.severity.letter().to_owned(),
            file: place.file,
            sheet: place.sheet,
            cell: place.cell,
            unit_code: match &finding.place {
                Place::Unit(code) => Some(code.to_string()),
                _ => None,
            },
            message: finding.message(lang),
            advice: finding.advice.get(lang),
            related: finding.related.iter().map(|place| PlaceRecord::of(place, &source)).collect(),
            suspects: finding.suspects.iter().map(|suspect| SuspectRecord::of(suspect, &source, lang)).collect(),
            impact_points: finding.impact.and_then(Impact::points).map(Exact::from),
            impact_money: finding.impact.and_then(Impact::money).map(Exact::from),
            explanation: match finding.treatment.as_deref() {
                Some(Treatment::Explained { reason, .. }) => Some(reason.clone()),
                _ => None,
            },
        }
    }
}
