//! What the shape of a schema file cannot say: references that lead nowhere, parts that contradict each other.

mod faults;
mod fields;
mod methods;
mod rules;
mod tables;

use std::collections::BTreeSet;
use std::sync::Arc;

use self::faults::Faults;
use super::error::{SchemaError, unknown};
use super::form::Form;
use super::library::find_form;
use super::places::Step::{Key, Part};
use super::project::Project;
use super::query::{Query, Rows};
use crate::text::{Message, Text};

/// Every fault of a form that could be read, in the order of its file; `others` gives the forms beside it by their ids.
#[must_use]
pub fn faults(form: &Form, file: &str, source: &str, others: &dyn Fn(&str) -> Option<Form>) -> Vec<SchemaError> {
    let mut faults = Faults::of(file, source);
    head(form, &mut faults);
    fields::faults(form, &mut faults);
    sections(form, &mut faults);
    tables::faults(&form.tables, &mut faults);
    methods::faults(&form.tables, &mut faults);
    agreements(form, &mut faults);
    scoring(form, &mut faults);
    rules::faults(form, others, &mut faults);
    faults.all()
}

/// The ids of the rules that a schema file states; none if it cannot be read.
#[must_use]
pub fn rule_ids(source: &str) -> Vec<String> {
    let form = source.parse::<toml::Table>().unwrap_or_default();
    let rules = form.get("rule").and_then(toml::Value::as_array).into_iter().flatten();
    rules.filter_map(|rule| Some(rule.get("id")?.as_str()?.to_owned())).collect()
}

/// The codes of a schema or project file's `[severity]` that are none of the `known` ones.
#[must_use]
pub fn unknown_codes(file: &str, source: &str, known: &[&str]) -> Vec<SchemaError> {
    let mut faults = Faults::of(file, source);
    let form = source.parse::<toml::Table>().unwrap_or_default();
    let codes = form.get("severity").and_then(toml::Value::as_table).into_iter().flat_map(toml::Table::keys);
    for code in codes.filter(|code| !known.contains(&code.as_str())) {
        let near = Text::new(
            "没有代码为“{name}”的检查，是不是“{nearest}”；可用的代码：{allowed}，各是什么见 huizong explain",
            "there is no check `{name}`, perhaps `{nearest}`; known are {allowed}; `huizong explain` says what they are",
        );
        let plain = Text::new(
            "没有代码为“{name}”的检查；可用的代码：{allowed}，各是什么见 huizong explain",
            "there is no check `{name}`; known are {allowed}; `huizong explain` says what they are",
        );
        let message = unknown(code, known, near, plain);
        faults.say(&[Key("severity"), Key(code)], message);
    }
    faults.all()
}

/// The tabs that a project file asks for and that are none of the `known` ones.
#[must_use]
pub fn unknown_tabs(file: &str, source: &str, wanted: &[String], known: &[&str]) -> Vec<SchemaError> {
    let mut faults = Faults::of(file, source);
    for (at, tab) in wanted.iter().enumerate().filter(|(_, tab)| !known.contains(&tab.as_str())) {
        let near = Text::new(
            "没有叫“{name}”的工作表，是不是“{nearest}”；可用的：{allowed}",
            "there is no tab `{name}`, perhaps `{nearest}`; known are {allowed}",
        );
        let plain =
            Text::new("没有叫“{name}”的工作表；可用的：{allowed}", "there is no tab `{name}`; known are {allowed}");
        faults.say(&[Key("output"), Key("tabs"), Part(at, tab)], unknown(tab, known, near, plain));
    }
    faults.all()
}

