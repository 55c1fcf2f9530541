//! From the tables of a sheet to the tables of a form.

use std::sync::Arc;

use super::build::column_question;
use super::draft::{Draft, Part};
use super::headers::Column;
use super::lexicon::Lexicon;
use super::sample::{Page, any_year};
use super::tables::Table;
use super::{prescribed, splits, values};
use crate::locate::TextCell;
use crate::model::{CellRef, Raw};
use crate::schema::table::MoneyUnitName;
use crate::schema::{ColumnSpec, FieldType, LabelSet, Phrases, Role, TableRole, TableSpec, WeightFrom};
use crate::text::pattern::Pattern;
use crate::text::{Label, Message, Text};

/// The units of money, the longer names first: 万元 ends with 元.
const UNITS: [(&str, MoneyUnitName); 5] = [
    ("百万元", MoneyUnitName::Million),
    ("亿元", MoneyUnitName::HundredMillion),
    ("万元", MoneyUnitName::TenThousand),
    ("千元", MoneyUnitName::Thousand),
    ("元", MoneyUnitName::Yuan),
];

/// The unit of money that a text ends with.
pub fn money_unit(text: &str) -> Option<MoneyUnitName> {
    UNITS.iter().find(|(name, _)| text.trim_end_matches(')').ends_with(name)).map(|(_, unit)| *unit)
}

/// Writes every table of the sheet into the form.
pub fn tables(draft: &mut Draft, page: &Page<'_>, lexicon: &Lexicon<'_>, found: &[Table], year: Option<i16>) {
    for table in found {
        let made = Maker { draft: &mut *draft, page, lexicon, table, year }.table();
        draft.form.tables.push(made);
        for split in splits::splits(page, lexicon, table, draft) {
            draft.form.tables.push(split);
        }
    }
}

/// Writes one table.
pub struct Maker<'a, 'b> {
    pub draft: &'a mut Draft,
    pub page: &'a Page<'b>,
    pub lexicon: &'a Lexicon<'a>,
    pub table: &'a Table,
    pub year: Option<i16>,
}

impl Maker<'_, '_> {
    fn table(&mut self) -> TableSpec {
        let role = self.table.header.role;
        let labels: Vec<Label> = self.table.header.columns.iter().map(|column| column.head.label.clone()).collect();
        let rows = self.table.rows.iter().flatten().map(|at| self.label(*at));
        let all: Vec<Label> = rows.chain(labels).collect();
        let known = if role == TableRole::Facts { self.lexicon.table_of(role, &all) } else { None };
        let id = self.free_id(match role {
            TableRole::Money => "money",
            TableRole::Indicators => "indicators",
            _ => known.map_or("facts", |table| &*table.id),
        });
        let mut spec = blank(&id, role);
        spec.block = self.block();
        spec.columns = self.columns(&id);
        match role {
            TableRole::Indicators => self.indicators(&mut spec),
            _ => spec.rows = self.rows(&id),
        }
        if role != TableRole::Indicators {
            self.unit(&mut spec);
        }
        spec.weight_from = self.weight_from(&spec);
        if role == TableRole::Facts && known.is_none() {
            let text = Text::new(
                "{cell} 起的表没有认出：是资金写 role = \"money\"，是指标写 \"indicators\"（列改写 role），其他留作 \"facts\"",
                "the table from {cell} was not recognised: role = \"money\" or \"indicators\" (then with a role per column), else it stays \"facts\"",
            );
            let first = self.table.header.columns.first().map_or_else(String::new, |column| column.head.at.to_string());
            self.draft.ask(Part::Table(id), Message::new(text).with("cell", first));
        }
        spec
    }

    fn free_id(&self, wanted: &str) -> String {
        let taken = |id: &str| self.draft.form.tables.iter().any(|table| &*table.id == id);
        let numbered = (2..).map(|n| format!("{wanted}{n}"));
        std::iter::once(wanted.to_owned()).chain(numbered).find(|id| !taken(id)).unwrap_or_default()
    }

