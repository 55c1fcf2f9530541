//! Why a sum does not balance: the fewest cells that explain it, and the keystroke that would put it right.
//!
//! Only explanations that nobody would call a coincidence are named, and only the best kind of those that fit: a number that
//! something else on the form confirms, then a slip that leads to few numbers or a cell that was left out or counted twice,
//! then any other slip, then two cells that were left out together. Where more fit than can be looked at, none is named.

mod keystroke;

use rust_decimal::Decimal;

use crate::model::number::{plain, product, ratio, sum};
use crate::model::{Interval, Place, Suspect};
use crate::text::{Message, Text};

use super::subject::address;

/// More explanations than this explain nothing.
const MOST: usize = 3;

/// One number of a sum.
#[derive(Debug, Clone)]
pub struct Term<'a> {
    /// Its cell.
    pub place: &'a Place,
    /// The number as written.
    pub written: Decimal,
    /// What one of it is worth in the unit of the sum.
    pub factor: Decimal,
    /// The most it can be, where there is a limit.
    pub most: Option<Decimal>,
    /// What something else on the form says that it should be.
    pub right: Option<Decimal>,
}

impl<'a> Term<'a> {
    /// A number in the unit of the sum.
    pub const fn new(place: &'a Place, written: Decimal) -> Self {
        Self { place, written, factor: Decimal::ONE, most: None, right: None }
    }

    fn value(&self) -> Option<Decimal> {
        product(self.written, self.factor)
    }
}

/// What the parts should add up to.
#[derive(Debug, Clone)]
pub enum Whole<'a> {
    /// A cell that adds the parts up.
    Added(Term<'a>),
    /// A cell that states beforehand what they add up to.
    Stated(Term<'a>),
    /// A number that the form prescribes.
    Prescribed(Decimal),
}

/// A sum that does not balance.
#[derive(Debug, Clone)]
pub struct Sum<'a> {
    /// What the parts should add up to.
    pub whole: Whole<'a>,
    /// The parts.
    pub parts: Vec<Term<'a>>,
    /// How far the whole and the sum of the parts may lie apart, by the precision in which they are written.
    pub slack: Decimal,
}

/// How good an explanation is; the smaller, the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Quality {
    Confirmed,
    Telling,
    OneKeystroke,
    TwoCells,
}

/// The best explanations, all as good as each other; none if there is none, or more than can be looked at.
pub fn suspects(sum: &Sum<'_>) -> Vec<Suspect> {
    // Numbers that fit exactly come before those that the precision leaves open.
    let within = |slack| explanations(sum, slack).filter(|found| !found.is_empty());
    let found = within(Decimal::ZERO).or_else(|| within(sum.slack)).unwrap_or_default();
    let Some(best) = found.iter().map(|(quality, _)| *quality).min() else { return Vec::new() };
    let best: Vec<Suspect> =
        found.into_iter().filter(|(quality, _)| *quality == best).map(|(_, suspect)| suspect).collect();
    if best.len() > MOST { Vec::new() } else { best }
}

/// Every explanation; nothing if the numbers do not fit into 28 digits.
fn explanations(sum: &Sum<'_>, slack: Decimal) -> Option<Vec<(Quality, Suspect)>> {
    let Sum { whole, parts, .. } = sum;
    let values: Vec<Decimal> = parts.iter().map(Term::value).collect::<Option<_>>()?;
    let added = self::sum(values.iter().copied())?;
    let printed = match whole {
        Whole::Added(term) | Whole::Stated(term) => term.value()?,
        Whole::Prescribed(number) => *number,
    };
    let off = printed.checked_sub(added)?;
    let mut found = Vec::new();
    if let Whole::Added(term) | Whole::Stated(term) = whole {
        found.extend(mistyped(term, added, slack));
    }
    for (term, value) in parts.iter().zip(&values) {
        found.extend(mistyped(term, value.checked_add(off)?, slack));
    }
    if matches!(whole, Whole::Added(_)) {
        found.extend(misadded(parts, &values, off, slack));
    }
    Some(found)
}

