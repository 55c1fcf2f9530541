//! A form that differs from another by a few lines: the tables of its file are laid over those of the other.
//!
//! Named things (fields, and tables, columns, rows, sections and prescribed indicators by what names them) are laid over each
//! other one by one; any other value replaces the base's. A list of texts that begins with "+" adds to the base's list.

use toml::{Table, Value};

/// The word at the head of a list that adds to the base's list.
const AND_THE_BASE: &str = "+";

/// Lays a form over its base and takes away what it drops.
///
/// # Errors
/// The first part it drops that the base does not have.
pub fn extend(base: &Table, own: &Table) -> Result<Table, String> {
    let mut merged = base.clone();
    let dropped = own.get("form").and_then(|head| head.get("drop")).and_then(Value::as_array);
    for part in dropped.into_iter().flatten().filter_map(Value::as_str) {
        let path: Vec<&str> = part.split('.').collect();
        if !drop_part(&mut merged, &path) {
            return Err(part.to_owned());
        }
    }
    lay(&mut merged, own);
    Ok(merged)
}

fn lay(base: &mut Table, own: &Table) {
    for (key, value) in own {
        match (base.get_mut(key), value) {
            (Some(Value::Table(under)), Value::Table(over)) => lay(under, over),
            (Some(Value::Array(under)), Value::Array(over)) => lay_list(under, over),
            (_, value) => {
                base.insert(key.clone(), value.clone());
            }
        }
    }
}

fn lay_list(base: &mut Vec<Value>, own: &[Value]) {
    if own.first().and_then(Value::as_str) == Some(AND_THE_BASE) {
        base.extend(own.iter().skip(1).cloned());
        return;
    }
    if !base.iter().chain(own).all(|part| name_of(part).is_some()) {
        *base = own.to_vec();
        return;
    }
    for part in own {
        match (base.iter_mut().find(|under| name_of(under) == name_of(part)), part) {
            (Some(Value::Table(under)), Value::Table(over)) => lay(under, over),
            _ => base.push(part.clone()),
        }
    }
}

/// What names a table, row, section (its id), a column (its id or role) or a prescribed indicator (its first name).
fn name_of(part: &Value) -> Option<&str> {
    let table = part.as_table()?;
    let named = ["id", "role"].iter().find_map(|key| table.get(*key)).and_then(Value::as_str);
    named.or_else(|| table.get("name")?.as_array()?.first()?.as_str())
}

/// Takes a part away: "field.filler", "table.money.column.weight" (the plural `columns` is meant alike).
fn drop_part(from: &mut Table, path: &[&str]) -> bool {
    let Some((key, rest)) = path.split_first() else { return false };
    let key = if *key == "column" { "columns" } else { key };
    match (from.get_mut(key), rest) {
        (Some(_), []) => from.remove(key).is_some(),
        (Some(Value::Table(inside)), rest) => drop_part(inside, rest),
        (Some(Value::Array(parts)), [name]) => {
            let before = parts.len();
            parts.retain(|part| name_of(part) != Some(name));
            parts.len() < before
        }
        (Some(Value::Array(parts)), [name, rest @ ..]) => parts
            .iter_mut()
            .find(|part| name_of(part) == Some(name))
            .and_then(Value::as_table_mut)
            .is_some_and(|part| drop_part(part, rest)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> Table {
        text.parse().expect("TOML")
    }

    #[test]
    fn named_parts_are_laid_over_each_other_and_lists_are_replaced_or_added_to() {
        let base = table(
            r#"
            [form]
            id = "a"
            titles = ["甲"]
            [field]
            filler = { label = ["填报人"] }
            phone = { label = ["电话"], required = "W" }
            [[table]]
            id = "money"
            columns = [{ role = "initial", header = ["年初"] }, { role = "weight", header = ["分值"] }]
            "#,
        );
        let own = table(
            r#"
            [form]
            id = "b"
            titles = ["+", "乙"]
            drop = ["field.filler", "table.money.column.weight"]
            [field]
            phone = { label = ["联系电话"] }
            [[table]]
            id = "money"
            columns = [{ role = "initial", header = ["+", "年初预算"] }, { role = "rate", header = ["执行率"] }]
            "#,
        );
        let merged = extend(&base, &own).expect("both parts exist");
        let wanted = table(
            r#"
            [form]
            id = "b"
            titles = ["甲", "乙"]
            drop = ["field.filler", "table.money.column.weight"]
            [field]
            phone = { label = ["联系电话"], required = "W" }
            [[table]]
            id = "money"
            columns = [{ role = "initial", header = ["年初", "年初预算"] }, { role = "rate", header = ["执行率"] }]
            "#,
        );
        assert_eq!(merged, wanted);
        let unknown = table("[form]\ndrop = [\"field.nobody\"]");
        assert_eq!(extend(&base, &unknown), Err("field.nobody".to_owned()));
    }
}
