//! A small county to test with: units, submissions and files made by hand.

use std::path::PathBuf;
use std::sync::Arc;

use huizong::anomaly::{Year, judge, tell};
use huizong::attribute::{Attribution, attribute};
use huizong::model::{
    Actual, ActualKind, Anomaly, Body, Case, CellRef, Due, Entry, Field, FieldValue, Indicator, IndicatorTable,
    MoneyBlock, MoneyRow, MoneyUnit, Origin, Place, Quantity, Raw, ReadFile, Received, Roster, Scorecard, Source,
    SourceId, State, Submission, Target, TargetKind, Unit,
};
use huizong::schema::{Form, Library, Project};
use huizong::validate::{self, CameIn, Context, Judged};
use jiff::civil::{Date, DateTime};
use rust_decimal::Decimal;

pub const FORM: &str = "national-project";
const SHEET: &str = "自评表";

pub fn dec(text: &str) -> Decimal {
    text.parse().expect("a decimal")
}

pub fn forms() -> Vec<Arc<Form>> {
    Library::delivered().expect("sound schemas").forms
}

pub fn project(totals: &str) -> Project {
    let text = format!(
        "[county]\nname = \"示范县\"\nyear = 2023\ndeadline = \"2024-03-31\"\n\
         [input]\nsubmissions = \"in\"\nroster = \"roster.xlsx\"\n{totals}"
    );
    toml::from_str(&text).expect("a project")
}

pub fn unit(code: &str, name: &str, aliases: &[&str]) -> Body {
    Body {
        code: code.into(),
        name: name.into(),
        aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
        parent: String::new(),
        category: String::new(),
        section: "教科文股".to_owned(),
        phone: String::new(),
    }
}

pub fn due(unit: &str, form: &str, project: &str) -> Due {
    Due { unit: unit.into(), form: form.to_owned(), project: project.to_owned() }
}

/// Three units, each with one submission due.
pub fn roster() -> Roster {
    Roster {
        units: vec![
            unit("101001", "示范县教育局", &["县教育局"]),
            unit("102001", "示范县水利局", &["县水利局"]),
            unit("219001", "清河镇人民政府", &["清河镇"]),
        ],
        due: vec![due("101001", "", ""), due("102001", "", ""), due("219001", "", "")],
    }
}

pub fn at(cell: &str) -> Place {
    Place::Cell(SourceId(0), SHEET.into(), cell.parse().expect("a cell"))
}

fn entry<T>(cell: &str, raw: &str, value: Option<T>) -> Entry<T> {
    let state = if raw.is_empty() { State::Blank } else { value.map_or(State::Unreadable, State::Value) };
    Entry { place: at(cell), origin: Origin::Cell, raw: Raw::text(raw), state }
}

/// "95%", "43.20", "5个".
pub fn quantity(text: &str) -> Option<Quantity> {
    let split = text.find(|c: char| !c.is_ascii_digit() && c != '.' && c != '-').unwrap_or(text.len());
    let (number, unit) = text.split_at(split);
    let amount: Decimal = number.parse().ok()?;
    let unit = match unit {
        "" => None,
        "%" => Some(Unit::Percent),
        "万元" => Some(Unit::Money(MoneyUnit::TenThousand)),
        other => Some(Unit::Other(other.into())),
    };
    Some(Quantity { amount, unit, decimals: amount.scale(), approximate: false })
}

/// A row of money: initial, adjusted and executed in D, E and F.
pub fn money_row(id: &str, parent: Option<&str>, row: u32, amounts: [&str; 3]) -> MoneyRow {
    let amount = |col: char, text: &str| entry(&format!("{col}{row}"), text, quantity(text));
    let [initial, adjusted, executed] = amounts;
    let absent = || Entry::absent(at(&format!("A{row}")));
    MoneyRow {
        id: id.into(),
        known: true,
        parent: parent.map(Arc::from),
        row: row - 1,
        label: entry(&format!("B{row}"), id, Some(id.to_owned())),
        initial: amount('D', initial),
        adjusted: amount('E', adjusted),
        received: absent(),
        executed: amount('F', executed),
        rate: absent(),
        weight: absent(),
        score: absent(),
        reason: Entry::absent(at(&format!("A{row}"))),
    }
}

/// An indicator with its target in F and its actual value in G.
pub fn indicator(row: u32, name: &str, target: &str, actual: &str) -> Indicator {
    let absent = || at(&format!("A{row}"));
    let to = quantity(target).map(|q| Target { sign: None, kind: TargetKind::Amount(q) });
    let done = quantity(actual).map(|q| Actual { sign: None, kind: ActualKind::Amount(q) });
    Indicator {
        row: row - 1,
        level1: Entry::absent(absent()),
        level2: Entry::absent(absent()),
        level3: entry(&format!("D{row}"), name, Some(name.to_owned())),
        name: name.to_owned(),
        sign: Entry::absent(absent()),
        unit: Entry::absent(absent()),
        target: entry(&format!("F{row}"), target, to),
        actual: entry(&format!("G{row}"), actual, done),
        weight: Entry::absent(absent()),
        score: Entry::absent(absent()),
        basis: Entry::absent(absent()),
        completion: Entry::absent(absent()),
        converted: Entry::absent(absent()),
        audited: Entry::absent(absent()),
        reason: Entry::absent(absent()),
        prescribed: None,
        is_execution: false,
        level1_weight: None,
        level2_weight: None,
        facts: Vec::new(),
    }
}

