//! Faults of scores and reasons.

use rust_decimal::Decimal;

use super::{Mark, Site};
use crate::demo::filling::{Field, Level1, Total, Value};
use crate::demo::texts;
use crate::model::number::{plain, round};

/// S01: the score was forgotten.
pub fn blank(site: &mut Site) -> Option<Vec<Mark>> {
    // Where a score is missing, nobody can tell whether a total that is off is wrong.
    if matches!(site.filling.total, Total::Off(_)) {
        return None;
    }
    let at = site.row(|row, _| {
        let full = row.is_full();
        if full {
            row.score = None;
        }
        full
    })?;
    Mark::one("S01", Field::Score(at), "得分未填")
}

/// S02: more points than the weight.
pub fn above(site: &mut Site) -> Option<Vec<Mark>> {
    let at = site.row(|row, rng| {
        let full = row.is_full();
        if full {
            row.score = Some(row.weight + Decimal::new(i64::from(rng.u32(1..=4) * 5), 1));
        }
        full
    })?;
    Mark::one("S02", Field::Score(at), "得分大于分值")
}

/// S03: a negative score, with a reason.
pub fn negative(site: &mut Site) -> Option<Vec<Mark>> {
    let at = site.missed()?;
    site.filling.rows[at].score = Some(Decimal::NEGATIVE_ONE);
    Mark::one("S03", Field::Score(at), "得分为负数")
}

/// S04: more than the formula gives.
pub fn generous(site: &mut Site) -> Option<Vec<Mark>> {
    let at = site.missed()?;
    let row = &mut site.filling.rows[at];
    let right = row.due()?;
    let wrong = round(right + (row.weight - right) * Decimal::new(6, 1), 1);
    row.score = Some(wrong);
    Mark::one("S04", Field::Score(at), format!("按公式应得 {}", plain(right)))
}

/// S05: less than the formula gives, and no reason; so the reason is missing as well.
pub fn modest(site: &mut Site) -> Option<Vec<Mark>> {
    let at = site.row(|row, _| {
        let full = row.is_full() && row.numbers().is_some() && row.weight > Decimal::ONE;
        if full {
            row.score = Some(row.weight - Decimal::ONE);
        }
        full
    })?;
    Some(vec![
        Mark::new("S05", Field::Score(at), "已达到指标值，少计 1 分且未说明"),
        Mark::new("R01", Field::Reason(at), "得分低于分值，未填原因"),
    ])
}

/// S06: full marks for a target that was missed.
pub fn unearned(site: &mut Site) -> Option<Vec<Mark>> {
    let at = site.missed()?;
    let row = &mut site.filling.rows[at];
    let right = row.due()?;
    row.score = Some(row.weight);
    Mark::one("S06", Field::Score(at), format!("未达到指标值而计满分，按公式应得 {}", plain(right)))
}

/// S07: the printed total is not the sum.
pub fn total(site: &mut Site) -> Option<Vec<Mark>> {
    if site.filling.rows.iter().any(|row| row.score.is_none()) {
        return None;
    }
    let by = Decimal::new(i64::from(site.rng.u32(1..=6) * 5), 1);
    site.filling.total = Total::Off(if site.rng.bool() { by } else { -by });
    Mark::one("S07", Field::TotalScore, "总分不等于各项得分之和")
}

/// S08: partly reached, but scored as if reached.
pub fn tier(site: &mut Site) -> Option<Vec<Mark>> {
    let (kind, year) = (site.kind, site.filling.year);
    let at = site.row(|row, rng| {
        let fits = row.level2.above() == Level1::Benefit && row.is_full();
        if fits {
            if row.direction.is_some() {
                row.put_in_words("办事公开情况", "常办事项张贴办理流程和时限");
            }
            row.actual = Value::Partly;
            row.score = Some(round(row.weight * Decimal::new(9, 1), 1));
            row.reason = texts::reason(kind, row, year, rng);
        }
        fits
    })?;
    Mark::one("S08", Field::Score(at), "部分达成，得分却在 80% 以上")
}

/// S10: the first source of the money is scored as well.
pub fn part(site: &mut Site) -> Option<Vec<Mark>> {
    let money = &mut site.filling.money;
    money.part_score = Some(money.score);
    Mark::one("S10", Field::PartScore, "资金分项也填了得分")
}

/// S13: the score as the calculator shows it.
pub fn digits(site: &mut Site) -> Option<Vec<Mark>> {
    let at = site.missed()?;
    let row = &mut site.filling.rows[at];
    let (target, actual) = row.numbers()?;
    let score = round(row.weight * actual / target, 4).normalize();
    if score.scale() <= 2 {
        return None;
    }
    row.score = Some(score);
    Mark::one("S13", Field::Score(at), "得分有四位小数")
}

/// R01: below full marks, and no reason.
pub fn unexplained(site: &mut Site) -> Option<Vec<Mark>> {
    let at = site.missed()?;
    site.filling.rows[at].reason.clear();
    Mark::one("R01", Field::Reason(at), "得分低于分值，未填原因")
}
