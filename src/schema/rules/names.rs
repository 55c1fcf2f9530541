//! What the names of a rule stand for: fields, columns, rows, other forms, last year, the bureau's own lists.

use std::sync::Arc;

use super::spec::Each;
use crate::schema::form::Form;
use crate::schema::table::{Role, TableRole, TableSpec};
use crate::text::{Label, Names, fold};

/// A name of a rule with what it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// Where it is looked up.
    pub origin: Origin,
    /// What it is there.
    pub what: What,
}

/// Where a name is looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// The submission itself.
    Here,
    /// The same unit's submission of the year before.
    LastYear,
    /// Another form of the same unit, by its id.
    Form(Arc<str>),
    /// The roster (名录).
    Roster,
    /// The bureau's own figures (底册), one row for every unit.
    Ledger,
}

/// What a name is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A field, by its id.
    Field(Arc<str>),
    /// A value of the indicator that is being judged.
    Indicator(Role),
    /// A value without a role of that indicator.
    IndicatorFact(Arc<str>),
    /// A column of every indicator, or of those of one table.
    Column(Option<Arc<str>>, Role),
    /// A column without a role, of a table of indicators or of facts.
    FactColumn(Arc<str>, Arc<str>),
    /// A value of a row of money: that of a table, of the whole amount where no row is named.
    Money(Option<Arc<str>>, Option<Arc<str>>, Role),
    /// A cell of a table of facts: table, row, column. A split has no columns.
    Fact(Arc<str>, Arc<str>, Option<Arc<str>>),
    /// The printed total of weights or scores.
    Total(Role),
    /// A column of one of the bureau's lists, by its header.
    Listed(String),
}

impl What {
    /// Whether it is a whole column.
    #[must_use]
    pub const fn is_column(&self) -> bool {
        matches!(self, Self::Column(..) | Self::FactColumn(..))
    }
}

/// What roles are called in rules, beside the headers of the form itself.
const ROLES: [(&str, Role); 25] = [
    ("年初预算数", Role::Initial),
    ("全年预算数", Role::Adjusted),
    ("预算数", Role::Adjusted),
    ("到位数", Role::Received),
    ("全年执行数", Role::Executed),
    ("执行数", Role::Executed),
    ("执行率", Role::Rate),
    ("一级指标", Role::Level1),
    ("二级指标", Role::Level2),
    ("三级指标", Role::Level3),
    ("指标名称", Role::Level3),
    ("指标性质", Role::Sign),
    ("年初指标值", Role::InitialTarget),
    ("指标值", Role::Target),
    ("度量单位", Role::Unit),
    ("评分标准", Role::Basis),
    ("实际完成值", Role::Actual),
    ("完成值", Role::Actual),
    ("完成情况", Role::Completion),
    ("分值", Role::Weight),
    ("得分", Role::Score),
    ("折算得分", Role::Converted),
    ("财政审定评分", Role::Audited),
    ("偏差原因", Role::Reason),
    ("原因", Role::Reason),
];

const LAST_YEAR: [&str; 2] = ["上年", "last-year"];
const ROSTER: [&str; 2] = ["名录", "roster"];
const LEDGER: [&str; 2] = ["底册", "ledger"];
const INDICATORS: [&str; 2] = ["指标", "indicators"];
const MONEY: [&str; 4] = ["预算执行", "资金", "资金总额", "money"];
const TOTAL: [&str; 3] = ["合计", "总计", "total"];
const TOTAL_SCORE: &str = "总分";

/// The columns of the roster that rules may name.
pub const ROSTER_COLUMNS: [&str; 6] = ["单位代码", "单位名称", "主管部门", "类别", "归口股室", "联系电话"];

/// The column of the ledger that says what was spent.
pub const LEDGER_EXECUTED: &str = "全年执行数";
/// The columns of the ledger that rules may name.
const LEDGER_COLUMNS: [&str; 2] = ["全年预算数", LEDGER_EXECUTED];

/// The names that a rule of a form may use.
pub struct Known<'a> {
    form: &'a Form,
    each: Option<Each>,
    others: &'a dyn Fn(&str) -> Option<Form>,
}

impl<'a> Known<'a> {
    /// Those of a form; `others` gives the forms that stand beside it by their ids.
    #[must_use]
    pub fn of(form: &'a Form, each: Option<Each>, others: &'a dyn Fn(&str) -> Option<Form>) -> Self {
        Self { form, each, others }
    }

