//! A county of a few units, made by hand: on time, late, twice, missing, damaged, unknown, with odd values.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use huizong::model::{
    Actual, ActualKind, Anomaly, Body, Case, Code, CountedMoney, County, CountyEntry, Difference, Drift, DriftKind,
    Due, Edit, Entry, Evidence, Field, FieldValue, Figures, Finding, Indicator, IndicatorTable, Judgement, MatchedBy,
    Method, NewestBy, Origin, Owner, Page, Place, Quantity, RanksBy, Raw, ReadFile, Received, Repeat, ReportingRow,
    Roster, ScoreFormula, ScoreLine, Scorecard, Severity, Sign, Source, SourceId, Standing, State, Status, Submission,
    Target, TargetKind, Unit, Written,
};
use huizong::model::{CellRef, number};
use huizong::text::{Message, Text};
use rust_decimal::Decimal;

const FORM: &str = "national-project";
const SHEET: &str = "自评表";
const NAMES: [&str; 8] =
    ["教育局", "水利局", "农业农村局", "卫生健康局", "交通运输局", "文化和旅游局", "民政局", "青山镇"];

static PAGES: [Page; 2] =
    [page("M05", "执行数不大于预算数", Severity::E), page("R01", "偏差较大时应说明原因", Severity::W)];

const fn page(code: &'static str, title: &'static str, severity: Severity) -> Page {
    let none = Text::new("", "");
    let example: &'static [Edit] = &[];
    let title = Text::new(title, "a check");
    Page { code: Code(code), title, severity, what: none, why: none, wrong: none, correct: none, example, fires_at: "" }
}

pub fn dec(text: &str) -> Decimal {
    text.parse().expect("a decimal")
}

fn at(file: u32, row: u32, col: u16) -> Place {
    Place::Cell(SourceId(file), Arc::from(SHEET), CellRef::new(row, col))
}

fn written<T>(place: Place, text: &str, value: T) -> Entry<T> {
    Entry { place, origin: Origin::Cell, raw: Raw::text(text), state: State::Value(value) }
}

fn points(place: Place, amount: Decimal) -> Entry<Quantity> {
    Entry { place, origin: Origin::Cell, raw: Raw::number(amount), state: State::Value(Quantity::bare(amount)) }
}

fn field(file: u32, id: &str, text: &str) -> Field {
    let entry = written(at(file, 3, 2), text, FieldValue::Text(text.to_owned()));
    Field { id: Arc::from(id), label: id.to_owned(), label_place: at(file, 3, 1), found: true, entry }
}

/// One indicator and its line; every fourth is claimed too high, every fifth cannot be recomputed.
fn indicator(file: u32, number: u32) -> (Indicator, ScoreLine) {
    let row = 14 + number;
    let level = ["产出指标", "效益指标", "满意度指标"][number as usize % 3];
    let name = if number == 1 {
        "=完成率（公式样的文字）".to_owned()
    } else {
        format!("第{number}项工程完成率")
    };
    let percent =
        |text: &str| Quantity { amount: dec(text), unit: Some(Unit::Percent), decimals: 0, approximate: false };
    let weight = dec("7.5");
    let claimed = if number.is_multiple_of(4) { weight } else { dec("6.75") };
    let open = number % 5 == 4;
    let indicator = Indicator {
        row,
        level1: written(at(file, 14, 0), level, level.to_owned()),
        level2: written(at(file, 14, 1), "数量指标", "数量指标".to_owned()),
        level3: written(at(file, row, 2), &name, name.clone()),
        name: name.clone(),
        sign: Entry::absent(at(file, row, 3)),
        unit: Entry::absent(at(file, row, 3)),
        target: written(
            at(file, row, 3),
            "≥100%",
            Target { sign: Some(Sign::Ge), kind: TargetKind::Amount(percent("100")) },
        ),
        actual: if open {
            written(at(file, row, 4), "效果显著", Actual { sign: None, kind: ActualKind::Words })
        } else {
            written(at(file, row, 4), "90%", Actual { sign: None, kind: ActualKind::Amount(percent("90")) })
        },
        weight: points(at(file, row, 5), weight),
        score: points(at(file, row, 6), claimed),
        basis: Entry::absent(at(file, row, 3)),
        completion: Entry::absent(at(file, row, 4)),
        converted: Entry::absent(at(file, row, 6)),
        audited: Entry::absent(at(file, row, 6)),
        prescribed: None,
        is_execution: false,
        reason: written(
            at(file, row, 7),
            "受雨季影响工期顺延，已安排专人督办，计划次年一季度完成剩余工程并组织验收。",
            String::new(),
        ),
        level1_weight: None,
        level2_weight: None,
        facts: Vec::new(),
    };
    let working = if open {
        Message::new(Text::new(
            "实际完成值“{v}”不是数，也不是分档用语",
            "the actual value `{v}` is neither a number nor a tier",
        ))
        .with("v", "效果显著")
    } else {
        Message::new(Text::new("7.5 × 90% ÷ 100% = 6.75", "7.5 × 90% ÷ 100% = 6.75"))
    };
    let line = ScoreLine {
        name: Arc::from(name),
        method: if open { Method::None } else { Method::Positive },
        weight: Some(weight),
        self_score: Some(claimed),
        recomputed: (!open).then(|| dec("6.75")),
        band: None,
        reached: Some(false),
        ratio: Some(dec("0.9")),
        formula: (!open).then(|| ScoreFormula {
            text: "ROUND(IF(完成值>=指标值,分值,IF(指标值<=0,0,MAX(0,分值*完成值/指标值))),2)".into(),
            target: Some(Decimal::ONE_HUNDRED),
            upper: None,
            actual: Some(Decimal::from(90)),
            unit: Some(Unit::Percent),
        }),
        working,
        place: at(file, row, 6),
        counts: true,
        left_out: false,
    };
    (indicator, line)
}