/// A submission under way.
pub struct Sent {
    submission: Submission,
}

impl Sent {
    /// A cover: code and name of the unit, and the project. Empty means blank.
    pub fn by(code: &str, name: &str, project: &str) -> Self {
        let field = |id: &str, cell: &str, raw: String, value| Field {
            id: id.into(),
            label: id.to_owned(),
            label_place: at("A4"),
            found: true,
            entry: entry(cell, &raw, Some(value)),
        };
        let code_name = FieldValue::CodeName {
            code: Some(code).filter(|c| !c.is_empty()).map(str::to_owned),
            name: name.to_owned(),
        };
        let submission = Submission {
            source: SourceId(0),
            form: FORM.into(),
            sheet: SHEET.into(),
            stamp: None,
            titles: Vec::new(),
            fields: vec![
                field("year", "A2", "2023年度".to_owned(), FieldValue::Year(2023)),
                field(
                    "project",
                    "C4",
                    project.to_owned(),
                    FieldValue::CodeName { code: None, name: project.to_owned() },
                ),
                field("unit", "F4", format!("{code}{name}"), code_name),
            ],
            money: Vec::new(),
            indicators: Vec::new(),
            facts: Vec::new(),
            sections: Vec::new(),
            figures: Vec::new(),
            furniture: std::collections::BTreeSet::new(),
            drift: Vec::new(),
        };
        Self { submission }
    }

    /// Another year on the cover; nothing means blank.
    pub fn of_year(mut self, year: Option<i16>) -> Self {
        let raw = year.map(|year| format!("{year}年度")).unwrap_or_default();
        self.submission.fields[0].entry = entry("A2", &raw, year.map(FieldValue::Year));
        self
    }

    /// The year in the hidden stamp.
    pub fn stamped(mut self, year: i16) -> Self {
        let text = |text: &str| Arc::<str>::from(text);
        let (unit, project) = (text(""), text(""));
        let (form, version, sheet) = (text(FORM), text(""), text(SHEET));
        self.submission.stamp = Some(huizong::model::Stamp { form, version, unit, project, year, sheet });
        self
    }

    /// The date that the form states; empty means blank.
    pub fn dated(mut self, day: &str) -> Self {
        let label_place = at("A21");
        let entry = entry("G21", day, day.parse().ok().map(FieldValue::Date));
        self.submission.fields.push(Field {
            id: "fill_date".into(),
            label: "填报日期".to_owned(),
            label_place,
            found: true,
            entry,
        });
        self
    }

    pub fn money(mut self, unit: Option<MoneyUnit>, rows: Vec<MoneyRow>) -> Self {
        self.submission.money.push(MoneyBlock { id: "money".into(), unit, label_weight: None, rows });
        self
    }

    pub fn total(self, amounts: [&str; 3]) -> Self {
        self.money(Some(MoneyUnit::TenThousand), vec![money_row("total", None, 7, amounts)])
    }

    pub fn indicators(mut self, rows: Vec<Indicator>) -> Self {
        let header = at("A14");
        self.submission.indicators.push(IndicatorTable {
            id: "indicators".into(),
            label_weight: None,
            header,
            rows,
            is_converted: false,
            unfilled: Vec::new(),
            subtotals: Vec::new(),
            shared_reason: None,
            total: None,
        });
        self
    }

    pub fn case(self) -> Case {
        Case {
            submission: self.submission,
            scorecard: Scorecard::default(),
            findings: Vec::new(),
            outcomes: Vec::new(),
        }
    }
}

/// A file with its time of receipt, "2024-03-20T09:15" or nothing.
pub fn file(name: &str, received: &str, cases: Vec<Case>) -> ReadFile {
    let at: Option<DateTime> = received.parse().ok();
    ReadFile {
        source: Source {
            id: SourceId(0),
            path: PathBuf::from(name),
            name: name.into(),
            length: 1,
            sha256: format!("sha of {name}"),
            received: at.map(|at| Received { at, from_receipts: true }),
        },
        cases,
        findings: Vec::new(),
        unread: Vec::new(),
        readable: true,
    }
}

pub fn attributed(files: &[ReadFile]) -> Attribution {
    attribute(files, &roster(), &forms(), &project(""))
}

/// What the county pass says of submissions as they were attributed, on the day after the deadline.
pub fn judged(came_in: &CameIn<'_>, roster: &Roster, year: i16, deadline: Date) -> Judged {
    let context = Context {
        roster,
        forms: &forms(),
        name: "示范县",
        year,
        deadline,
        today: deadline.tomorrow().expect("a day"),
        ledger: None,
        last_year: Year { entries: &[], files: &[] },
    };
    validate::county(came_in, &context)
}

/// What the detectors say about one submission, with last year's beside it.
pub fn anomalies(this: Sent, last: Option<Sent>) -> Vec<Anomaly> {
    let files = |sent: Option<Sent>| sent.map(|sent| vec![file("a.xlsx", "", vec![sent.case()])]).unwrap_or_default();
    let (this, last) = (files(Some(this)), files(last));
    let (now, then) = (attributed(&this), attributed(&last));
    let year = |entries, files| Year { entries, files };
    let (forms, roster) = (forms(), Roster::default());
    let numbers = judge(year(&now.entries, &this), year(&then.entries, &last), &forms, &roster);
    tell(&numbers, |_| &[], None).anomalies
}

/// The cell of a place.
pub fn cell(place: &Place) -> String {
    place.cell().map(|cell: CellRef| cell.to_string()).unwrap_or_default()
}
