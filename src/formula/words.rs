//! The words of a formula: full-width signs made half-width, names and functions replaced by marks.
//!
//! The parser takes what it does not know for a part of a name and says nothing ("完成率≥0.9" is one name to it). So names are
//! taken out here, and it sees only signs that it knows.

use rust_decimal::Decimal;

use super::expr::Name;
use super::fault::Fault;
use crate::model::MoneyUnit;
use crate::text::Text;

/// A formula whose names are marks: `_n0_` the first name, `_f0_(` the first function, `_a0_` the first amount of money.
#[derive(Debug, Default)]
pub struct Words {
    /// What the parser reads; it begins with `=`.
    pub marked: String,
    /// The character of the text behind every byte of `marked`.
    origins: Vec<usize>,
    /// Every name once.
    pub names: Vec<Name>,
    /// Every call: the function's name in upper case, and where it stands.
    pub calls: Vec<Call>,
    /// Amounts of money with their units.
    pub amounts: Vec<(Decimal, MoneyUnit)>,
    /// Whether the last word was a value, so that another one cannot follow.
    after_value: bool,
    /// The brackets that are open.
    open: Vec<usize>,
}

/// A function as it was written.
#[derive(Debug)]
pub struct Call {
    /// Its name in upper case.
    pub name: String,
    /// The character at which it stands.
    pub at: usize,
}

/// A mark of the marked text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// A name.
    Name(usize),
    /// An amount.
    Amount(usize),
    /// A function.
    Call(usize),
}

/// What a mark stands for.
pub fn mark(word: &str) -> Option<Mark> {
    let inner = word.strip_prefix('_')?.strip_suffix('_')?;
    let at = inner.get(1..)?.parse().ok()?;
    match inner.get(..1)? {
        "n" => Some(Mark::Name(at)),
        "a" => Some(Mark::Amount(at)),
        "f" => Some(Mark::Call(at)),
        _ => None,
    }
}

impl Words {
    /// Takes a text apart.
    ///
    /// # Errors
    /// A sign that formulas do not have, a bracket or quotation mark without its pair, two values without a sign between.
    pub fn of(text: &str) -> Result<Self, Fault> {
        let chars: Vec<char> = text.chars().map(half_width).collect();
        let mut words = Self::default();
        let mut at = chars.iter().position(|c| !c.is_whitespace()).unwrap_or(chars.len());
        if chars.get(at) == Some(&'=') {
            at += 1;
        }
        words.emit("=", at.saturating_sub(1));
        while let Some(c) = chars.get(at) {
            at = words.word(&chars, at, *c)?;
        }
        match words.open.last() {
            Some(at) => Err(Fault::new(*at, 1, Text::new("括号没有右半边", "this bracket is never closed"))),
            None => Ok(words),
        }
    }

    /// The character behind a byte of the marked text; the end where there is none.
    pub fn origin(&self, byte: usize) -> Option<usize> {
        self.origins.get(byte).copied()
    }

    fn emit(&mut self, text: &str, at: usize) {
        self.marked.push_str(text);
        self.origins.resize(self.marked.len(), at);
    }

    fn value(&mut self, text: &str, at: usize) -> Result<(), Fault> {
        if self.after_value {
            let text =
                Text::new("此处缺少运算符（例如 + 或 =）或逗号", "a sign such as + or =, or a comma, is missing here");
            return Err(Fault::new(at, 1, text));
        }
        self.emit(text, at);
        self.after_value = true;
        Ok(())
    }

    fn sign(&mut self, text: &str, at: usize) {
        self.emit(text, at);
        self.after_value = false;
    }

    /// Takes in the word that begins here, and returns where the next one does.
    fn word(&mut self, chars: &[char], at: usize, c: char) -> Result<usize, Fault> {
        match c {
            c if c.is_whitespace() => self.emit(" ", at),
            '"' | '“' => return self.quoted(chars, at, c),
            '[' | '_' => return self.name(chars, at),
            c if c.is_alphabetic() => return self.name(chars, at),
            c if c.is_ascii_digit() || c == '.' => return self.figure(chars, at),
            '(' => {
                self.value("(", at)?;
                self.open.push(at);
                self.after_value = false;
            }
            ')' => {
                if self.open.pop().is_none() {
                    return Err(Fault::new(at, 1, Text::new("括号没有左半边", "this bracket was never opened")));
                }
                self.sign(")", at);
                self.after_value = true;
            }
            '%' => self.emit("%", at),
            '≤' => self.sign("<=", at),
            '≥' => self.sign(">=", at),
            '≠' => self.sign("<>", at),
            '×' => self.sign("*", at),
            '÷' => self.sign("/", at),
            '−' | '–' => self.sign("-", at),
            '+' | '-' | '*' | '/' | '^' | '&' | '=' | '<' | '>' | ',' => self.sign(c.encode_utf8(&mut [0; 4]), at),
            c => {
                let text = Text::new(
                    "公式里不能用“{name}”；带标点的名称写在方括号里，例如 [问题、原因]",
                    "`{name}` has no place in a formula; a name with punctuation stands in square brackets: [问题、原因]",
                );
                return Err(Fault::of(at, &c.to_string(), text));
            }
        }
        Ok(at + 1)
    }

