//! Which forms are handed out to whom, under which names, and how they are laid down without touching anybody's work.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Handed;
use super::error::{FormName, TemplateError};
use crate::model::{Body, Due, Roster};
use crate::schema::{Form, find_form};
use crate::text::{Lang, Names, fold};

/// Bytes of a file name without its extension: systems allow 255.
const LONGEST_FILE: usize = 200;
/// Bytes of a folder name.
const LONGEST_FOLDER: usize = 120;
/// Names that Windows keeps for devices.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// One blank form to be made.
#[derive(Debug, Clone)]
pub struct Handout {
    /// The form.
    pub form: Arc<Form>,
    /// To whom and for what.
    pub handed: Handed,
    /// Its path below the folder of templates.
    pub path: PathBuf,
}

/// What is handed out.
#[derive(Debug, Clone, Default)]
pub struct Handouts {
    /// The forms, in the order of the due list.
    pub list: Vec<Handout>,
    /// Names of units that owe a form of which the due list does not say which.
    pub without_form: Vec<String>,
    /// Written reports that are due: they have no tables, and so no blank workbook.
    pub written: Vec<Arc<Form>>,
}

/// What was asked for; everything that is due if nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted<'a> {
    /// The code or name of a unit.
    pub department: Option<&'a str>,
    /// The id of a form. It also stands in for a form that the due list does not name.
    pub form: Option<&'a str>,
}

/// Lists the forms that the roster says are due, one for each unit, form and project.
///
/// # Errors
/// If the unit or the form is unknown, a form does not hold for the year, nothing is due, or written reports only.
pub fn handouts(
    roster: &Roster,
    forms: &[Arc<Form>],
    year: i16,
    wanted: Wanted<'_>,
    lang: Lang,
) -> Result<Handouts, TemplateError> {
    let unit = wanted.department.map(|named| unit(roster, named)).transpose()?;
    let of_unit = || roster.due.iter().filter(|due| unit.is_none_or(|unit| due.unit == unit.code));
    let owed = || {
        let owed =
            |form: &&Arc<Form>| of_unit().any(|due| find_form(forms, &due.form).is_some_and(|f| Arc::ptr_eq(f, form)));
        forms.iter().filter(owed).map(|form| FormName::of(form)).collect::<Vec<_>>()
    };
    let unknown = |id: &str| TemplateError::Form { form: id.to_owned(), owed: owed() };
    let only = wanted.form.map(|id| find_form(forms, id).ok_or_else(|| unknown(id))).transpose()?;
    let mut handouts = Handouts::default();
    let mut taken = BTreeSet::new();
    for due in of_unit() {
        let Some(body) = roster.unit(&due.unit) else { continue };
        let named = if due.form.is_empty() { only } else { find_form(forms, &due.form) };
        let Some(form) = named else {
            if !handouts.without_form.contains(&body.name.to_string()) {
                handouts.without_form.push(body.name.to_string());
            }
            continue;
        };
        if only.is_some_and(|only| only.head.id != form.head.id) {
            continue;
        }
        if !form.head.years.contains(year) {
            return Err(TemplateError::Year { form: form.head.id.to_string(), years: form.head.years.into(), year });
        }
        if form.tables.is_empty() {
            if !handouts.written.iter().any(|known| known.head.id == form.head.id) {
                handouts.written.push(Arc::clone(form));
            }
            continue;
        }
        let handed = Handed::to(body, &due.project, year);
        let path = path(&handed, form, due, lang, &mut taken);
        handouts.list.push(Handout { form: Arc::clone(form), handed, path });
    }
    if !handouts.list.is_empty() {
        return Ok(handouts);
    }
    Err(if !handouts.written.is_empty() {
        TemplateError::WrittenOnly(handouts.written.iter().map(|form| FormName::of(form)).collect())
    } else if !handouts.without_form.is_empty() {
        TemplateError::FormNotNamed { units: handouts.without_form }
    } else {
        TemplateError::NothingDue {
            unit: unit.map(|unit| unit.name.to_string()),
            form: only.map(|form| FormName::of(form)),
            owed: owed(),
        }
    })
}

