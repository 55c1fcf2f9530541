//! Holds the plan of the house: which room may name which, who owns which library, and how long a file may be.

#![allow(clippy::expect_used, clippy::panic, reason = "a test may fail loudly")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Room, and the rooms it may name. The order is that of the walk.
const ROOMS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("model", &["text"]),
    ("formula", &["model", "text"]),
    ("schema", &["model", "text", "formula"]),
    ("intake", &["model", "schema", "text"]),
    ("workbook", &["model", "text"]),
    ("locate", &["model", "text", "schema", "workbook"]),
    ("extract", &["model", "text", "schema", "workbook", "locate"]),
    ("reference", &["model", "text", "schema", "workbook"]),
    ("attribute", &["model", "text", "schema"]),
    ("score", &["model", "text", "schema", "formula"]),
    ("validate", &["model", "text", "schema", "formula"]),
    ("anomaly", &["model", "text", "schema"]),
    ("judgement", &["model", "text", "schema"]),
    ("consolidate", &["model", "text", "schema", "formula"]),
    ("output", &["model", "text", "schema", "formula"]),
    ("record", &["model", "text", "schema"]),
    ("demo", &["model", "text", "schema", "output"]),
    ("template", &["model", "text", "schema", "output"]),
    ("infer", &["model", "text", "schema", "workbook", "locate"]),
    ("trial", &["model", "text", "schema", "workbook", "locate"]),
    (
        "pipeline",
        &[
            "model",
            "text",
            "schema",
            "intake",
            "workbook",
            "locate",
            "extract",
            "reference",
            "attribute",
            "score",
            "validate",
            "anomaly",
            "judgement",
            "consolidate",
            "output",
            "demo",
            "template",
            "infer",
            "trial",
        ],
    ),
    ("cli", &["pipeline", "record", "schema", "model", "text"]),
];

/// Library, and the rooms that may use it.
const OWNERS: &[(&str, &[&str])] = &[
    ("calamine", &["workbook"]),
    ("quick_xml", &["workbook", "output"]),
    ("formualizer_parse", &["formula"]),
    ("zip", &["workbook", "output"]),
    ("rust_xlsxwriter", &["output", "demo", "template"]),
    ("rayon", &["pipeline", "output", "validate", "anomaly", "judgement"]),
    ("clap", &["cli"]),
    ("indicatif", &["cli"]),
    ("annotate_snippets", &["cli"]),
    ("terminal_size", &["cli"]),
    ("csv", &["reference", "demo"]),
    ("fastrand", &["demo"]),
];

const LONGEST_FILE: usize = 400;

#[test]
fn every_room_names_only_the_rooms_it_may() {
    for (room, file, text) in sources() {
        let allowed =
            &ROOMS.iter().find(|(name, _)| *name == room).unwrap_or_else(|| panic!("{room} is not registered")).1;
        for (named, _) in ROOMS.iter().filter(|(name, _)| *name != room && !allowed.contains(name)) {
            let paths = [format!("crate::{named}::"), format!("crate::{named};")];
            let grouped = text
                .split("use crate::{")
                .skip(1)
                .filter_map(|rest| rest.split("};").next())
                .any(|group| top_level(group).iter().any(|item| item.split("::").next() == Some(*named)));
            assert!(
                !grouped && !paths.iter().any(|path| text.contains(path.as_str())),
                "{} names the room {named}",
                file.display()
            );
        }
    }
}

#[test]
fn every_library_is_used_by_its_owner_alone() {
    for (room, file, text) in sources() {
        for (library, owners) in OWNERS.iter().filter(|(_, owners)| !owners.contains(&room.as_str())) {
            let named = text.lines().map(str::trim_start).filter(|line| !line.starts_with("//")).any(|line| {
                line.contains(&format!("use {library}::"))
                    || line.contains(&format!(" {library}::"))
                    || line.contains(&format!("({library}::"))
            });
            assert!(!named, "{} uses {library}, which belongs to {owners:?}", file.display());
        }
    }
}

#[test]
fn no_file_is_longer_than_one_can_keep_in_mind() {
    for (_, file, text) in sources() {
        let tests = text.find("#[cfg(test)]").unwrap_or(text.len());
        let code = text[..tests]
            .lines()
            .filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with("//"))
            .count();
        assert!(code <= LONGEST_FILE, "{} has {code} lines of code", file.display());
    }
}

#[test]
fn every_room_is_registered_and_every_registered_room_exists() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let found: BTreeSet<String> = fs::read_dir(folder)
        .expect("src")
        .map(|entry| entry.expect("entry").path())
        .filter(|path| path.is_dir())
        .map(|path| path.file_name().expect("name").to_string_lossy().into_owned())
        .collect();
    let registered: BTreeSet<String> = ROOMS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(found, registered);
}

/// The items of a `use crate::{…}` group, without what their own braces hold.
fn top_level(group: &str) -> Vec<String> {
    let (mut items, mut item, mut depth) = (Vec::new(), String::new(), 0);
    for c in group.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => items.push(std::mem::take(&mut item)),
            c if depth == 0 && !c.is_whitespace() => item.push(c),
            _ => {}
        }
    }
    items.push(item);
    items
}

/// Every source file of a room: room, path, text.
fn sources() -> Vec<(String, PathBuf, String)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders = vec![src.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of sources") {
            let path = entry.expect("entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if let Some(room) = path.strip_prefix(&src).expect("inside src").components().next()
                && path.parent() != Some(src.as_path())
            {
                let room = room.as_os_str().to_string_lossy().into_owned();
                found.push((room, path.clone(), fs::read_to_string(&path).expect("source text")));
            }
        }
    }
    found.sort();
    assert!(found.len() > 50, "only {} sources were found", found.len());
    found
}
