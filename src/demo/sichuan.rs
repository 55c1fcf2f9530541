//! The Sichuan form: sign, value and unit stand in three columns.

use rust_decimal::Decimal;
use rust_xlsxwriter::XlsxError;

use super::canvas::{Canvas, Drawn, Look, lines, working_notes};
use super::filling::{Direction, Field, Filling, Line, Money, Row, Total, Value};
use super::style::{Percent, Shown, Style};
use super::texts::SCORE;
use crate::model::number::{plain, round};

const WIDTHS: [f64; 12] = [9.0, 14.0, 16.0, 20.0, 10.0, 16.0, 10.0, 14.0, 8.0, 9.0, 14.0, 14.0];
const LAST: u16 = 11;

struct Pen<'a> {
    canvas: Canvas<'a>,
    style: &'a Style,
    row: u32,
}

/// Draws a filled Sichuan form.
pub fn draw(filling: &Filling, style: &Style) -> Result<Drawn, XlsxError> {
    let mut pen = Pen { canvas: Canvas::new(style, &WIDTHS)?, style, row: 0 };
    pen.head(filling)?;
    pen.basics(filling)?;
    let execution = pen.money(&filling.money)?;
    let (first, last) = pen.indicators(filling)?;
    pen.total(filling, execution, (first, last))?;
    pen.closing(filling)?;
    let hidden = filling.hidden_sheet.then(working_notes).transpose()?;
    pen.canvas.finish(hidden)
}

