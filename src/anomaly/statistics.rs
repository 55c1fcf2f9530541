//! What the statistical steps of the ladder say: each with its page, its words and the numbers behind it.

mod history;
mod peers;
mod row;
mod unit_cost;
mod zero;

use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};

use super::Seen;
use super::impact;
use super::ladder::{
    Against, Bounds, Cause, GROWTH_FLOOR, Ladder, Measure, Observation, Step, Verdict, floor, quantile,
};
use super::observe::Source;
use super::unit;
use crate::model::number::{fixed, plain, ratio, round};
use crate::model::{Anomaly, Evidence, EvidenceSpread, Finding, Page, PeerSeries, Severity};
use crate::text::{Message, Text};

/// The pages.
pub(super) static PAGES: [&Page; 5] = [&peers::PAGE, &unit_cost::PAGE, &history::PAGE, &zero::PAGE, &row::PAGE];

/// How many decimals a bound is kept with, so that a formula over the same numbers gives the same.
const EXACT: u32 = 8;
/// How many decimals a bound is told with, unless more were written.
const TOLD: u32 = 2;
/// More numbers than this are not listed beside an anomaly.
const MOST_NUMBERS: usize = 2_000;

/// What was found, and the numbers behind it.
pub(super) struct Case<'a, 'b> {
    pub(super) ladder: &'b Ladder<'a>,
    pub(super) sources: &'b [Source<'a>],
    pub(super) verdict: &'b Verdict,
}

