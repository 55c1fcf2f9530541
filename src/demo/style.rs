//! How one clerk's form looks: every habit met in real forms, picked by the seed per file.

use fastrand::Rng;
use rust_decimal::Decimal;

use super::filling::{Direction, Row, Value};
use crate::model::number::{fixed, plain};

/// How a percentage is written as an actual value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Percent {
    /// Text `95%`.
    Text,
    /// The number 0.95 with a percent format.
    Format,
    /// The number 95; the target says percent.
    Plain,
}

/// How labels are stretched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spacing {
    /// `项目名称`
    None,
    /// `项 目 名 称`
    Blank,
    /// `项　目　名　称`
    Wide,
}

/// The habits of one file.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a habit of its own")]
pub struct Style {
    /// First row and first column of the form.
    pub origin: (u32, u16),
    /// The 附件 line above the title.
    pub annex: &'static str,
    /// The name of the sheet.
    pub sheet: &'static str,
    /// Whether the year stands in the title.
    pub year_in_title: bool,
    /// Full-width brackets.
    pub full_brackets: bool,
    /// How labels are stretched.
    pub spacing: Spacing,
    /// What follows a label.
    pub colon: &'static str,
    /// Whether level-1 labels carry their weight.
    pub weights_in_labels: bool,
    /// Whether indicators are numbered 指标1, 指标2 …
    pub numbered: bool,
    /// Whether level cells are merged down; otherwise only the first is filled.
    pub merged_levels: bool,
    /// Whether the name of an indicator spans two columns (national form).
    pub wide: bool,
    /// Glyphs for ≥, ≤ and =; a text with `N` in it is a phrase around the number.
    pub glyphs: [&'static str; 3],
    /// Percentages of actual values.
    pub percent: Percent,
    /// How percent is written in a target.
    pub percent_sign: &'static str,
    /// Whether targets carry their unit; actual values only where targets do.
    pub units: [bool; 2],
    /// Whether thousands are grouped in texts.
    pub grouped: bool,
    /// What stands where nothing applies.
    pub none: &'static str,
    /// Whether money is shown with two decimals.
    pub money_decimals: bool,
    /// Whether sums are formulas.
    pub formulas: bool,
    /// Whether template lines stay at the end of blocks.
    pub leftovers: bool,
    /// Whether the clerk signs below the form (national form).
    pub signed: bool,
    /// Empty sheets behind the form, as old programs add them.
    pub spare_sheets: &'static [&'static str],
    /// Notes below the form.
    pub notes: &'static str,
    /// The tier words.
    pub tiers: [&'static str; 2],
    /// The font.
    pub font: &'static str,
    /// Whether units are written with their code.
    pub coded: bool,
    /// Whether an alias stands in for the full name.
    pub alias: bool,
}

fn pick<T: Copy>(list: &[T], or: T, rng: &mut Rng) -> T {
    rng.choice(list).copied().unwrap_or(or)
}

impl Style {
    /// Picks the habits of a file.
    pub fn pick(rng: &mut Rng) -> Self {
        let sheet = pick(&["Sheet1", "自评表", "项目支出绩效自评表", "附件1", "sheet1", "绩效自评"], "Sheet1", rng);
        let in_targets = rng.u32(..8) > 0;
        Self {
            origin: (pick(&[0, 0, 0, 1, 2], 0, rng), pick(&[0, 0, 0, 1], 0, rng)),
            annex: pick(&["", "", "附件1", "附件：", "附件1：", "附表1"], "", rng),
            sheet,
            year_in_title: rng.u32(..4) == 0,
            full_brackets: rng.u32(..4) > 0,
            spacing: pick(
                &[Spacing::None, Spacing::None, Spacing::None, Spacing::Blank, Spacing::Wide],
                Spacing::None,
                rng,
            ),
            colon: pick(&["", "", "", "：", ":"], "", rng),
            weights_in_labels: rng.bool(),
            numbered: rng.u32(..4) == 0,
            merged_levels: rng.u32(..3) > 0,
            wide: rng.u32(..3) > 0,
            glyphs: [
                pick(&["≥", "≥", "≥", "≧", ">=", "＞=", "不低于", "N以上"], "≥", rng),
                pick(&["≤", "≤", "≤", "≦", "<=", "＜=", "不超过", "N以内"], "≤", rng),
                pick(&["=", "=", "＝", "﹦"], "=", rng),
            ],
            percent: pick(&[Percent::Text, Percent::Format, Percent::Plain], Percent::Text, rng),
            percent_sign: pick(&["%", "%", "%", "%", "％", "百分比"], "%", rng),
            units: [in_targets, in_targets && rng.bool()],
            grouped: rng.bool(),
            none: pick(&["", "", "/", "—", "-"], "", rng),
            money_decimals: rng.bool(),
            formulas: rng.u32(..3) == 0,
            leftovers: rng.u32(..5) == 0,
            signed: rng.u32(..3) == 0,
            spare_sheets: if sheet == "Sheet1" && rng.bool() { &["Sheet2", "Sheet3"] } else { &[] },
            notes: pick(&["", "", NOTES[0], NOTES[1]], "", rng),
            tiers: pick(&[TIERS[0], TIERS[1]], TIERS[0], rng),
            font: pick(&["宋体", "仿宋", "等线", "宋体"], "宋体", rng),
            coded: rng.u32(..5) < 3,
            alias: rng.u32(..8) == 0,
        }
    }

