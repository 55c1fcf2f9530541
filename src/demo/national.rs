//! The national form, drawn the way departments fill it.

use rust_decimal::Decimal;
use rust_xlsxwriter::XlsxError;

use super::canvas::{Canvas, Drawn, Look, lines, working_notes};
use super::filling::{Field, Filling, Labels, Level1, Money, Total, Value};
use super::style::{Percent, Shown, Style, rate_text};
use crate::model::number::plain;

const WIDE: [f64; 10] = [6.0, 11.0, 12.0, 19.0, 12.0, 17.0, 17.0, 8.0, 9.0, 34.0];
const NARROW: [f64; 9] = [7.0, 11.0, 14.0, 26.0, 17.0, 17.0, 8.0, 9.0, 34.0];

/// The pen: canvas, style and the column of the targets, from which every other column is counted.
struct Pen<'a> {
    canvas: Canvas<'a>,
    style: &'a Style,
    target: u16,
    row: u32,
}

/// Draws a filled national form.
pub fn draw(filling: &Filling, style: &Style) -> Result<Drawn, XlsxError> {
    let widths: &[f64] = if style.wide { &WIDE } else { &NARROW };
    let mut pen = Pen { canvas: Canvas::new(style, widths)?, style, target: if style.wide { 5 } else { 4 }, row: 0 };
    pen.head(filling)?;
    pen.cover(filling)?;
    let execution = pen.money(&filling.money)?;
    pen.goals(filling)?;
    let (first, last) = pen.indicators(filling)?;
    pen.total(filling, execution, (first, last))?;
    let hidden = filling.hidden_sheet.then(working_notes).transpose()?;
    pen.canvas.finish(hidden)
}