impl<'a> Case<'a, '_> {
    /// Where the number stands.
    pub(super) fn source(&self) -> &Source<'a> {
        &self.sources[self.verdict.at]
    }

    /// The number.
    pub(super) fn number(&self) -> &Observation {
        self.ladder.number(self.verdict.at)
    }

    /// A number of the ladder in the unit that was written.
    fn written(&self, number: f64) -> Option<Decimal> {
        let factor = self.source().factor.to_f64()?;
        let shown = Decimal::from_f64(number / factor)?;
        Some(round(shown, EXACT).normalize())
    }

    /// The value that the cause implies, as it would be written.
    pub(super) fn suggested(&self) -> Option<Decimal> {
        ratio(self.verdict.suggested?, self.source().factor).map(|number| number.normalize())
    }

    /// Whether its bounds are ratios to another number.
    const fn is_of_ratios(&self) -> bool {
        matches!(self.verdict.step, Step::History | Step::Row)
    }

    /// How the others lie, in the unit that was written, with the series that they are.
    fn spread(&self, bounds: &Bounds, series: &mut Vec<PeerSeries>) -> Option<EvidenceSpread> {
        let is_growth = self.verdict.step == Step::History;
        let of = self.number();
        let shown = |number: f64| {
            if self.is_of_ratios() {
                Decimal::from_f64(number).map(|ratio| round(ratio, EXACT))
            } else {
                self.written(number)
            }
        };
        let own = match self.verdict.against {
            Against::LastYear => round(ratio(of.value, of.last?)?, EXACT),
            Against::Beside(other) => round(ratio(of.value, self.ladder.number(other).value)?, EXACT),
            _ => ratio(of.value, self.source().factor)?,
        };
        let listed = self.series(is_growth, bounds, series);
        let numbers = listed.and_then(|at| series.get(at)).map(|series| series.numbers.as_slice());
        Some(EvidenceSpread {
            n: bounds.n,
            median: shown(bounds.median)?,
            quartiles: numbers.and_then(quartiles),
            lower: shown(bounds.lower)?,
            upper: shown(bounds.upper)?,
            cut: Decimal::from_f64(bounds.cut).map(|cut| round(cut, EXACT).normalize())?,
            own,
            series: listed,
        })
    }

    /// Lists the numbers behind the bounds, once for all that are held against them.
    fn series(&self, is_growth: bool, bounds: &Bounds, known: &mut Vec<PeerSeries>) -> Option<usize> {
        let at = self.verdict.at;
        let places = match self.verdict.step {
            Step::History => self.ladder.kin(at),
            Step::Peers => self.ladder.peers(at),
            _ => return None,
        };
        if places.len() > MOST_NUMBERS {
            return None;
        }
        let number = |place: &usize| {
            let of = self.ladder.number(*place);
            if is_growth {
                ratio(of.value, of.last?).map(|own| round(own, EXACT))
            } else {
                ratio(of.value, self.source().factor)
            }
        };
        let mut numbers: Vec<Decimal> = places.iter().filter_map(number).collect();
        numbers.sort_unstable();
        let of = self.number();
        let floor = match of.measure {
            _ if is_growth => GROWTH_FLOOR,
            Measure::Percent | Measure::Score => floor(of, bounds.median) / self.source().factor.to_f64()?,
            Measure::Money | Measure::Count => floor(of, bounds.median),
        };
        let floor = Decimal::from_f64(floor)?;
        let source = self.source();
        let title = if is_growth && self.ladder.is_pooled(at) {
            Message::new(Text::new("全县各项{column}与上年之比", "the {column} of all, divided by last year's"))
        } else if is_growth {
            Message::new(Text::new(
                "“{subject}”的{column}与上年之比",
                "the {column} of `{subject}`, divided by last year's",
            ))
        } else {
            Message::new(Text::new("“{subject}”的{column}", "the {column} of `{subject}`"))
        };
        let title = title.with("subject", source.subject()).with("column", source.column);
        let is_by_ratio = is_growth || matches!(of.measure, Measure::Money | Measure::Count);
        let series = PeerSeries { title, is_growth, is_by_ratio, floor: round(floor, 6), numbers };
        let same = known.iter().position(|other| *other == series);
        Some(same.unwrap_or_else(|| {
            known.push(series);
            known.len() - 1
        }))
    }

    /// The words for a cause.
    pub(super) fn cause(&self) -> Message {
        match self.verdict.cause {
            Cause::Power(power) if power.abs() >= 2 => unit::cause(power, self.number().measure),
            Cause::Power(power) if power > 0 => Text::new(
                "10 倍：像是多写了一位，或小数点错了一位",
                "tenfold: a digit too many, or the decimal point one place off",
            )
            .into(),
            Cause::Power(_) => Text::new(
                "十分之一：像是少写了一位，或小数点错了一位",
                "a tenth: a digit missing, or the decimal point one place off",
            )
            .into(),
            Cause::Swapped => Message::new(Text::new(
                "相邻两位数字写反：像是 {suggested}",
                "two neighbouring digits changed places: probably {suggested}",
            ))
            .with("suggested", self.suggested().map(plain).unwrap_or_default()),
            Cause::Copied(other) => {
                let other = &self.sources[other];
                Message::new(Text::new(
                    "与“{subject}”的{column}完全相同，像是抄错了行或列",
                    "the same as the {column} of `{subject}`: probably copied from there",
                ))
                .with("subject", other.subject())
                .with("column", other.column)
            }
            Cause::Sign => Text::new("多写了负号", "a minus sign too many").into(),
            Cause::Zero => Text::new("漏填，或工作没有做", "not filled in, or not done").into(),
            Cause::FromZero => Text::new("新开展的工作，或上年漏填", "something new, or left out last year").into(),
            Cause::Beyond | Cause::High => {
                Text::new("明显偏大，原因不明", "much too large, for no cause that shows").into()
            }
            Cause::Low => Text::new("明显偏小，原因不明", "much too small, for no cause that shows").into(),
        }
    }

    /// The number that it was compared with, as written, and what that is.
    pub(super) fn reference(&self) -> (String, Text) {
        let source = self.source();
        match self.verdict.against {
            Against::LastYear => (
                source.last.map(ToString::to_string).unwrap_or_default(),
                Text::new("上年同项目数", "last year's value"),
            ),
            Against::Beside(other) => {
                let other = &self.sources[other];
                (other.raw.to_string(), other.column)
            }
            Against::Peers => {
                let median = self.verdict.bounds.and_then(|bounds| self.written(bounds.median));
                (
                    median.map(|median| plain(round(median, TOLD))).unwrap_or_default(),
                    Text::new("同类中位数", "median of its peers"),
                )
            }
            Against::Limits => (String::new(), Text::new("上下限", "limits")),
        }
    }

    /// The evidence of the verdict.
    pub(super) fn evidence(&self, series: &mut Vec<PeerSeries>) -> Evidence {
        Evidence {
            method: method(self.verdict.step),
            last: self.source().last.map(ToString::to_string).unwrap_or_default(),
            spread: self.verdict.bounds.as_ref().and_then(|bounds| self.spread(bounds, series)),
            score: Decimal::from_f64(self.verdict.score).map(|score| round(score, 2)),
            suggested: self.suggested(),
            ranks: None,
        }
    }
}