    /// What a name stands for; nothing if the form has no such thing.
    #[must_use]
    pub fn find(&self, parts: &[String]) -> Option<Bound> {
        let (head, rest) = parts.split_first()?;
        let head = head.as_str();
        if rest.is_empty() {
            return Some(Bound { origin: Origin::Here, what: one(self.form, self.each, head)? });
        }
        if LAST_YEAR.contains(&head) {
            return Some(Bound { origin: Origin::LastYear, what: within(self.form, self.each, rest)? });
        }
        if ROSTER.contains(&head) {
            let column = rest.join(".");
            let is_known = ROSTER_COLUMNS.contains(&column.as_str());
            return is_known.then_some(Bound { origin: Origin::Roster, what: What::Listed(column) });
        }
        if LEDGER.contains(&head) {
            let column = rest.join(".");
            let is_known = LEDGER_COLUMNS.contains(&column.as_str());
            return is_known.then_some(Bound { origin: Origin::Ledger, what: What::Listed(column) });
        }
        if let Some(what) = within(self.form, self.each, parts) {
            return Some(Bound { origin: Origin::Here, what });
        }
        let other = (self.others)(head)?;
        let what = within(&other, self.each, rest)?;
        Some(Bound { origin: Origin::Form(Arc::clone(&other.head.id)), what })
    }

    /// The known name that one which is not known resembles most.
    #[must_use]
    pub fn nearest(&self, name: &str) -> Option<String> {
        let mut known = names(self.form, self.each);
        if let Some((head, _)) = name.split_once('.') {
            let of_other = (self.others)(head).map(|other| names(&other, self.each)).unwrap_or_default();
            known.extend(of_other.into_iter().map(|name| format!("{head}.{name}")));
            if LAST_YEAR.contains(&head) {
                known.extend(names(self.form, self.each).into_iter().map(|name| format!("{head}.{name}")));
            }
            if ROSTER.contains(&head) {
                known.extend(ROSTER_COLUMNS.iter().map(|column| format!("{head}.{column}")));
            }
            if LEDGER.contains(&head) {
                known.extend(LEDGER_COLUMNS.iter().map(|column| format!("{head}.{column}")));
            }
        }
        let at = Names::of(known.iter().map(|name| fold(name))).nearest(&fold(name))?;
        known.into_iter().nth(at)
    }
}

fn within(form: &Form, each: Option<Each>, parts: &[String]) -> Option<What> {
    match parts {
        [name] => one(form, each, name),
        [head, name] => two(form, head, name),
        [table, row, name] => three(form, table, row, name),
        _ => None,
    }
}

/// A name of one part: of the row that is judged, of a field, of the whole amount of money, of a row of a split.
fn one(form: &Form, each: Option<Each>, name: &str) -> Option<What> {
    if each == Some(Each::Indicators)
        && let Some(what) = tables(form, TableRole::Indicators).find_map(|table| indicator(table, name))
    {
        return Some(what);
    }
    if name == TOTAL_SCORE {
        return Some(What::Total(Role::Score));
    }
    let label = Label::of(name);
    let field = form.fields.iter().find(|(id, spec)| id.as_str() == name || spec.label.matches(&label));
    if let Some((id, _)) = field {
        return Some(What::Field(Arc::from(id.as_str())));
    }
    let money = tables(form, TableRole::Money).find_map(|table| role(table, name));
    if let Some(role) = money {
        return Some(What::Money(None, None, role));
    }
    tables(form, TableRole::Split).find_map(|table| {
        let row = table.rows.iter().find(|row| *row.id == *name || row.label.matches(&label))?;
        Some(What::Fact(Arc::clone(&table.id), Arc::clone(&row.id), None))
    })
}

fn indicator(table: &TableSpec, name: &str) -> Option<What> {
    if let Some(role) = role(table, name) {
        return Some(What::Indicator(role));
    }
    fact(table, name).map(What::IndicatorFact)
}

/// A name of two parts: a column of the indicators, a value of a row of money or of a table of facts, a printed total.
fn two(form: &Form, head: &str, name: &str) -> Option<What> {
    let label = Label::of(head);
    if TOTAL.contains(&head) {
        let role = form.tables.iter().find_map(|table| role(table, name))?;
        return matches!(role, Role::Weight | Role::Score).then_some(What::Total(role));
    }
    if MONEY.contains(&head)
        && let Some(role) = tables(form, TableRole::Money).find_map(|table| role(table, name))
    {
        return Some(What::Money(None, None, role));
    }
    for table in &form.tables {
        let own = *table.id == *head || table.block.matches(&label);
        let row = table.rows.iter().find(|row| *row.id == *head || row.label.matches(&label));
        let found = match table.role {
            TableRole::Indicators if own => column(table, Some(Arc::clone(&table.id)), name),
            TableRole::Indicators if INDICATORS.contains(&head) => column(table, None, name),
            TableRole::Money if own => {
                role(table, name).map(|role| What::Money(Some(Arc::clone(&table.id)), None, role))
            }
            TableRole::Money => row.and_then(|row| {
                Some(What::Money(Some(Arc::clone(&table.id)), Some(Arc::clone(&row.id)), role(table, name)?))
            }),
            TableRole::Facts if own => fact(table, name).map(|id| What::FactColumn(Arc::clone(&table.id), id)),
            TableRole::Facts => row
                .and_then(|row| Some(What::Fact(Arc::clone(&table.id), Arc::clone(&row.id), Some(fact(table, name)?)))),
            TableRole::Split if own => {
                let label = Label::of(name);
                let row = table.rows.iter().find(|row| *row.id == *name || row.label.matches(&label));
                row.map(|row| What::Fact(Arc::clone(&table.id), Arc::clone(&row.id), None))
            }
            _ => None,
        };
        if found.is_some() {
            return found;
        }
    }
    None
}