    pub fn label(&self, at: CellRef) -> Label {
        self.page.scan.at(at).map(|text| text.label.clone()).unwrap_or_default()
    }

    /// The names of the table; a number at the end is any number.
    fn block(&self) -> LabelSet {
        let again = self.table.again.iter().flat_map(|(_, blocks)| blocks);
        let mut names: Vec<String> = Vec::new();
        for at in self.table.blocks.iter().chain(again) {
            let key = self.label(*at).key;
            let bare = key.trim_end_matches(|c: char| c.is_ascii_digit());
            let numbered = bare.len() < key.len() && !bare.is_empty();
            let name = if numbered { format!("{bare}{{n}}") } else { any_year(&key, self.year) };
            if !name.is_empty() && !names.contains(&name) {
                names.push(name);
            }
        }
        LabelSet::from(names)
    }

    fn columns(&mut self, id: &str) -> Vec<ColumnSpec> {
        let mut made: Vec<ColumnSpec> = Vec::new();
        for column in &self.table.header.columns {
            let name = any_year(&column.head.label.key, self.year);
            let facts = self.table.header.role == TableRole::Facts;
            if !facts && let Some(question) = column_question(column) {
                let part = Part::Column(id.to_owned(), name.clone());
                self.draft.ask(if column.role.is_some() { part } else { Part::Columns(id.to_owned()) }, question);
            }
            if !facts && column.role.is_none() {
                continue;
            }
            let unscored = self.unscored(column);
            let usual = self.lexicon.fact(&column.head.label, self.year).filter(|_| facts);
            let fact = match unscored {
                Some(known) => known.id.clone(),
                None => (facts || column.role == Some(Role::Fact)).then(|| self.fact(column, made.len())),
            };
            let number = made.iter().filter(|other| fact.is_some() && other.id == fact).count();
            let fact = fact.map(|fact| if number > 0 { format!("{fact}-{}", made.len() + 1).into() } else { fact });
            let seen = || if facts && self.holds_text(column) { FieldType::Text } else { FieldType::Number };
            made.push(ColumnSpec {
                role: column.role.unwrap_or_default(),
                id: fact,
                kind: unscored.or(usual).map_or_else(seen, |known| known.kind),
                header: LabelSet::from(vec![name]),
                optional: false,
                printed: self.printed(id, column),
            });
        }
        made
    }

    /// The form's own texts in a column of reasons: instructions, and what stands over several rows of every copy.
    fn printed(&mut self, id: &str, column: &Column) -> Phrases {
        if column.role != Some(Role::Reason) {
            return Phrases::default();
        }
        let inside = |at: CellRef| (column.head.cols.0..=column.head.cols.1).contains(&at.col());
        let texts = self.table.body.clone().flat_map(|row| self.page.row(row)).filter(|text| inside(text.at));
        let copied = |text: &TextCell| {
            self.page.common.as_ref().is_some_and(|common| common.contains(&text.folded))
                && text.area.last.row() > text.area.first.row()
        };
        let known = |text: &TextCell| {
            values::is_instruction(&text.folded, self.lexicon) || self.lexicon.printed_in_column(&text.folded)
        };
        let own = texts.filter(|text| known(text) || copied(text));
        let own: Vec<(CellRef, String)> = own.map(|text| (text.at, values::beginning(&text.folded))).collect();
        for (at, text) in &own {
            let message = Text::new(
                "{cell} 的“{text}……”当作表样自带的文字",
                "{cell} `{text}...` is taken for the form's own text",
            );
            let message = Message::new(message).with("cell", at.to_string()).with("text", text.as_str());
            self.draft.ask(Part::Column(id.to_owned(), column.head.label.key.clone()), message);
        }
        Phrases::from(unique(own.into_iter().map(|(_, text)| text).collect()))
    }

