//! Everything of a county after the county pass: what the tabs are made from.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::{Date, DateTime};
use rust_decimal::Decimal;

use super::anomaly::{Anomaly, PeerSeries};
use super::case::{Case, Owner, ReadFile};
use super::climb::Climbed;
use super::common::CommonIndicator;
use super::finding::{Code, Finding};
use super::judgement::Judgement;
use super::page::Page;
use super::quantity::{MoneyUnit, Quantity, Unit};
use super::repeat::Repeat;
use super::review::{RanksBy, Review};
use super::submission::{MoneyBlock, Submission};
use crate::text::{Message, Text};

/// One unit of the roster (单位名录).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// Code, always text.
    pub code: Arc<str>,
    /// Name.
    pub name: Arc<str>,
    /// Other names it goes by.
    pub aliases: Vec<String>,
    /// The unit above it.
    pub parent: String,
    /// Its category, for peer groups.
    pub category: String,
    /// The section of the bureau in charge of it.
    pub section: String,
    /// Phone.
    pub phone: String,
}

/// One form that is due (应报).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The code of the unit.
    pub unit: Arc<str>,
    /// The id of the form; any form if empty.
    pub form: String,
    /// The project; any project if empty.
    pub project: String,
}

/// The bureau's own list of who must report what.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Roster {
    /// The units, in the bureau's order.
    pub units: Vec<Body>,
    /// What is due.
    pub due: Vec<Due>,
}

impl Roster {
    /// A unit by its code.
    #[must_use]
    pub fn unit(&self, code: &str) -> Option<&Body> {
        self.units.iter().find(|unit| &*unit.code == code)
    }
}

/// Whether a submission counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It counts.
    Counts,
    /// A newer file of the same unit, form and project took its place.
    Superseded,
    /// Its unit is not in the roster: listed, but not added up.
    Unknown,
    /// It is a form of another year than the one that is evaluated.
    OtherYear,
    /// It came back as it was handed out: nothing was filled in.
    Unfilled,
}

impl Standing {
    /// Its name.
    #[must_use]
    pub const fn name(self) -> Text {
        match self {
            Self::Counts => Text::new("计入", "counts"),
            Self::Superseded => Text::new("已被新文件取代", "superseded"),
            Self::Unknown => Text::new("名册外", "not in the roster"),
            Self::OtherYear => Text::new("非本年度，不计入", "of another year, does not count"),
            Self::Unfilled => Text::new("空白表，不计入", "blank form, does not count"),
        }
    }

    /// Whether its values are looked at: it counts, or would if the roster knew its unit.
    #[must_use]
    pub const fn is_in_force(self) -> bool {
        matches!(self, Self::Counts | Self::Unknown)
    }
}

/// One submission in the county.
#[derive(Debug, Clone, PartialEq)]
pub struct CountyEntry {
    /// Index into [`County::files`].
    pub file: usize,
    /// Index into the cases of that file.
    pub case: usize,
    /// Whose it is, if known.
    pub owner: Option<Owner>,
    /// The unit as the roster names it, else as the cover does.
    pub unit_name: String,
    /// The unit as the cover names it; empty if it names none.
    pub cover: String,
    /// The project as the cover names it, else as the stamp does.
    pub project: String,
    /// Whether it counts.
    pub standing: Standing,
    /// Whether it came in after the deadline; nothing if its time is not known.
    pub late: Option<bool>,
    /// Whether its money and score feed the county totals.
    pub in_totals: bool,
    /// Its money in 万元.
    pub money: Option<CountedMoney>,
    /// Last year's money of the same unit and project in 万元.
    pub money_before: Option<CountedMoney>,
    /// What the bureau's own review says of its scores.
    pub review: Option<Box<Review>>,
    /// Its rank by the score that ranks, among the submissions of its form that feed the totals; equal scores share one.
    pub rank: Option<usize>,
}

