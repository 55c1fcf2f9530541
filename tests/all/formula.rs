//! Formulas: what they mean, what they refuse, and how they are printed for Excel.

use std::collections::BTreeMap;

use huizong::formula::{Formula, Measure, Number, Operand, Stop, Value};
use huizong::model::{MoneyUnit, Quantity, Unit};
use huizong::text::Lang;
use proptest::prelude::*;
use rust_decimal::Decimal;

fn number(text: &str) -> Number {
    let value: Decimal = text.parse().expect("a number");
    Number::written(value, value.scale())
}

fn exact(texts: &[&str]) -> Operand {
    let cells = texts.iter().map(|text| match *text {
        "" => Operand::Blank,
        text => text.parse().map_or_else(|_| Operand::Text(text.to_owned()), |n| Operand::Number(Number::exact(n))),
    });
    Operand::List(cells.collect())
}

fn money(text: &str, unit: Option<MoneyUnit>, block: u32) -> Operand {
    Operand::Number(number(text).measuring(Measure::Money { unit, block }))
}

/// The operands of the examples below.
fn operands() -> BTreeMap<&'static str, Operand> {
    let percent = |text: &str, decimals| {
        let amount = text.parse().expect("a number");
        Number::quantity(&Quantity { amount, unit: Some(Unit::Percent), decimals, approximate: false })
    };
    let words = |text: &str| Operand::Text(text.to_owned());
    BTreeMap::from([
        ("预算数", money("200", Some(MoneyUnit::TenThousand), 1)),
        ("执行数", money("190", Some(MoneyUnit::TenThousand), 1)),
        ("上年.执行数", money("1800000", Some(MoneyUnit::Yuan), 2)),
        ("无单位.执行数", money("190", None, 3)),
        ("年初数", money("37.24", Some(MoneyUnit::TenThousand), 1)),
        ("执行率", Operand::Number(percent("95", 0))),
        ("错的执行率", Operand::Number(percent("90", 0))),
        ("得分", Operand::Number(number("8.6"))),
        ("分值", Operand::Number(Number::exact(Decimal::TEN))),
        ("指标.分值", exact(&["10", "20", "15.5"])),
        ("指标.得分", exact(&["10", "/", "15"])),
        ("指标.空分值", exact(&["10", "", "15"])),
        ("指标.名称", exact(&["数量一", "质量二", "数量三"])),
        ("偏差原因", Operand::Blank),
        ("备注", words("  Ａ级 ")),
        ("读不懂", Operand::Unknown(huizong::text::Text::new("无法识别", "cannot be understood").into())),
        ("没有的列", Operand::Absent),
        ("national-project.执行数", money("190", Some(MoneyUnit::TenThousand), 7)),
        ("问题、原因", words("有")),
    ])
}

fn outcome(text: &str) -> Result<Value, Stop> {
    let formula = Formula::parse(text).unwrap_or_else(|fault| panic!("{text}: {}", fault.message.get(Lang::En)));
    let known = operands();
    formula.evaluate(&|at: usize| known.get(formula.names()[at].text.as_str()).cloned().expect("a known name"))
}

/// The value as a reader writes it; an open verdict is "?", no value "!" with the reason.
fn shown(text: &str) -> String {
    match outcome(text) {
        Ok(Value::Number(number)) => number.value.normalize().to_string(),
        Ok(Value::Text(text)) => text,
        Ok(Value::Truth(truth)) => match truth.known() {
            Some(true) => "TRUE".to_owned(),
            Some(false) => "FALSE".to_owned(),
            None => "?".to_owned(),
        },
        Ok(Value::Blank(_)) => "(blank)".to_owned(),
        Err(Stop::Absent(_)) => "(absent)".to_owned(),
        Err(Stop::Unknown { name, why }) => {
            let known = name.map(|at| Formula::parse(text).expect("a formula").names()[at].text.clone());
            format!("!{} {}", known.unwrap_or_default(), why.get(Lang::En))
        }
        Err(Stop::Failure(failure)) => format!("#{}", failure.text().en),
    }
}

