//! A spreadsheet program in miniature: it types values into the cells of a workbook and recalculates, as Excel would before
//! it saves.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use huizong::model::CellRef;
use zip::ZipArchive;

use crate::package::{Parts, STYLES};

/// What is typed.
#[derive(Debug, Clone, PartialEq)]
pub enum Typed {
    Number(f64),
    /// On the scale 0 to 100, in a cell that takes on a percent format.
    Percent(f64),
    Text(String),
    Blank,
}

/// A workbook that is open.
pub struct Spreadsheet {
    parts: Parts,
    part: String,
    percent: usize,
}

impl Spreadsheet {
    /// Opens a workbook at its first sheet.
    pub fn open(bytes: &[u8]) -> Self {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a package");
        let mut parts = Vec::new();
        for index in 0..archive.len() {
            let mut part = archive.by_index(index).expect("a part");
            let mut content = Vec::new();
            part.read_to_end(&mut content).expect("its content");
            parts.push((part.name().expect("a name").into_owned(), content));
        }
        let mut open = Self { parts: Parts(parts), part: "xl/worksheets/sheet1.xml".to_owned(), percent: 0 };
        let styles = open.text(STYLES);
        let (before, after) = styles.split_once("</cellXfs>").expect("styles");
        open.percent = before.split_once("<cellXfs").expect("styles").1.matches("<xf ").count();
        let xf = "<xf numFmtId=\"10\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>";
        open.put(STYLES, &format!("{before}{xf}</cellXfs>{after}"));
        open
    }

    /// The sheet as text.
    pub fn sheet(&self) -> String {
        self.text(&self.part)
    }

    /// Puts another text in the place of a part.
    pub fn put(&mut self, name: &str, content: &str) {
        self.parts = std::mem::replace(&mut self.parts, Parts(Vec::new())).with(name, content);
    }

    /// A part as text.
    pub fn text(&self, name: &str) -> String {
        let (_, content) = self.parts.0.iter().find(|(known, _)| known == name).expect("the part");
        String::from_utf8(content.clone()).expect("a text")
    }

    /// Types a value into a cell, which must be there.
    pub fn type_in(&mut self, at: CellRef, typed: &Typed) {
        let sheet = self.sheet();
        let (start, end) = element(&sheet, at).unwrap_or_else(|| panic!("there is no cell {at}"));
        let style = attribute(&sheet[start..end], "s").unwrap_or_else(|| "0".to_owned());
        let cell = match typed {
            Typed::Number(number) => format!("<c r=\"{at}\" s=\"{style}\"><v>{number}</v></c>"),
            Typed::Percent(number) => format!("<c r=\"{at}\" s=\"{}\"><v>{}</v></c>", self.percent, number / 100.0),
            Typed::Text(text) => {
                let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
                format!("<c r=\"{at}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>")
            }
            Typed::Blank => format!("<c r=\"{at}\" s=\"{style}\"/>"),
        };
        let part = self.part.clone();
        self.put(&part, &format!("{}{cell}{}", &sheet[..start], &sheet[end..]));
    }

    /// Recalculates every formula and saves.
    pub fn save(&mut self) -> Vec<u8> {
        for _ in 0..4 {
            let sheet = self.sheet();
            let formulas: Vec<(CellRef, String)> = cells(&sheet)
                .filter_map(|(at, cell)| Some((at, cell.split_once("<f>")?.1.split_once("</f>")?.0.to_owned())))
                .collect();
            let values = values(&sheet);
            for (at, formula) in formulas {
                let plain = formula.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">");
                let result = Formula { rest: &plain, values: &values }.whole();
                let sheet = self.sheet();
                let (start, end) = element(&sheet, at).expect("the cell");
                let style = attribute(&sheet[start..end], "s").expect("a style");
                let cell = match result {
                    Value::Number(number) => format!("<c r=\"{at}\" s=\"{style}\"><f>{formula}</f><v>{number}</v></c>"),
                    _ => format!("<c r=\"{at}\" s=\"{style}\" t=\"str\"><f>{formula}</f><v></v></c>"),
                };
                let part = self.part.clone();
                self.put(&part, &format!("{}{cell}{}", &sheet[..start], &sheet[end..]));
            }
        }
        self.parts.zip()
    }

    /// The workbook as it is.
    pub fn bytes(&self) -> Vec<u8> {
        self.parts.zip()
    }

    /// Inserts an empty row: everything from there on moves down, merged areas grow or move.
    pub fn insert_row(&mut self, before: u32) {
        let sheet = self.sheet();
        let moved = |cell: &str| {
            let at: CellRef = cell.parse().expect("a cell");
            if at.row() >= before { CellRef::new(at.row() + 1, at.col()).to_string() } else { cell.to_owned() }
        };
        let mut out = String::new();
        let mut rest = sheet.as_str();
        // Rows, cells, and both corners of merged areas are all addresses in attributes.
        while let Some(at) = [" r=\"", " ref=\""].iter().filter_map(|mark| Some(rest.find(mark)? + mark.len())).min() {
            out.push_str(&rest[..at]);
            let (value, tail) = rest[at..].split_once('"').expect("an attribute");
            let new = value.parse::<u32>().map_or_else(
                |_| value.split(':').map(&moved).collect::<Vec<_>>().join(":"),
                |row| if row > before { (row + 1).to_string() } else { row.to_string() },
            );
            out.push_str(&new);
            out.push('"');
            rest = tail;
        }
        out.push_str(rest);
        let part = self.part.clone();
        self.put(&part, &out);
    }
}