/// The money of one submission in 万元, as it is added up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountedMoney {
    /// 年初预算数.
    pub initial: Option<Decimal>,
    /// 全年预算数.
    pub adjusted: Option<Decimal>,
    /// 全年执行数.
    pub executed: Option<Decimal>,
    /// Whether the parts were added up because the printed total does not tie.
    pub from_parts: bool,
}

impl CountedMoney {
    /// The money of a block; nothing if its unit is not known or no column of it is.
    #[must_use]
    pub fn of(block: &MoneyBlock) -> Option<Self> {
        let unit = block.unit?;
        let mut from_parts = false;
        let mut column = |select| {
            let (amount, parts) = block.tied_total(select)?;
            let converted = Quantity { unit: Some(Unit::Money(unit)), ..Quantity::bare(amount) }
                .in_unit(Some(&Unit::Money(MoneyUnit::TenThousand)))?;
            from_parts |= parts;
            Some(converted)
        };
        let (initial, adjusted, executed) =
            (column(|row| &row.initial), column(|row| &row.adjusted), column(|row| &row.executed));
        let known = initial.is_some() || adjusted.is_some() || executed.is_some();
        known.then_some(Self { initial, adjusted, executed, from_parts })
    }

    /// The money of a submission: its first block that holds any.
    #[must_use]
    pub fn of_submission(submission: &Submission) -> Option<Self> {
        submission.money.iter().find_map(Self::of)
    }

    /// Executed ÷ adjusted.
    #[must_use]
    pub fn rate(&self) -> Option<Decimal> {
        super::number::ratio(self.executed?, self.adjusted?)
    }
}

/// How a due form stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Nothing came in.
    Missing,
    /// A file came in that cannot be read.
    Unreadable,
    /// It came in late.
    Late,
    /// It came in twice; the newer one counts.
    Twice,
    /// It came in.
    Reported,
    /// It came in, but the unit is not in the roster.
    Unknown,
    /// It came in, but nothing like it is due.
    NotDue,
}

impl Status {
    /// Its name.
    #[must_use]
    pub const fn name(self) -> Text {
        match self {
            Self::Missing => Text::new("未报", "missing"),
            Self::Unreadable => Text::new("无法读取", "unreadable"),
            Self::Late => Text::new("逾期", "late"),
            Self::Twice => Text::new("重复报送", "sent twice"),
            Self::Reported => Text::new("已报", "reported"),
            Self::Unknown => Text::new("名册外", "not in the roster"),
            Self::NotDue => Text::new("应报表外", "not on the due list"),
        }
    }
}

/// One line of 报送情况: a due form, or something that came in without being due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportingRow {
    /// The unit's code; empty if unknown.
    pub code: String,
    /// The unit's name.
    pub name: String,
    /// The section in charge.
    pub section: String,
    /// Phone.
    pub phone: String,
    /// The form's id; empty where none is known.
    pub form: String,
    /// The project.
    pub project: String,
    /// How it stands.
    pub status: Status,
    /// The files, as indices into [`County::files`]; the one that counts first.
    pub files: Vec<usize>,
    /// A remark, such as the nearest name of the roster.
    pub remark: Option<Message>,
}