fn scorecard(lines: Vec<ScoreLine>) -> Scorecard {
    let open_lines = lines.iter().filter(|line| line.recomputed.is_none()).count();
    let known = || lines.iter().filter(|line| line.recomputed.is_some());
    let subtotal: Decimal = known().filter_map(|line| line.recomputed).sum();
    let self_sum: Decimal = lines.iter().filter_map(|line| line.self_score).sum();
    Scorecard {
        self_sum: Some(self_sum),
        total: (open_lines == 0).then_some(subtotal),
        subtotal,
        lacks_table: false,
        rescale: None,
        open_lines,
        is_scored: true,
        self_grade: Some(Arc::from(if self_sum >= dec("30") { "优" } else { "良" })),
        grade: (open_lines == 0).then(|| Arc::from("良")),
        lines,
    }
}

fn findings(file: u32) -> Vec<Finding> {
    let over = Finding::new(
        Code("M05"),
        Severity::E,
        at(file, 8, 4),
        Message::new(Text::new("全年执行数 {a} 大于全年预算数 {b}", "executed {a} exceeds the budget {b}"))
            .with("a", "1,300.00")
            .with("b", "1,200.00"),
        Text::new("核对执行数，如有追加请同时更正全年预算数", "check the executed amount, or correct the budget"),
    );
    let reason = Finding::new(
        Code("R01"),
        Severity::W,
        at(file, 16, 7),
        Text::new("完成率 90%，没有说明原因", "90 % reached, no reason given"),
        Text::new("补充偏差原因及改进措施", "give the reason and what will be done"),
    );
    if file.is_multiple_of(2) { vec![reason, over] } else { vec![reason] }
}

fn source(file: u32, name: &str) -> Source {
    Source {
        id: SourceId(file),
        path: PathBuf::from(name),
        name: Arc::from(name),
        length: 20_480 + u64::from(file),
        sha256: format!("{:064x}", u64::from(file) * 2_654_435_761),
        received: Some(Received {
            at: jiff::civil::date(2024, 3, 20).at(9, 30, 0, 0),
            from_receipts: file.is_multiple_of(3),
        }),
    }
}

fn unit_name(file: u32) -> String {
    format!("示范县{}", NAMES[file as usize % NAMES.len()])
}