impl Pen<'_> {
    /// The last column of the form.
    const fn last(&self) -> u16 {
        self.target + 4
    }

    fn label(&mut self, from: (u32, u16), to: (u32, u16), text: &str) -> Result<(), XlsxError> {
        self.canvas.area(from, to, &Shown::text(text), Look::Label)
    }

    fn head(&mut self, filling: &Filling) -> Result<(), XlsxError> {
        let last = self.last();
        if !self.style.annex.is_empty() {
            self.canvas.cell(0, 0, &Shown::text(self.style.annex), Look::Line)?;
            self.row = 1;
        }
        let year = self.style.bracket(&format!("{}年度", filling.year));
        let title = if self.style.year_in_title {
            format!("项目支出绩效自评表{year}")
        } else {
            "项目支出绩效自评表".to_owned()
        };
        self.canvas.area((self.row, 0), (self.row, last), &Shown::text(title), Look::Title)?;
        self.canvas.height(self.row, 28)?;
        self.row += 1;
        if !self.style.year_in_title {
            self.canvas.area((self.row, 0), (self.row, last), &Shown::text(year), Look::Title)?;
            self.canvas.height(self.row, 24)?;
            self.row += 1;
        }
        Ok(())
    }

    fn cover(&mut self, filling: &Filling) -> Result<(), XlsxError> {
        let (row, side, last) = (self.row, self.target - 3, self.last());
        let value = side + 1;
        self.label((row, 0), (row, side), &self.style.cover("项目名称"))?;
        self.canvas.mark(Field::Project, row, value);
        self.canvas.area((row, value), (row, last), &Shown::text(&*filling.project), Look::Value)?;
        let row = row + 1;
        self.label((row, 0), (row, side), &self.style.cover("主管部门"))?;
        self.canvas.area((row, value), (row, self.target), &Shown::text(&*filling.department), Look::Value)?;
        self.label((row, self.target + 1), (row, self.target + 1), &self.style.cover("实施单位"))?;
        self.canvas.mark(Field::Unit, row, self.target + 2);
        self.canvas.area((row, self.target + 2), (row, last), &Shown::text(&*filling.unit), Look::Value)?;
        self.row = row + 1;
        Ok(())
    }

    /// Draws the money block; returns the row of its total.
    fn money(&mut self, money: &Money) -> Result<u32, XlsxError> {
        let (top, side, target) = (self.row, self.target - 3, self.target);
        let count = u32::try_from(money.lines.len()).unwrap_or(0);
        let unit = self.style.bracket("万元");
        self.label((top, 0), (top + count, side), &format!("项目资金\n{unit}"))?;
        let heads = ["", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"];
        for (column, head) in (side + 1..).zip(heads) {
            self.label((top, column), (top, column), &self.style.label(head))?;
        }
        let bare = Shown::text(self.style.none);
        for (index, line) in money.lines.iter().enumerate() {
            self.row += 1;
            let row = self.row;
            let label = match index {
                0 => format!("{}{}", line.label, self.style.colon),
                1 => format!("其中：{}", line.label),
                _ => format!("      {}", line.label),
            };
            self.canvas.cell(row, side + 1, &Shown::text(label), Look::Text)?;
            let unused = line.amounts == [Decimal::ZERO; 3] && index > 0;
            for (place, amount) in line.amounts.iter().enumerate() {
                let shown = match () {
                    () if unused => bare.clone(),
                    () if self.style.money_decimals => Shown::Money(*amount),
                    () => Shown::Number(*amount),
                };
                let column = target - 1 + u16::try_from(place).unwrap_or(0);
                self.canvas.field(Field::Amount(index, place), (row, column), &shown, Look::Value)?;
            }
            if index == 0 {
                self.canvas.cell(row, target + 2, &Shown::Number(Money::WEIGHT.into()), Look::Value)?;
                let rate = rate(self.style, &money.rate);
                self.canvas.field(Field::Rate, (row, target + 3), &rate, Look::Value)?;
                let score = Shown::Number(money.score);
                self.canvas.field(Field::Execution, (row, target + 4), &score, Look::Value)?;
            } else {
                for column in target + 2..=target + 3 {
                    self.canvas.cell(row, column, &bare, Look::Value)?;
                }
                let score = money.part_score.filter(|_| index == 1).map_or_else(|| bare.clone(), Shown::Number);
                self.canvas.cell(row, target + 4, &score, Look::Value)?;
                if index == 1 {
                    self.canvas.mark(Field::PartScore, row, target + 4);
                }
            }
        }
        self.row += 1;
        Ok(top + 1)
    }

    fn goals(&mut self, filling: &Filling) -> Result<(), XlsxError> {
        let (row, target, last) = (self.row, self.target, self.last());
        self.label((row, 0), (row + 1, 0), "年度总体\n目标")?;
        self.label((row, 1), (row, target), &self.style.label("预期目标"))?;
        self.label((row, target + 1), (row, last), "实际完成情况")?;
        self.canvas.mark(Field::Goal, row + 1, 1);
        self.canvas.area((row + 1, 1), (row + 1, target), &Shown::text(&*filling.goal), Look::Text)?;
        self.canvas.mark(Field::Completion, row + 1, target + 1);
        self.canvas.area((row + 1, target + 1), (row + 1, last), &Shown::text(&*filling.completion), Look::Text)?;
        let needed = lines(&filling.goal, 34).max(lines(&filling.completion, 34)).max(3);
        self.canvas.height(row + 1, needed * 15)?;
        self.row += 2;
        Ok(())
    }

    /// Draws the indicators; returns the first and the last row of the block.
    fn indicators(&mut self, filling: &Filling) -> Result<(u32, u32), XlsxError> {
        let (top, target) = (self.row, self.target);
        let heads = ["一级指标", "二级指标", "三级指标"];
        for (column, head) in (1..).zip(heads) {
            let end = if column == 3 { target - 1 } else { column };
            self.label((top, column), (top, end), &self.style.label(head))?;
        }
        let heads = ["年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"];
        for (column, head) in (target..).zip(heads) {
            self.label((top, column), (top, column), &self.style.label(head))?;
        }
        self.row += 1;
        let mut from = 0;
        while from < filling.rows.len() {
            let level = filling.rows[from].level2.above();
            let count = filling.rows[from..].iter().take_while(|row| row.level2.above() == level).count();
            self.level1(filling, level, from..from + count)?;
            from += count;
        }
        self.label((top, 0), (self.row - 1, 0), "绩\n效\n指\n标")?;
        Ok((top + 1, self.row - 1))
    }

    fn level1(&mut self, filling: &Filling, level: Level1, range: std::ops::Range<usize>) -> Result<(), XlsxError> {
        let top = self.row;
        let mut from = range.start;
        while from < range.end {
            let level2 = filling.rows[from].level2;
            let count = filling.rows[from..range.end].iter().take_while(|row| row.level2 == level2).count();
            let block = self.row;
            for (number, index) in (from..from + count).enumerate() {
                self.indicator(filling, index, number + 1)?;
            }
            if self.style.leftovers {
                let line = if self.style.numbered { format!("指标{}", count + 1) } else { "……".to_owned() };
                self.leftover(&line)?;
            }
            self.level((block, 2), self.row - 1, level2.name())?;
            from += count;
        }
        let (name, weight) = level.name();
        let weight = match filling.labels {
            Labels::Style => self.style.weights_in_labels.then_some(weight),
            Labels::Bare => None,
            Labels::Wrong(at, wrong) => Some(if at == level { wrong } else { weight }),
        };
        let bracket = weight.map(|weight| self.style.bracket(&format!("{weight}分"))).unwrap_or_default();
        let label = format!("{name}{bracket}");
        for index in range {
            self.canvas.mark(Field::Level(index), top, 1);
        }
        self.level((top, 1), self.row - 1, &label)
    }

    /// A level cell: merged down, or only the first filled.
    fn level(&mut self, at: (u32, u16), last: u32, label: &str) -> Result<(), XlsxError> {
        if self.style.merged_levels {
            return self.label(at, (last, at.1), label);
        }
        self.label(at, at, label)?;
        (at.0 + 1..=last).try_for_each(|row| self.label((row, at.1), (row, at.1), ""))
    }

    fn indicator(&mut self, filling: &Filling, index: usize, number: usize) -> Result<(), XlsxError> {
        let (row, target, style) = (self.row, self.target, self.style);
        let line = &filling.rows[index];
        let name = if style.numbered && !line.name.is_empty() {
            format!("指标{number}：{}", line.name)
        } else {
            line.name.clone()
        };
        self.canvas.mark(Field::Name(index), row, 3);
        self.canvas.area((row, 3), (row, target - 1), &Shown::text(name), Look::Text)?;
        let asked = match &line.target {
            Value::Number(value) => Shown::text(style.target(line, *value)),
            other => style.shown(other),
        };
        self.canvas.mark(Field::Sign(index), row, target);
        self.canvas.field(Field::Target(index), (row, target), &asked, Look::Value)?;
        self.canvas.field(Field::Actual(index), (row, target + 1), &style.actual(line), Look::Value)?;
        self.canvas.field(Field::Weight(index), (row, target + 2), &Shown::Number(line.weight), Look::Value)?;
        let score = line.score.map_or(Shown::Blank, Shown::Number);
        self.canvas.field(Field::Score(index), (row, target + 3), &score, Look::Value)?;
        self.canvas.field(Field::Reason(index), (row, target + 4), &Shown::text(&*line.reason), Look::Text)?;
        self.canvas.height(row, lines(&line.reason, 16).max(2) * 14)?;
        self.row += 1;
        Ok(())
    }

    /// A line of the printed form that nobody filled.
    fn leftover(&mut self, text: &str) -> Result<(), XlsxError> {
        let (row, target) = (self.row, self.target);
        self.canvas.area((row, 3), (row, target - 1), &Shown::text(text), Look::Text)?;
        for column in target..=target + 4 {
            self.canvas.cell(row, column, &Shown::Blank, Look::Value)?;
        }
        self.row += 1;
        Ok(())
    }

    fn total(&mut self, filling: &Filling, execution: u32, (first, last): (u32, u32)) -> Result<(), XlsxError> {
        let (row, target) = (self.row, self.target);
        self.label((row, 0), (row, target + 1), &self.style.label("总分"))?;
        let sum = |canvas: &Canvas, single: u16, column: u16| {
            format!(
                "SUM({},{}:{})",
                canvas.name(execution, single),
                canvas.name(first, column),
                canvas.name(last, column)
            )
        };
        let weight = filling.weight();
        let shown = if self.style.formulas {
            Shown::sum(sum(&self.canvas, target + 2, target + 2), weight)
        } else {
            Shown::Number(weight)
        };
        self.canvas.field(Field::TotalWeight, (row, target + 2), &shown, Look::Value)?;
        let score = filling.score();
        let formula = sum(&self.canvas, target + 4, target + 3);
        let shown = match filling.total {
            Total::Off(by) => Shown::Number(score + by),
            Total::Broken => Shown::broken(),
            Total::Sum if self.style.formulas => Shown::sum(formula, score),
            Total::Sum => Shown::Number(score),
        };
        self.canvas.field(Field::TotalScore, (row, target + 3), &shown, Look::Value)?;
        self.canvas.cell(row, target + 4, &Shown::Blank, Look::Value)?;
        self.row += 1;
        if self.style.signed || filling.must_sign {
            let columns = [0, target - 1, target + 3];
            self.canvas.mark(Field::Phone, self.row, columns[1]);
            self.canvas.mark(Field::Date, self.row, columns[2]);
            for ((column, label), text) in
                columns.into_iter().zip(["填报人", "联系电话", "填报日期"]).zip(&filling.signature)
            {
                let shown = Shown::text(format!("{label}：{text}"));
                self.canvas.cell(self.row, column, &shown, Look::Line)?;
            }
            self.canvas.mark(Field::Date, self.row, target + 3);
            self.row += 1;
        }
        if !self.style.notes.is_empty() {
            let notes = Shown::text(self.style.notes);
            self.canvas.area((self.row, 0), (self.row, target + 4), &notes, Look::Notes)?;
            self.canvas.height(self.row, 30)?;
        }
        Ok(())
    }
}

/// The execution rate: text, a percent format, or a bare percentage.
fn rate(style: &Style, value: &Value) -> Shown {
    match value {
        Value::Number(value) => match style.percent {
            Percent::Text => Shown::text(rate_text(*value)),
            Percent::Format => Shown::Percent(*value),
            Percent::Plain => Shown::text(format!("{}%", plain(*value))),
        },
        other => style.shown(other),
    }
}