/// The faults of a project's own tabs. `taken` are the names of the program's tabs; `titles` gives the titles of the columns that
/// an own tab may name.
#[must_use]
pub fn own_tab_faults(project: &Project, taken: &[&str], titles: impl Fn(Rows) -> Vec<Text>) -> Vec<SchemaError> {
    let mut faults = Faults::of(&project.file, &project.source);
    let mut names: BTreeSet<String> = taken.iter().map(|name| name.to_lowercase()).collect();
    for (index, tab) in project.output.own_tabs.iter().enumerate() {
        let own = [Key("output"), Key("tab"), Part(index, &tab.name)];
        let name = [own[0], own[1], own[2], Key("name")];
        let is_bad = |c: char| c.is_control() || "[]:*?/\\".contains(c);
        if tab.name.trim().is_empty()
            || tab.name.encode_utf16().count() > LONGEST_TAB_NAME
            || tab.name.contains(is_bad)
            || tab.name.starts_with('\'')
            || tab.name.ends_with('\'')
        {
            let text = Text::new(
                "工作表名“{name}”须有 1 至 31 个字，不能含 [ ] : * ? / \\，首尾不能是单引号",
                "the name `{name}` of a tab must have 1 to 31 characters, none of [ ] : * ? / \\ and no apostrophe at its ends",
            );
            faults.at(&name, &tab.name, text);
        }
        if !names.insert(tab.name.to_lowercase()) {
            let text = Text::new(
                "已有叫“{name}”的工作表，请换一个名字",
                "there is a tab `{name}` already; name this one otherwise",
            );
            faults.at(&name, &tab.name, text);
        }
        for ((key, part), fault) in Query::of(tab, &titles(tab.rows)).err().unwrap_or_default() {
            let text = match (key, part) {
                ("when", _) => tab.when.as_deref(),
                ("order", _) => tab.order.as_deref(),
                (_, part) => part.and_then(|at| tab.columns.get(at)).map(String::as_str),
            };
            let text = text.unwrap_or_default();
            let path: Vec<_> = own.into_iter().chain([Key(key)]).chain(part.map(|at| Part(at, text))).collect();
            faults.within(&path, text, fault.at..fault.at + fault.length, fault.message);
        }
    }
    faults.all()
}

/// The most characters of the name of a tab in Excel.
const LONGEST_TAB_NAME: usize = 31;

fn head(form: &Form, faults: &mut Faults<'_>) {
    let id = &form.head.id;
    if id.is_empty() || !id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') {
        let text = Text::new(
            "表样编号“{name}”只能用小写字母、数字和连字符",
            "form id `{name}` may hold lower-case letters, digits and hyphens only",
        );
        faults.at(&[Key("form"), Key("id")], id, text);
    }
    let most = form.head.anchors.len() + 1;
    if form.head.anchors_min == 0 || form.head.anchors_min > most {
        let text = Text::new(
            "anchors_min 须在 1 与 {most} 之间（anchors 的个数，加标题一个）",
            "anchors_min must lie between 1 and {most}, the number of anchors plus one for the title",
        );
        faults.say(&[Key("form"), Key("anchors_min")], Message::new(text).with("most", most.to_string()));
    }
    for (index, field) in form.head.identity.iter().enumerate().filter(|(_, id)| !form.fields.contains_key(*id)) {
        let text =
            Text::new("identity 提到的字段“{name}”没有定义", "identity names the field `{name}`, which is not defined");
        faults.at(&[Key("form"), Key("identity"), Part(index, field)], field, text);
    }
}

fn sections(form: &Form, faults: &mut Faults<'_>) {
    let mut ids = BTreeSet::new();
    for (index, section) in form.sections.iter().enumerate() {
        let own = [Key("section"), Part(index, &section.id)];
        let key = |key| [own[0], own[1], Key(key)];
        if !ids.insert(&section.id) {
            faults.at(&own, &section.id, Text::new("段落“{name}”定义了两次", "section `{name}` is defined twice"));
        }
        if section.heading.is_empty() {
            let text = Text::new("段落“{name}”没有写 heading", "section `{name}` has no heading");
            faults.at(&key("heading"), &section.id, text);
        }
        if let Some(parent) = &section.parent
            && (*parent == section.id || form.section(parent).is_none())
        {
            let text = Text::new(
                "parent 提到的段落“{name}”没有定义，或者就是它自己",
                "parent names the section `{name}`, which is not defined or is the section itself",
            );
            faults.at(&key("parent"), parent, text);
        }
        if section.printed && (section.required.is_some() || !section.instruction.is_empty()) {
            let text = Text::new(
                "段落“{name}”是表样自带的文字（printed），不能再写 required 或 instruction",
                "section `{name}` is the form's own text (printed) and can have neither required nor instruction",
            );
            faults.at(&key("printed"), &section.id, text);
        }
    }
}