/// A name of three parts: table, row, column.
fn three(form: &Form, head: &str, row: &str, name: &str) -> Option<What> {
    let (head_label, row_label) = (Label::of(head), Label::of(row));
    form.tables.iter().filter(|table| *table.id == *head || table.block.matches(&head_label)).find_map(|table| {
        let row = table.rows.iter().find(|known| *known.id == *row || known.label.matches(&row_label))?;
        let (table_id, row) = (Arc::clone(&table.id), Arc::clone(&row.id));
        match table.role {
            TableRole::Money => Some(What::Money(Some(table_id), Some(row), role(table, name)?)),
            TableRole::Facts => Some(What::Fact(table_id, row, Some(fact(table, name)?))),
            TableRole::Indicators | TableRole::Split => None,
        }
    })
}

fn column(table: &TableSpec, of: Option<Arc<str>>, name: &str) -> Option<What> {
    if let Some(role) = role(table, name) {
        return Some(What::Column(of, role));
    }
    fact(table, name).map(|id| What::FactColumn(Arc::clone(&table.id), id))
}

fn tables(form: &Form, role: TableRole) -> impl Iterator<Item = &TableSpec> {
    form.tables.iter().filter(move |table| table.role == role)
}

/// The role that a name means in a table: by its own headers, else as roles are called, if such tables have it.
///
/// A table without a column of weights may still know them: from a header, a level, the schema.
fn role(table: &TableSpec, name: &str) -> Option<Role> {
    let label = Label::of(name);
    let own = table.columns.iter().find(|column| column.role != Role::Fact && column.header.matches(&label));
    if let Some(own) = own {
        return Some(own.role);
    }
    let called = ROLES.iter().find(|(known, _)| *known == name).map(|(_, role)| *role);
    let role = called.or_else(|| table.role.roles().iter().copied().find(|role| role.name() == name))?;
    (table.column(role).is_some() || (role == Role::Weight && table.role.roles().contains(&role))).then_some(role)
}

/// The column without a role of a name.
fn fact(table: &TableSpec, name: &str) -> Option<Arc<str>> {
    let label = Label::of(name);
    let column = table.columns.iter().find(|column| {
        column.role == Role::Fact && (column.id.as_deref() == Some(name) || column.header.matches(&label))
    });
    column.and_then(|column| column.id.clone())
}

/// Names that a person may have meant.
fn names(form: &Form, each: Option<Each>) -> Vec<String> {
    let mut names: Vec<String> = vec![TOTAL_SCORE.to_owned()];
    for (id, spec) in &form.fields {
        names.push(id.clone());
        names.extend(spec.label.names().map(str::to_owned));
    }
    for table in &form.tables {
        let columns = table.columns.iter().flat_map(|column| {
            let called = ROLES.iter().filter(|(_, role)| *role == column.role && column.role != Role::Fact);
            let called = called.map(|(name, _)| (*name).to_owned());
            called.chain(column.header.names().map(str::to_owned)).chain(column.id.iter().map(ToString::to_string))
        });
        let columns: Vec<String> = columns.collect();
        let heads: Vec<String> = match table.role {
            TableRole::Indicators => vec![INDICATORS[0].to_owned(), table.id.to_string()],
            TableRole::Money => vec![MONEY[0].to_owned(), table.id.to_string()],
            TableRole::Facts | TableRole::Split => vec![table.id.to_string()],
        };
        let rows = table.rows.iter().flat_map(|row| {
            let label = row.label.names().next().map(str::to_owned);
            [Some(row.id.to_string()), label].into_iter().flatten()
        });
        for head in heads.into_iter().chain(rows) {
            names.extend(columns.iter().map(|column| format!("{head}.{column}")));
        }
        if table.role == TableRole::Money || (table.role == TableRole::Indicators && each.is_some()) {
            names.extend(columns);
        }
    }
    names
}
