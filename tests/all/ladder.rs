//! The ladder of the anomaly detectors: every step, and how many numbers it takes.

use huizong::anomaly::ladder::{Against, Cause, Ladder, Measure, Observation, Silence, Step, Verdict};
use rust_decimal::Decimal;

// The counties of the benchmark, which shares nothing with `demo`.
#[allow(dead_code, reason = "the report uses the rest")]
#[path = "../../benches/anomaly/generator.rs"]
mod generator;

use generator::{Kind, Plan};

fn dec(text: &str) -> Decimal {
    text.parse().expect("a number")
}

/// A number of a department: the first reported by department 0, and so on.
fn number(department: usize, value: &str, last: Option<&str>) -> Observation {
    Observation {
        submission: department,
        row: department,
        column: 0,
        key: Some(0),
        category: 0,
        measure: Measure::Count,
        value: dec(value),
        decimals: 0,
        last: last.map(dec),
        limits: (None, None),
    }
}

/// So many departments with numbers around a hundred.
fn around_a_hundred(count: usize) -> Vec<Observation> {
    (0..count).map(|at| number(at, &(95 + at % 11).to_string(), None)).collect()
}

fn of_last(numbers: &[Observation]) -> Option<Verdict> {
    Ladder::of(numbers).verdict(numbers.len() - 1)
}

fn flagged(numbers: &[Observation]) -> Option<Verdict> {
    of_last(numbers).filter(Verdict::is_flagged)
}

fn said(numbers: &[Observation], step: Step) -> Result<Verdict, Silence> {
    let steps = Ladder::of(numbers).climb(numbers.len() - 1);
    steps.into_iter().find(|(of, _)| *of == step).expect("the step").1
}

fn with(mut numbers: Vec<Observation>, value: &str) -> Vec<Observation> {
    let department = numbers.len();
    numbers.push(number(department, value, None));
    numbers
}

#[test]
fn four_peers_say_nothing_nine_give_a_note_and_ten_a_flag() {
    assert!(matches!(said(&with(around_a_hundred(3), "1000000"), Step::Peers), Err(Silence::TooFew(_))));
    let note = flagged(&with(around_a_hundred(8), "1000000")).expect("a flag");
    assert!(note.is_note && note.step == Step::Peers);
    let flag = flagged(&with(around_a_hundred(9), "1000000")).expect("a flag");
    assert!(!flag.is_note);
    assert_eq!((flag.against, flag.cause, flag.suggested), (Against::Peers, Cause::Power(4), Some(dec("100"))));
    assert!(flagged(&with(around_a_hundred(59), "150")).is_none(), "half as much again is nothing unusual");
}

#[test]
fn where_more_than_half_are_equal_only_what_is_far_is_flagged() {
    let rate = |value: &str, at| Observation {
        measure: Measure::Percent,
        limits: (Some(dec("0")), Some(dec("100"))),
        ..number(at, value, None)
    };
    let county = |own: &str| {
        let mut numbers: Vec<Observation> = (0..58).map(|at| rate("100", at)).collect();
        numbers.extend([rate("92", 58), rate(own, 59)]);
        numbers
    };
    assert!(flagged(&county("88")).is_none());
    assert_eq!(flagged(&county("1.00")).map(|flag| flag.cause), Some(Cause::Power(-2)));
    let beyond = flagged(&county("9500")).expect("a flag");
    assert_eq!((beyond.step, beyond.cause), (Step::Limits, Cause::Power(2)));
}

#[test]
fn a_slip_of_the_unit_is_seen_against_last_year_also_where_nearly_half_make_it() {
    let mut numbers: Vec<Observation> = (0..60)
        .map(|at| {
            let last = 100 + at * 7;
            let now = if at < 28 { last * 10_000 } else { last + 3 };
            number(at, &now.to_string(), Some(&last.to_string()))
        })
        .collect();
    for (at, number) in numbers.iter_mut().enumerate() {
        number.measure = Measure::Money;
        number.row = at;
    }
    let flags = Ladder::of(&numbers).flagged();
    assert_eq!(flags.iter().map(|flag| flag.at).collect::<Vec<_>>(), (0..28).collect::<Vec<_>>());
    assert!(flags.iter().all(|flag| flag.cause == Cause::Power(4) && flag.step == Step::Unit));
}

#[test]
fn the_number_that_slipped_is_told_and_not_the_one_beside_it() {
    let pair = |target: &str, actual: &str, last: Option<&str>| {
        let target = Observation { measure: Measure::Money, ..number(0, target, last) };
        let actual = Observation {
            column: 1,
            key: Some(1),
            ..Observation { measure: Measure::Money, ..number(0, actual, last) }
        };
        let numbers = [target, actual];
        Ladder::of(&numbers).flagged().iter().map(|flag| flag.at).collect::<Vec<_>>()
    };
    assert_eq!(pair("43.2", "432000", None), [1], "the larger where nothing else tells");
    assert_eq!(pair("43.2", "0.00432", None), [0]);
    assert_eq!(pair("43.2", "0.00432", Some("44")), [1], "last year tells");
}

#[test]
fn history_takes_five_of_a_name_or_twenty_of_a_kind() {
    let grown = |count: usize, own: &str| {
        let mut numbers: Vec<Observation> =
            (0..count).map(|at| number(at, &(100 + at % 5).to_string(), Some("100"))).collect();
        numbers.push(number(count, own, Some("100")));
        numbers
    };
    assert!(matches!(said(&grown(3, "900"), Step::History), Err(Silence::TooFew(_))));
    assert_eq!(flagged(&grown(5, "900")).map(|flag| (flag.step, flag.cause)), Some((Step::History, Cause::Power(1))));
    // One of its name, twenty of its kind.
    let mut alone = grown(20, "900");
    alone[20].key = Some(7);
    assert_eq!(flagged(&alone).map(|flag| flag.step), Some(Step::History));
}