fn read_file(file: u32, indicators: u32) -> ReadFile {
    let (rows, lines) = (0..indicators).map(|number| indicator(file, number)).unzip();
    let table = IndicatorTable {
        id: Arc::from("indicators"),
        label_weight: None,
        header: at(file, 13, 0),
        rows,
        is_converted: false,
        unfilled: Vec::new(),
        subtotals: Vec::new(),
        shared_reason: None,
        total: None,
    };
    let submission = Submission {
        source: SourceId(file),
        form: Arc::from(FORM),
        sheet: Arc::from(SHEET),
        stamp: None,
        titles: Vec::new(),
        fields: vec![
            field(file, "project", &format!("第{file}号农村饮水安全巩固提升项目")),
            field(file, "unit", &unit_name(file)),
            field(file, "filler", "李小明"),
            field(file, "phone", "+86 0000 1234567"),
        ],
        money: Vec::new(),
        indicators: vec![table],
        facts: Vec::new(),
        sections: Vec::new(),
        figures: Vec::new(),
        furniture: std::collections::BTreeSet::new(),
        drift: if file == 3 { vec![added_column(file)] } else { Vec::new() },
    };
    let name = format!("{}/项目支出绩效自评表{file}.xlsx", unit_name(file));
    let case = Case { submission, scorecard: scorecard(lines), findings: findings(file), outcomes: Vec::new() };
    ReadFile {
        source: source(file, &name),
        cases: vec![case],
        findings: Vec::new(),
        unread: Vec::new(),
        readable: true,
    }
}

fn added_column(file: u32) -> Drift {
    Drift {
        kind: DriftKind::ColumnAdded,
        place: at(file, 13, 10),
        found: "上年完成值".to_owned(),
        expected: String::new(),
        needed: false,
        unread: 4,
    }
}

/// The second submission replaced by the first: they differ in one value, and one of them has a row more.
fn repeat() -> Repeat {
    let written = |file, text: &str| Some(Written { place: at(file, 14, 6), text: text.to_owned() });
    let difference = |column, replaced, kept| Difference { subject: "受益人口".to_owned(), column, replaced, kept };
    let differences = vec![
        difference(Text::new("实际完成值", "actual value"), written(1, "≥95%"), written(0, "98%")),
        difference(Text::new("整行", "whole row"), None, written(0, "受益人口｜98%")),
    ];
    Repeat { kept: 0, replaced: 1, by: Some(NewestBy::Received), differences }
}

fn entry(file: u32) -> CountyEntry {
    let standing = match file {
        1 => Standing::Superseded,
        4 => Standing::Unknown,
        _ => Standing::Counts,
    };
    let counts = standing == Standing::Counts;
    CountyEntry {
        file: file as usize,
        case: 0,
        owner: (standing != Standing::Unknown)
            .then(|| Owner { code: Arc::from(format!("{:06}", 1001 + file)), by: MatchedBy::Code }),
        unit_name: unit_name(file),
        cover: String::new(),
        project: format!("第{file}号农村饮水安全巩固提升项目"),
        standing,
        late: Some(file == 2),
        in_totals: counts,
        money: Some(CountedMoney {
            initial: Some(dec("1000.10")),
            adjusted: Some(dec("1200.35") + Decimal::from(file)),
            executed: Some(dec("1133.333333")),
            from_parts: false,
        }),
        money_before: None,
        review: None,
        rank: None,
    }
}

fn row(file: u32, status: Status, files: Vec<usize>) -> ReportingRow {
    ReportingRow {
        code: format!("{:06}", 1001 + file),
        name: unit_name(file),
        section: "农业股".to_owned(),
        phone: "0000-1234567".to_owned(),
        form: FORM.to_owned(),
        project: format!("第{file}号农村饮水安全巩固提升项目"),
        status,
        files,
        remark: (status == Status::Unknown)
            .then(|| Message::new(Text::new("名册中最接近的单位：{n}", "nearest name: {n}")).with("n", "示范县水利局")),
    }
}

fn body(file: u32) -> Body {
    Body {
        code: Arc::from(format!("{:06}", 1001 + file)),
        name: Arc::from(unit_name(file)),
        aliases: Vec::new(),
        parent: String::new(),
        category: "县直".to_owned(),
        section: "农业股".to_owned(),
        phone: "0000-1234567".to_owned(),
    }
}

fn anomaly() -> Anomaly {
    let finding = Finding::new(
        Code("X01"),
        Severity::W,
        at(0, 8, 4),
        Text::new("执行数约为上年的 10000 倍，像是把元填成了万元", "executed is about 10,000 times last year's"),
        Text::new("核对金额单位", "check the unit of the amount"),
    );
    Anomaly {
        finding,
        entry: Some(0),
        subject: "年度资金总额".to_owned(),
        value: "11333333.33".to_owned(),
        reference: "1133.33".to_owned(),
        compared_with: Text::new("上年", "last year"),
        cause: Message::new(Text::new("单位错误：元当作万元", "yuan taken for 10,000 yuan")),
        impact: Some(dec("-11332200.00")),
        evidence: Evidence::plain(Text::new("10 的整数次方", "whole powers of ten")),
    }
}

