//! A tab of the bureau's own: rows of one of the long tabs, chosen, reckoned and ordered by formulas over its columns.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::formula::{Fault, Formula};
use crate::text::{Message, Names, Text, fold};

/// A tab of the bureau's own, after those of the program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OwnTab {
    /// Its name, at most 31 characters and none of `[ ] : * ? / \`.
    pub name: String,
    /// What it is for, in a sentence below its title.
    #[serde(default)]
    pub note: String,
    /// Whose rows it chooses from: "submissions" are those of the tab 单位汇总, "indicators" of 指标明细, "findings" of 问题清单.
    pub rows: Rows,
    /// Which rows: a formula that is true for them, over the names of the columns of that tab, without the unit in brackets.
    /// Every row if it is left out.
    #[serde(default)]
    pub when: Option<String>,
    /// Its columns: the name of a column of that tab, or a title and a formula: "未执行 = 全年预算数 - 全年执行数".
    pub columns: Vec<String>,
    /// What the rows are ordered by, the smallest first: a formula. The order of that tab if it is left out.
    #[serde(default)]
    pub order: Option<String>,
}

/// A tab whose rows are chosen from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Rows {
    /// One row per submission.
    Submissions,
    /// One row per indicator.
    Indicators,
    /// One row per finding.
    Findings,
}

impl Rows {
    /// Every tab that can be chosen from.
    pub const ALL: [Self; 3] = [Self::Submissions, Self::Indicators, Self::Findings];
}

/// An own tab that was understood: its names are columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    /// Which rows.
    pub when: Option<Reckoned>,
    /// Its columns.
    pub columns: Vec<Shown>,
    /// What they are ordered by.
    pub order: Option<Reckoned>,
}

/// A column of an own tab.
#[derive(Debug, Clone, PartialEq)]
pub enum Shown {
    /// A column of the tab that is chosen from, by its position.
    Column(usize),
    /// A title and how its cells are reckoned.
    Reckoned(String, Reckoned),
}

/// A formula over the columns of a row.
#[derive(Debug, Clone, PartialEq)]
pub struct Reckoned {
    /// The formula.
    pub formula: Formula,
    /// The column behind each of its names.
    pub columns: Vec<usize>,
}

