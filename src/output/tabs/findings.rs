//! 问题清单: every finding, the gravest first.

use std::collections::BTreeMap;

use rust_xlsxwriter::XlsxError;

use super::dimension::{self, DIMENSIONS};
use super::pages;
use crate::model::{Code, ExplanationState, Finding, Impact, Place, ReadFile, Severity, SourceId, Standing, Treatment};
use crate::output::material::{Item, Material};
use crate::output::sheet::{Column, Sheet};
use crate::output::style::Tone;
use crate::output::value::{Value, inside};
use crate::text::{Lang, Text};

/// The name of the tab.
pub const NAME: Text = Text::new("问题清单", "Findings");

/// Its columns.
pub const COLUMNS: [Column; 20] = [
    Column::new("序号", "No.", 6.0),
    Column::new("级别", "Severity", 12.0),
    Column::new("维度", "Dimension", 10.0),
    Column::new("代码", "Code", 7.0),
    Column::new("发现", "Check", 18.0),
    Column::new("单位代码", "Unit code", 11.0),
    Column::new("单位", "Unit", 18.0),
    Column::new("项目", "Project", 20.0),
    Column::new("状态", "State", 14.0),
    Column::new("文件", "File", 24.0),
    Column::new("工作表", "Sheet", 12.0),
    Column::new("单元格", "Cell", 8.0),
    Column::new("判定与事实", "What was found", 46.0),
    Column::new("建议", "Advice", 38.0),
    Column::new("依据", "Authority", 10.0),
    Column::new("疑点", "Suspects", 10.0),
    Column::new("影响（分）", "Effect (points)", 9.0),
    Column::new("影响（万元）", "Effect (10k yuan)", 13.0),
    Column::new("处理", "Treatment", 13.0),
    Column::new("说明", "Explanation", 34.0),
];
/// Up to the authority; the rest is for the screen.
const PRINTED: usize = 15;
const HEADER_ROW: u32 = 2;
/// Columns that only a county can fill.
const COUNTY_ONLY: [usize; 4] = [8, 14, 18, 19];
const NOTE: Text = Text::new(
    "共 {n} 个：必须修改 {e}，需核实 {w}，提示 {i}，已说明 {x}。点“单元格”打开原表的这一格，点“疑点”打开最可能写错的一格，点“依据”看这项检查的说明。影响：自评得分多计（负数为少计）的分数，或对全县合计的影响。已被新文件取代的报送也列出，状态栏标明。",
    "{n} in all: {e} to be corrected, {w} to be verified, {i} notes, {x} explained. A click on the cell opens the form there, one on the suspects the first cell that may be wrong, one on the authority the page of the check. Effect: points claimed too many (below zero: too few), or by how much the totals are off. Superseded files are listed too, as the state says.",
);
const EMPTY: Text = Text::new("没有发现问题。", "Nothing was found.");

/// A finding with what it belongs to.
pub struct Line<'a> {
    /// The finding.
    pub finding: &'a Finding,
    /// The code of its unit; empty if there is none.
    pub code: &'a str,
    /// The name of its unit.
    pub unit: &'a str,
    /// Its project.
    pub project: &'a str,
    /// How its submission stands.
    pub standing: Option<Standing>,
    /// Its file.
    pub file: Option<&'a ReadFile>,
}

