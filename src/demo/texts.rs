//! The sentences of a filled form: goals, completions, reasons, conclusions.

use fastrand::Rng;

use super::filling::{Level2, Row, Value};
use super::people::village;
use super::plan::one;
use super::projects::Kind;
use crate::model::number::plain;

/// The long texts of one form.
pub struct Told {
    /// The goal.
    pub goal: String,
    /// What was done.
    pub completion: String,
    /// How it went.
    pub course: String,
    /// Conclusion, problems, measures.
    pub closing: [String; 3],
}

/// Where the sum of the scores goes in a conclusion; it is known only when the form is written.
pub const SCORE: &str = "{score}";

/// Writes the long texts. Amounts and percentages stay out of them: the table alone states those.
pub fn tell(kind: &Kind, rows: &[Row], year: u16, rng: &mut Rng) -> Told {
    let mut places: Vec<String> = kind.places.iter().map(|&place| place.to_owned()).collect();
    while places.len() < 4 {
        places.push(village(rng));
    }
    let pair = format!("{}、{}", places[0], places[1]);
    let counts = counts(rows);
    let planned = counts.iter().map(|(name, target, _)| format!("{name}不少于{target}")).collect::<Vec<_>>().join("，");
    let done = counts.iter().map(|(name, _, actual)| format!("{name}{actual}")).collect::<Vec<_>>().join("，");
    let (aim, way, result) = (one(kind.aims, rng), one(kind.ways, rng), one(kind.results, rng));
    let other_way = one(kind.ways, rng);
    let goal = match rng.u32(..3) {
        0 => format!("{aim}。{year}年计划：{planned}。重点安排在{pair}一带，{way}。"),
        1 => format!("围绕年度工作安排，{aim}，覆盖{pair}等地；{planned}。{way}。"),
        _ => format!("1.{aim}；2.{planned}；3.以{}为重点，{way}。", places[2]),
    };
    let completion = match rng.u32(..3) {
        0 => format!("截至{year}年12月底，{done}。{pair}的任务已先行完成，{result}。"),
        1 => format!("全年{done}；{}、{}由群众代表参加验收，{result}。", places[0], places[3]),
        _ => format!("1.{done}；2.{}片区按季回访{}次；3.{result}。", places[2], rng.u32(2..=9)),
    };
    let start = rng.u32(1..=3);
    let course = format!(
        "{start}月制定实施方案并分解到{pair}等点位，{}月起组织实施，{other_way}；12月由本单位牵头验收，资料已归档。",
        start + rng.u32(1..=2)
    );
    let conclusion = format!("自评总分{SCORE}分。{result}，{}等{}个点位已交付使用。", places[3], rng.u32(3..=19));
    let problems = format!("{}，{}的进度比预期慢；{}。", one(kind.causes, rng), places[1], one(&PROBLEMS, rng));
    let measures = format!("{}；对{}安排专人跟进，{}。", one(&MEASURES, rng), places[1], one(&REMEDIES, rng));
    Told { goal, completion, course, closing: [conclusion, problems, measures] }
}

/// Up to three counted outputs: name, target, actual value.
fn counts(rows: &[Row]) -> Vec<(&str, String, String)> {
    let written = |row: &Row| {
        let (target, actual) = row.numbers()?;
        Some((format!("{}{}", plain(target), row.unit), format!("{}{}", plain(actual), row.unit)))
    };
    let outputs = rows.iter().filter(|row| row.level2 == Level2::Quantity);
    outputs.filter_map(|row| written(row).map(|(t, a)| (row.name.as_str(), t, a))).take(3).collect()
}

const PROBLEMS: [&str; 6] = [
    "前期调查不够细，个别指标值定得偏紧",
    "资料由多人经手，归集用了较长时间",
    "工作人员轮岗，衔接期间有两周空档",
    "对实施中的变数估计不足，预留时间偏短",
    "绩效数据按季统计，年中未能及时纠偏",
    "部分点位路程远，现场核查次数偏少",
];
const MEASURES: [&str; 6] = [
    "下年度编制目标时先到现场核实底数",
    "明确一名联络员按月归集资料",
    "把统计周期由按季改为按月",
    "合同中约定分段工期和延误责任",
    "年中增加一次绩效监控会商",
    "与相关股室共用一套台账",
];
const REMEDIES: [&str; 8] = [
    "已与承办方重排工期并按周核对",
    "下年一季度补齐差额部分",
    "已增派两名工作人员专门跟进",
    "列入下年首批安排，三月底前复核",
    "已调整采购次序，优先保障缺口",
    "改为分片包干，每月上报一次进度",
    "已与村组商定替代地点，春节后实施",
    "由分管负责人挂账督办直至完成",
];

/// Why an indicator is below full marks, with its own figures, so that no two reasons are alike.
pub fn reason(kind: &Kind, row: &Row, year: u16, rng: &mut Rng) -> String {
    let (cause, remedy, place) = (one(kind.causes, rng), one(&REMEDIES, rng), village(rng));
    match row.numbers() {
        Some((target, actual)) => {
            let unit = if row.unit == "%" { "个百分点" } else { row.unit };
            let gap = plain((target - actual).abs());
            match rng.u32(..3) {
                0 => format!("{cause}，涉及{place}，比目标少{gap}{unit}；{remedy}。"),
                1 => format!("差{gap}{unit}未达目标，主要是{place}一带{cause}，{remedy}。"),
                _ => format!("{cause}，{place}留有{gap}{unit}缺口，{remedy}。"),
            }
        }
        None => format!(
            "{cause}，{place}等{}处尚未全部做到，{}年{}月底前整改，{remedy}。",
            rng.u32(2..=6),
            year + 1,
            rng.u32(2..=5)
        ),
    }
}

/// Why the budget was adjusted during the year.
pub fn adjustment(rng: &mut Rng) -> String {
    format!("{}月经批准调整预算，{}。", rng.u32(6..=10), one(&ADJUSTMENTS, rng))
}

const ADJUSTMENTS: [&str; 5] = [
    "按实际工程量核定后调整",
    "上级下达的补助与年初估计数有差额",
    "中标价与预算控制价不同，差额按规定处理",
    "服务对象人数变动，据实核增核减",
    "部分任务由其他单位统筹，相应划转",
];

/// A target date and how it was met.
pub fn dates(year: u16, rng: &mut Rng) -> (String, Value) {
    let (month, day) = (rng.u32(9..=12), rng.u32(5..=28));
    let target = match rng.u32(..4) {
        0 => "12月底之前".to_owned(),
        1 => format!("{year}年12月31日前"),
        2 => format!("{year}年12月底前完成"),
        _ => "12月底前完成".to_owned(),
    };
    let actual = if rng.u32(..5) == 0 { Value::Words(format!("{year}年{month}月{day}日")) } else { Value::Reached };
    (target, actual)
}
