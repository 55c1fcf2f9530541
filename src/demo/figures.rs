//! The figures of one project, two years in a row, right under the published rules.

use fastrand::Rng;
use rust_decimal::Decimal;

use super::filling::{Direction, Filling, Form, Labels, Level2, Line, Money, Row, Total, Value};
use super::people::{self, Department};
use super::plan::{Pick, Plan, rounded};
use super::projects::Ask;
use super::texts;
use crate::model::number;

/// Fills the form of a project for two years; the second is the year of the county.
pub fn fill(plan: &Plan, unit: &Department, year: u16, rng: &mut Rng) -> [Filling; 2] {
    let heads = [people::person(rng), people::person(rng)];
    let small = plan.budget * Decimal::new(3, 2);
    let opening = if rng.u32(..10) < 3 { number::round(small, 0) } else { Decimal::ZERO };
    let before = one_year(plan, unit, (year - 1, 1000), opening, &heads, rng);
    // What was left over is what is carried over.
    let left = before.money.total(1) - before.money.total(2);
    let drift = rng.u32(890..=1110);
    let now = one_year(plan, unit, (year, drift), left, &heads, rng);
    [before, now]
}

fn one_year(
    plan: &Plan,
    unit: &Department,
    (year, drift): (u16, u32),
    carried: Decimal,
    heads: &[String; 2],
    rng: &mut Rng,
) -> Filling {
    let published = plan.picks.iter().any(|pick| matches!(pick.template.ask, Ask::Fixed(..)));
    let mut money = money(unit.form, permille(plan.budget, drift, 2), carried, rng);
    let mut rows: Vec<Row> = plan.picks.iter().map(|pick| row(pick, year, drift, &money, rng)).collect();
    if !published {
        spoil(&mut rows, &money, rng);
    }
    for row in &mut rows {
        if !row.is_full() {
            row.reason = texts::reason(plan.kind, row, year, rng);
        }
    }
    if unit.form == Form::Sichuan && money.total(0) != money.total(1) {
        money.reason = texts::adjustment(rng);
    }
    let project = match unit.form {
        Form::National => plan.name.clone(),
        Form::Sichuan => format!("{}-{}", plan.code, plan.name),
    };
    let told = texts::tell(plan.kind, &rows, year, rng);
    Filling {
        form: unit.form,
        year,
        project,
        department: unit.superior.clone(),
        unit: unit.name.clone(),
        goal: told.goal,
        completion: told.completion,
        course: told.course,
        money,
        booked: None,
        rows,
        total: Total::Sum,
        closing: told.closing,
        signature: [heads[1].clone(), unit.phone.clone(), format!("{}年3月{}日", year + 1, rng.u32(1..=8))],
        must_sign: false,
        heads: heads.clone(),
        labels: Labels::Style,
        hidden_sheet: false,
    }
}

/// `value × parts ÷ 1000`, rounded.
fn permille(value: Decimal, parts: u32, places: u32) -> Decimal {
    number::round(value * Decimal::new(i64::from(parts), 3), places)
}