#[test]
fn exchanged_digits_and_a_copied_row_are_named() {
    let mut numbers: Vec<Observation> =
        (0..30).map(|at| number(at, &(1000 + at * 3).to_string(), Some(&(1000 + at * 2).to_string()))).collect();
    numbers.push(number(30, "3125", Some("1300")));
    let flag = flagged(&numbers).expect("a flag");
    assert_eq!((flag.cause, flag.suggested), (Cause::Swapped, Some(dec("1325"))));
    numbers.pop();
    // Another row of the same submission, which is as it was last year.
    let source = Observation { row: 99, key: Some(5), ..number(30, "5432", Some("5400")) };
    numbers.push(source);
    numbers.push(number(30, "5432", Some("1300")));
    let flag = flagged(&numbers).expect("a flag");
    assert_eq!(flag.cause, Cause::Copied(30));
}

#[test]
fn a_zero_is_told_only_where_zeros_are_rare() {
    let county = |zeros: usize| {
        let mut numbers: Vec<Observation> =
            (0..60).map(|at| number(at, if at < zeros { "0" } else { "100" }, Some("90"))).collect();
        numbers.push(number(60, "0", Some("90")));
        numbers
    };
    assert_eq!(
        flagged(&county(0)).map(|flag| (flag.step, flag.cause, flag.suggested)),
        Some((Step::Zero, Cause::Zero, Some(dec("90"))))
    );
    assert!(flagged(&county(12)).is_none());
}

#[test]
fn what_fits_last_year_need_not_fit_its_peers() {
    let mut numbers: Vec<Observation> =
        (0..60).map(|at| number(at, &(95 + at % 11).to_string(), Some("100"))).collect();
    numbers.push(number(60, "980000", Some("1000000")));
    assert_eq!(said(&numbers, Step::Peers), Err(Silence::FitsLastYear));
    assert!(flagged(&numbers).is_none(), "a large unit is as large as it was");
}

#[test]
fn a_row_that_grew_as_a_whole_is_no_more_than_a_note() {
    let mut numbers = Vec::new();
    for at in 0..30 {
        let factor = if at == 29 { 5 } else { 1 };
        for (column, base) in [(0, 100), (1, 90)] {
            let own = number(at, &(base * factor + at % 3).to_string(), Some(&base.to_string()));
            numbers.push(Observation { column, key: Some(column), ..own });
        }
    }
    let flags = Ladder::of(&numbers).flagged();
    assert_eq!(flags.iter().map(|flag| (flag.at, flag.is_note)).collect::<Vec<_>>(), [(58, true), (59, true)]);
}

#[test]
fn the_order_of_the_numbers_does_not_matter() {
    let mut numbers: Vec<Observation> = Vec::new();
    for at in 0..80 {
        let last = 50 + (at * 37) % 400;
        let value = match at {
            7 => last * 10,
            20 => last * 10_000,
            41 => 0,
            _ => last + at % 9,
        };
        let own = number(at, &value.to_string(), (at % 4 != 0).then(|| last.to_string()).as_deref());
        numbers.push(Observation { key: Some(at % 3), category: at % 2, ..own });
    }
    let verdicts = |numbers: &[Observation]| {
        let ladder = Ladder::of(numbers);
        let said = |at: usize| {
            let verdict = ladder.verdict(at)?;
            Some((verdict.step, verdict.cause, verdict.score.to_bits(), verdict.suggested))
        };
        let mut all: Vec<_> =
            (0..numbers.len()).map(|at| (numbers[at].row, said(at).map(|said| format!("{said:?}")))).collect();
        all.sort();
        all
    };
    let straight = verdicts(&numbers);
    assert!(straight.iter().any(|(_, said)| said.as_ref().is_some_and(|said| said.contains("Power(4)"))));
    numbers.reverse();
    assert_eq!(verdicts(&numbers), straight);
    numbers.rotate_left(31);
    assert_eq!(verdicts(&numbers), straight);
}

#[test]
fn errors_of_the_benchmark_are_found_and_clean_counties_left_alone() {
    let usual = Plan { departments: 60, history: 85, errors: 20, whole: 2 };
    let (mut planted, mut found, mut sure) = (0, 0, 0);
    let (mut clean, mut false_flags) = (0, 0);
    for seed in 0..6 {
        let made = generator::county(&usual, seed);
        let flags = Ladder::of(&made.numbers).flagged();
        for (at, kind) in made.planted.iter().enumerate() {
            let is_flagged = flags.iter().any(|flag| flag.at == at);
            let Some(kind) = kind else { continue };
            planted += 1;
            found += usize::from(is_flagged);
            if matches!(kind, Kind::TenThousandfold | Kind::TenThousandth | Kind::Sign | Kind::WholeDepartment) {
                sure += usize::from(!is_flagged);
            }
        }
        let made = generator::county(&Plan { errors: 0, whole: 0, ..usual }, seed);
        clean += made.numbers.len();
        false_flags += Ladder::of(&made.numbers).flagged().len();
    }
    assert!(planted > 200 && found * 10 >= planted * 9, "{found} of {planted}");
    assert_eq!(sure, 0, "slips of the unit and signs that were missed");
    assert!(false_flags * 1200 <= clean * 2, "{false_flags} flags on {clean} clean numbers");
}