#[test]
fn formulas_mean_what_they_mean_in_excel() {
    for (text, value) in [
        ("=1+2*3", "7"),
        ("=-2^2", "4"),
        ("=2^3^2", "64"),
        ("=2^-1", "0.5"),
        ("=10%*50", "5"),
        ("=1/3*3=1", "TRUE"),
        ("=ROUND(1.005,2)", "1.01"),
        ("=ROUND(-1.005,2)", "-1.01"),
        ("=ROUND(1165/200,2)", "5.83"),
        ("=ROUND(20*0.29125,2)", "5.83"),
        ("=ROUND(1/3*17.475,2)", "5.83"),
        ("=ROUND(1250,-2)", "1300"),
        ("=ROUNDUP(1.001,2)", "1.01"),
        ("=ROUNDDOWN(-1.009,2)", "-1"),
        ("=TRUNC(1.99)", "1"),
        ("=INT(-1.5)", "-2"),
        ("=MOD(-3,2)", "1"),
        ("=MOD(7,-3)", "-2"),
        ("=ABS(-3)", "3"),
        ("=SIGN(-0.5)", "-1"),
        ("=SUM(指标.分值)", "45.5"),
        ("=SUM(指标.分值,分值)", "55.5"),
        ("=SUM(指标.得分)", "25"),
        ("=PRODUCT(2,3,4)", "24"),
        ("=AVERAGE(指标.得分)", "12.5"),
        ("=MEDIAN(1,10,2,3)", "2.5"),
        ("=MEDIAN(指标.分值)", "15.5"),
        ("=COUNT(指标.得分)", "2"),
        ("=COUNTA(指标.空分值)", "2"),
        ("=COUNTIF(指标.分值,\">=15.5\")", "2"),
        ("=COUNTIF(指标.空分值,\">0\")", "2"),
        ("=COUNTIF(指标.名称,\"数量*\")", "2"),
        ("=SUMIF(指标.名称,\"数量*\",指标.分值)", "25.5"),
        ("=SUMIF(指标.空分值,\">0\")", "25"),
        ("=SUMPRODUCT(指标.分值,指标.分值)", "740.25"),
        ("=MIN(指标.分值)", "10"),
        ("=MAX(3,指标.分值)", "20"),
        ("=IF(1>2,1/0,5)", "5"),
        ("=IFS(1>2,1,2>1,2)", "2"),
        ("=IFERROR(1/0,7)", "7"),
        ("=AND(TRUE,1)", "TRUE"),
        ("=AND(FALSE,读不懂>1)", "FALSE"),
        ("=OR(TRUE,读不懂>1)", "TRUE"),
        ("=XOR(TRUE,TRUE,TRUE)", "TRUE"),
        ("=NOT(1=2)", "TRUE"),
        ("=ISBLANK(偏差原因)", "TRUE"),
        ("=ISBLANK(读不懂)", "FALSE"),
        ("=ISNUMBER(分值)", "TRUE"),
        ("=ISTEXT(备注)", "TRUE"),
        ("=ISNUMBER(SEARCH(\"财\",\"县财政\"))", "TRUE"),
        ("=ISNUMBER(SEARCH(\"水\",\"县财政\"))", "FALSE"),
        ("=ISTEXT(1/0)", "FALSE"),
        ("=ISBLANK(1/0)", "FALSE"),
        ("=LEN(\"县财政\")", "3"),
        ("=LEFT(\"县财政局\",2)", "县财"),
        ("=RIGHT(\"县财政局\")", "局"),
        ("=MID(\"县财政局\",2,2)", "财政"),
        ("=FIND(\"财\",\"县财政\")", "2"),
        ("=SEARCH(\"B\",\"abc\")", "2"),
        ("=SUBSTITUTE(\"a-b-c\",\"-\",\"\")", "abc"),
        ("=TRIM(\" a  b \")", "a b"),
        ("=UPPER(\"ab\")&LOWER(\"CD\")", "ABcd"),
        ("=CONCAT(分值,\"分\")", "10分"),
        ("=EXACT(\"a\",\"A\")", "FALSE"),
        ("=\"a\"=\"A\"", "TRUE"),
        ("=VALUE(\"1,234.5\")", "1234.5"),
        ("=VALUE(\"95%\")", "0.95"),
        ("=DATE(2023,13,1)-DATE(2023,12,31)", "1"),
        ("=DATE(2024,2,29)", "45351"),
        ("=YEAR(45351)*10000+MONTH(45351)*100+DAY(45351)", "20240229"),
    ] {
        assert_eq!(shown(text), value, "{text}");
    }
}

