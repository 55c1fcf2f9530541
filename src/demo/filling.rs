//! A filled form as plain data: what a clerk would have typed, before anybody decides how it looks.

use rust_decimal::Decimal;

use crate::model::number;

/// Which form a department fills.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// The national form.
    National,
    /// The Sichuan form: sign, value and unit in three columns.
    Sichuan,
}

impl Form {
    /// The id of the form in the roster.
    pub const fn id(self) -> &'static str {
        match self {
            Self::National => "national-project",
            Self::Sichuan => "sichuan-project",
        }
    }
}

/// A level-1 block of indicators.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level1 {
    /// 产出指标.
    Output,
    /// 效益指标.
    Benefit,
    /// 满意度指标.
    Satisfaction,
}

impl Level1 {
    /// Name and weight.
    pub const fn name(self) -> (&'static str, u32) {
        match self {
            Self::Output => ("产出指标", 50),
            Self::Benefit => ("效益指标", 30),
            Self::Satisfaction => ("满意度指标", 10),
        }
    }
}

/// A level-2 block of indicators, in the order of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level2 {
    /// 数量指标.
    Quantity,
    /// 质量指标.
    Quality,
    /// 时效指标.
    Time,
    /// 成本指标.
    Cost,
    /// 经济效益指标.
    Economic,
    /// 社会效益指标.
    Social,
    /// 生态效益指标.
    Ecological,
    /// 可持续影响指标.
    Lasting,
    /// 服务对象满意度指标.
    Satisfaction,
}

impl Level2 {
    /// The block it belongs to.
    pub const fn above(self) -> Level1 {
        match self {
            Self::Quantity | Self::Quality | Self::Time | Self::Cost => Level1::Output,
            Self::Economic | Self::Social | Self::Ecological | Self::Lasting => Level1::Benefit,
            Self::Satisfaction => Level1::Satisfaction,
        }
    }

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Quantity => "数量指标",
            Self::Quality => "质量指标",
            Self::Time => "时效指标",
            Self::Cost => "成本指标",
            Self::Economic => "经济效益指标",
            Self::Social => "社会效益指标",
            Self::Ecological => "生态效益指标",
            Self::Lasting => "可持续影响指标",
            Self::Satisfaction => "服务对象满意度指标",
        }
    }
}

/// The direction of a numeric target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// ≥
    AtLeast,
    /// ≤
    AtMost,
    /// =
    Exactly,
}

/// What stands in a cell for a target, an actual value or a rate.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing.
    Blank,
    /// A number; percentages on the scale 0 to 100.
    Number(Decimal),
    /// Words, written as they are.
    Words(String),
    /// The tier word for "reached".
    Reached,
    /// The tier word for "partly reached".
    Partly,
    /// An error value such as `#REF!`.
    Broken,
}

/// One indicator.
#[derive(Debug, Clone)]
pub struct Row {
    /// The block it stands in.
    pub level2: Level2,
    /// Its name.
    pub name: String,
    /// The direction of a numeric target.
    pub direction: Option<Direction>,
    /// The unit of a numeric target.
    pub unit: &'static str,
    /// The target.
    pub target: Value,
    /// The actual value.
    pub actual: Value,
    /// The weight.
    pub weight: Decimal,
    /// The score, unless it was forgotten.
    pub score: Option<Decimal>,
    /// Why it is below full marks.
    pub reason: String,
}

impl Row {
    /// Target and actual value, where both are numbers.
    pub const fn numbers(&self) -> Option<(Decimal, Decimal)> {
        match (&self.target, &self.actual) {
            (Value::Number(target), Value::Number(actual)) => Some((*target, *actual)),
            _ => None,
        }
    }

    /// The score by the published rule, as far as it says one number: nothing for blank or unreadable values.
    pub fn due(&self) -> Option<Decimal> {
        match (self.numbers(), &self.actual) {
            (Some((target, actual)), _) => {
                let (part, whole) =
                    if self.direction == Some(Direction::AtMost) { (target, actual) } else { (actual, target) };
                if part >= whole {
                    return Some(self.weight);
                }
                Some(number::round_points(self.weight * part / whole))
            }
            (None, Value::Reached | Value::Words(_)) => Some(self.weight),
            // The band is 60 to 80 %.
            (None, Value::Partly) => Some(number::round(self.weight * Decimal::new(7, 1), 1)),
            (None, _) => None,
        }
    }

    /// Asks for something in words instead, and says that it was reached.
    pub fn put_in_words(&mut self, name: &str, target: &str) {
        name.clone_into(&mut self.name);
        (self.direction, self.unit) = (None, "");
        (self.target, self.actual) = (Value::Words(target.to_owned()), Value::Reached);
        self.score = Some(self.weight);
        self.reason.clear();
    }