    /// A label, stretched as this clerk does it.
    pub fn label(&self, plain: &str) -> String {
        let gap = match self.spacing {
            Spacing::None => return plain.to_owned(),
            Spacing::Blank => " ",
            Spacing::Wide => "\u{3000}",
        };
        if plain.chars().count() > 4 {
            return plain.to_owned();
        }
        plain.chars().map(String::from).collect::<Vec<_>>().join(gap)
    }

    /// A cover label with its colon.
    pub fn cover(&self, plain: &str) -> String {
        format!("{}{}", self.label(plain), self.colon)
    }

    /// A text in brackets.
    pub fn bracket(&self, inner: &str) -> String {
        if self.full_brackets { format!("（{inner}）") } else { format!("({inner})") }
    }

    /// A number as text.
    pub fn number(&self, value: Decimal) -> String {
        let text = plain(value);
        if !self.grouped {
            return text;
        }
        let (whole, rest) = text.split_once('.').map_or((text.as_str(), None), |(a, b)| (a, Some(b)));
        let digits = whole.len();
        let mut out = String::with_capacity(text.len() + 4);
        for (at, c) in whole.chars().enumerate() {
            if at > 0 && (digits - at).is_multiple_of(3) && !out.ends_with('-') {
                out.push(',');
            }
            out.push(c);
        }
        if let Some(rest) = rest {
            out.push('.');
            out.push_str(rest);
        }
        out
    }

    /// A numeric target in one cell: direction, number and unit.
    pub fn target(&self, row: &Row, value: Decimal) -> String {
        let unit = match row.unit {
            "%" => self.percent_sign,
            unit if self.units[0] => unit,
            _ => "",
        };
        let mut amount = format!("{}{unit}", self.number(value));
        if unit == "％" {
            amount = amount.chars().map(widen).collect();
        }
        let glyph = match row.direction {
            None => return amount,
            Some(direction) => self.glyph(direction),
        };
        if glyph.contains('N') { glyph.replace('N', &amount) } else { format!("{glyph}{amount}") }
    }

    /// The glyph or phrase of a direction.
    pub const fn glyph(&self, direction: Direction) -> &'static str {
        match direction {
            Direction::AtLeast => self.glyphs[0],
            Direction::AtMost => self.glyphs[1],
            Direction::Exactly => self.glyphs[2],
        }
    }

    /// What an actual value looks like in its cell.
    pub fn actual(&self, row: &Row) -> Shown {
        match &row.actual {
            Value::Number(value) if row.unit == "%" => match self.percent {
                Percent::Text => Shown::Text(format!("{}%", plain(*value))),
                Percent::Format => Shown::Percent(*value),
                Percent::Plain => Shown::Number(*value),
            },
            Value::Number(value) if self.units[1] => Shown::Text(format!("{}{}", self.number(*value), row.unit)),
            other => self.shown(other),
        }
    }

    /// A value that needs no direction and no unit.
    pub fn shown(&self, value: &Value) -> Shown {
        match value {
            Value::Blank => Shown::Blank,
            Value::Number(value) => Shown::Number(*value),
            Value::Words(words) => Shown::Text(words.clone()),
            Value::Reached => Shown::Text(self.tiers[0].to_owned()),
            Value::Partly => Shown::Text(self.tiers[1].to_owned()),
            Value::Broken => Shown::broken(),
        }
    }
}

/// What a cell shows.
#[derive(Debug, Clone)]
pub enum Shown {
    /// Nothing.
    Blank,
    /// Text.
    Text(String),
    /// A number as it is.
    Number(Decimal),
    /// A number with two decimals.
    Money(Decimal),
    /// A percentage on the scale 0 to 100, stored as a fraction with a percent format.
    Percent(Decimal),
    /// A formula and its saved result.
    Formula(String, String),
}

impl Shown {
    /// A formula with the result it really has.
    pub fn sum(formula: String, result: Decimal) -> Self {
        Self::Formula(formula, plain(result))
    }

    /// A formula that points at deleted cells, with the error it shows.
    pub fn broken() -> Self {
        Self::Formula("SUM(#REF!)".to_owned(), "#REF!".to_owned())
    }

    /// Text, or nothing.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Blank } else { Self::Text(text) }
    }
}

/// A rate as text with two decimals.
pub fn rate_text(value: Decimal) -> String {
    format!("{}%", fixed(value, 2))
}

fn widen(c: char) -> char {
    if c.is_ascii_digit() { char::from_u32(c as u32 + 0xFEE0).unwrap_or(c) } else { c }
}

const TIERS: [[&str; 2]; 2] =
    [["达成预期指标", "部分达成预期指标并具有一定效果"], ["达成年度指标", "部分达成年度指标并具有一定效果"]];

const NOTES: [&str; 2] = [
    "注：1.其他资金是指单位自筹和社会捐助；2.定性指标按三档评定，得分保留两位小数。",
    "注：得分低于分值的指标，须在最后一栏写明原因和改进办法。",
];