/// A money block that adds up: initial, adjusted and executed amounts by source.
fn money(form: Form, budget: Decimal, carried: Decimal, rng: &mut Rng) -> Money {
    let spent_all = rng.u32(..5) == 0;
    let initial = if spent_all || rng.bool() { budget } else { permille(budget, rng.u32(900..=1080), 2) };
    let executed = if spent_all { budget } else { permille(budget, rng.u32(915..=996), 2) };
    let extra = |parts: u32| [permille(budget, parts, 1); 3];
    let nothing = [Decimal::ZERO; 3];
    let other = if rng.u32(..6) == 0 { extra(rng.u32(30..=80)) } else { nothing };
    let mut parts = match form {
        Form::National => vec![
            Line { label: "当年财政拨款", amounts: [initial, budget, executed] },
            Line { label: "上年结转资金", amounts: [carried; 3] },
            Line { label: "其他资金", amounts: other },
        ],
        Form::Sichuan => vec![
            Line { label: "财政资金", amounts: [initial, budget, executed] },
            Line { label: "财政专户管理资金", amounts: nothing },
            Line { label: "单位资金", amounts: other },
            Line { label: "其他资金", amounts: nothing },
        ],
    };
    // A rate is printed with two decimals. Where the rounded and the exact rate would earn different points,
    // a little less was spent.
    let (rate, score) = loop {
        let [_, adjusted, executed] = sums(&parts);
        let exact = executed / adjusted;
        let rate = number::round(exact * Decimal::ONE_HUNDRED, 2);
        let score = number::round_points(exact * Decimal::TEN);
        if score == number::round_points(rate / Decimal::TEN) {
            break (rate, score);
        }
        parts[0].amounts[2] -= Decimal::new(1, 2);
    };
    parts.insert(0, Line { label: "", amounts: sums(&parts) });
    parts[0].label = if form == Form::National { "年度资金总额" } else { "总额" };
    Money { lines: parts, rate: Value::Number(rate), score, reason: String::new(), part_score: None }
}

/// The sums of three columns.
pub fn sums(lines: &[Line]) -> [Decimal; 3] {
    [0, 1, 2].map(|column| lines.iter().map(|line| line.amounts[column]).sum())
}

/// An indicator that is reached.
fn row(pick: &Pick, year: u16, drift: u32, money: &Money, rng: &mut Rng) -> Row {
    let template = pick.template;
    let number =
        |direction, target, actual, unit| (Some(direction), Value::Number(target), Value::Number(actual), unit);
    let (direction, target, actual, unit) = match template.ask {
        Ask::Count(_, _, places, unit) => {
            let target = rounded(permille(pick.target, drift, places + 1), places);
            let over = if rng.u32(..5) < 2 { 1000 } else { rng.u32(1005..=1150) };
            let actual = permille(target, over, places).min(target * Decimal::new(118, 2)).trunc_with_scale(places);
            number(Direction::AtLeast, target, actual.max(target), unit)
        }
        Ask::Rate(..) => {
            let room = u32::try_from(Decimal::ONE_HUNDRED - pick.target).unwrap_or_default() * 10;
            let actual = pick.target + Decimal::new(i64::from(rng.u32(..=room)), 1);
            number(Direction::AtLeast, pick.target, actual.normalize(), "%")
        }
        Ask::Full => {
            let direction = if pick.exact { Direction::Exactly } else { Direction::AtLeast };
            number(direction, pick.target, pick.target, "%")
        }
        Ask::Under(low, high, unit) => {
            let less = if low == high || pick.target < Decimal::from(30) { 1000 } else { rng.u32(900..=1000) };
            number(Direction::AtMost, pick.target, permille(pick.target, less, 0), unit)
        }
        Ask::Budget => number(Direction::AtMost, money.total(1), money.total(2), "万元"),
        Ask::Fixed(target, actual, unit) => {
            let scale = |value: u32| if drift == 1000 { permille(value.into(), 930, 0) } else { value.into() };
            number(Direction::AtLeast, scale(target), scale(actual).max(scale(target)), unit)
        }
        Ask::Words(_) => (None, Value::Words(pick.words.to_owned()), Value::Reached, ""),
        Ask::Date => {
            let (target, actual) = texts::dates(year, rng);
            (None, Value::Words(target), actual, "")
        }
    };
    let weight = Decimal::from(pick.weight);
    let name = template.name.to_owned();
    Row {
        level2: template.level2,
        name,
        direction,
        unit,
        target,
        actual,
        weight,
        score: Some(weight),
        reason: String::new(),
    }
}

/// Lets up to four indicators fall short, as in any honest form.
fn spoil(rows: &mut [Row], money: &Money, rng: &mut Rng) {
    let open: Vec<usize> = (0..rows.len()).filter(|&at| can_miss(&rows[at])).collect();
    // Full marks everywhere would be conspicuous.
    let least = usize::from(money.score == Decimal::TEN);
    let mut count = [0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 4][rng.usize(..11)].max(least);
    let mut order = open;
    rng.shuffle(&mut order);
    for at in order {
        if count == 0 {
            return;
        }
        if miss(&mut rows[at], rng) {
            count -= 1;
        }
    }
}

