//! The files of one unit: what it fills in, how the files look and what they are called.

use fastrand::Rng;
use rust_xlsxwriter::{Workbook, XlsxError};

use super::canvas::Drawn;
use super::figures;
use super::filling::{Filling, Form};
use super::people::{self, Department};
use super::plan::{self, Plan};
use super::style::Style;
use super::{national, sichuan, texts};
use crate::output::sheet::workbook;

/// One project and its forms of two years, the second of them this year's.
pub struct Work {
    /// The project.
    pub plan: Plan,
    /// Last year and this year.
    pub years: [Filling; 2],
}

/// Everything a unit has to report.
pub fn works(unit: &Department, year: u16, rng: &mut Rng) -> Vec<Work> {
    let kinds = unit.kinds.iter().enumerate();
    kinds
        .map(|(number, kind)| {
            let plan = plan::plan(unit, kind, number, rng);
            let years = figures::fill(&plan, unit, year, rng);
            Work { plan, years }
        })
        .collect()
}

/// Writes on the cover who it is, as this clerk does it: full name or alias, with or without codes.
pub fn address(filling: &mut Filling, unit: &Department, style: &Style) {
    let name = unit.aliases.first().filter(|_| style.alias).unwrap_or(&unit.name);
    filling.unit = if style.coded { format!("{}-{name}", unit.code) } else { name.clone() };
    if style.coded {
        filling.department = format!("{}-{}", unit.superior_code, unit.superior);
    }
}

/// Draws a form.
pub fn draw(filling: &Filling, style: &Style) -> Result<Drawn, XlsxError> {
    match filling.form {
        Form::National => national::draw(filling, style),
        Form::Sichuan => sichuan::draw(filling, style),
    }
}

/// A draft of a form: one more target was still missed then.
pub fn draft(plan: &Plan, filling: &Filling, rng: &mut Rng) -> Filling {
    let mut draft = filling.clone();
    for row in draft.rows.iter_mut().filter(|row| row.is_full()) {
        if figures::miss_by(row, 940) {
            row.reason = texts::reason(plan.kind, row, filling.year, rng);
            break;
        }
    }
    draft.completion.push_str("其余任务正在收尾。");
    draft
}

/// A list of contacts: a workbook, but no form.
pub fn contacts(unit: &Department, rng: &mut Rng) -> Result<Workbook, XlsxError> {
    let mut workbook = workbook()?;
    let sheet = workbook.add_worksheet();
    sheet.set_name("联系人")?.write_string(0, 0, "预算绩效工作联系人表")?;
    for (column, head) in (0..).zip(["单位", "姓名", "职务", "办公电话"]) {
        sheet.write_string(1, column, head)?;
    }
    for (row, post) in (2..).zip(["分管负责人", "财务负责人", "经办人"]) {
        sheet.write_string(row, 0, &unit.name)?.write_string(row, 1, people::person(rng))?;
        sheet.write_string(row, 2, post)?.write_string(row, 3, &unit.phone)?;
    }
    Ok(workbook)
}

/// How a unit names its files and folders.
#[derive(Debug, Clone, Copy)]
pub struct Naming(u32);

impl Naming {
    /// A folder with the code of the unit, so that the sender is known even where the cover is blank.
    pub const CODED: Self = Self(0);

    /// One of the ways that are met.
    pub fn pick(rng: &mut Rng) -> Self {
        Self(rng.u32(..4))
    }

    /// The path of a form, without its ending; it stays unique in the county.
    pub fn form(self, unit: &Department, plan: &Plan, year: u16) -> String {
        let (code, name, project) = (&unit.code, &unit.name, &plan.name);
        match self.0 {
            0 => format!("{code}_{name}/{project}"),
            1 => format!("{code}-{name}-绩效自评表（{project}）"),
            2 => format!("{name}（{code}）/附件1 项目支出绩效自评表-{project}"),
            _ => format!("{name}/{year}年度{project}自评表"),
        }
    }

    /// The path of something else, beside the forms.
    pub fn beside(self, unit: &Department, title: &str) -> String {
        let (code, name) = (&unit.code, &unit.name);
        match self.0 {
            0 => format!("{code}_{name}/{title}"),
            1 => format!("{code}-{name}-{title}"),
            2 => format!("{name}（{code}）/{title}"),
            _ => format!("{name}/{title}"),
        }
    }
}
