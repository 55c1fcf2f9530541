//! `huizong schema`: schema files proposed, tried, tested, checked, listed, and described for editors.

use std::path::{Path, PathBuf};

use super::exit::{Exit, Stop};
use super::language::{lang, say, tell};
use super::print::line;
use super::schema_args::{ContractKind, SchemaCommand};
use super::{schema_infer, schema_test, schema_try};
use crate::pipeline;
use crate::record::{FindingRecord, FormRecord};
use crate::schema::{Form, Library, Project, SchemaError, Words, check_file, rule_ids, unknown_codes};
use crate::text::{Message, Text};

/// Does one of the commands.
pub fn schema(command: &SchemaCommand, quiet: bool) -> Result<Exit, Stop> {
    match command {
        SchemaCommand::Infer(args) => schema_infer::infer(args, quiet),
        SchemaCommand::Try(args) => schema_try::try_schema(args, quiet),
        SchemaCommand::Test(args) => schema_test::test(args, quiet),
        SchemaCommand::Check { files } => check(files),
        SchemaCommand::List { schemas } => list(schemas.as_deref()),
        SchemaCommand::JsonSchema { kind } => json_schema(*kind),
    }
}

/// The forms of a folder, or the delivered ones.
pub fn library(folder: Option<&Path>) -> Result<Library, Stop> {
    Ok(match folder {
        Some(folder) => Library::of_folder(folder)?,
        None => Library::delivered()?,
    })
}

/// The forms of a project: those of the folder named on the command line, else of the one that its project file names.
pub fn library_of(project: &Project, named: Option<&Path>) -> Result<Library, Stop> {
    let own = || project.input.schemas.as_ref().map(|path| project.resolve(path));
    let library = library(named.map(Path::to_path_buf).or_else(own).as_deref())?;
    let faults = pipeline::unknown_checks(project, &library);
    if faults.is_empty() { Ok(library) } else { Err(faults.into()) }
}

fn check(files: &[PathBuf]) -> Result<Exit, Stop> {
    let pages = pipeline::pages();
    let mut faults = Vec::new();
    for file in files {
        let shown = file.display().to_string();
        let text = match read_text(file) {
            Ok(text) => text,
            Err(fault) => {
                faults.push(fault);
                continue;
            }
        };
        let others = beside(file);
        let mut found = check_file(&shown, &text, &others);
        // A form may grade its own rules, and those of the form that it extends.
        let stated: Vec<String> = others.iter().chain([&text]).flat_map(|text| rule_ids(text)).collect();
        let codes = pages.iter().map(|page| page.code.0).chain(stated.iter().map(String::as_str));
        found.extend(unknown_codes(&shown, &text, &codes.collect::<Vec<_>>()));
        if found.is_empty() {
            line(&format!("{shown}: {}", say("没有错误", "no faults")))?;
        }
        faults.extend(found);
    }
    if faults.is_empty() { Ok(Exit::Done) } else { Err(faults.into()) }
}

/// The text of a schema file.
pub fn read_text(file: &Path) -> Result<String, SchemaError> {
    std::fs::read_to_string(file).map_err(|error| {
        let message = Message::new(Text::new("无法读取（{error}）", "cannot be read ({error})"));
        SchemaError::of_file(&file.display().to_string(), message.with("error", &error))
    })
}

/// The texts of the other schema files in the folder of a file: it may extend one of them.
pub fn beside(file: &Path) -> Vec<String> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let entries = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| path != file).collect();
    paths.retain(|path| path.extension().is_some_and(|e| e == "toml"));
    paths.sort();
    paths.iter().filter_map(|path| std::fs::read_to_string(path).ok()).collect()
}

fn list(folder: Option<&Path>) -> Result<Exit, Stop> {
    for form in &library(folder)?.forms {
        let indicators = form.tables.iter().map(|table| table.columns.len()).sum::<usize>();
        let text = Message::new(Text::new(
            "{id}\t{title}\t年度 {years}\t字段 {fields}，表 {tables}（{columns} 列）",
            "{id}\t{title}\tyears {years}\t{fields} fields, {tables} tables ({columns} columns)",
        ));
        let years: String = form.head.years.into();
        let text = text
            .with("id", &*form.head.id)
            .with("title", form.head.title.get(lang()))
            .with("years", years)
            .with("fields", form.fields.len().to_string())
            .with("tables", form.tables.len().to_string())
            .with("columns", indicators.to_string());
        line(&tell(&text))?;
    }
    Ok(Exit::Done)
}

fn json_schema(kind: ContractKind) -> Result<Exit, Stop> {
    let schema = match kind {
        ContractKind::Form => schemars::schema_for!(Form),
        ContractKind::Project => schemars::schema_for!(Project),
        ContractKind::Words => schemars::schema_for!(Words),
        ContractKind::Finding => schemars::schema_for!(FindingRecord),
        ContractKind::Extract => schemars::schema_for!(FormRecord),
    };
    let text = serde_json::to_string_pretty(schema.as_value()).unwrap_or_default();
    line(&text)?;
    Ok(Exit::Done)
}