/// Where a fault of an own tab stands: its key, and the position in a list.
pub type Place = (&'static str, Option<usize>);

impl Query {
    /// Understands an own tab; `titles` are the titles of the columns of the tab that it chooses from, in Chinese and English.
    ///
    /// # Errors
    /// The first fault of every text.
    pub fn of(spec: &OwnTab, titles: &[Text]) -> Result<Self, Vec<(Place, Fault)>> {
        let mut faults = Vec::new();
        let mut kept = |place: Place, text: Option<&str>| {
            Reckoned::of(text?, titles).map_err(|fault| faults.push((place, fault))).ok()
        };
        let when = kept(("when", None), spec.when.as_deref());
        let order = kept(("order", None), spec.order.as_deref());
        let shown = spec.columns.iter().enumerate().map(|(at, text)| {
            Shown::of(text, titles).map_err(|fault| faults.push((("columns", Some(at)), fault))).ok()
        });
        let columns: Vec<Shown> = shown.flatten().collect();
        if columns.is_empty() && faults.is_empty() {
            let text = Text::new("没有写要列出哪些栏", "no column is named");
            faults.push((("columns", None), Fault::new(0, 1, text)));
        }
        if faults.is_empty() { Ok(Self { when, columns, order }) } else { Err(faults) }
    }
}

impl Shown {
    fn of(text: &str, titles: &[Text]) -> Result<Self, Fault> {
        let Some((title, formula)) = text.split_once(['=', '＝']) else {
            return column(text, titles).map(Self::Column).ok_or_else(|| unknown(0, text, titles));
        };
        let before = text.chars().count() - formula.chars().count();
        let moved = |fault: Fault| Fault { at: fault.at + before, ..fault };
        let title = if title.trim().is_empty() { formula } else { title };
        Ok(Self::Reckoned(title.trim().to_owned(), Reckoned::of(formula, titles).map_err(moved)?))
    }
}

impl Reckoned {
    fn of(text: &str, titles: &[Text]) -> Result<Self, Fault> {
        let formula = Formula::parse(text)?;
        let columns = formula.names().iter().map(|name| {
            let found = column(&name.text, titles);
            found.ok_or_else(|| Fault { at: name.at, length: name.length, ..unknown(0, &name.text, titles) })
        });
        let columns = columns.collect::<Result<_, _>>()?;
        Ok(Self { formula, columns })
    }
}

/// The column of a title, with or without its unit in brackets; the first of several.
fn column(name: &str, titles: &[Text]) -> Option<usize> {
    let name = fold(name.trim());
    let whole = titles.iter().position(|title| [title.zh, title.en].into_iter().any(|title| fold(title) == name));
    whole.or_else(|| titles.iter().position(|title| [bare(title.zh), bare(title.en)].contains(&name)))
}

/// A title without its unit in brackets.
fn bare(title: &str) -> String {
    fold(title.split(['（', '(']).next().unwrap_or(title).trim())
}

fn unknown(at: usize, name: &str, titles: &[Text]) -> Fault {
    let known: Vec<&str> = titles
        .iter()
        .map(|title| title.zh.split('（').next().unwrap_or(title.zh))
        .filter(|name| !name.is_empty())
        .collect();
    let nearest = Names::of(known.iter().map(|name| fold(name))).nearest(&fold(name));
    let text = match nearest {
        Some(_) => Text::new(
            "没有叫“{name}”的栏，是不是“{nearest}”；可用的：{allowed}",
            "there is no column `{name}`, perhaps `{nearest}`; known are {allowed}",
        ),
        None => Text::new("没有叫“{name}”的栏；可用的：{allowed}", "there is no column `{name}`; known are {allowed}"),
    };
    let message = Message::new(text).with("name", name.trim()).with("allowed", known.join("、"));
    Fault::new(at, name.chars().count(), message.with("nearest", nearest.map_or("", |at| known[at])))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TITLES: [Text; 3] = [
        Text::new("单位（度量）", "Unit of measure"),
        Text::new("单位", "Unit"),
        Text::new("全年预算数（万元）", "Adjusted budget (10k yuan)"),
    ];

    fn spec(when: &str, columns: &[&str]) -> OwnTab {
        OwnTab {
            name: "甲".to_owned(),
            note: String::new(),
            rows: Rows::Submissions,
            when: Some(when.to_owned()),
            columns: columns.iter().map(ToString::to_string).collect(),
            order: None,
        }
    }

    #[test]
    fn names_are_titles_with_or_without_their_unit_and_a_whole_title_goes_first() {
        let query = Query::of(
            &spec("全年预算数 > 5", &["单位", "单位（度量）", "Adjusted budget", "翻番 = 全年预算数*2"]),
            &TITLES,
        )
        .expect("a query");
        assert_eq!(query.when.expect("a condition").columns, [2]);
        assert!(matches!(
            query.columns.as_slice(),
            [Shown::Column(1), Shown::Column(0), Shown::Column(2), Shown::Reckoned(title, _)] if title == "翻番"
        ));
    }

    #[test]
    fn a_fault_tells_its_text_its_character_and_the_nearest_column() {
        let faults = Query::of(&spec("全年预算 > 5", &["单位", "差 = 1 + 单"]), &TITLES).expect_err("two faults");
        let told: Vec<_> = faults.iter().map(|(place, fault)| (*place, fault.at, fault.length)).collect();
        assert_eq!(told, [(("when", None), 0, 4), (("columns", Some(1)), 8, 1)]);
        assert!(faults[0].1.message.get(crate::text::Lang::Zh).contains("是不是“全年预算数”"));
        assert!(Query::of(&spec("1=1", &[]), &TITLES).is_err());
    }
}