/// The keystroke that makes a number what it should be.
fn mistyped(term: &Term<'_>, wanted: Decimal, slack: Decimal) -> Option<(Quality, Suspect)> {
    // A number that something else confirms is not the one that went wrong.
    if term.right == Some(term.written) {
        return None;
    }
    let own = |number: Decimal| ratio(number, term.factor);
    let wanted = Interval { low: own(wanted.checked_sub(slack)?)?, high: own(wanted.checked_add(slack)?)? };
    let (keystroke, proposed) = keystroke::towards(term.written, wanted)?;
    if term.most.is_some_and(|most| proposed > most) {
        return None;
    }
    let quality = if term.right == Some(proposed) {
        Quality::Confirmed
    } else if keystroke.is_telling() {
        Quality::Telling
    } else {
        Quality::OneKeystroke
    };
    let sentence = Message::new(Text::new(
        "若 {cell} 的 {written} 改为 {proposed}（{slip}），合计即平",
        "if {cell} said {proposed} instead of {written} ({slip}), the sum would balance",
    ))
    .with("cell", address(term.place))
    .with("written", plain(term.written))
    .with("proposed", plain(proposed))
    .with("slip", keystroke.name());
    Some((quality, Suspect { cells: vec![term.place.clone()], proposed: Some(proposed), sentence }))
}

