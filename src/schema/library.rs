//! The forms at hand: those inside the program, or those of a folder.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use include_dir::{Dir, include_dir};
use toml::Table;

use super::check;
use super::error::SchemaError;
use super::extend::extend;
use super::form::Form;
use super::index::Index;
use super::rules::bind;
use super::words::Words;
use crate::text::{Message, Text};

static DELIVERED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/schemas");

/// The file of word lists beside the forms.
const WORDS_FILE: &str = "words.toml";

/// The forms and word lists of one run.
#[derive(Debug, Clone)]
pub struct Library {
    /// The forms, in the order of their file names.
    pub forms: Vec<Arc<Form>>,
    /// By which texts they are recognised.
    pub index: Index,
}

impl Library {
    /// A library of these forms.
    #[must_use]
    pub fn of_forms(forms: Vec<Arc<Form>>) -> Self {
        Self { index: Index::of(&forms), forms }
    }

    /// The forms that are delivered inside the program.
    ///
    /// # Errors
    /// A fault in a delivered file; tests make sure that there is none.
    pub fn delivered() -> Result<Self, Vec<SchemaError>> {
        Self::of_files(&delivered_files())
    }

    /// The forms of a folder.
    ///
    /// # Errors
    /// Every fault in every file, or that the folder holds no schema.
    pub fn of_folder(folder: &Path) -> Result<Self, Vec<SchemaError>> {
        let shown = folder.display().to_string();
        let unreadable = |error: std::io::Error| {
            let text = Text::new("无法读取（{error}）", "cannot be read ({error})");
            vec![SchemaError::of_file(&shown, Message::new(text).with("error", &error))]
        };
        let mut paths = Vec::new();
        for entry in std::fs::read_dir(folder).map_err(unreadable)? {
            let path = entry.map_err(unreadable)?.path();
            if path.extension().is_some_and(|e| e == "toml") {
                paths.push(path);
            }
        }
        paths.sort();
        let mut files = Vec::new();
        for path in paths {
            let text = std::fs::read_to_string(&path).map_err(unreadable)?;
            files.push((path.display().to_string(), text));
        }
        let library = Self::of_files(&files)?;
        if library.forms.is_empty() {
            let text = Text::new(
                "文件夹里没有表样文件（*.toml）；请指明放着表样的文件夹，或不写 --schemas 使用自带的表样",
                "there is no schema file (*.toml) in the folder; name the folder that holds them, or leave out --schemas to use the delivered forms",
            );
            return Err(vec![SchemaError::of_file(&shown, text)]);
        }
        Ok(library)
    }

    /// The forms of named texts; the delivered word lists serve where none are among them.
    fn of_files(files: &[(String, String)]) -> Result<Self, Vec<SchemaError>> {
        let mut errors = Vec::new();
        let is_words = |name: &str| is_words(Path::new(name));
        let delivered = DELIVERED.get_file(WORDS_FILE).and_then(|file| file.contents_utf8()).unwrap_or_default();
        let (words_name, words_text) = files
            .iter()
            .find(|(name, _)| is_words(name))
            .map_or((WORDS_FILE, delivered), |(name, text)| (name.as_str(), text.as_str()));
        let words: Arc<Words> = match toml::from_str(words_text) {
            Ok(words) => Arc::new(words),
            Err(error) => {
                errors.push(SchemaError::of_toml(words_name, words_text, &error));
                Arc::default()
            }
        };
        let files: Vec<&(String, String)> = files.iter().filter(|(name, _)| !is_words(name)).collect();
        let bases = delivered_files();
        let bases = Bases::of(bases.iter().chain(files.iter().copied()).map(|(_, text)| text.as_str()));
        let mut forms: Vec<Arc<Form>> = Vec::new();
        for (name, text) in files {
            match parse(name, text, &words, &bases) {
                Ok(form) => {
                    if let Some(twin) = find_form(&forms, &form.head.id) {
                        let text = Text::new(
                            "表样编号“{id}”已在 {file} 中使用",
                            "the form id `{id}` is already used in {file}",
                        );
                        let message = Message::new(text).with("id", &*form.head.id).with("file", twin.file.as_str());
                        errors.push(SchemaError::of_file(name, message));
                    }
                    forms.push(Arc::new(form));
                }
                Err(faults) => errors.extend(faults),
            }
        }
        errors.extend(forms.iter().flat_map(|form| check::loose_agreements(form, &forms)));
        if errors.is_empty() { Ok(Self::of_forms(forms)) } else { Err(errors) }
    }

    /// A form by its id.
    #[must_use]
    pub fn form(&self, id: &str) -> Option<&Arc<Form>> {
        find_form(&self.forms, id)
    }
}

/// The delivered files: name and text, by name.
#[must_use]
pub fn delivered_files() -> Vec<(String, String)> {
    let files = DELIVERED.files().filter(|file| file.path().extension().is_some_and(|e| e == "toml"));
    let mut files: Vec<(String, String)> = files
        .map(|file| (file.path().display().to_string(), file.contents_utf8().unwrap_or_default().to_owned()))
        .collect();
    files.sort();
    files
}