/// The quartiles of sorted numbers.
fn quartiles(sorted: &[Decimal]) -> Option<[Decimal; 2]> {
    let numbers: Vec<f64> = sorted.iter().filter_map(ToPrimitive::to_f64).collect();
    let of = |share| Decimal::from_f64(quantile(&numbers, share)?).map(|number| round(number, EXACT).normalize());
    Some([of(0.25)?, of(0.75)?])
}

/// The name of a step.
pub(super) const fn method(step: Step) -> Text {
    match step {
        Step::Limits => Text::new("上下限", "limits"),
        Step::Zero => Text::new("零值", "zeros"),
        Step::Unit => Text::new("10 的整数次方", "whole powers of ten"),
        Step::History => Text::new("与上年之比", "ratio to last year"),
        Step::Row => Text::new("同行两数之比", "ratio within the row"),
        Step::Peers => Text::new("与同类相比", "against its peers"),
    }
}

/// The anomaly of a statistical verdict; nothing if the form switches the check off.
pub(super) fn tell(seen: Seen<'_>, case: &Case<'_, '_>, series: &mut Vec<PeerSeries>) -> Option<Anomaly> {
    let source = case.source();
    let (page, text): (&Page, Text) = match case.verdict.step {
        Step::Zero => (&zero::PAGE, zero::text(case.verdict)),
        Step::History => (&history::PAGE, history::TEXT),
        Step::Row => (&row::PAGE, row::TEXT),
        Step::Peers if source.is_unit_cost => (&unit_cost::PAGE, unit_cost::TEXT),
        Step::Peers => (&peers::PAGE, peers::TEXT),
        Step::Limits | Step::Unit => return None,
    };
    let severity = seen.severity(page)?;
    // Too little to compare with is no more than a note.
    let severity = if case.verdict.is_note { Severity::I } else { severity };
    let evidence = case.evidence(series);
    let (reference, compared_with) = case.reference();
    let places = case.number().decimals.max(TOLD);
    let shown = |of: fn(&EvidenceSpread) -> Decimal| {
        evidence.spread.as_ref().map(|spread| plain(round(of(spread), places))).unwrap_or_default()
    };
    let times = case.number().last.and_then(|last| ratio(case.number().value, last));
    let message = Message::new(text)
        .with("subject", source.subject())
        .with("column", source.column)
        .with("value", source.raw.to_string())
        .with("reference", reference.as_str())
        .with("compared", compared_with)
        .with("times", times.map(|times| fixed(times, 2)).unwrap_or_default())
        .with("own", shown(|spread| spread.own))
        .with("n", evidence.spread.as_ref().map(|spread| spread.n.to_string()).unwrap_or_default())
        .with("median", shown(|spread| spread.median))
        .with("lower", shown(|spread| spread.lower))
        .with("upper", shown(|spread| spread.upper));
    let advice = Text::new(
        "请核对原始资料，填错的改正；没有错的，说明原因",
        "check it against the records and correct it; if it is right, state why",
    );
    let cells: Vec<_> = source.cell.into_iter().collect();
    let suggested = case.suggested();
    let beside = match case.verdict.against {
        Against::Beside(other) => vec![case.sources[other].place.clone()],
        _ => Vec::new(),
    };
    Some(Anomaly {
        finding: Finding::new(page.code, severity, source.place.clone(), message, advice).with_related(beside),
        entry: Some(seen.at),
        subject: source.subject(),
        value: source.raw.to_string(),
        reference,
        compared_with,
        cause: case.cause(),
        impact: impact::of(seen.entry, &seen.case.submission, &cells, |_| suggested),
        evidence,
    })
}