#[test]
fn full_width_signs_and_chinese_names_are_as_good() {
    for (text, value) in [
        ("＝ＩＦ（执行数≥预算数，“够”，“不够”）", "不够"),
        ("预算数 ≠ 执行数", "TRUE"),
        ("执行数＜＝预算数", "TRUE"),
        ("（１＋２）×３÷２－１", "3.5"),
        ("备注＝“a级”", "TRUE"),
        ("=[问题、原因]=\"有\"", "TRUE"),
        ("=【问题、原因】&“”", "有"),
        ("=national-project.执行数-执行数", "0"),
        ("=\"说“好”\"", "说“好”"),
    ] {
        assert_eq!(shown(text), value, "{text}");
    }
}

#[test]
fn what_is_unknown_stays_unknown_and_is_named() {
    for (text, value) in [
        ("=偏差原因=\"\"", "TRUE"),
        ("=IF(AND(得分<分值,偏差原因=\"\"),FALSE,TRUE)", "FALSE"),
        ("=偏差原因+1", "!偏差原因 is blank"),
        ("=偏差原因=0", "!偏差原因 is blank"),
        ("=SUM(指标.空分值)", "!指标.空分值 is blank"),
        ("=读不懂>1", "!读不懂 cannot be understood"),
        ("=IFERROR(读不懂,0)", "!读不懂 cannot be understood"),
        ("=没有的列+1", "(absent)"),
        ("=OR(读不懂>1,没有的列>1)", "(absent)"),
        ("=1/0", "#division by zero"),
        ("=备注+1", "#a text stands where a number is needed, or the reverse"),
        ("=备注=95", "! a number cannot be compared with a text"),
        ("=分值=\"\"", "FALSE"),
    ] {
        assert_eq!(shown(text), value, "{text}");
    }
}

#[test]
fn numbers_are_compared_within_the_precision_in_which_they_are_written() {
    for (text, value) in [
        // Whole amounts are exact, a percentage is a rounding.
        ("=执行率=执行数/预算数", "?"),
        ("=错的执行率=执行数/预算数", "FALSE"),
        // 8.6 may be 8.62, and is never 9.
        ("=得分=8.62", "?"),
        ("=得分=8.7", "FALSE"),
        ("=得分<分值", "TRUE"),
        ("=ROUND(得分,0)=9", "TRUE"),
        ("=IF(得分>8.6,1,2)=1", "?"),
        ("=COUNTIF(得分,\">8.6\")=1", "?"),
        ("=IFS(得分>8.6,1,TRUE,2)<=2", "TRUE"),
        // A whole amount beside one with decimals is a rounding too.
        (
            "=执行数+年初数=227.24",
            "! an amount cannot be compared with a number without unit; write amounts of a rule with their unit, such as 100万元",
        ),
        ("=执行数+年初数=227.24万元", "?"),
        ("=执行数+预算数=391万元", "FALSE"),
    ] {
        let held = if value == "?" { outcome(text) } else { Err(Stop::Absent(0)) };
        assert_eq!(shown(text), value, "{text}");
        assert!(!matches!(held, Ok(Value::Truth(truth)) if !truth.can_hold));
    }
}