    /// Whether it has full marks.
    pub fn is_full(&self) -> bool {
        self.score == Some(self.weight)
    }
}

/// One line of the money block, in 万元: total first, then its sources.
#[derive(Debug, Clone)]
pub struct Line {
    /// Its label, without 其中.
    pub label: &'static str,
    /// Budget at the beginning of the year, adjusted budget, executed.
    pub amounts: [Decimal; 3],
}

/// Columns of the money block.
pub const INITIAL: usize = 0;
/// The adjusted budget.
pub const ADJUSTED: usize = 1;
/// What was spent.
pub const EXECUTED: usize = 2;

/// The money block.
#[derive(Debug, Clone)]
pub struct Money {
    /// The total and its parts.
    pub lines: Vec<Line>,
    /// The execution rate in percent.
    pub rate: Value,
    /// The points for it, of ten.
    pub score: Decimal,
    /// Why the budget was adjusted (Sichuan form).
    pub reason: String,
    /// Points that the first source claims for itself.
    pub part_score: Option<Decimal>,
}

impl Money {
    /// The weight of budget execution.
    pub const WEIGHT: u32 = 10;

    /// One amount of the total line.
    pub fn total(&self, column: usize) -> Decimal {
        self.lines.first().map_or(Decimal::ZERO, |line| line.amounts[column])
    }
}

/// How the printed total of the scores came about.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Total {
    /// The sum of the scores.
    Sum,
    /// A number that is off by this much.
    Off(Decimal),
    /// A formula whose cells were deleted.
    Broken,
}

/// What level-1 labels say about weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Labels {
    /// Left to the style: the right weights, or none.
    Style,
    /// Nothing.
    Bare,
    /// The right weights, except for one block.
    Wrong(Level1, u32),
}

/// A filled form.
#[derive(Debug, Clone)]
pub struct Filling {
    /// Which form.
    pub form: Form,
    /// The year it is about.
    pub year: u16,
    /// The project, as written on the cover.
    pub project: String,
    /// The department in charge, as written.
    pub department: String,
    /// The unit, as written.
    pub unit: String,
    /// What was to be done.
    pub goal: String,
    /// What was done.
    pub completion: String,
    /// How it went (Sichuan form).
    pub course: String,
    /// The money block.
    pub money: Money,
    /// The adjusted budget in the bureau's ledger, where that is another.
    pub booked: Option<Decimal>,
    /// The indicators, in the order of the form.
    pub rows: Vec<Row>,
    /// The printed total.
    pub total: Total,
    /// Conclusion, problems, measures (Sichuan form).
    pub closing: [String; 3],
    /// Who filled it in, telephone, date (national form, where it is signed).
    pub signature: [String; 3],
    /// Whether it is signed whatever the habits of the clerk are.
    pub must_sign: bool,
    /// Head of the project and head of finance (Sichuan form).
    pub heads: [String; 2],
    /// The weights in the level-1 labels.
    pub labels: Labels,
    /// A second, hidden sheet with working notes.
    pub hidden_sheet: bool,
}

impl Filling {
    /// The sum of all weights.
    pub fn weight(&self) -> Decimal {
        self.rows.iter().map(|row| row.weight).sum::<Decimal>() + Decimal::from(Money::WEIGHT)
    }

    /// The sum of all scores.
    pub fn score(&self) -> Decimal {
        self.rows.iter().filter_map(|row| row.score).sum::<Decimal>() + self.money.score
    }
}

/// A value of the form that has a cell of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The name of the project.
    Project,
    /// The name of the unit.
    Unit,
    /// The goal.
    Goal,
    /// What was done.
    Completion,
    /// Conclusion, problems or measures.
    Closing(usize),
    /// The head of the project.
    Head,
    /// The date (national form, where it is signed).
    Date,
    /// An amount: line and column.
    Amount(usize, usize),
    /// The execution rate of the total.
    Rate,
    /// The points for budget execution.
    Execution,
    /// The points that the first source claims for itself.
    PartScore,
    /// The telephone number (national form).
    Phone,
    /// The level-1 label above a row.
    Level(usize),
    /// The direction of a row, in its own cell or with the target.
    Sign(usize),
    /// The target of a row.
    Target(usize),
    /// The actual value of a row.
    Actual(usize),
    /// The weight of a row.
    Weight(usize),
    /// The score of a row.
    Score(usize),
    /// The reason of a row.
    Reason(usize),
    /// The name of a row.
    Name(usize),
    /// The printed sum of the weights.
    TotalWeight,
    /// The printed sum of the scores.
    TotalScore,
    /// The hidden sheet as a whole.
    HiddenSheet,
}
