//! The JSON Schemas in `docs/contracts` are those of the program, and what it prints obeys them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use huizong::pipeline;
use huizong::record::{FindingRecord, FormRecord};
use huizong::schema::{Form, Project, Words};
use huizong::text::Lang;
use serde_json::Value;

use crate::example_form::workbook;
use crate::library::delivered;

fn committed(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/contracts").join(format!("{name}.schema.json"));
    serde_json::from_str(&fs::read_to_string(path).expect("a committed schema")).expect("JSON")
}

#[test]
fn the_committed_json_schemas_are_current() {
    let current = [
        ("form", schemars::schema_for!(Form)),
        ("project", schemars::schema_for!(Project)),
        ("words", schemars::schema_for!(Words)),
        ("finding", schemars::schema_for!(FindingRecord)),
        ("extract", schemars::schema_for!(FormRecord)),
    ];
    for (name, schema) in current {
        assert!(
            committed(name) == *schema.as_value(),
            "docs/contracts/{name}.schema.json is out of date; write it again with `huizong schema json-schema {name}`"
        );
    }
}

/// Every key of a record is named by its schema, and every key that the schema demands is there.
fn obeys(value: &Value, schema: &Value, root: &Value, at: &str) {
    let schema = match schema.get("$ref").and_then(Value::as_str) {
        Some(reference) => root.pointer(reference.trim_start_matches('#')).expect("a definition"),
        None => schema,
    };
    match value {
        Value::Object(map) => {
            let Some(properties) = schema.get("properties").and_then(Value::as_object) else {
                if let Some(inner) = schema.get("additionalProperties").filter(|inner| inner.is_object()) {
                    map.iter().for_each(|(key, value)| obeys(value, inner, root, &format!("{at}.{key}")));
                }
                return;
            };
            for (key, value) in map {
                let inner = properties.get(key).unwrap_or_else(|| panic!("{at}.{key} is not in the contract"));
                obeys(value, inner, root, &format!("{at}.{key}"));
            }
            let required: BTreeSet<&str> =
                schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            for key in required {
                assert!(map.contains_key(key), "{at}.{key} is missing");
            }
        }
        Value::Array(items) => {
            for item in items {
                obeys(item, &schema["items"], root, at);
            }
        }
        _ => {}
    }
}

#[test]
fn what_is_printed_obeys_the_contract() {
    let library = delivered();
    let file = pipeline::check_bytes(workbook(&[("I15", "9.5", "9.9"), ("G14", "98.5%", "")]), "例.xlsx", library);
    let case = &file.cases[0];
    let form = library.form(&case.submission.form).expect("the form");
    let record = serde_json::to_value(FormRecord::new(case, form, "例.xlsx", Lang::Zh)).expect("JSON");
    let schema = committed("extract");
    obeys(&record, &schema, &schema, "extract");
    assert_eq!(record["indicators"][0]["target"]["value"], 120);
    assert_eq!(record["indicators"][0]["target"]["direction"], "ge");
    assert_eq!(record["indicators"][1]["actual"]["state"], "blank");
    let schema = committed("finding");
    assert!(case.findings.len() >= 2);
    for finding in &case.findings {
        let record = serde_json::to_value(FindingRecord::new(finding, |_| Some(&file.source), Lang::Zh)).expect("JSON");
        obeys(&record, &schema, &schema, "finding");
        assert_eq!(record["file"], "例.xlsx");
    }
}

#[test]
fn numbers_are_printed_exactly() {
    let library = delivered();
    let file = pipeline::check_bytes(workbook(&[("G7", "170", "169.974")]), "例.xlsx", library);
    let case = &file.cases[0];
    let form = library.form(&case.submission.form).expect("the form");
    let line = serde_json::to_string(&FormRecord::new(case, form, "例.xlsx", Lang::Zh)).expect("JSON");
    assert!(line.contains("\"raw\":169.974,\"value\":169.974"), "{line}");
}