#[test]
fn amounts_carry_their_unit() {
    for (text, value) in [
        ("=执行数>上年.执行数", "TRUE"),
        ("=执行数-上年.执行数", "10"),
        ("=执行数/上年.执行数>1", "TRUE"),
        ("=执行数>=190万元", "TRUE"),
        ("=执行数>1亿元", "FALSE"),
        ("=上年.执行数=180万元", "TRUE"),
        ("=执行数>0", "TRUE"),
        ("=IF(1>0,执行数,0)", "190"),
        ("=执行数*50%", "95"),
        (
            "=无单位.执行数=执行数",
            "! a unit of money is not declared, and amounts of different places cannot be compared",
        ),
        ("=无单位.执行数=无单位.执行数", "TRUE"),
    ] {
        let shown = shown(text);
        // Beside an amount in 元 an amount of 万元 is a rounding, so that equality is never certain.
        assert!(shown == value || (shown == "?" && value == "TRUE"), "{text}: {shown}");
    }
}

#[test]
fn a_formula_that_cannot_be_read_is_refused_at_its_character() {
    for (text, at, zh, en) in [
        ("=SUMM(分值)", 1, "没有函数 SUMM；最接近的是 SUM", "there is no function SUMM; the nearest is SUM"),
        ("=IF(分值>1,2", 3, "括号没有右半边", "this bracket is never closed"),
        ("=分值>1)", 5, "括号没有左半边", "this bracket was never opened"),
        ("=分值 得分", 4, "此处缺少运算符（例如 + 或 =）或逗号", "a sign such as + or =, or a comma, is missing here"),
        ("=“分值", 1, "引号没有右半边", "this quotation mark is never closed"),
        ("=[分值", 1, "方括号没有右半边", "this square bracket is never closed"),
        (
            "=分值;得分",
            3,
            "公式里不能用“;”；带标点的名称写在方括号里，例如 [问题、原因]",
            "`;` has no place in a formula; a name with punctuation stands in square brackets: [问题、原因]",
        ),
        ("=ROUND(分值)", 1, "ROUND 要 2 个参数，写了 1 个", "ROUND takes 2 arguments, found 1"),
        ("=SUM()", 1, "SUM 至少要 1 个参数，写了 0 个", "SUM takes at least 1 arguments, found 0"),
        ("=IF(分值,,1)", 1, "函数的参数不能空着", "an argument of a function is left out"),
        ("=分值.", 3, "“.”后面缺少名称", "a name is missing behind the dot"),
    ] {
        let fault = Formula::parse(text).expect_err(text);
        let said = (fault.at, fault.message.get(Lang::Zh), fault.message.get(Lang::En));
        assert_eq!(said, (at, zh.to_owned(), en.to_owned()), "{text}");
    }
    for (text, at) in [("=1+*2", 3), ("=分值+", 3), ("=", 0), ("", 0), ("=分值,得分", 3), ("=(1,2)", 3)] {
        let fault = Formula::parse(text).expect_err(text);
        assert_eq!(fault.at, at, "{text}: {}", fault.message.get(Lang::En));
    }
    assert!(Formula::parse("=TODAY()").expect_err("no clock").message.get(Lang::En).contains("same result"));
    let deep = format!("={}1{}", "(".repeat(3000), ")".repeat(3000));
    assert!(Formula::parse(&deep).is_err(), "a formula may be deep, and the program survives it");
}

#[test]
fn a_formula_is_printed_for_excel_with_addresses_in_the_place_of_names() {
    for (text, printed) in [
        ("＝ROUND（分值×MIN（1，实际/目标），2）", "=ROUND(B2*MIN(1,C2/D2),2)"),
        ("=分值-(实际-目标)", "=B2-(C2-D2)"),
        ("=(分值-实际)-目标", "=B2-C2-D2"),
        ("=分值*(实际+目标)%", "=B2*(C2+D2)%"),
        ("=-(分值+1)^2", "=-(B2+1)^2"),
        ("=分值/(实际/目标)", "=B2/(C2/D2)"),
        ("=IFS(实际>=90%,分值,TRUE,0)", "=_xlfn.IFS(C2>=90%,B2,TRUE,0)"),
        ("=“好”&\"a\"\"b\"", "=\"好\"&\"a\"\"b\""),
    ] {
        let formula = Formula::parse(text).expect(text);
        let address = |name: &huizong::formula::Name| match name.text.as_str() {
            "分值" => "B2".to_owned(),
            "实际" => "C2".to_owned(),
            _ => "D2".to_owned(),
        };
        assert_eq!(formula.to_excel(&address).as_deref(), Some(printed), "{text}");
    }
    assert_eq!(Formula::parse("=执行数>100万元").expect("a formula").to_excel(&|_| "A1".to_owned()), None);
}