impl Pen<'_> {
    fn label(&mut self, from: (u32, u16), to: (u32, u16), text: &str) -> Result<(), XlsxError> {
        self.canvas.area(from, to, &Shown::text(text), Look::Label)
    }

    fn head(&mut self, filling: &Filling) -> Result<(), XlsxError> {
        self.canvas.cell(0, 0, &Shown::text("报表编号：510000_0013zp"), Look::Line)?;
        let year = self.style.bracket(&format!("{}年度", filling.year));
        let title = format!("部门预算项目支出绩效自评表{year}");
        self.canvas.area((1, 0), (1, LAST), &Shown::text(title), Look::Title)?;
        self.canvas.height(1, 28)?;
        self.label((2, 0), (2, 1), &self.style.cover("项目名称"))?;
        self.canvas.mark(Field::Project, 2, 2);
        self.canvas.area((2, 2), (2, LAST), &Shown::text(&*filling.project), Look::Value)?;
        self.label((3, 0), (3, 1), &self.style.cover("主管部门"))?;
        self.canvas.area((3, 2), (3, 5), &Shown::text(&*filling.department), Look::Value)?;
        self.label((3, 6), (3, 7), &format!("{} （盖章）", self.style.label("实施单位")))?;
        self.canvas.mark(Field::Unit, 3, 8);
        self.canvas.area((3, 8), (3, LAST), &Shown::text(&*filling.unit), Look::Value)?;
        Ok(())
    }

    fn basics(&mut self, filling: &Filling) -> Result<(), XlsxError> {
        self.label((4, 0), (6, 0), "项目基本情况")?;
        self.label((4, 1), (5, 2), "1.项目年度目标完成情况")?;
        self.label((4, 3), (4, 6), "项目年度目标")?;
        self.label((4, 7), (4, LAST), "年度目标完成情况")?;
        self.canvas.mark(Field::Goal, 5, 3);
        self.canvas.area((5, 3), (5, 6), &Shown::text(&*filling.goal), Look::Text)?;
        self.canvas.mark(Field::Completion, 5, 7);
        self.canvas.area((5, 7), (5, LAST), &Shown::text(&*filling.completion), Look::Text)?;
        self.canvas.height(5, lines(&filling.goal, 27).max(lines(&filling.completion, 29)).max(2) * 15)?;
        self.label((6, 1), (6, 2), "2.项目实施内容及过程概述")?;
        self.canvas.area((6, 3), (6, LAST), &Shown::text(&*filling.course), Look::Text)?;
        self.canvas.height(6, lines(&filling.course, 58).max(2) * 15)?;
        self.row = 7;
        Ok(())
    }

    /// Draws the money block; returns the row of its total.
    fn money(&mut self, money: &Money) -> Result<u32, XlsxError> {
        let top = self.row;
        let count = u32::try_from(money.lines.len()).unwrap_or(0);
        self.label((top, 0), (top + count, 0), &format!("预算执行情况{}", self.style.bracket("10分")))?;
        self.label((top, 1), (top, 2), &format!("年度预算数{}", self.style.bracket("万元")))?;
        let heads = [(3, 3, "年初预算"), (4, 5, "调整后预算数"), (6, 6, "预算执行数"), (7, 7, "预算执行率")];
        for (from, to, head) in heads.into_iter().chain([(8, 8, "权重"), (9, 9, "得分"), (10, LAST, "原因")]) {
            self.label((top, from), (top, to), &self.style.label(head))?;
        }
        for (index, line) in money.lines.iter().enumerate() {
            self.row += 1;
            let row = self.row;
            let label = if index == 1 { format!("其中：{}", line.label) } else { line.label.to_owned() };
            self.label((row, 1), (row, 2), &label)?;
            for (place, (from, to)) in [(3, 3), (4, 5), (6, 6)].into_iter().enumerate() {
                self.canvas.mark(Field::Amount(index, place), row, from);
                let shown = self.amount(line, place, index);
                self.canvas.area((row, from), (row, to), &shown, Look::Value)?;
            }
            if index == 0 {
                let rate = match &money.rate {
                    Value::Number(value) => Shown::Percent(*value),
                    other => self.style.shown(other),
                };
                self.canvas.field(Field::Rate, (row, 7), &rate, Look::Value)?;
                self.canvas.cell(row, 8, &Shown::Number(Money::WEIGHT.into()), Look::Value)?;
                self.canvas.field(Field::Execution, (row, 9), &Shown::Number(money.score), Look::Value)?;
            } else {
                self.canvas.cell(row, 7, &child_rate(line), Look::Value)?;
                self.canvas.cell(row, 8, &Shown::text("/"), Look::Value)?;
                let score = money.part_score.filter(|_| index == 1).map_or_else(|| Shown::text("/"), Shown::Number);
                self.canvas.cell(row, 9, &score, Look::Value)?;
                if index == 1 {
                    self.canvas.mark(Field::PartScore, row, 9);
                }
            }
        }
        self.canvas.area((top + 1, 10), (top + count, LAST), &Shown::text(&*money.reason), Look::Text)?;
        self.row += 1;
        Ok(top + 1)
    }

    /// An amount; the last source is left blank where there is none, as in the form that the system prints.
    fn amount(&self, line: &Line, place: usize, index: usize) -> Shown {
        let amount = line.amounts[place];
        match () {
            () if index == 4 && line.amounts == [Decimal::ZERO; 3] => Shown::text(self.style.none),
            () if self.style.money_decimals => Shown::Money(amount),
            () => Shown::Number(amount),
        }
    }

    /// Draws the indicators; returns the first and the last row of the block.
    fn indicators(&mut self, filling: &Filling) -> Result<(u32, u32), XlsxError> {
        let top = self.row;
        let heads = ["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "完成值", "权重", "得分"];
        for (column, head) in (1..).zip(heads) {
            self.label((top, column), (top, column), &self.style.label(head))?;
        }
        self.label((top, 10), (top, LAST), "未完成原因分析")?;
        for (index, row) in filling.rows.iter().enumerate() {
            self.row += 1;
            self.indicator(index, row)?;
        }
        self.levels(filling, top + 1)?;
        self.label((top, 0), (self.row, 0), &format!("绩效指标{}", self.style.bracket("90分")))?;
        self.row += 1;
        Ok((top + 1, self.row - 1))
    }

    /// The two level columns: merged down, or repeated in every row as the system prints them.
    fn levels(&mut self, filling: &Filling, top: u32) -> Result<(), XlsxError> {
        for column in 1..=2 {
            let name = |row: &Row| if column == 1 { row.level2.above().name().0 } else { row.level2.name() };
            let mut from = 0;
            while from < filling.rows.len() {
                let label = name(&filling.rows[from]);
                let same = filling.rows[from..].iter().take_while(|row| name(row) == label).count();
                let count = if self.style.merged_levels { same } else { 1 };
                let at = |index: usize| top + u32::try_from(index).unwrap_or(0);
                self.label((at(from), column), (at(from + count - 1), column), label)?;
                if column == 1 {
                    (from..from + count).for_each(|index| self.canvas.mark(Field::Level(index), at(from), 1));
                }
                from += count;
            }
        }
        Ok(())
    }

    fn indicator(&mut self, index: usize, row: &Row) -> Result<(), XlsxError> {
        let (at, style) = (self.row, self.style);
        self.canvas.field(Field::Name(index), (at, 3), &Shown::text(&*row.name), Look::Text)?;
        let sign = match (row.direction, &row.target) {
            (Some(direction), _) => sign(style, direction),
            (None, Value::Number(_)) => "",
            (None, _) => "定性",
        };
        self.canvas.field(Field::Sign(index), (at, 4), &Shown::text(sign), Look::Value)?;
        let asked = match &row.target {
            // Some clerks type the number as text.
            Value::Number(value) if style.units[0] && style.grouped => Shown::text(plain(*value)),
            other => style.shown(other),
        };
        self.canvas.field(Field::Target(index), (at, 5), &asked, Look::Value)?;
        let unit = if row.unit.is_empty() { style.none } else { row.unit };
        self.canvas.cell(at, 6, &Shown::text(unit), Look::Value)?;
        let actual = match (&row.actual, style.percent) {
            // The unit has its own column; a percent sign behind the value is still common.
            (Value::Number(value), Percent::Text) if row.unit == "%" => Shown::text(format!("{}%", plain(*value))),
            (value, _) => style.shown(value),
        };
        self.canvas.field(Field::Actual(index), (at, 7), &actual, Look::Value)?;
        self.canvas.field(Field::Weight(index), (at, 8), &Shown::Number(row.weight), Look::Value)?;
        let score = row.score.map_or(Shown::Blank, Shown::Number);
        self.canvas.field(Field::Score(index), (at, 9), &score, Look::Value)?;
        self.canvas.mark(Field::Reason(index), at, 10);
        self.canvas.area((at, 10), (at, LAST), &Shown::text(&*row.reason), Look::Text)?;
        self.canvas.height(at, lines(&row.reason, 14).max(2) * 14)
    }

    fn total(&mut self, filling: &Filling, execution: u32, (first, last): (u32, u32)) -> Result<(), XlsxError> {
        let row = self.row;
        self.label((row, 0), (row, 7), &self.style.label("合计"))?;
        let sum = |canvas: &Canvas, column: u16| {
            let [single, from, to] = [execution, first, last].map(|row| canvas.name(row, column));
            format!("SUM({single},{from}:{to})")
        };
        let weight = Shown::sum(sum(&self.canvas, 8), filling.weight());
        self.canvas.field(Field::TotalWeight, (row, 8), &weight, Look::Value)?;
        let (formula, score) = (sum(&self.canvas, 9), filling.score());
        let shown = match filling.total {
            Total::Off(by) => Shown::Number(score + by),
            Total::Broken => Shown::broken(),
            Total::Sum if self.style.formulas => Shown::sum(formula, score),
            Total::Sum => Shown::Number(score),
        };
        self.canvas.field(Field::TotalScore, (row, 9), &shown, Look::Value)?;
        self.canvas.area((row, 10), (row, LAST), &Shown::Blank, Look::Value)?;
        self.row += 1;
        Ok(())
    }

    fn closing(&mut self, filling: &Filling) -> Result<(), XlsxError> {
        for (index, (label, text)) in ["评价结论", "存在问题", "改进措施"].into_iter().zip(&filling.closing).enumerate()
        {
            let row = self.row;
            self.canvas.mark(Field::Closing(index), row, 2);
            let text = text.replace(SCORE, &plain(filling.score()));
            self.label((row, 0), (row, 1), &self.style.label(label))?;
            self.canvas.area((row, 2), (row, LAST), &Shown::text(&*text), Look::Text)?;
            self.canvas.height(row, lines(&text, 68).max(2) * 15)?;
            self.row += 1;
        }
        let row = self.row;
        let [project, finance] = &filling.heads;
        self.canvas.mark(Field::Head, row, 0);
        self.canvas.area((row, 0), (row, 5), &Shown::text(format!("项目负责人：{project}")), Look::Line)?;
        self.canvas.area((row, 6), (row, LAST), &Shown::text(format!("财务负责人：{finance}")), Look::Line)
    }
}

/// The sign in a column of its own: glyphs only, phrases belong to a sentence.
fn sign(style: &Style, direction: Direction) -> &'static str {
    let glyph = style.glyph(direction);
    if glyph.chars().count() <= 2 {
        return glyph;
    }
    match direction {
        Direction::AtLeast => "≥",
        Direction::AtMost => "≤",
        Direction::Exactly => "=",
    }
}

/// The rate of a source.
fn child_rate(line: &Line) -> Shown {
    let [_, adjusted, executed] = line.amounts;
    if adjusted.is_zero() {
        return if executed.is_zero() { Shown::Percent(Decimal::ZERO) } else { Shown::Blank };
    }
    Shown::Percent(round(executed / adjusted * Decimal::ONE_HUNDRED, 2))
}