/// The figures of the county.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Figures {
    /// Forms that are due.
    pub due: usize,
    /// Of these, how many came in and can be read.
    pub reported: usize,
    /// Of these, how many are missing.
    pub missing: usize,
    /// Of these, how many came in late.
    pub late: usize,
    /// Files that cannot be read or are no known form.
    pub unreadable_files: usize,
    /// Submissions whose unit is not in the roster.
    pub unknown: usize,
    /// Submissions that a newer file replaced.
    pub superseded: usize,
    /// Submissions that feed the totals.
    pub counted: usize,
    /// 年初预算数 in 万元.
    pub initial: Decimal,
    /// 全年预算数 in 万元.
    pub adjusted: Decimal,
    /// 全年执行数 in 万元.
    pub executed: Decimal,
    /// Executed ÷ adjusted, over the submissions of which both are known.
    pub rate: Option<Decimal>,
    /// Mean of the claimed totals.
    pub mean_self: Option<Decimal>,
    /// Median of the claimed totals.
    pub median_self: Option<Decimal>,
    /// Mean of the recomputed totals, over the forms that could be recomputed as a whole.
    pub mean_recomputed: Option<Decimal>,
    /// Median of the same.
    pub median_recomputed: Option<Decimal>,
    /// Forms that could be recomputed as a whole.
    pub recomputed: usize,
    /// Mean of the reviewed totals.
    pub mean_reviewed: Option<Decimal>,
    /// Forms whose total is reviewed.
    pub reviewed: usize,
    /// Grades from the best on: name, forms by claimed, by recomputed and by reviewed total.
    pub grades: Vec<(Arc<str>, usize, usize, usize)>,
    /// Findings by severity: E, W, I; those that are explained are left out.
    pub findings: [usize; 3],
    /// Findings that are explained.
    pub explained: usize,
    /// Submissions without a finding of severity E.
    pub clean: usize,
    /// Points claimed too many in the submissions that feed the totals, over the findings that are worth points.
    pub overclaimed: Decimal,
    /// Money in question in the same submissions, in 万元: of each the finding with the largest effect on the totals.
    pub in_question: Decimal,
    /// The indicators that several submissions have, the most common first.
    pub common: Vec<CommonIndicator>,
    /// Rule outcomes over all submissions: fail, not evaluated, pass, not applicable.
    pub outcomes: BTreeMap<Code, [usize; 4]>,
}

/// A county after the county pass.
#[derive(Debug, Clone, PartialEq)]
pub struct County {
    /// Its name.
    pub name: String,
    /// The year.
    pub year: i16,
    /// The last day in time.
    pub deadline: Date,
    /// The time of the run, as it was given.
    pub as_of: DateTime,
    /// The ids of the forms that feed the totals; every form if empty.
    pub total_forms: Vec<String>,
    /// The bureau's list.
    pub roster: Roster,
    /// Every file, in sorted order.
    pub files: Vec<ReadFile>,
    /// Files that were passed over, with the reason.
    pub skipped: Vec<(String, Message)>,
    /// Every submission, in the order of the roster.
    pub entries: Vec<CountyEntry>,
    /// 报送情况.
    pub reporting: Vec<ReportingRow>,
    /// Submissions that another one replaced, in the order of the entries.
    pub repeats: Vec<Repeat>,
    /// Findings that only the county shows: missing, late, twice, unknown.
    pub findings: Vec<Finding>,
    /// Values that cannot be right, the weightiest first.
    pub anomalies: Vec<Anomaly>,
    /// The numbers that they were held against.
    pub series: Vec<PeerSeries>,
    /// What the detectors say of the values that a person asked about.
    pub climbed: Option<Climbed>,
    /// The figures.
    pub figures: Figures,
    /// The pages of the checks.
    pub pages: Vec<&'static Page>,
    /// How many submissions of last year were found to compare with.
    pub last_year: usize,
    /// Which score ranks and grades.
    pub ranks_by: RanksBy,
    /// What the bureau's own workbooks say.
    pub judgement: Judgement,
}

impl County {
    /// Every finding: of files and submissions, of values that cannot be right, of the county.
    pub fn every_finding(&self) -> impl Iterator<Item = &Finding> {
        let files = self.files.iter().flat_map(ReadFile::every_finding);
        files.chain(self.anomalies.iter().map(|anomaly| &anomaly.finding)).chain(&self.findings)
    }

    /// The total of an entry by the score that ranks.
    #[must_use]
    pub fn ranking_score(&self, entry: &CountyEntry) -> Option<Decimal> {
        let card = &self.case(entry).scorecard;
        match self.ranks_by {
            RanksBy::Recomputed => card.total,
            RanksBy::Claimed => card.self_sum,
            RanksBy::Reviewed => entry.review.as_ref()?.score,
        }
        .filter(|_| card.is_scored)
    }

    /// The case of an entry.
    #[must_use]
    pub fn case(&self, entry: &CountyEntry) -> &Case {
        &self.files[entry.file].cases[entry.case]
    }
}
