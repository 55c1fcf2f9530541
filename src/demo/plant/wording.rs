//! Faults of what is said beside the numbers: reasons, years, who signs.

use super::{Mark, Site};
use crate::demo::filling::Field;

/// R02: full marks, and a reason that says it is not finished.
pub fn contradiction(site: &mut Site) -> Option<Vec<Mark>> {
    let at = site.row(|row, _| {
        let full = row.is_full();
        if full {
            "部分点位尚未组织验收，计划次年一季度办理。".clone_into(&mut row.reason);
        }
        full
    })?;
    Mark::one("R02", Field::Reason(at), "得满分，原因却写尚未验收")
}

/// R03: a reason of two characters.
pub fn curt(site: &mut Site) -> Option<Vec<Mark>> {
    let at = site.missed()?;
    "延期".clone_into(&mut site.filling.rows[at].reason);
    Mark::one("R03", Field::Reason(at), "原因只写了“延期”")
}

/// C03: the text of last year was used again.
pub fn year(site: &mut Site) -> Option<Vec<Mark>> {
    let year = site.filling.year;
    let completion = &mut site.filling.completion;
    if completion.is_empty() {
        return None;
    }
    *completion = format!("截至{}年12月底，各项任务均已办结。", year - 1)
        + &completion.replace(&year.to_string(), &(year - 1).to_string());
    Mark::one("C03", Field::Completion, format!("完成情况写的是 {} 年", year - 1))
}

/// C04: two digits of the telephone number are missing.
pub fn phone(site: &mut Site) -> Option<Vec<Mark>> {
    site.filling.must_sign = true;
    let phone = &mut site.filling.signature[1];
    phone.truncate(phone.len().checked_sub(2)?);
    Mark::one("C04", Field::Phone, "联系电话少了两位")
}

/// C05: filled in before the year was over.
pub fn date(site: &mut Site) -> Option<Vec<Mark>> {
    let filling = &mut *site.filling;
    filling.must_sign = true;
    filling.signature[2] = format!("{}年12月{}日", filling.year, site.rng.u32(5..=25));
    Mark::one("C05", Field::Date, "填报日期早于年度结束")
}

/// C07: a unit that has another one above it is named as its own supervising department.
pub fn department(site: &mut Site) -> Option<Vec<Mark>> {
    let filling = &mut *site.filling;
    if filling.unit.is_empty() {
        return None;
    }
    filling.department.clone_from(&filling.unit);
    Mark::one("C07", Field::Unit, "主管部门与实施单位填的是同一个单位")
}