    /// The known column of money or indicators that this one is, if it is read and not scored.
    fn unscored(&self, column: &Column) -> Option<&ColumnSpec> {
        let fact = column.role == Some(Role::Fact);
        fact.then(|| self.lexicon.unscored(self.table.header.role, &column.head.label)).flatten()
    }

    fn fact(&self, column: &Column, at: usize) -> Arc<str> {
        if self.lexicon.is_numbering(&column.head.label) {
            return "number".into();
        }
        let known = self.lexicon.fact(&column.head.label, self.year).and_then(|column| column.id.clone());
        known.unwrap_or_else(|| format!("column{}", at + 1).into())
    }

    fn holds_text(&self, column: &Column) -> bool {
        let cells = self.table.body.clone().map(|row| self.page.sheet().raw(CellRef::new(row, column.head.cols.0)));
        let filled: Vec<&Raw> = cells.filter(|raw| !raw.is_blank()).collect();
        let digits = |raw: &&&Raw| raw.to_string().contains(|c: char| c.is_ascii_digit());
        !filled.is_empty() && filled.iter().filter(digits).count() == 0
    }

    /// The unit that the sheet names; for money 万元 where it names none.
    fn unit(&mut self, spec: &mut TableSpec) {
        let labels = self.table.blocks.iter().map(|at| self.label(*at));
        let columns = self.table.header.columns.iter().map(|column| column.head.label.clone());
        let brackets: Vec<String> = labels.chain(columns).flat_map(|label| label.brackets).collect();
        let above = self.page.texts().take_while(|text| text.at.row() < self.table.body.start);
        let noted =
            above.filter(|text| text.is_short() && text.folded.contains("单位:")).map(|text| text.folded.clone());
        let unit = brackets.into_iter().chain(noted).find_map(|text| money_unit(&text));
        spec.unit = unit;
        if unit.is_none() && spec.role == TableRole::Money {
            spec.unit = Some(MoneyUnitName::TenThousand);
            let text = Text::new("表上没有写金额单位，暂按万元", "the sheet names no unit of money, 万元 is assumed");
            self.draft.ask(Part::Table(spec.id.to_string()), text);
        }
    }

    fn weight_from(&self, spec: &TableSpec) -> Vec<WeightFrom> {
        let header = &self.table.header;
        let in_score = header.column(Role::Score).is_some_and(|column| column.head.label.weight.is_some());
        let in_block = self.table.blocks.iter().any(|at| self.label(*at).weight.is_some());
        let mut from = vec![WeightFrom::Column];
        match spec.role {
            TableRole::Money => {
                from.extend(in_score.then_some(WeightFrom::Header));
                from.extend(in_block.then_some(WeightFrom::Block));
            }
            TableRole::Indicators if header.column(Role::Weight).is_none() => {
                from.extend([WeightFrom::Level, WeightFrom::Block]);
            }
            _ => {}
        }
        from.extend(spec.indicators.iter().any(|own| own.weight.is_some()).then_some(WeightFrom::Schema));
        from
    }