/// A form among others by its id.
#[must_use]
pub fn find_form<'a>(forms: &'a [Arc<Form>], id: &str) -> Option<&'a Arc<Form>> {
    forms.iter().find(|form| &*form.head.id == id)
}

/// The texts of forms by their ids, for forms that extend others; of one id the last counts.
#[derive(Debug, Clone, Default)]
struct Bases(BTreeMap<String, Table>);

impl Bases {
    /// The forms among some texts; what is no TOML is left to those who read it.
    fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let id = |form: &Table| Some(form.get("form")?.get("id")?.as_str()?.to_owned());
        let forms = texts.filter_map(|text| text.parse::<Table>().ok());
        Self(forms.filter_map(|form| Some((id(&form)?, form))).collect())
    }

    /// A form by its id, as far as the names of rules need it; nothing if it cannot be read.
    fn form(&self, id: &str) -> Option<Form> {
        self.whole(self.0.get(id)?.clone(), 0).ok()?.try_into().ok()
    }

    /// A form laid over its bases, the remotest first.
    fn whole(&self, own: Table, depth: usize) -> Result<Table, Message> {
        let Some(base) = own.get("form").and_then(|head| head.get("extends")).and_then(toml::Value::as_str) else {
            return Ok(own);
        };
        let Some(under) = self.0.get(base).filter(|_| depth < MOST_BASES) else {
            let text = if depth < MOST_BASES {
                Text::new("extends 提到的表样“{name}”没有定义", "extends names the form `{name}`, which is not defined")
            } else {
                Text::new("表样经 extends 绕回到“{name}”", "by way of extends the form leads back to `{name}`")
            };
            return Err(Message::new(text).with("name", base));
        };
        let under = self.whole(under.clone(), depth + 1)?;
        extend(&under, &own).map_err(|part| {
            let text =
                Text::new("drop 提到的“{name}”在原表样中没有", "drop names `{name}`, which the base does not have");
            Message::new(text).with("name", part)
        })
    }
}

/// Forms extend each other over this many steps; more is a circle.
const MOST_BASES: usize = 8;

/// Reads one schema file: a form.
///
/// # Errors
/// Every fault in it, with line and column.
fn parse(name: &str, text: &str, words: &Arc<Words>, bases: &Bases) -> Result<Form, Vec<SchemaError>> {
    let of_toml = |error: toml::de::Error| vec![SchemaError::of_toml(name, text, &error)];
    let own: Table = text.parse().map_err(of_toml)?;
    let extends = own.get("form").and_then(|head| head.get("extends")).is_some();
    let mut form: Form = if extends {
        let whole = bases.whole(own, 0).map_err(|message| {
            let span = text.find("extends").map(|at| at..at + "extends".len());
            vec![SchemaError { file: name.to_owned(), source: text.to_owned(), span, message }]
        })?;
        whole.try_into().map_err(|error| vec![SchemaError::of_merged(name, text, &error)])?
    } else {
        toml::from_str(text).map_err(of_toml)?
    };
    form.words = Arc::clone(words);
    name.clone_into(&mut form.file);
    let others = |id: &str| bases.form(id);
    let faults = check::faults(&form, name, text, &others);
    form.judged = bind(&form, &others);
    if faults.is_empty() { Ok(form) } else { Err(faults) }
}

/// Whether a file of a rule book holds word lists and no form.
#[must_use]
pub fn is_words(file: &Path) -> bool {
    file.file_name().is_some_and(|name| name == WORDS_FILE)
}

/// Reads one schema file as a library of its own; it may extend a delivered form or one of `beside`, the texts of the files
/// beside it. The word lists are the delivered ones.
///
/// # Errors
/// Every fault in it, with line and column.
pub fn read_file(name: &str, text: &str, beside: &[String]) -> Result<Library, Vec<SchemaError>> {
    let delivered = delivered_files();
    let words = delivered.iter().find(|(name, _)| name == WORDS_FILE).map_or("", |(_, text)| text.as_str());
    let words: Words = toml::from_str(words).map_err(|error| vec![SchemaError::of_toml(WORDS_FILE, words, &error)])?;
    let texts = delivered.iter().map(|(_, text)| text.as_str()).chain(beside.iter().map(String::as_str));
    let form = parse(name, text, &Arc::new(words), &Bases::of(texts))?;
    Ok(Library::of_forms(vec![Arc::new(form)]))
}

/// Reads one file of a rule book and tells every fault in it: a form or word lists.
///
/// A form may extend one of the delivered forms or one of `beside`, the texts of the files beside it.
#[must_use]
pub fn check_file(name: &str, text: &str, beside: &[String]) -> Vec<SchemaError> {
    if is_words(Path::new(name)) {
        return toml::from_str::<Words>(text).err().map(|e| SchemaError::of_toml(name, text, &e)).into_iter().collect();
    }
    let delivered = delivered_files();
    let texts = delivered.iter().map(|(_, text)| text.as_str()).chain(beside.iter().map(String::as_str));
    parse(name, text, &Arc::default(), &Bases::of(texts)).err().unwrap_or_default()
}