/// The cell, or else the two cells, that the whole left out or counted twice.
fn misadded(parts: &[Term<'_>], values: &[Decimal], off: Decimal, slack: Decimal) -> Vec<(Quality, Suspect)> {
    let terms = || parts.iter().zip(values).filter(|(_, value)| value.abs() > slack);
    let explains = |value: Decimal| {
        let near = |wanted: Decimal| wanted.checked_sub(value).is_some_and(|distance| distance.abs() <= slack);
        if near(-off) { Some(LEFT_OUT) } else { near(off).then_some(TWICE) }
    };
    let one = terms().filter_map(|(term, value)| Some((Quality::Telling, misadded_as(explains(*value)?, &[term]))));
    let mut found: Vec<(Quality, Suspect)> = one.collect();
    if found.is_empty() {
        for (at, (first, value)) in terms().enumerate() {
            for (second, other) in terms().skip(at + 1) {
                if let Some(text) = value.checked_add(*other).and_then(explains) {
                    found.push((Quality::TwoCells, misadded_as(text, &[first, second])));
                }
            }
        }
    }
    found
}

const LEFT_OUT: Text = Text::new(
    "差额正好是 {cells} 的 {written}：合计可能漏加了它",
    "the difference is exactly {written} of {cells}: the sum may have left it out",
);
const TWICE: Text = Text::new(
    "差额正好是 {cells} 的 {written}：合计可能把它加了两次",
    "the difference is exactly {written} of {cells}: the sum may have counted it twice",
);

fn misadded_as(text: Text, terms: &[&Term<'_>]) -> Suspect {
    let joined = |shown: fn(&Term<'_>) -> String| terms.iter().map(|term| shown(term)).collect::<Vec<_>>();
    let sentence = Message::new(text)
        .with("cells", joined(|term| address(term.place)).join("、"))
        .with("written", joined(|term| plain(term.written)).join("＋"));
    Suspect { cells: terms.iter().map(|term| term.place.clone()).collect(), proposed: None, sentence }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::model::{CellRef, SourceId};
    use crate::text::Lang;

    fn place(cell: &str) -> Place {
        Place::Cell(SourceId(0), Arc::from("表"), cell.parse::<CellRef>().expect("a cell"))
    }

    fn dec(text: &str) -> Decimal {
        text.parse().expect("a number")
    }

    /// What is said of a printed sum in G6 with parts from G7 on.
    fn said(printed: &str, parts: &[&str], slack: &str) -> Vec<String> {
        let whole = place("G6");
        let places: Vec<Place> = (0..parts.len()).map(|at| place(&format!("G{}", at + 7))).collect();
        let parts = places.iter().zip(parts).map(|(place, part)| Term::new(place, dec(part))).collect();
        let sum = Sum { whole: Whole::Added(Term::new(&whole, dec(printed))), parts, slack: dec(slack) };
        suspects(&sum).iter().map(|suspect| suspect.sentence.get(Lang::Zh)).collect()
    }

    #[test]
    fn the_cell_with_the_slip_is_named_with_what_it_should_say() {
        assert_eq!(said("1254.5", &["1243", "20.5"], "0"), ["若 G7 的 1243 改为 1234（相邻两位颠倒），合计即平"]);
        assert_eq!(said("190", &["1700000", "20"], "0"), ["若 G7 的 1700000 改为 170（元与万元），合计即平"]);
        assert_eq!(said("150.3", &["170.3", "-21", "-43"], "0"), Vec::<String>::new(), "two slips are no keystroke");
        assert_eq!(said("190.3", &["170.3", "-20"], "0"), ["若 G8 的 -20 改为 20（正负号），合计即平"]);
    }

    #[test]
    fn a_cell_that_was_left_out_or_counted_twice_is_named() {
        assert_eq!(said("170.25", &["170.25", "20.5"], "0"), ["差额正好是 G8 的 20.5：合计可能漏加了它"]);
        assert_eq!(said("211.25", &["170.25", "20.5"], "0"), ["差额正好是 G8 的 20.5：合计可能把它加了两次"]);
        let two = said("170.25", &["170.25", "20.5", "3.17", "7.46"], "0");
        assert_eq!(two, Vec::<String>::new(), "three cells are no explanation");
        let two = said("177.71", &["170.25", "20.5", "3.17", "7.46"], "0");
        assert_eq!(two, ["差额正好是 G8、G9 的 20.5＋3.17：合计可能漏加了它"]);
    }

    #[test]
    fn equally_good_explanations_are_all_named_and_too_many_are_none() {
        assert_eq!(said("210", &["180", "20", "0"], "0").len(), 3);
        assert_eq!(said("31", &["5", "5", "5", "5", "5"], "0"), Vec::<String>::new());
    }

    #[test]
    fn what_the_precision_leaves_open_is_within_reach() {
        assert_eq!(said("1254.55", &["1243", "20.54"], "0.01").len(), 1);
        assert_eq!(said("1254.55", &["1243", "20.54"], "0"), Vec::<String>::new());
    }

    #[test]
    fn a_number_that_something_else_confirms_is_no_suspect_and_a_confirmed_proposal_is_the_best() {
        let places = [place("I20"), place("I13"), place("I14")];
        let term = |at: usize, written: &str, right: &str| Term {
            right: Some(dec(right)),
            most: Some(dec("20")),
            ..Term::new(&places[at], dec(written))
        };
        let whole = Whole::Added(Term::new(&places[0], dec("30")));
        let sum = Sum { whole, parts: vec![term(1, "16", "15"), term(2, "15", "15")], slack: Decimal::ZERO };
        let found = suspects(&sum);
        assert_eq!(found.len(), 1);
        assert_eq!((&found[0].cells, found[0].proposed), (&vec![places[1].clone()], Some(dec("15"))));
    }

    proptest! {
        #[test]
        fn every_proposal_balances_the_sum(
            right in prop::collection::vec(1_i64..1_000_000, 2..7),
            at in 0_usize..7, digit in 0_usize..6, typed in 0_i64..10, decimals in 0_u32..3,
        ) {
            let at = at % right.len();
            let power = 10_i64.pow(u32::try_from(digit).expect("small"));
            let mut written = right.clone();
            written[at] += (typed - written[at] / power % 10) * power;
            let number = |number: i64| Decimal::new(number, decimals);
            let whole = place("G6");
            let places: Vec<Place> = (0..right.len()).map(|at| place(&format!("G{}", at + 7))).collect();
            let parts = places.iter().zip(&written).map(|(place, part)| Term::new(place, number(*part))).collect();
            let printed = number(right.iter().sum());
            let sum = Sum { whole: Whole::Added(Term::new(&whole, printed)), parts, slack: Decimal::ZERO };
            prop_assume!(written != right);
            for suspect in suspects(&sum) {
                let Some(proposed) = suspect.proposed else { continue };
                let of = |place: &Place, written: Decimal| if suspect.cells == [place.clone()] { proposed } else { written };
                let added: Decimal = places.iter().zip(&written).map(|(place, part)| of(place, number(*part))).sum();
                prop_assert_eq!(of(&whole, printed), added, "{:?}", suspect);
            }
        }
    }
}
