//! The roster, ready to be asked: by code, by name, by alias, by normalised name, and by what a path contains.

use std::collections::HashMap;

use crate::model::Roster;
use crate::text::{fold, pattern::year_of};

use super::normal::normal;

/// The roster by everything a unit goes by. Units are their positions in the roster.
pub(super) struct Units {
    codes: HashMap<String, usize>,
    names: HashMap<String, usize>,
    /// An alias may belong to several units; then it names none of them.
    aliases: HashMap<String, Vec<usize>>,
    /// Names and aliases, normalised; what several units share names none of them.
    normal: HashMap<String, Vec<usize>>,
    /// The name of the county, folded.
    county: String,
    /// Names, aliases and codes that may stand in a path, sorted, each with its units.
    in_paths: Vec<(String, Vec<usize>)>,
}

impl Units {
    /// Takes the roster in. The first of two equal codes or names holds; a roster that was read has no equal ones.
    pub(super) fn of(roster: &Roster, county: &str) -> Self {
        let county = fold(county);
        let (mut codes, mut names) = (HashMap::new(), HashMap::new());
        let (mut aliases, mut normals) = (HashMap::new(), HashMap::new());
        let mut in_paths = Vec::new();
        for (at, unit) in roster.units.iter().enumerate() {
            let (code, name) = (fold(&unit.code), fold(&unit.name));
            if stands_out(&code) {
                in_paths.push((code.clone(), at));
            }
            in_paths.push((name.clone(), at));
            codes.entry(code).or_insert(at);
            add(&mut normals, normal(&name, &county), at);
            names.entry(name).or_insert(at);
            for alias in unit.aliases.iter().map(|alias| fold(alias)).filter(|alias| !alias.is_empty()) {
                add(&mut normals, normal(&alias, &county), at);
                add(&mut aliases, &alias, at);
                in_paths.push((alias, at));
            }
        }
        in_paths.retain(|(key, _)| key.chars().nth(1).is_some()); // one character says nothing
        Self { codes, names, aliases, normal: normals, county, in_paths: grouped(in_paths) }
    }

    /// The unit of a folded code.
    pub(super) fn by_code(&self, code: &str) -> Option<usize> {
        self.codes.get(code).copied()
    }

    /// The unit of exactly this folded name.
    pub(super) fn by_name(&self, name: &str) -> Option<usize> {
        self.names.get(name).copied()
    }

    /// The units that go by this folded alias.
    pub(super) fn by_alias(&self, alias: &str) -> &[usize] {
        self.aliases.get(alias).map_or(&[], Vec::as_slice)
    }

    /// The one unit whose normalised name is that of this folded name.
    pub(super) fn by_normal(&self, name: &str) -> Option<usize> {
        match self.normal.get(normal(name, &self.county)).map(Vec::as_slice) {
            Some([unit]) => Some(*unit),
            _ => None,
        }
    }

    /// The one unit that a path names, if it names exactly one.
    ///
    /// Of two names of which one contains the other, such as 甲镇 and 甲镇人民政府, the longer one is meant.
    pub(super) fn on_path(&self, path: &str) -> Option<usize> {
        let path = fold(path);
        let mut reached = 0;
        let mut only: Option<&[usize]> = None;
        for (start, _) in path.char_indices() {
            let Some((key, units)) = self.longest_at(&path, start) else { continue };
            if start + key.len() <= reached {
                continue;
            }
            reached = start + key.len();
            match only {
                Some(other) if other != units => return None,
                _ => only = Some(units),
            }
        }
        match only {
            Some([unit]) => Some(*unit),
            _ => None,
        }
    }

    /// The longest name that begins here. A code must not be part of a longer number.
    fn longest_at(&self, path: &str, start: usize) -> Option<(&str, &[usize])> {
        let rest = path.get(start..)?;
        let inside = path[..start].ends_with(|c: char| c.is_ascii_alphanumeric());
        let mut longest = None;
        let mut candidates = self.in_paths.as_slice();
        for (at, c) in rest.char_indices() {
            let head = &rest[..at + c.len_utf8()];
            // All names that begin with `head` stand together.
            let from = candidates.partition_point(|(key, _)| key.as_str() < head);
            candidates = &candidates[from..];
            candidates = &candidates[..candidates.partition_point(|(key, _)| key.starts_with(head))];
            let Some((key, units)) = candidates.first() else { break };
            let cut = inside || rest[head.len()..].starts_with(|c: char| c.is_ascii_alphanumeric());
            if key == head && !(cut && key.is_ascii()) {
                longest = Some((key.as_str(), units.as_slice()));
            }
        }
        longest
    }
}

fn add(to: &mut HashMap<String, Vec<usize>>, name: &str, unit: usize) {
    let units = to.entry(name.to_owned()).or_default();
    if !units.contains(&unit) {
        units.push(unit);
    }
}

/// Whether a code can be told from other numbers in a path: at least three characters, and no year.
fn stands_out(code: &str) -> bool {
    code.chars().count() >= 3 && year_of(code).is_none()
}

/// Sorts names, and gathers the units of equal ones.
fn grouped(mut names: Vec<(String, usize)>) -> Vec<(String, Vec<usize>)> {
    names.sort();
    let mut groups: Vec<(String, Vec<usize>)> = Vec::new();
    for (name, unit) in names {
        match groups.last_mut() {
            Some((last, units)) if *last == name => {
                if !units.contains(&unit) {
                    units.push(unit);
                }
            }
            _ => groups.push((name, vec![unit])),
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Body;
    use std::sync::Arc;

    fn units() -> Units {
        let body = |code: &str, name: &str, aliases: &[&str]| Body {
            code: Arc::from(code),
            name: Arc::from(name),
            aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
            parent: String::new(),
            category: String::new(),
            section: String::new(),
            phone: String::new(),
        };
        let roster = Roster {
            units: vec![
                body("219001", "清河镇人民政府", &["清河镇"]),
                body("219002", "清河镇中心小学", &["清河小学", "中心小学"]),
                body("2023", "教育局", &["中心小学"]),
            ],
            due: Vec::new(),
        };
        Units::of(&roster, "示范县")
    }

    #[test]
    fn a_path_names_a_unit_only_if_it_names_exactly_one() {
        let units = units();
        for (path, unit) in [
            ("219001/自评表.xlsx", Some(0)),
            ("清 河 镇/a.xlsx", Some(0)),
            ("清河镇人民政府 219001.xlsx", Some(0)),
            ("清河镇中心小学.xlsx", Some(1)),
            ("清河镇/清河镇中心小学.xlsx", None),
            ("教育局/清河镇.xlsx", None),
            ("12190015.xlsx", None),
            ("中心小学.xlsx", None),
            ("2023/自评表.xlsx", None),
            ("教育局2023.xlsx", Some(2)),
            ("自评表.xlsx", None),
        ] {
            assert_eq!(units.on_path(path), unit, "{path}");
        }
    }
}
