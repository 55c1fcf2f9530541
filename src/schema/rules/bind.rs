//! A rule after its formulas were read and its names found.

use indexmap::IndexMap;

use super::names::{Bound, Known, Origin};
use super::spec::{Each, RuleSpec};
use super::template::Template;
use crate::formula::{Fault, Formula};
use crate::model::{Code, Severity};
use crate::schema::form::Form;
use crate::text::{Message, Text};

/// A formula with what its names stand for.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// The formula.
    pub formula: Formula,
    /// What its names stand for, in the order of [`Formula::names`].
    pub names: Vec<Bound>,
}

/// A rule that can be judged.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// Its code.
    pub code: Code,
    /// How grave it is if it does not hold.
    pub severity: Severity,
    /// On what it is judged, if not once for the form.
    pub each: Option<Each>,
    /// Where it applies.
    pub when: Option<Judgement>,
    /// What must be true.
    pub formula: Judgement,
    /// What is said where it is not, in Chinese and in English.
    pub message: [Template; 2],
    /// What to do then, in Chinese and in English.
    pub advice: Option<[Template; 2]>,
    /// The name whose cell a finding points at.
    pub at: Option<Bound>,
    /// Its examples, the good ones first.
    pub examples: Vec<Example>,
}

/// Values by name for which a rule holds, or does not.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    /// Whether it holds.
    pub holds: bool,
    /// What stands behind each name, as it would be written in the cell.
    pub values: Vec<(Bound, String)>,
}

/// A fault in one of the texts of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleFault {
    /// The character of the text at which it stands, counted from 0.
    pub at: usize,
    /// How many characters it takes.
    pub length: usize,
    /// What is wrong and what is allowed.
    pub message: Message,
}

impl From<Fault> for RuleFault {
    fn from(fault: Fault) -> Self {
        Self { at: fault.at, length: fault.length, message: fault.message }
    }
}

impl Judgement {
    /// Reads a formula and finds its names.
    ///
    /// # Errors
    /// The first fault, with its character: of the formula, a name that the form does not know with the nearest that it does,
    /// a column where one value is needed.
    pub fn of(text: &str, known: &Known<'_>) -> Result<Self, RuleFault> {
        let formula = Formula::parse(text)?;
        let mut names = Vec::with_capacity(formula.names().len());
        for name in formula.names() {
            let Some(bound) = known.find(&name.parts) else {
                let nearest = known.nearest(&name.text);
                let text = match nearest {
                    Some(_) => Text::new(
                        "表样里没有“{name}”；最接近的是“{nearest}”",
                        "the form has no `{name}`; the nearest is `{nearest}`",
                    ),
                    None => Text::new(
                        "表样里没有“{name}”；可用字段名、列名、“指标.列名”“行名.列名”“上年.…”“表样编号.…”",
                        "the form has no `{name}`; use the name of a field or column, 指标.column, row.column, 上年.…, form-id.…",
                    ),
                };
                let message =
                    Message::new(text).with("name", name.text.as_str()).with("nearest", nearest.unwrap_or_default());
                return Err(RuleFault { at: name.at, length: name.length, message });
            };
            names.push(bound);
        }
        if let Some(name) = formula.misplaced(&|at| names.get(at).is_some_and(|bound: &Bound| bound.what.is_column())) {
            let text = Text::new(
                "“{name}”是一整列，此处要一个值；请用 SUM、COUNTIF 等函数，或写 each = \"indicators\" 逐行判断",
                "`{name}` is a whole column, and one value is needed here; use a function such as SUM or COUNTIF, or judge every row with each = \"indicators\"",
            );
            let message = Message::new(text).with("name", name.text.as_str());
            return Err(RuleFault { at: name.at, length: name.length, message });
        }
        Ok(Self { formula, names })
    }

    /// What a single name stands for, a column too.
    ///
    /// # Errors
    /// That it is no name, or that the form has no such thing.
    pub fn of_name(text: &str, known: &Known<'_>) -> Result<Bound, RuleFault> {
        let column = Self::of(&format!("COUNTA({text})"), known)?;
        if let [bound] = column.names.as_slice() {
            return Ok(bound.clone());
        }
        Err(Fault::of(0, text, Text::new("“{name}”不是一个名称", "`{name}` is no name")).into())
    }