fn agreements(form: &Form, faults: &mut Faults<'_>) {
    for (index, agreement) in form.agreements.iter().enumerate() {
        let own = [Key("agree"), Part(index, &agreement.value)];
        if !form.has_value(&agreement.value) {
            let text = Text::new(
                "agree 提到的“{name}”在本表样中没有；写“表.行.列”，拆分表写“表.行”",
                "agree names `{name}`, which this form does not have; write `table.row.column`, `table.row` for a split",
            );
            faults.at(&[own[0], own[1], Key("value")], &agreement.value, text);
        }
        for with in agreement.with.iter().filter(|with| with.split_once(':').is_none()) {
            let text = Text::new(
                "with 的“{name}”须写成“表样编号:表.行.列”",
                "with names `{name}`; write `form-id:table.row.column`",
            );
            faults.at(&[own[0], own[1], Key("with")], with, text);
        }
    }
}

/// The agreements of a form that lead to no value of the other form, where that one is at hand.
#[must_use]
pub fn loose_agreements(form: &Form, forms: &[Arc<Form>]) -> Vec<SchemaError> {
    let paths = form.agreements.iter().flat_map(|agreement| &agreement.with);
    let parted = paths.filter_map(|path| Some((path, path.split_once(':')?)));
    let loose = parted.filter(|(_, (id, value))| find_form(forms, id).is_some_and(|other| !other.has_value(value)));
    let fault = |path: &str| {
        let text = Text::new("agree 的“{name}”在那张表样中没有", "agree names `{name}`, which that form does not have");
        SchemaError::of_file(&form.file, Message::new(text).with("name", path))
    };
    loose.map(|(path, _)| fault(path)).collect()
}

fn scoring(form: &Form, faults: &mut Faults<'_>) {
    if form.scoring.grades.windows(2).any(|pair| pair[0].from <= pair[1].from) {
        let text = Text::new("grades 须从高到低排列", "grades must be listed from the highest to the lowest");
        faults.say(&[Key("score"), Key("grades")], text.into());
    }
    if form.scoring.tiers.iter().any(|tier| tier.from.0 > tier.to.0) {
        let text = Text::new("tiers 的 from 不能大于 to", "in tiers, from may not exceed to");
        faults.say(&[Key("score"), Key("tiers")], text.into());
    }
    if form.scoring.excess.is_some_and(|excess| excess.from_percent < 100) {
        let text = Text::new(
            "excess 的 from_percent 不能小于 100：没有超过指标值，不是超额",
            "from_percent of excess may not be below 100: what does not exceed the target is no excess",
        );
        faults.say(&[Key("score"), Key("excess"), Key("from_percent")], text.into());
    }
    let is_stated = |code: &str| form.rules.iter().any(|rule| rule.id == code);
    for code in form.severities.keys().filter(|code| !is_stated(code)) {
        let mut chars = code.chars();
        let letter = chars.next().is_some_and(|c| c.is_ascii_uppercase());
        if !letter || code.len() != 3 || !chars.all(|c| c.is_ascii_digit()) {
            let text = Text::new("“{name}”不是检查代码（例如 M01）", "`{name}` is no code of a check (such as M01)");
            faults.at(&[Key("severity"), Key(code)], code, text);
        }
    }
}