fn cells(sheet: &str) -> impl Iterator<Item = (CellRef, &str)> {
    sheet.match_indices("<c r=\"").map(|(start, _)| {
        let at = attribute(&sheet[start..], "r").expect("an address").parse().expect("an address");
        (at, &sheet[start..start + length(&sheet[start..])])
    })
}

fn length(cell: &str) -> usize {
    let open = cell.find('>').expect("an element") + 1;
    if cell[..open].ends_with("/>") { open } else { cell.find("</c>").expect("an end") + 4 }
}

fn element(sheet: &str, at: CellRef) -> Option<(usize, usize)> {
    let start = sheet.find(&format!("<c r=\"{at}\""))?;
    Some((start, start + length(&sheet[start..])))
}

fn attribute(element: &str, name: &str) -> Option<String> {
    let tag = &element[..element.find('>')?];
    Some(tag.split_once(&format!(" {name}=\""))?.1.split_once('"')?.0.to_owned())
}

/// The numbers of a sheet; a text is known to be there.
fn values(sheet: &str) -> BTreeMap<CellRef, Value> {
    cells(sheet)
        .filter_map(|(at, cell)| {
            let number = || cell.split_once("<v>")?.1.split_once("</v>")?.0.parse().ok().map(Value::Number);
            let is_text = matches!(attribute(cell, "t").as_deref(), Some("s" | "inlineStr"));
            Some((at, if is_text { Value::Text } else { number()? }))
        })
        .collect()
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Value {
    Number(f64),
    Text,
    Blank,
}

/// The formulas that forms are made of.
struct Formula<'a> {
    rest: &'a str,
    values: &'a BTreeMap<CellRef, Value>,
}

impl Formula<'_> {
    fn whole(mut self) -> Value {
        let value = self.comparison().pop().expect("a value");
        assert!(self.rest.is_empty(), "{}", self.rest);
        value
    }

    fn take(&mut self, mark: &str) -> bool {
        let found = self.rest.strip_prefix(mark);
        self.rest = found.unwrap_or(self.rest);
        found.is_some()
    }

    fn comparison(&mut self) -> Vec<Value> {
        let left = self.product();
        let less = self.take("<");
        if !less && !self.take("=") {
            return left;
        }
        let blank = |value: Option<&Value>| matches!(value, Some(Value::Blank));
        let right = self.product();
        let holds = match (left.as_slice(), right.as_slice()) {
            ([Value::Number(left)], [Value::Number(right)]) if less => left < right,
            _ => !less && (left == right || (blank(left.first()) && blank(right.first()))),
        };
        vec![Value::Number(f64::from(u8::from(holds)))]
    }

    fn product(&mut self) -> Vec<Value> {
        let mut left = self.operand();
        loop {
            let divide = self.take("/");
            if !divide && !self.take("*") {
                return left;
            }
            let right = self.operand();
            left = vec![match (left.first(), right.first()) {
                (Some(Value::Number(a)), Some(Value::Number(b))) => Value::Number(if divide { a / b } else { a * b }),
                _ => Value::Blank,
            }];
        }
    }

    fn operand(&mut self) -> Vec<Value> {
        if self.take("\"\"") {
            return vec![Value::Blank];
        }
        let end = self.rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '.').unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        if self.take("(") {
            let mut arguments = vec![self.comparison()];
            while self.take(",") {
                arguments.push(self.comparison());
            }
            assert!(self.take(")"), "{}", self.rest);
            return vec![call(word, &arguments)];
        }
        if let Ok(number) = word.parse() {
            return vec![Value::Number(number)];
        }
        let first: CellRef = word.parse().expect("a cell");
        let mut last = first;
        if self.take(":") {
            let end = self.rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(self.rest.len());
            let (word, rest) = self.rest.split_at(end);
            (last, self.rest) = (word.parse().expect("a cell"), rest);
        }
        let value = |row| self.values.get(&CellRef::new(row, first.col())).copied().unwrap_or(Value::Blank);
        (first.row()..=last.row()).map(value).collect()
    }
}

fn call(name: &str, arguments: &[Vec<Value>]) -> Value {
    let numbers = || {
        arguments.iter().flatten().filter_map(|value| match value {
            Value::Number(number) => Some(*number),
            _ => None,
        })
    };
    let first = |at: usize| arguments[at].first().copied().unwrap_or(Value::Blank);
    match name {
        "COUNT" => Value::Number(numbers().map(|_| 1.0).sum()),
        "COUNTA" => {
            Value::Number(arguments.iter().flatten().filter(|value| **value != Value::Blank).map(|_| 1.0).sum())
        }
        "SUM" => Value::Number((numbers().sum::<f64>() * 1e6).round() / 1e6),
        "MAX" => Value::Number(numbers().fold(f64::NEG_INFINITY, f64::max)),
        "MIN" => Value::Number(numbers().fold(f64::INFINITY, f64::min)),
        "N" => Value::Number(numbers().next().unwrap_or(0.0)),
        "OR" => Value::Number(f64::from(u8::from(numbers().any(|number| number != 0.0)))),
        "IF" => first(if first(0) == Value::Number(0.0) { 2 } else { 1 }),
        "ROUND" => match (first(0), first(1)) {
            (Value::Number(number), Value::Number(places)) => {
                let scale = 10_f64.powf(places);
                Value::Number((number * scale).round() / scale)
            }
            _ => Value::Blank,
        },
        other => panic!("no function {other}"),
    }
}
