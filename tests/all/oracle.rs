//! The rules of arithmetic against a second opinion: every value that the written numbers may stand for is tried, in whole
//! multiples of a two-hundredth, and nothing of the program's own arithmetic is used.

use std::collections::BTreeSet;

use huizong::pipeline;
use proptest::prelude::*;

use crate::example_form::{RIGHT, workbook};
use crate::library::delivered;

/// The rules that the oracle knows.
const RULES: [&str; 7] = ["M01", "M03", "Q01", "Q03", "S02", "S03", "S07"];
/// The amounts of one column: the whole and its parts.
const COLUMNS: [[&str; 4]; 3] = [["E6", "E7", "E8", "E9"], ["F6", "F7", "F8", "F9"], ["G6", "G7", "G8", "G9"]];
/// Weight and score of the money and of every indicator.
const LINES: [(&str, &str); 8] = [
    ("H6", "J6"),
    ("H13", "I13"),
    ("H14", "I14"),
    ("H15", "I15"),
    ("H16", "I16"),
    ("H17", "I17"),
    ("H18", "I18"),
    ("H19", "I19"),
];
/// The cells whose brackets state a weight, the weight, and the weights below them.
const LABELS: [(&str, i64, &[&str]); 3] =
    [("B13", 50, &["H13", "H14", "H15", "H16"]), ("B17", 30, &["H17", "H18"]), ("B19", 10, &["H19"])];

/// A number as it is written: in hundredths, with so many decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Written {
    hundredths: i64,
}

impl Written {
    fn decimals(self) -> u32 {
        if self.hundredths % 100 == 0 {
            0
        } else if self.hundredths % 10 == 0 {
            1
        } else {
            2
        }
    }

    /// Half a unit of the last decimal, in two-hundredths; nothing is no rounding.
    fn half(self) -> i64 {
        if self.hundredths == 0 { 0 } else { [100, 10, 1][self.decimals() as usize] }
    }

    fn text(self) -> String {
        let (sign, size) = (if self.hundredths < 0 { "-" } else { "" }, self.hundredths.abs());
        match self.decimals() {
            0 => format!("{sign}{}", size / 100),
            1 => format!("{sign}{}.{}", size / 100, size % 100 / 10),
            _ => format!("{sign}{}.{:02}", size / 100, size % 100),
        }
    }
}

