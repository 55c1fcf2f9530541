//! What the tabs are made from: the submissions in order, with the words to call them by.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::Layout;
use super::links::Links;
use super::tabs::{self, Chosen};
use super::value::Value;
use crate::model::{
    Anomaly, Case, Code, County, CountyEntry, FieldValue, Finding, Indicator, Page, Place, ReadFile, Review, ScoreLine,
    Submission,
};
use crate::schema::{Form, find_form};
use crate::text::{Lang, Text};

/// One submission with what it is called.
pub struct Item<'a> {
    /// Its file.
    pub file: &'a ReadFile,
    /// Its case.
    pub case: &'a Case,
    /// The unit's code; empty if unknown.
    pub code: Cow<'a, str>,
    /// The unit's name.
    pub unit: Cow<'a, str>,
    /// The project.
    pub project: Cow<'a, str>,
    /// Its entry in the county; nothing where files are checked on their own.
    pub entry: Option<&'a CountyEntry>,
    /// The anomalies of its values.
    pub anomalies: Vec<&'a Anomaly>,
}

/// Everything a tab may need.
pub struct Material<'a> {
    /// The language of the workbook.
    pub lang: Lang,
    /// How files become links.
    pub links: &'a Links,
    /// The forms.
    pub forms: &'a [Arc<Form>],
    /// Every file.
    pub files: &'a [ReadFile],
    /// The county; nothing where files are checked on their own.
    pub county: Option<&'a County>,
    /// The pages of the checks, for their names.
    pub pages: &'a [&'static Page],
    /// Every submission: in the order of the roster, or of the files.
    pub items: Vec<Item<'a>>,
    /// The tabs that are written, in their order.
    pub tabs: Vec<Chosen<'a>>,
    /// The line above the title of the first page; empty if there is none.
    pub headline: &'a str,
    /// Whether the long lists are ordered by the section in charge first.
    pub by_section: bool,
}

impl<'a> Material<'a> {
    /// The material of a county.
    #[must_use]
    pub fn of_county(county: &'a County, forms: &'a [Arc<Form>], layout: &'a Layout, links: &'a Links) -> Self {
        let mut anomalies: BTreeMap<usize, Vec<&Anomaly>> = BTreeMap::new();
        for anomaly in &county.anomalies {
            if let Some(entry) = anomaly.entry {
                anomalies.entry(entry).or_default().push(anomaly);
            }
        }
        let items = county.entries.iter().enumerate().filter_map(|(at, entry)| {
            let file = county.files.get(entry.file)?;
            let case = file.cases.get(entry.case)?;
            Some(Item {
                file,
                case,
                code: Cow::Borrowed(entry.owner.as_ref().map_or("", |owner| &*owner.code)),
                unit: Cow::Borrowed(&entry.unit_name),
                project: Cow::Borrowed(&entry.project),
                entry: Some(entry),
                anomalies: anomalies.remove(&at).unwrap_or_default(),
            })
        });
        Self {
            lang: layout.lang,
            links,
            forms,
            files: &county.files,
            county: Some(county),
            pages: &county.pages,
            items: items.collect(),
            tabs: layout.tabs(),
            headline: &layout.headline,
            by_section: layout.by_section,
        }
    }

