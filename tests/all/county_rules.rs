//! What only the county shows: every finding stands at the file, unit or cell it speaks of.

use std::sync::Arc;

use huizong::model::{
    Body, Case, CellRef, CountyEntry, Difference, Entry, Field, FieldValue, Finding, MatchedBy, NewestBy, Origin,
    Owner, Place, Raw, ReadFile, Received, Repeat, ReportingRow, Roster, Scorecard, Source, SourceId, Standing, State,
    Status, Submission, Written,
};
use huizong::text::{Lang, Text};
use huizong::validate;
use jiff::civil::{Date, date};

const DEADLINE: Date = date(2025, 3, 31);

fn file(id: u32, unit: &str, received: Date, from_receipts: bool) -> ReadFile {
    let place = Place::Cell(SourceId(id), "自评表".into(), CellRef::new(3, 7));
    let entry = Entry {
        place: place.clone(),
        origin: Origin::Cell,
        raw: Raw::text(unit),
        state: State::Value(FieldValue::CodeName { code: None, name: unit.to_owned() }),
    };
    let field = Field { id: "unit".into(), label: "实施单位".to_owned(), label_place: place, found: true, entry };
    let submission = Submission {
        source: SourceId(id),
        form: "national-project".into(),
        sheet: "自评表".into(),
        stamp: None,
        titles: Vec::new(),
        fields: vec![field],
        money: Vec::new(),
        indicators: Vec::new(),
        facts: Vec::new(),
        sections: Vec::new(),
        figures: Vec::new(),
        furniture: std::collections::BTreeSet::new(),
        drift: Vec::new(),
    };
    let case = Case { submission, scorecard: Scorecard::default(), findings: Vec::new(), outcomes: Vec::new() };
    let name = format!("{unit}/{id}.xlsx");
    ReadFile {
        source: Source {
            id: SourceId(id),
            path: (&name).into(),
            name: name.into(),
            length: 0,
            sha256: String::new(),
            received: Some(Received { at: received.at(9, 0, 0, 0), from_receipts }),
        },
        cases: vec![case],
        findings: Vec::new(),
        unread: Vec::new(),
        readable: true,
    }
}

fn entry(file: usize, code: Option<&str>, unit: &str, standing: Standing, late: bool) -> CountyEntry {
    CountyEntry {
        file,
        case: 0,
        owner: code.map(|code| Owner { code: code.into(), by: MatchedBy::Name }),
        unit_name: unit.to_owned(),
        cover: String::new(),
        project: "农村公路日常养护".to_owned(),
        standing,
        late: Some(late),
        in_totals: standing == Standing::Counts,
        money: None,
        money_before: None,
        review: None,
        rank: None,
    }
}

fn row(name: &str, status: Status, files: &[usize]) -> ReportingRow {
    ReportingRow {
        code: "101".to_owned(),
        name: name.to_owned(),
        section: "农业农村股".to_owned(),
        phone: "0751-1234567".to_owned(),
        form: String::new(),
        project: "农村公路日常养护".to_owned(),
        status,
        files: files.to_vec(),
        remark: None,
    }
}

fn roster() -> Roster {
    let unit = Body {
        code: "101".into(),
        name: "示范县公路养护中心".into(),
        aliases: Vec::new(),
        parent: String::new(),
        category: String::new(),
        section: String::new(),
        phone: String::new(),
    };
    Roster { units: vec![unit], due: Vec::new() }
}

fn codes(findings: &[Finding]) -> Vec<(&'static str, Place)> {
    findings.iter().map(|finding| (finding.code.0, finding.place.clone())).collect()
}

fn county(
    entries: &[CountyEntry],
    reporting: &[ReportingRow],
    repeats: &[Repeat],
    files: &[ReadFile],
    roster: &Roster,
) -> Vec<Finding> {
    let came_in = validate::CameIn { entries, reporting, repeats, files };
    crate::county::judged(&came_in, roster, 2024, DEADLINE).every_finding().cloned().collect()
}

const OURS: &str = "示范县公路养护中心";