    fn quoted(&mut self, chars: &[char], at: usize, open: char) -> Result<usize, Fault> {
        let close = if open == '“' { '”' } else { '"' };
        let mut text = String::new();
        let mut next = at + 1;
        loop {
            match chars.get(next) {
                Some(c) if *c == close && close == '"' && chars.get(next + 1) == Some(&'"') => {
                    text.push_str("\"\"");
                    next += 2;
                }
                Some(c) if *c == close => break,
                Some('"') => {
                    text.push_str("\"\"");
                    next += 1;
                }
                Some(c) => {
                    text.push(*c);
                    next += 1;
                }
                None => {
                    let text = Text::new("引号没有右半边", "this quotation mark is never closed");
                    return Err(Fault::new(at, 1, text));
                }
            }
        }
        self.value(&format!("\"{text}\""), at)?;
        Ok(next + 1)
    }

    /// A name of parts between dots; a part in square brackets may hold any sign. Before `(` it is a function.
    fn name(&mut self, chars: &[char], at: usize) -> Result<usize, Fault> {
        let mut parts = Vec::new();
        let mut next = at;
        loop {
            let (part, end) = part(chars, next)?;
            if part.is_empty() {
                let text = Text::new("“.”后面缺少名称", "a name is missing behind the dot");
                return Err(Fault::new(next.min(chars.len().saturating_sub(1)), 1, text));
            }
            parts.push(part);
            next = end;
            if chars.get(next) != Some(&'.') {
                break;
            }
            next += 1;
        }
        let text = parts.join(".");
        if parts.len() == 1 && chars[next..].iter().find(|c| !c.is_whitespace()) == Some(&'(') {
            let mark = format!("_f{}_", self.calls.len());
            self.value(&mark, at)?;
            self.after_value = false;
            self.calls.push(Call { name: text.to_uppercase(), at });
            // Nothing may stand between a function and its bracket.
            return Ok(next + chars[next..].iter().take_while(|c| c.is_whitespace()).count());
        }
        match text.to_uppercase().as_str() {
            "TRUE" | "FALSE" => self.value(&text.to_uppercase(), at)?,
            _ => {
                let known = self.names.iter().position(|name| name.parts == parts);
                let number = known.unwrap_or_else(|| {
                    self.names.push(Name { text, parts, at, length: next - at });
                    self.names.len() - 1
                });
                self.value(&format!("_n{number}_"), at)?;
            }
        }
        Ok(next)
    }

    /// A number, an amount of money (100万元), or a name that begins with a digit (2023年数).
    fn figure(&mut self, chars: &[char], at: usize) -> Result<usize, Fault> {
        let digits = chars[at..].iter().take_while(|c| c.is_ascii_digit() || **c == '.').count();
        let end = at + digits;
        let tail = chars[end..].iter().take_while(|c| c.is_alphanumeric() || **c == '_').count();
        let written: String = chars[at..end].iter().collect();
        let unit: String = chars[end..end + tail].iter().collect();
        if tail > 0 && digits > 0 && !written.contains('.') && MoneyUnit::of_name(&unit).is_none() {
            return self.name(chars, at);
        }
        let Ok(number) = written.parse::<Decimal>() else {
            let text = Text::new("“{name}”不是数", "`{name}` is no number");
            return Err(Fault::of(at, &written, text));
        };
        match MoneyUnit::of_name(&unit) {
            Some(money) => {
                self.value(&format!("_a{}_", self.amounts.len()), at)?;
                self.amounts.push((number, money));
            }
            None if tail > 0 => {
                let text = Text::new("“{name}”不是数", "`{name}` is no number");
                return Err(Fault::of(at, &format!("{written}{unit}"), text));
            }
            None => self.value(&number.to_string(), at)?,
        }
        Ok(end + tail)
    }
}

/// One part of a name, and where it ends.
fn part(chars: &[char], at: usize) -> Result<(String, usize), Fault> {
    if chars.get(at) == Some(&'[') {
        let inside = chars[at + 1..].iter().take_while(|c| **c != ']').count();
        let end = at + 1 + inside;
        if end >= chars.len() {
            return Err(Fault::new(at, 1, Text::new("方括号没有右半边", "this square bracket is never closed")));
        }
        return Ok((chars[at + 1..end].iter().collect::<String>().trim().to_owned(), end + 1));
    }
    let end = form_id(chars, at).unwrap_or_else(|| {
        at + chars.get(at..).unwrap_or_default().iter().take_while(|c| c.is_alphanumeric() || **c == '_').count()
    });
    Ok((chars.get(at..end).unwrap_or_default().iter().collect(), end))
}

/// The end of the id of a form with hyphens, if one stands here with a dot behind it: `national-project.执行数`.
fn form_id(chars: &[char], at: usize) -> Option<usize> {
    let is_id = |c: &char| c.is_ascii_lowercase() || c.is_ascii_digit() || *c == '-';
    let end = at + chars.get(at..)?.iter().take_while(|c| is_id(c)).count();
    let hyphens = chars.get(at..end)?.contains(&'-');
    (hyphens && chars.get(end) == Some(&'.') && chars.get(end.checked_sub(1)?) != Some(&'-')).then_some(end)
}

/// Full-width signs, digits and letters as half-width ones.
fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        '【' => '[',
        '】' => ']',
        c => c,
    }
}