#[test]
fn a_column_where_one_value_is_needed_is_noticed_before_anything_is_computed() {
    let misplaced = |text: &str| {
        let formula = Formula::parse(text).expect(text);
        formula.misplaced(&|at| formula.names()[at].text.starts_with("指标.")).map(|name| name.text.clone())
    };
    assert_eq!(misplaced("=SUM(指标.分值)=100"), None);
    assert_eq!(misplaced("=指标.分值=100").as_deref(), Some("指标.分值"));
    assert_eq!(misplaced("=SUM(指标.分值*2)").as_deref(), Some("指标.分值"));
    assert_eq!(misplaced("=ROUND(指标.得分,2)").as_deref(), Some("指标.得分"));
}

/// Parts of formulas, well placed or not.
const PARTS: &[&str] = &[
    "=",
    "(",
    ")",
    "（",
    "，",
    ",",
    "+",
    "-",
    "*",
    "/",
    "^",
    "%",
    "&",
    "<",
    "≥",
    "<>",
    "“",
    "”",
    "\"",
    "[",
    "】",
    ".",
    " ",
    "得分",
    "指标.分值",
    "偏差原因",
    "备注",
    "没有的列",
    "读不懂",
    "执行率",
    "national-project.",
    "1",
    "0.005",
    "99999999999999999999999999",
    "100万元",
    "TRUE",
    "IF(",
    "IFS(",
    "SUM(",
    "COUNTIF(",
    "ROUND(",
    "MOD(",
    "DATE(",
    "YEAR(",
    "MID(",
    "FIND(",
    "SUBSTITUTE(",
    "VALUE(",
    "INT(",
];

proptest! {
    #[test]
    fn no_text_stops_the_program(parts in prop::collection::vec(prop::sample::select(PARTS), 0..12)) {
        let text = parts.concat();
        let known = operands();
        match Formula::parse(&text) {
            Ok(formula) => {
                let operand = |at: usize| known.get(formula.names()[at].text.as_str()).cloned().unwrap_or(Operand::Blank);
                let value = formula.evaluate(&operand);
                if let Ok(Value::Number(number)) = value {
                    prop_assert!(number.reach.low <= number.value && number.value <= number.reach.high, "{text}: {number:?}");
                }
                let printed = formula.to_excel(&|name| format!("[{}]", name.text));
                if let Some(printed) = printed.filter(|printed| !printed.contains("_xlfn")) {
                    let again = Formula::parse(&printed).map_err(|fault| TestCaseError::fail(format!("{printed}: {fault:?}")))?;
                    prop_assert_eq!(again.to_excel(&|name| format!("[{}]", name.text)), Some(printed));
                }
            }
            Err(fault) => prop_assert!(fault.at <= text.chars().count(), "{text}: {fault:?}"),
        }
    }

    #[test]
    fn any_text_at_all_is_read_or_refused(text in ".{0,40}") {
        if let Err(fault) = Formula::parse(&text) {
            prop_assert!(fault.at <= text.chars().count(), "{text}");
        }
    }
}

#[test]
fn dates_and_numbers_beyond_every_calendar_are_errors_and_no_end_of_the_program() {
    for text in [
        "=DATE(2023,99999999,1)",
        "=DATE(99999999999,1,1)",
        "=DATE(2023,1,2147483647)",
        "=YEAR(2147483647)",
        "=YEAR(-5)",
        "=10^64",
        "=99999999999999999999999999*99999999999999999999999999",
        "=MID(\"a\",99999999999,1)",
        "=LEFT(\"a\",-1)",
        "=2^0.5",
    ] {
        assert_eq!(shown(text), "#a number is too large, or the function is not defined for it", "{text}");
    }
}
