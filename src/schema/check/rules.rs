//! Faults of rules.

use std::collections::BTreeSet;

use super::faults::Faults;
use crate::schema::form::Form;
use crate::schema::places::Step::{Key, Part};
use crate::schema::rules::{Judgement, Known, Rule, RuleSpec};
use crate::text::{Message, Text};

/// `others` gives the forms beside this one by their ids.
pub fn faults(form: &Form, others: &dyn Fn(&str) -> Option<Form>, faults: &mut Faults<'_>) {
    let mut ids = BTreeSet::new();
    for (index, spec) in form.rules.iter().enumerate() {
        let own = [Key("rule"), Part(index, &spec.id)];
        if !ids.insert(&spec.id) {
            faults.at(&own, &spec.id, Text::new("规则“{name}”定义了两次", "rule `{name}` is defined twice"));
        }
        if !is_id(&spec.id) {
            let text = Text::new(
                "规则编号“{name}”只能用字母、汉字、数字和连字符，且不能是一个字母加两位数字（那是自带检查的代码），例如 专-01",
                "rule id `{name}` may hold letters, digits and hyphens, and may not be a letter with two digits, which are codes of built-in checks; such as FUND-1",
            );
            faults.at(&own, &spec.id, text);
        }
        if let Err(found) = Rule::of(spec, form, others) {
            for (keys, fault) in found {
                let path: Vec<_> = own.iter().copied().chain(keys.iter().map(|key| Key(key))).collect();
                faults.within(&path, text_of(spec, keys), fault.at..fault.at + fault.length, fault.message);
            }
        }
        let known = Known::of(form, spec.each, others);
        for (key, examples) in [("good", &spec.good), ("bad", &spec.bad)] {
            for name in examples.iter().flat_map(|example| example.keys()) {
                if let Err(fault) = Judgement::of_name(name, &known) {
                    faults.say(&[own[0], own[1], Key(key)], fault.message);
                }
            }
        }
        if spec.good.is_empty() != spec.bad.is_empty() {
            let text = Text::new(
                "规则“{name}”：good 与 bad 的例子须同时写，各至少一个",
                "rule `{name}`: good and bad examples belong together, at least one of each",
            );
            faults.say(&own, Message::new(text).with("name", spec.id.as_str()));
        }
    }
}

/// Letters, digits and hyphens; not what a built-in check is called.
fn is_id(id: &str) -> bool {
    let built_in = id.len() == 3
        && id.chars().next().is_some_and(|c| c.is_ascii_alphabetic())
        && id.chars().skip(1).all(|c| c.is_ascii_digit());
    !id.is_empty() && !built_in && id.chars().all(|c| c.is_alphanumeric() || c == '-')
}

fn text_of<'a>(spec: &'a RuleSpec, keys: &[&str]) -> &'a str {
    match keys {
        ["formula"] => &spec.formula,
        ["when"] => spec.when.as_deref().unwrap_or_default(),
        ["at"] => spec.at.as_deref().unwrap_or_default(),
        ["message", "zh"] => &spec.message.zh,
        ["message", "en"] => &spec.message.en,
        ["advice", "zh"] => spec.advice.as_ref().map_or("", |advice| &advice.zh),
        ["advice", "en"] => spec.advice.as_ref().map_or("", |advice| &advice.en),
        _ => "",
    }
}