    fn indicators(&mut self, spec: &mut TableSpec) {
        let lexicon = self.lexicon;
        let usual = |part: fn(&TableSpec) -> &LabelSet| {
            lexicon.usual(TableRole::Indicators, |table| Some(part(table)).filter(|set| !set.is_empty()))
        };
        let first = self.table.header.cols().0;
        let below = self.table.body.end..self.page.rows.end;
        let seen = self.page.scan.within(&below).filter(|text| text.at.col() <= first && text.is_short());
        let seen: Vec<String> =
            seen.filter(|text| lexicon.is_total(&text.label)).map(|text| text.label.key.clone()).collect();
        let standard = usual(|table| &table.total).map(|set| set.names().map(str::to_owned).collect::<Vec<_>>());
        let totals = if seen.is_empty() { standard.unwrap_or_default() } else { unique(seen) };
        spec.total = LabelSet::from(totals.clone());
        spec.stop = LabelSet::from(totals);
        if let Some(subtotal) = usual(|table| &table.subtotal) {
            spec.subtotal = subtotal.clone();
        }
        spec.execution = self.execution();
        spec.placeholder = self.placeholders();
        let roles = [Role::Target, Role::Actual, Role::Weight, Role::Score, Role::Converted];
        spec.row_needs_any = roles.into_iter().filter(|role| self.table.header.column(*role).is_some()).collect();
        spec.indicators = prescribed::indicators(self.page, self.table, &spec.placeholder);
        if !spec.indicators.is_empty() {
            let text = Text::new(
                "各份都印着这些指标：按评分标准给每个写 method 和 example；若是单位自己填的，删去下面各 [[table.indicator]]",
                "every copy prints these indicators: give each its method and example by the standard; if units wrote them, delete the [[table.indicator]] below",
            );
            self.draft.ask(Part::Table(spec.id.to_string()), text);
        }
        spec.repeat = !self.table.again.is_empty() || spec.block.names().any(|name| name.contains("{n}"));
    }

    /// The row of the budget execution in the list.
    fn execution(&self) -> LabelSet {
        let texts = self.table.body.clone().flat_map(|row| self.page.row(row));
        let known =
            texts.filter(|text| text.is_short() && self.lexicon.in_indicators(&text.label, |table| &table.execution));
        LabelSet::from(unique(known.map(|text| text.label.key.clone()).collect()))
    }

    /// The printed lines of the forms at hand, and those that this one prints again and again with another number.
    fn placeholders(&self) -> Phrases {
        let lexicon = self.lexicon;
        let usual =
            lexicon.usual(TableRole::Indicators, |table| Some(&table.placeholder).filter(|set| !set.is_empty()));
        let mut found: Vec<String> = usual.cloned().map(Vec::from).unwrap_or_default();
        let Some(column) = self.table.header.column(Role::Level3) else { return Phrases::from(found) };
        let (first, last) = column.head.cols;
        let texts = self.table.body.clone().flat_map(|row| self.page.row(row));
        let names = texts.filter(|text| (first..=last).contains(&text.at.col()) && self.page.may_be_printed(text));
        let numbered: Vec<String> = names.filter_map(|text| numbered(&text.folded)).collect();
        for phrase in &numbered {
            let often = numbered.iter().filter(|other| *other == phrase).count() >= 2;
            let covered =
                || found.iter().any(|known| Pattern::new(known).matches(&phrase.replace("{n}", "1")).is_some());
            if often && !covered() {
                found.push(phrase.clone());
            }
        }
        Phrases::from(found)
    }
}

/// "指标1：" as "指标{n}:", if a number ends the text.
fn numbered(folded: &str) -> Option<String> {
    let bare = folded.trim_end_matches(':');
    let stem = bare.trim_end_matches(|c: char| c.is_ascii_digit());
    (stem.len() < bare.len() && !stem.is_empty()).then(|| format!("{stem}{{n}}{}", &folded[bare.len()..]))
}

pub fn unique(names: Vec<String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for name in names.into_iter().filter(|name| !name.is_empty()) {
        if !kept.contains(&name) {
            kept.push(name);
        }
    }
    kept
}

/// A table of which nothing is known yet but its role.
pub fn blank(id: &str, role: TableRole) -> TableSpec {
    TableSpec {
        id: Arc::from(id),
        role,
        block: LabelSet::default(),
        repeat: false,
        optional: false,
        unit: None,
        columns: Vec::new(),
        rows: Vec::new(),
        indicators: Vec::new(),
        outline: Vec::new(),
        stop: LabelSet::default(),
        placeholder: Phrases::default(),
        subtotal: LabelSet::default(),
        execution: LabelSet::default(),
        row_needs_any: Vec::new(),
        weight_from: vec![WeightFrom::Column],
        total: LabelSet::default(),
        control: None,
    }
}