/// Every number that was changed, by its cell.
struct Sheet(Vec<(&'static str, Written)>);

impl Sheet {
    fn at(&self, cell: &str) -> Written {
        let changed = self.0.iter().rev().find(|(at, _)| *at == cell).map(|(_, written)| *written);
        changed.unwrap_or_else(|| {
            let text = RIGHT.iter().find(|(at, _)| *at == cell).expect("a filled cell").1;
            let (whole, part) = text.split_once('.').unwrap_or((text, ""));
            let part = format!("{part:0<2}");
            Written {
                hundredths: whole.parse::<i64>().expect("a number") * 100 + part.parse::<i64>().expect("decimals"),
            }
        })
    }

    fn sum(&self, cells: &[&str]) -> i64 {
        cells.iter().map(|cell| self.at(cell).hundredths).sum()
    }

    /// What is wrong: code and cell.
    fn wrong(&self) -> BTreeSet<(&'static str, &'static str)> {
        let mut wrong = BTreeSet::new();
        for [whole, parts @ ..] in COLUMNS {
            let all = [whole, parts[0], parts[1], parts[2]].map(|cell| self.at(cell));
            let gap = (self.at(whole).hundredths - self.sum(&parts)) * 2;
            let exact = all.iter().all(|written| written.decimals() == 0);
            let room = if exact { 0 } else { all.iter().map(|written| written.half()).sum() };
            // The amounts may lie anywhere within their rounding, so the gap may be anything up to all of it.
            if !(-room..=room).contains(&gap) {
                wrong.insert(("M01", whole));
            }
        }
        let (adjusted, executed) = (self.at("F6").hundredths, self.at("G6").hundredths);
        if executed > adjusted && adjusted != 0 {
            wrong.insert(("M03", "G6"));
        }
        let weights: Vec<&str> = LINES.iter().map(|(weight, _)| *weight).collect();
        let (all, indicators) = (self.sum(&weights), self.sum(&weights[1..]));
        let printed = self.at("H20").hundredths;
        if all != 10_000 || ![all, indicators].contains(&printed) {
            wrong.insert(("Q01", "H20"));
        }
        for (label, stated, weights) in LABELS {
            if self.sum(weights) != stated * 100 {
                wrong.insert(("Q03", label));
            }
        }
        for (weight, score) in LINES {
            if self.at(score).hundredths > self.at(weight).hundredths {
                wrong.insert(("S02", score));
            }
        }
        let scores: Vec<&str> = LINES.iter().map(|(_, score)| *score).collect();
        for score in scores.iter().chain(&["I20"]) {
            if self.at(score).hundredths < 0 {
                wrong.insert(("S03", score));
            }
        }
        // The total alone may be rounded, and only if it shows one decimal: 98.1 may be 98.14, 98 is 98.
        let total = self.at("I20");
        let room = if total.decimals() == 1 { total.half() } else { 0 };
        if (total.hundredths - self.sum(&scores)).abs() * 2 > room {
            wrong.insert(("S07", "I20"));
        }
        wrong
    }
}

/// A number near one that stands in the form: the same, a little off, or anything.
fn near(hundredths: i64) -> impl Strategy<Value = Written> {
    let off = prop_oneof![
        4 => Just(0_i64),
        2 => prop::sample::select(vec![-1, 1, -5, 5, -10, 10, -50, 50, -100, 100]),
        1 => -3_000_i64..3_000,
    ];
    off.prop_map(move |off| Written { hundredths: hundredths + off })
}

/// Parts, and a total that is their sum or near it.
fn column(cells: [&'static str; 4]) -> impl Strategy<Value = Vec<(&'static str, Written)>> {
    let part = || prop_oneof![Just(0_i64), 0_i64..200, (0_i64..2_000).prop_map(|n| n * 10), 0_i64..20_000];
    let total = |sum: i64| prop_oneof![Just(sum), Just(sum / 10 * 10), Just((sum + 50) / 100 * 100)];
    (part(), part(), part())
        .prop_flat_map(move |(a, b, c)| (Just([a, b, c]), total(a + b + c).prop_flat_map(near)))
        .prop_map(move |(parts, whole)| {
            let written = parts.map(|hundredths| Written { hundredths });
            cells.into_iter().zip([whole, written[0], written[1], written[2]]).collect()
        })
}

/// The weights and scores of the form, some of them changed, and its printed totals.
fn points() -> impl Strategy<Value = Vec<(&'static str, Written)>> {
    let base = Sheet(Vec::new());
    let cells: Vec<&'static str> =
        LINES.iter().flat_map(|(weight, score)| [*weight, *score]).chain(["H20", "I20"]).collect();
    let strategies: Vec<_> = cells.iter().map(|cell| near(base.at(cell).hundredths)).collect();
    let chosen = prop::sample::subsequence(cells.clone(), 0..=4);
    (strategies, chosen).prop_map(move |(written, chosen)| {
        cells.iter().copied().zip(written).filter(|(cell, _)| chosen.contains(cell)).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn the_rules_of_arithmetic_find_what_trying_every_value_finds(
        money in (column(COLUMNS[0]), column(COLUMNS[1]), column(COLUMNS[2])),
        points in points(),
    ) {
        let changed: Vec<_> = [money.0, money.1, money.2, points].concat();
        let sheet = Sheet(changed);
        let texts: Vec<(&str, String)> = sheet.0.iter().map(|(cell, written)| (*cell, written.text())).collect();
        let stands = |cell: &str| RIGHT.iter().find(|(at, _)| *at == cell).map_or("", |(_, text)| text);
        let edits: Vec<_> = texts.iter().map(|(cell, text)| (*cell, stands(cell), text.as_str())).collect();
        let file = pipeline::check_bytes(workbook(&edits), "自评表.xlsx", delivered());
        prop_assert_eq!(file.cases.len(), 1);
        let told = file.cases[0].findings.iter().filter(|finding| RULES.contains(&finding.code.0));
        let told: BTreeSet<(String, String)> = told
            .map(|finding| (finding.code.to_string(), finding.place.cell().map(|cell| cell.to_string()).unwrap_or_default()))
            .collect();
        let wrong: BTreeSet<(String, String)> =
            sheet.wrong().into_iter().map(|(code, cell)| (code.to_owned(), cell.to_owned())).collect();
        prop_assert_eq!(told, wrong, "{:?}", edits);
    }
}