fn can_miss(row: &Row) -> bool {
    match row.direction {
        Some(Direction::AtLeast) => true,
        None => row.actual == Value::Reached && row.level2 != Level2::Time,
        _ => false,
    }
}

/// Lets one indicator fall short and scores it by the rule; tells whether it could.
fn miss(row: &mut Row, rng: &mut Rng) -> bool {
    match row.numbers() {
        None => {
            row.actual = Value::Partly;
            let part = Decimal::new(i64::from(rng.u32(62..=78)), 2);
            row.score = Some(number::round(row.weight * part, 1));
            true
        }
        Some(_) => miss_by(row, rng.u32(800..=975)),
    }
}

/// Lets a counted indicator reach so many thousandths of its target, scored by the rule; tells whether it could.
pub fn miss_by(row: &mut Row, parts: u32) -> bool {
    let Some((target, _)) = row.numbers() else { return false };
    let places = if row.unit == "%" { 1 } else { target.normalize().scale() };
    let actual = permille(target, parts, 4).trunc_with_scale(places).normalize();
    // Of a target of three, two would be a third less: small counts are left alone.
    if row.direction != Some(Direction::AtLeast) || actual >= target || actual < target * Decimal::new(7, 1) {
        return false;
    }
    row.actual = Value::Number(actual);
    row.score = row.due();
    !row.is_full()
}

/// Whether an indicator holds the spending against the budget.
pub fn is_budget(row: &Row) -> bool {
    row.level2 == Level2::Cost && row.unit == "万元"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::filling::Level1;
    use crate::demo::{rng, submission};

    /// Everything a rule could hold against a form that is meant to be right.
    fn assert_right(filling: &Filling) {
        let lines = &filling.money.lines;
        assert_eq!(lines[0].amounts, sums(&lines[1..]));
        let [_, adjusted, executed] = lines[0].amounts;
        let rate = number::round(executed / adjusted * Decimal::ONE_HUNDRED, 2);
        assert_eq!(filling.money.rate, Value::Number(rate));
        assert_eq!(filling.money.score, number::round_points(executed / adjusted * Decimal::TEN).min(Decimal::TEN));
        assert_eq!(filling.weight(), Decimal::ONE_HUNDRED);
        assert!((4..=40).contains(&filling.rows.len()));
        for level in [Level1::Output, Level1::Benefit, Level1::Satisfaction] {
            let of = filling.rows.iter().filter(|row| row.level2.above() == level);
            assert_eq!(of.map(|row| row.weight).sum::<Decimal>(), Decimal::from(level.name().1));
        }
        for row in &filling.rows {
            assert!(row.weight <= Decimal::from(30) && !row.name.is_empty());
            assert_eq!(row.reason.is_empty(), row.is_full(), "{row:?}");
            if row.actual == Value::Partly {
                let part = row.score.expect("a score") / row.weight;
                assert!(part >= Decimal::new(6, 1) && part < Decimal::new(8, 1), "{row:?}");
            } else {
                assert_eq!(row.score, row.due(), "{row:?}");
            }
            if let Some((target, actual)) = row.numbers() {
                assert!(row.direction.is_some() && actual < target * Decimal::new(13, 1), "{row:?}");
                assert!(row.unit != "%" || actual <= Decimal::ONE_HUNDRED, "{row:?}");
            }
        }
    }

    #[test]
    fn forms_without_planted_faults_are_right() {
        for seed in 0..5 {
            for (index, unit) in (0..).zip(people::county(200, seed)) {
                for work in submission::works(&unit, 2023, &mut rng(seed, &[2, index])) {
                    work.years.iter().for_each(assert_right);
                }
            }
        }
    }
}