/// The unit that a code or name means.
fn unit<'a>(roster: &'a Roster, named: &str) -> Result<&'a Body, TemplateError> {
    let wanted = fold(named);
    let known = roster.units.iter().find(|unit| fold(&unit.code) == wanted || fold(&unit.name) == wanted);
    known.ok_or_else(|| TemplateError::Unit {
        named: named.to_owned(),
        units: roster.units.len(),
        near: near(roster, &wanted),
    })
}

/// Units whose code or name holds what was asked for, else the one whose name is nearest.
fn near(roster: &Roster, wanted: &str) -> Vec<String> {
    let shown = |unit: &Body| format!("{} {}", unit.code, unit.name);
    let holds = |unit: &&Body| fold(&unit.name).contains(wanted) || fold(&unit.code).contains(wanted);
    let holding: Vec<String> = roster.units.iter().filter(holds).map(shown).collect();
    if !holding.is_empty() {
        return holding;
    }
    let nearest = Names::of(roster.units.iter().map(|unit| fold(&unit.name))).nearest(wanted);
    nearest.and_then(|at| roster.units.get(at)).map(shown).into_iter().collect()
}

/// `code-unit/code-unit-form-project.xlsx`, no two alike.
fn path(handed: &Handed, form: &Form, due: &Due, lang: Lang, taken: &mut BTreeSet<String>) -> PathBuf {
    let folder = cut(&harmless(&format!("{}-{}", handed.code, handed.name)), LONGEST_FOLDER);
    let mut name = format!("{folder}-{}", harmless(form.head.title.get(lang)));
    if !due.project.is_empty() {
        name.push('-');
        name.push_str(&harmless(&due.project));
    }
    let name = cut(&name, LONGEST_FILE);
    let candidates = std::iter::once(name.clone()).chain((2..).map(|n: u32| format!("{name}-{n}")));
    let free = candidates.into_iter().find(|name| taken.insert(format!("{folder}/{name}").to_lowercase()));
    Path::new(&folder).join(format!("{}.xlsx", free.unwrap_or(name)))
}

/// A name that every system takes.
fn harmless(name: &str) -> String {
    let kept: String =
        name.trim().chars().map(|c| if c.is_control() || "\\/:*?\"<>|".contains(c) { '_' } else { c }).collect();
    let kept = kept.trim_matches(['.', ' ']).to_owned();
    if DEVICES.contains(&kept.to_lowercase().as_str()) { format!("_{kept}") } else { kept }
}

/// The beginning of a text that has at most so many bytes.
fn cut(text: &str, bytes: usize) -> String {
    let end = text.char_indices().map(|(at, c)| at + c.len_utf8()).take_while(|end| *end <= bytes).last();
    text[..end.unwrap_or(0)].trim_end_matches(['.', ' ']).to_owned()
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placed {
    /// It is new.
    New,
    /// It was there already, the same.
    Same,
    /// Something else was there under this name, perhaps filled in: left as it was.
    Kept,
}

/// Lays a file down under its path. What stands there is never replaced.
///
/// # Errors
/// If the folder or the file cannot be made.
pub fn place(path: &Path, bytes: &[u8]) -> Result<Placed, TemplateError> {
    let failed = |source: io::Error| TemplateError::Write { path: path.to_path_buf(), source };
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(failed)?;
    if path.exists() {
        return standing(path, bytes).map_err(failed);
    }
    let mut file = tempfile::Builder::new().prefix(".huizong-").suffix(".tmp").tempfile_in(folder).map_err(failed)?;
    file.write_all(bytes).and_then(|()| readable(file.as_file())).map_err(failed)?;
    match file.persist_noclobber(path) {
        Ok(_) => Ok(Placed::New),
        Err(refused) if refused.error.kind() == io::ErrorKind::AlreadyExists => standing(path, bytes).map_err(failed),
        Err(refused) => Err(failed(refused.error)),
    }
}

fn standing(path: &Path, bytes: &[u8]) -> io::Result<Placed> {
    Ok(if fs::read(path)? == bytes { Placed::Same } else { Placed::Kept })
}

/// Temporary files are private; a form is for everybody who may enter the folder.
#[cfg(unix)]
fn readable(file: &fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable(_file: &fs::File) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_that_every_system_takes() {
        assert_eq!(harmless(" 农村公路/养护:2023? "), "农村公路_养护_2023_");
        assert_eq!(harmless("..con.."), "_con");
        assert_eq!(cut("示范县", 7), "示范");
    }
}