    /// The material of files that are checked on their own: units and projects as the covers name them.
    #[must_use]
    pub fn of_files(
        files: &'a [ReadFile],
        forms: &'a [Arc<Form>],
        pages: &'a [&'static Page],
        lang: Lang,
        links: &'a Links,
    ) -> Self {
        let items = files.iter().flat_map(|file| {
            file.cases.iter().map(move |case| {
                let (code, unit) = cover_unit(&case.submission, forms);
                Item {
                    file,
                    case,
                    code: Cow::Owned(code),
                    unit: Cow::Owned(unit),
                    project: Cow::Owned(case.submission.answer("project").unwrap_or_default()),
                    entry: None,
                    anomalies: Vec::new(),
                }
            })
        });
        Self {
            lang,
            links,
            forms,
            files,
            county: None,
            pages,
            items: items.collect(),
            tabs: tabs::report(),
            headline: "",
            by_section: false,
        }
    }

    /// Whether a tab is written.
    #[must_use]
    pub fn has_tab(&self, name: Text) -> bool {
        self.county.is_some() && self.tabs.iter().any(|tab| tab.is(name))
    }

    /// The section in charge of a unit, by which the long lists are ordered where the project says so; empty otherwise.
    #[must_use]
    pub fn order_of(&self, code: &str) -> &str {
        let unit = self.county.filter(|_| self.by_section).and_then(|county| county.roster.unit(code));
        unit.map_or("", |unit| &unit.section)
    }

    /// The title of a form, or its id if it is not at hand.
    #[must_use]
    pub fn form_title<'b>(&'b self, id: &'b str) -> &'b str {
        find_form(self.forms, id).map_or(id, |form| form.head.title.get(self.lang))
    }

    /// The name of a check, or of a rule that a form states; empty if it is not at hand.
    #[must_use]
    pub fn rule_title(&self, code: Code) -> &str {
        let page = self.pages.iter().find(|page| page.code == code).map(|page| page.title.get(self.lang));
        let stated = || self.forms.iter().flat_map(|form| &form.rules).find(|spec| spec.id == code.0);
        page.or_else(|| stated().map(|spec| spec.name(self.lang))).unwrap_or_default()
    }

    /// A row without the cells that only a county can fill, where there is none.
    #[must_use]
    pub fn row<T>(&self, cells: impl IntoIterator<Item = T>, county_only: &[usize]) -> Vec<T> {
        let keep = |at: &usize| self.county.is_some() || !county_only.contains(at);
        cells.into_iter().enumerate().filter(|(at, _)| keep(at)).map(|(_, cell)| cell).collect()
    }

    /// The file of a place.
    #[must_use]
    pub fn file_of(&self, place: &Place) -> Option<&'a ReadFile> {
        let id = place.source()?;
        let by_number = usize::try_from(id.0).ok().and_then(|at| self.files.get(at));
        // Numbers are given in the order of the files, so this is nearly always the right one.
        by_number.filter(|file| file.source.id == id).or_else(|| self.files.iter().find(|file| file.source.id == id))
    }

    /// A link to a file as a whole, shown by its name.
    #[must_use]
    pub fn file_link(&self, file: &'a ReadFile) -> Value<'a> {
        Value::link(self.links.address(&file.source, None), &*file.source.name)
    }

    /// A link to a place, shown by its cell; by its sheet or "file" where there is no cell.
    #[must_use]
    pub fn place_link(&self, file: &ReadFile, place: &Place) -> Value<'static> {
        let shown = match place.cell() {
            Some(cell) => cell.to_string(),
            None => match self.lang {
                Lang::Zh => "打开".to_owned(),
                Lang::En => "open".to_owned(),
            },
        };
        Value::link(self.links.address(&file.source, Some(place)), shown)
    }
}

impl Item<'_> {
    /// Everything found in it: by the checks, then by the detectors of anomalies.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.case.findings.iter().chain(self.anomalies.iter().map(|anomaly| &anomaly.finding))
    }

    /// Whether its values are looked at: no newer file took its place, it is of this year and filled in.
    #[must_use]
    pub fn is_in_force(&self) -> bool {
        self.entry.is_none_or(|entry| entry.standing.is_in_force())
    }

    /// Every indicator with its line of the scorecard.
    pub fn indicators(&self) -> impl Iterator<Item = (&Indicator, Option<&ScoreLine>)> {
        let lines = self.case.scorecard.of_indicators(&self.case.submission);
        self.case.submission.all_indicators().enumerate().map(|(at, indicator)| (indicator, lines.get(at)))
    }

    /// The bureau's own review of it.
    #[must_use]
    pub fn review(&self) -> Option<&Review> {
        self.entry?.review.as_deref()
    }

    /// The reviewed points of a line of its scorecard, by its position there; nothing if they are outdated.
    #[must_use]
    pub fn reviewed(&self, line: usize) -> Option<Decimal> {
        self.review()?.line(line)
    }
}

/// Code and name of the unit as the cover says it.
fn cover_unit(submission: &Submission, forms: &[Arc<Form>]) -> (String, String) {
    let form = find_form(forms, &submission.form);
    let field = form.and_then(|form| form.attributing_field()).and_then(|id| submission.field(id));
    match field.and_then(|field| field.entry.value()) {
        Some(FieldValue::CodeName { code, name }) => (code.clone().unwrap_or_default(), name.clone()),
        Some(FieldValue::Instruction(_)) | None => (String::new(), String::new()),
        Some(value) => (String::new(), value.text()),
    }
}