    fn reaches_beyond(&self) -> bool {
        self.names.iter().any(|bound| bound.origin != Origin::Here)
    }
}

impl Rule {
    /// Whether more than the submission itself is needed to judge it.
    #[must_use]
    pub fn reaches_beyond(&self) -> bool {
        self.formula.reaches_beyond() || self.when.as_ref().is_some_and(Judgement::reaches_beyond)
    }

    /// Reads a rule of a form; `others` gives the forms beside it by their ids.
    ///
    /// # Errors
    /// The first fault of every text of it, with the key that holds the text: "formula", "message.zh".
    pub fn of(
        spec: &RuleSpec,
        form: &Form,
        others: &dyn Fn(&str) -> Option<Form>,
    ) -> Result<Self, Vec<(&'static [&'static str], RuleFault)>> {
        let known = Known::of(form, spec.each, others);
        let mut faults = Vec::new();
        let formula = kept(&["formula"], Judgement::of(&spec.formula, &known), &mut faults);
        let when = spec.when.as_deref().map(|when| kept(&["when"], Judgement::of(when, &known), &mut faults));
        let message = [
            kept(&["message", "zh"], Template::parse(&spec.message.zh, &known), &mut faults),
            kept(&["message", "en"], Template::parse(&spec.message.en, &known), &mut faults),
        ];
        let advice = spec.advice.as_ref().map(|advice| {
            [
                kept(&["advice", "zh"], Template::parse(&advice.zh, &known), &mut faults),
                kept(&["advice", "en"], Template::parse(&advice.en, &known), &mut faults),
            ]
        });
        let at = spec.at.as_deref().map(|at| kept(&["at"], place(at, &known), &mut faults));
        if !faults.is_empty() {
            return Err(faults);
        }
        let rule = || {
            let [zh, en] = message;
            let advice = match advice {
                None => None,
                Some([zh, en]) => Some([zh?, en?]),
            };
            Some(Self {
                code: Code::named(&spec.id),
                severity: spec.class.severity(),
                each: spec.each,
                when: when.map_or(Some(None), |when| when.map(Some))?,
                formula: formula?,
                message: [zh?, en?],
                advice,
                at: at.map_or(Some(None), |at| at.map(Some))?,
                examples: examples(spec, &known),
            })
        };
        rule().ok_or_else(Vec::new)
    }
}

/// The examples; a name that is not known is told as a fault of its own.
fn examples(spec: &RuleSpec, known: &Known<'_>) -> Vec<Example> {
    let both = spec.good.iter().map(|values| (true, values)).chain(spec.bad.iter().map(|values| (false, values)));
    let example = |(holds, values): (bool, &IndexMap<String, String>)| {
        let bound = |(name, text): (&String, &String)| Some((Judgement::of_name(name, known).ok()?, text.clone()));
        Example { holds, values: values.iter().filter_map(bound).collect() }
    };
    both.map(example).collect()
}

fn kept<T>(
    key: &'static [&'static str],
    result: Result<T, RuleFault>,
    faults: &mut Vec<(&'static [&'static str], RuleFault)>,
) -> Option<T> {
    result.map_err(|fault| faults.push((key, fault))).ok()
}

/// The name whose cell a finding points at: one on the form itself.
fn place(text: &str, known: &Known<'_>) -> Result<Bound, RuleFault> {
    let bound = Judgement::of_name(text, known)?;
    if bound.origin == Origin::Here {
        return Ok(bound);
    }
    Err(Fault::of(0, text, Text::new("at 只能写本表的名称", "`at` is a name of the form itself")).into())
}

/// Reads every rule of a form that has no fault.
#[must_use]
pub fn bind(form: &Form, others: &dyn Fn(&str) -> Option<Form>) -> Vec<Rule> {
    form.rules.iter().filter_map(|spec| Rule::of(spec, form, others).ok()).collect()
}