/// Writes the tab.
pub(in crate::output) fn write(material: &Material, sheet: &mut Sheet) -> Result<(), XlsxError> {
    let lang = sheet.lang();
    let lines = lines(material);
    let explained = lines.iter().filter(|line| line.finding.is_explained()).count().to_string();
    let counts = |finding: &Finding, letter| finding.severity.letter() == letter && !finding.is_explained();
    let count = |letter| lines.iter().filter(|line| counts(line.finding, letter)).count().to_string();
    let (errors, warnings, notes) = (count("E"), count("W"), count("I"));
    let all = lines.len().to_string();
    let note = NOTE.fill(lang, &[("n", &all), ("e", &errors), ("w", &warnings), ("i", &notes), ("x", &explained)]);
    let columns = material.row(COLUMNS, &COUNTY_ONLY);
    sheet.widths(columns.iter().map(|c| c.width))?;
    sheet.title(NAME.get(lang), &note)?;
    sheet.table_header(&columns, 0, lines.len())?;
    let checks = Checks::of(material);
    for (at, line) in lines.iter().enumerate() {
        sheet.row(&material.row(values(at + 1, line, &checks, material), &COUNTY_ONLY))?;
    }
    sheet.table_end(HEADER_ROW, columns.len(), EMPTY)?;
    sheet.print_columns(columns.len().min(PRINTED))
}

/// Every row of the tab.
pub fn every_row<'a>(material: &'a Material<'a>, see: &mut dyn FnMut(&[Value<'a>])) {
    let checks = Checks::of(material);
    for (at, line) in lines(material).iter().enumerate() {
        see(&values(at + 1, line, &checks, material));
    }
}

/// What is known of the checks.
struct Checks<'a> {
    /// Their names.
    titles: BTreeMap<Code, &'a str>,
    /// The rows of their pages in the workbook, zero-based.
    pages: BTreeMap<Code, u32>,
}

impl<'a> Checks<'a> {
    fn of(material: &'a Material) -> Self {
        let pages = material.pages.iter().map(|page| (page.code, page.title.get(material.lang)));
        let stated = material.forms.iter().flat_map(|form| &form.rules);
        Self {
            titles: pages.chain(stated.map(|spec| (Code::named(&spec.id), spec.name(material.lang)))).collect(),
            pages: pages::rows(material),
        }
    }

    /// The page of a check in the workbook.
    fn authority(&self, code: Code, lang: Lang) -> Value<'a> {
        let address = self.pages.get(&code).map(|row| inside(pages::NAME.get(lang), *row));
        Value::link(address, Text::new("{code} 说明", "page {code}").fill(lang, &[("code", code.0)]))
    }
}

/// Every finding, the gravest first; within a severity by submission in the order of the roster, each followed by the findings of its unit as a whole;
/// then those of files in which no form was found, and of the county.
pub fn lines<'a>(material: &'a Material) -> Vec<Line<'a>> {
    let mut owners: BTreeMap<SourceId, &Item> = BTreeMap::new();
    for item in &material.items {
        owners.entry(item.file.source.id).or_insert(item);
    }
    let of_item = |finding, item: &'a Item| Line {
        finding,
        code: &item.code,
        unit: &item.unit,
        project: &item.project,
        standing: item.entry.map(|entry| entry.standing),
        file: Some(item.file),
    };
    let plain = |finding, file| Line { finding, code: "", unit: "", project: "", standing: None, file };

    let mut of_unit: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    let mut others: Vec<Line> = Vec::new();
    let of_county = material.county.iter().flat_map(|county| {
        // Anomalies of a submission stand with it.
        let loose = county.anomalies.iter().filter(|anomaly| anomaly.entry.is_none());
        county.findings.iter().chain(loose.map(|anomaly| &anomaly.finding))
    });
    for finding in of_county {
        match &finding.place {
            Place::Unit(code) => of_unit.entry(code).or_default().push(finding),
            place => others.push(match place.source().and_then(|id| owners.get(&id)) {
                Some(item) => of_item(finding, item),
                None => plain(finding, material.file_of(place)),
            }),
        }
    }
    let mut lines = Vec::new();
    for item in &material.items {
        lines.extend(item.findings().map(|finding| of_item(finding, item)));
    }
    for file in material.files {
        let owner = owners.get(&file.source.id);
        lines.extend(file.findings.iter().map(|finding| match owner {
            Some(item) => of_item(finding, item),
            None => plain(finding, Some(file)),
        }));
    }
    for (code, findings) in of_unit {
        let unit = material.county.and_then(|county| county.roster.unit(code)).map_or("", |unit| &*unit.name);
        lines.extend(findings.into_iter().map(|finding| Line {
            finding,
            code,
            unit,
            // What nobody sent has no file to take the project from; the finding names the one that is due.
            project: finding.message.value("project"),
            standing: None,
            file: None,
        }));
    }
    lines.append(&mut others);
    lines.sort_by_key(|line| (material.order_of(line.code), line.finding.severity)); // stable: the order of the roster inside each severity
    lines
}

