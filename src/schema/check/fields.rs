//! Faults of fields.

use super::faults::Faults;
use crate::schema::form::{FieldSpec, FieldType, Form};
use crate::schema::places::Step::Key;
use crate::text::{Message, Text};

pub fn faults(form: &Form, faults: &mut Faults<'_>) {
    for (id, field) in &form.fields {
        field_faults(form, id, field, faults);
    }
    same_labels(form, faults);
    for (id, _) in form.fields.iter().filter(|(_, field)| field.attributes).skip(1) {
        let text = Text::new("只能有一个字段写 attributes = true", "only one field may say attributes = true");
        faults.at(&[Key("field"), Key(id), Key("attributes")], id, text);
    }
}

fn field_faults(form: &Form, id: &str, field: &FieldSpec, faults: &mut Faults<'_>) {
    let own = [Key("field"), Key(id)];
    let key = |key| [own[0], own[1], Key(key)];
    if id.is_empty() || !id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-')) {
        let text = Text::new(
            "字段名“{name}”只能用小写字母、数字、下划线和连字符；表上的字写在 label 里",
            "field id `{name}` may hold lower-case letters, digits, underscores and hyphens only; the text of the sheet belongs into label",
        );
        faults.at(&own, id, text);
    }
    if field.label.is_empty() == field.pattern.is_empty() {
        let text =
            Text::new("字段“{name}”须写 label 或 pattern 其中之一", "field `{name}` needs either label or pattern");
        faults.at(&own, id, text);
    }
    if id == "year" && !field.label.is_empty() {
        let text = Text::new(
            "字段“{name}”是表的年度，只能用 pattern 写，例如 pattern = [\"{example}\"]",
            "field `{name}` is the year of the form and takes a pattern only, such as pattern = [\"{example}\"]",
        );
        faults.say(&key("label"), Message::new(text).with("name", id).with("example", "评价年度：{year}"));
    }
    if (field.kind == FieldType::Choice) == field.options.is_empty() {
        let text = Text::new(
            "字段“{name}”：type = \"choice\" 与 options 须同时写",
            "field `{name}`: type = \"choice\" and options belong together",
        );
        faults.at(&key(if field.options.is_empty() { "type" } else { "options" }), id, text);
    }
    if field.feeds.as_deref().is_some_and(|feeds| form.fed(feeds).is_none()) {
        let text = Text::new(
            "字段“{name}”的 feeds 须是“指标表.reason”“指标表.total”或“资金表.行.列含义”，并且都有定义",
            "feeds of field `{name}` must be `indicators.reason`, `indicators.total` or `money.row.role` of what is defined",
        );
        faults.at(&key("feeds"), id, text);
    }
}

/// Two fields that are looked for by the same label in the same place would read the same cell.
fn same_labels(form: &Form, faults: &mut Faults<'_>) {
    for (at, (id, field)) in form.fields.iter().enumerate() {
        for (other, twin) in form.fields.iter().take(at).filter(|(_, twin)| twin.under == field.under) {
            let Some(label) = field.label.keys().find(|key| twin.label.keys().any(|known| known == *key)) else {
                continue;
            };
            let text = Text::new(
                "字段“{name}”与“{other}”的标签“{label}”相同；用 under 写明各在哪个标签之后",
                "field `{name}` has the label `{label}` of `{other}`; say with `under` below which label each is found",
            );
            let message =
                Message::new(text).with("name", id.as_str()).with("other", other.as_str()).with("label", label);
            faults.say(&[Key("field"), Key(id), Key("label")], message);
        }
    }
}