/// A county of `submissions` files with `indicators` each, one damaged file more, and two units that sent nothing.
pub fn county(submissions: u32, indicators: u32) -> County {
    let mut files: Vec<ReadFile> = (0..submissions).map(|file| read_file(file, indicators)).collect();
    let damaged = Finding::new(
        Code("A01"),
        Severity::E,
        Place::File(SourceId(submissions)),
        Text::new("文件已损坏，打不开", "the file is damaged and cannot be opened"),
        Text::new("请单位重新导出并报送", "have it exported and sent again"),
    );
    files.push(ReadFile {
        source: source(submissions, "示范县民政局/损坏.xls"),
        cases: Vec::new(),
        findings: vec![damaged],
        unread: Vec::new(),
        readable: false,
    });
    let entries: Vec<CountyEntry> = (0..submissions).map(entry).collect();
    let mut reporting: Vec<ReportingRow> = (0..submissions)
        .filter(|file| *file != 1)
        .map(|file| match file {
            0 => row(0, Status::Twice, vec![0, 1]),
            2 => row(2, Status::Late, vec![2]),
            4 => row(4, Status::Unknown, vec![4]),
            _ => row(file, Status::Reported, vec![file as usize]),
        })
        .collect();
    reporting.push(row(submissions, Status::Unreadable, vec![submissions as usize]));
    reporting.extend([row(submissions + 1, Status::Missing, vec![]), row(submissions + 2, Status::Missing, vec![])]);
    let missing = Finding::new(
        Code("A02"),
        Severity::E,
        Place::Unit(Arc::from(format!("{:06}", 1002 + submissions))),
        Text::new("应报未报", "due and missing"),
        Text::new("请催报", "ask for it"),
    );
    let money = || entries.iter().filter(|entry| entry.in_totals).filter_map(|entry| entry.money.as_ref());
    let counted = money().count();
    let figures = Figures {
        due: reporting.len() - 1,
        reported: submissions as usize - 2,
        missing: 2,
        late: 1,
        unreadable_files: 1,
        unknown: 1,
        superseded: 1,
        counted,
        initial: money().filter_map(|m| m.initial).sum(),
        adjusted: money().filter_map(|m| m.adjusted).sum(),
        executed: money().filter_map(|m| m.executed).sum(),
        rate: number::ratio(money().filter_map(|m| m.executed).sum(), money().filter_map(|m| m.adjusted).sum()),
        mean_self: Some(number::round(dec("86.6666666"), 2)),
        median_self: Some(dec("88.5")),
        mean_recomputed: Some(dec("81.25")),
        median_recomputed: Some(dec("82")),
        recomputed: 3,
        grades: ["优", "良", "中", "差"]
            .into_iter()
            .enumerate()
            .map(|(at, name)| (Arc::from(name), 4_usize.saturating_sub(at), at, 0))
            .collect(),
        mean_reviewed: None,
        reviewed: 0,
        findings: [5, 7, 0],
        explained: 0,
        common: Vec::new(),
        clean: 2,
        overclaimed: dec("3.75"),
        in_question: dec("120.5"),
        outcomes: BTreeMap::from([(Code("M05"), [3, 0, 2, 0]), (Code("R01"), [4, 1, 0, 0])]),
    };
    County {
        name: "示范县".to_owned(),
        year: 2023,
        deadline: jiff::civil::date(2024, 3, 31),
        as_of: jiff::civil::date(2024, 4, 2).at(8, 0, 0, 0),
        total_forms: Vec::new(),
        roster: Roster {
            units: (0..submissions + 3).filter(|file| *file != 4).map(body).collect(),
            due: vec![Due { unit: Arc::from("001001"), form: String::new(), project: String::new() }],
        },
        files,
        skipped: vec![("说明.txt".to_owned(), Message::new(Text::new("不是表格", "no spreadsheet")))],
        entries,
        reporting,
        repeats: vec![repeat()],
        findings: vec![missing],
        anomalies: vec![anomaly()],
        series: Vec::new(),
        climbed: None,
        figures,
        pages: PAGES.iter().collect(),
        last_year: 4,
        ranks_by: RanksBy::default(),
        judgement: Judgement::default(),
    }
}