fn values<'a>(number: usize, line: &Line<'a>, checks: &Checks<'a>, material: &'a Material) -> Vec<Value<'a>> {
    let lang: Lang = material.lang;
    let finding = line.finding;
    let (file, cell) = match line.file {
        Some(file) => (Value::wrap(&*file.source.name), material.place_link(file, &finding.place)),
        None => (Value::text(""), Value::text("")),
    };
    vec![
        Value::centred(number),
        Value::severity(finding.severity, lang),
        Value::word(DIMENSIONS[dimension::of(finding.code)].1, lang),
        Value::middle(finding.code.0),
        Value::wrap(checks.titles.get(&finding.code).copied().unwrap_or_default()),
        Value::middle(line.code),
        Value::wrap(line.unit),
        Value::wrap(line.project),
        line.standing.map_or(Value::middle(""), |standing| {
            Value::word(standing.name(), lang).tone_if(standing != Standing::Counts, Tone::Quiet)
        }),
        file,
        Value::wrap(finding.place.sheet().unwrap_or_default()),
        cell,
        Value::message(finding, lang),
        Value::wrap(finding.remedy(lang)),
        checks.authority(finding.code, lang),
        line.file.map_or(Value::text(""), |file| suspects(finding, file, material)),
        Value::score(finding.impact.and_then(Impact::points)),
        Value::money(finding.impact.and_then(Impact::money)),
        treatment(line, lang),
        Value::wrap(explanation(finding, lang)),
    ]
}

/// The cells that may be wrong, with a link to the first of them.
fn suspects(finding: &Finding, file: &ReadFile, material: &Material) -> Value<'static> {
    let cells: Vec<&Place> = finding.suspects.iter().flat_map(|suspect| &suspect.cells).collect();
    let shown: Vec<String> = cells.iter().filter_map(|place| place.cell()).map(|cell| cell.to_string()).collect();
    Value::link(material.links.address(&file.source, cells.first().copied()), shown.join("、"))
}

/// What became of a finding that an explanation may close.
pub fn treatment(line: &Line, lang: Lang) -> Value<'static> {
    let finding = line.finding;
    let state = match finding.treatment.as_deref() {
        Some(Treatment::Explained { .. }) => ExplanationState::Explained,
        Some(Treatment::CameBack(why)) => *why,
        Some(Treatment::NotAllowed) => ExplanationState::NotAllowed,
        // What a newer file replaced waits for nothing.
        None if finding.severity == Severity::W && line.standing.is_none_or(Standing::is_in_force) => {
            ExplanationState::Open
        }
        None => return Value::middle(""),
    };
    Value::word(state.name(), lang).tone(match state {
        ExplanationState::Explained => Tone::Good,
        ExplanationState::Open => Tone::Quiet,
        _ => Tone::Bad,
    })
}

/// The reason with who gave it and until when it holds.
fn explanation(finding: &Finding, lang: Lang) -> String {
    let Some(Treatment::Explained { reason, who, until }) = finding.treatment.as_deref() else { return String::new() };
    let until = until.map(|day| day.to_string()).unwrap_or_default();
    let text = if until.is_empty() {
        Text::new("{reason}（{who}）", "{reason} ({who})")
    } else {
        Text::new("{reason}（{who}，有效期至 {until}）", "{reason} ({who}, until {until})")
    };
    text.fill(lang, &[("reason", reason), ("who", who), ("until", &until)])
}