#[test]
fn an_older_file_is_told_and_points_to_the_one_that_counts() {
    let files = [file(0, OURS, date(2025, 3, 1), true), file(1, OURS, date(2025, 3, 9), true)];
    let entries = [
        entry(0, Some("101"), OURS, Standing::Superseded, false),
        entry(1, Some("101"), OURS, Standing::Counts, false),
    ];
    let rows = [row(OURS, Status::Twice, &[1, 0])];
    let at = |file| Place::Cell(SourceId(file), "自评表".into(), CellRef::new(11, 5));
    let written = |file, text: &str| Some(Written { place: at(file), text: text.to_owned() });
    let difference = Difference {
        subject: "农村公路养护里程".to_owned(),
        column: Text::new("实际完成值", "actual value"),
        replaced: written(0, "95"),
        kept: written(1, "98"),
    };
    let by = Some(NewestBy::Received);
    let repeat = Repeat { kept: 1, replaced: 0, by, differences: vec![difference] };
    let found = county(&entries, &rows, std::slice::from_ref(&repeat), &files, &roster());
    assert_eq!(codes(&found), [("F05", Place::File(SourceId(0)))]);
    assert_eq!(found[0].related, [Place::File(SourceId(1)), at(0), at(1)]);
    let message = found[0].message(Lang::Zh);
    for part in ["1.xlsx", "收到时间较晚", "有 1 处不同：F12“95”→“98”"] {
        assert!(message.contains(part), "{message}");
    }
    let same = Repeat { differences: Vec::new(), ..repeat };
    let found = county(&entries, &rows, &[same], &files, &roster());
    assert!(found[0].message(Lang::Zh).contains("填报内容相同"), "{}", found[0].message(Lang::Zh));
}

#[test]
fn what_is_missing_is_told_of_the_unit() {
    let found = county(&[], &[row(OURS, Status::Missing, &[])], &[], &[], &roster());
    assert_eq!(codes(&found), [("F06", Place::Unit("101".into()))]);
    assert!(found[0].advice.get(Lang::Zh).contains("0751-1234567"));
    let unreadable = county(&[], &[row(OURS, Status::Unreadable, &[])], &[], &[], &roster());
    assert!(unreadable.is_empty(), "a file that came in is not missing");
}

#[test]
fn a_late_file_is_told_once_and_a_replaced_one_not_at_all() {
    let late = date(2025, 4, 2);
    let mut files = vec![file(0, OURS, late, true), file(1, OURS, late, false)];
    let twin = files[0].cases[0].clone();
    files[0].cases.push(twin);
    let mut second = entry(0, Some("101"), OURS, Standing::Counts, true);
    (second.case, second.project) = (1, "桥梁加固".to_owned());
    let entries = [
        entry(0, Some("101"), OURS, Standing::Counts, true),
        second,
        entry(1, Some("101"), OURS, Standing::Superseded, true),
    ];
    let rows = [row(OURS, Status::Late, &[0, 1])];
    let found = county(&entries, &rows, &[], &files, &roster());
    let late: Vec<_> = codes(&found).into_iter().filter(|(code, _)| *code == "F07").collect();
    assert_eq!(late, [("F07", Place::File(SourceId(0)))]);
}

#[test]
fn an_unknown_unit_is_told_at_the_cell_that_names_it_with_the_nearest_name() {
    let files = [file(0, "示范县公路养护站", date(2025, 3, 1), true)];
    let entries = [entry(0, None, "示范县公路养护站", Standing::Unknown, false)];
    let mut rows = [row("示范县公路养护站", Status::Unknown, &[0])];
    rows[0].remark = Some(Text::new("最接近的是 101", "the nearest is 101").into());
    let found = county(&entries, &rows, &[], &files, &roster());
    let sheet: Arc<str> = "自评表".into();
    assert_eq!(codes(&found), [("F12", Place::Cell(SourceId(0), sheet, CellRef::new(3, 7)))]);
    assert_eq!(found[0].message(Lang::Zh), "最接近的是 101");
    let without = county(&entries, &rows, &[], &files, &Roster::default());
    assert!(without.is_empty(), "without a roster nobody is outside of it");
}

#[test]
fn a_unit_that_names_itself_as_its_department_is_told_only_where_the_roster_knows_better() {
    let mut files = [file(0, OURS, date(2025, 3, 1), true)];
    let mut above = files[0].cases[0].submission.fields[0].clone();
    above.id = "department".into();
    above.entry.place = Place::Cell(SourceId(0), "自评表".into(), CellRef::new(3, 2));
    files[0].cases[0].submission.fields.push(above);
    let entries = [entry(0, Some("101"), OURS, Standing::Counts, false)];
    let told = |parent: &str| {
        let mut roster = roster();
        roster.units[0].parent = parent.to_owned();
        county(&entries, &[], &[], &files, &roster)
    };
    assert_eq!(told(""), [], "a unit with none above it is its own department");
    assert_eq!(told(OURS), []);
    let found = told("示范县交通运输局");
    assert_eq!(codes(&found), [("C07", Place::Cell(SourceId(0), "自评表".into(), CellRef::new(3, 7)))]);
    let message = found[0].message(Lang::Zh);
    assert_eq!(message, "实施单位与主管部门都是“示范县公路养护中心”，名录里它的上级单位是“示范县交通运输局”");
}
