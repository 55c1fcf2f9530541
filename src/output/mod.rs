//! The county workbook, and the report of files that are checked on their own.
//!
//! Tabs are written from top to bottom without being kept in memory; the file is saved beside its target and verified
//! before it takes the target's place.

mod error;
pub(crate) mod height;
mod links;
mod material;
pub mod papers;
mod save;
pub(crate) mod sheet;
mod style;
mod tabs;
pub(crate) mod value;
mod written;

use std::path::Path;
use std::sync::Arc;

use jiff::civil::DateTime;
use rayon::prelude::*;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

pub use error::OutputError;
pub use links::Links;
use material::Material;
use sheet::Sheet;
use style::Styles;
use tabs::{Chosen, TABS, Tab, Write};
use written::Written;

use crate::model::{County, Page, ReadFile};
use crate::schema::{Form, OwnTab, Rows};
use crate::text::{Lang, Text};

/// How hard the package is compressed: a little larger than the default, and twice as fast.
const COMPRESSION: u8 = 2;

/// What a county workbook looks like.
#[derive(Debug, Clone, Default)]
pub struct Layout {
    /// Its language.
    pub lang: Lang,
    /// Its tabs by their names in either language, in this order; every tab in the usual order if none is named.
    pub tabs: Vec<String>,
    /// A line above the title of the first page and of every printed one.
    pub headline: String,
    /// Whether the long lists are ordered by the section in charge first.
    pub by_section: bool,
    /// The bureau's own tabs: behind the others, where `tabs` does not name them.
    pub own: Vec<OwnTab>,
}

impl Layout {
    /// Every tab in the usual order.
    #[must_use]
    pub fn in_language(lang: Lang) -> Self {
        Self { lang, ..Self::default() }
    }

    /// The tabs that are written, in their order. The evidence of the anomalies comes with them, as they compute from it.
    fn tabs(&self) -> Vec<Chosen<'_>> {
        let own = self.own.iter().map(Chosen::Own);
        if self.tabs.is_empty() {
            return TABS.iter().map(Chosen::Built).chain(own).collect();
        }
        let mut chosen: Vec<Chosen> = Vec::new();
        let named = self.tabs.iter().flat_map(|name| {
            let built = TABS.iter().find(|tab| tab.name.zh == name || tab.name.en == name);
            let evidence = built.filter(|tab| tab.name == tabs::anomalies::NAME).and_then(|_| evidence());
            let own = self.own.iter().filter(move |own| own.name == *name).map(Chosen::Own);
            built.into_iter().chain(evidence).map(Chosen::Built).chain(own)
        });
        for tab in named.chain(own) {
            if !chosen.iter().any(|other| other.name(self.lang) == tab.name(self.lang)) {
                chosen.push(tab);
            }
        }
        chosen
    }
}

fn evidence() -> Option<&'static Tab> {
    TABS.iter().find(|tab| tab.name == tabs::evidence::NAME)
}

/// The names of all tabs, in both languages.
pub fn tab_names() -> impl Iterator<Item = &'static str> {
    TABS.iter().flat_map(|tab| [tab.name.zh, tab.name.en])
}

/// The titles of the columns that a tab of the bureau's own may name.
#[must_use]
pub fn own_tab_titles(rows: Rows) -> Vec<Text> {
    tabs::own::titles(rows)
}

/// Writes the county workbook. Equal input gives equal bytes.
///
/// # Errors
/// See [`OutputError`]; an earlier workbook at the target stays as it was.
pub fn county_workbook(
    county: &County,
    forms: &[Arc<Form>],
    layout: &Layout,
    links: &Links,
    target: &Path,
) -> Result<(), OutputError> {
    let caption = caption(county, layout.lang);
    let material = Material::of_county(county, forms, layout, links);
    write(&material, &caption, Some(county.as_of), target)
}

/// Removes the temporary files that an interrupted run left in an output folder; its lock must be held.
pub fn sweep(folder: &Path) {
    save::sweep(folder);
}

/// The title of a county's workbook.
fn caption(county: &County, lang: Lang) -> String {
    let caption = Text::new("{county} {year}年度绩效自评汇总", "{county} {year} performance self-evaluations");
    caption.fill(lang, &[("county", &county.name), ("year", &county.year.to_string())])
}

/// The name of a county's workbook: its title without what a file name may not hold.
#[must_use]
pub fn file_name(county: &County, lang: Lang) -> String {
    let mut title = caption(county, lang);
    if lang == Lang::Zh {
        title.retain(|c| !c.is_whitespace());
    }
    let safe: String =
        title.chars().map(|c| if c.is_control() || r#"/\:*?"<>|"#.contains(c) { '_' } else { c }).collect();
    format!("{safe}.xlsx")
}

/// Writes the report of files that are checked on their own: their findings, scores and indicators.
///
/// # Errors
/// See [`OutputError`]; an earlier report at the target stays as it was.
pub fn check_workbook(
    files: &[ReadFile],
    forms: &[Arc<Form>],
    pages: &[&'static Page],
    lang: Lang,
    target: &Path,
) -> Result<(), OutputError> {
    let links = Links::paths();
    let material = Material::of_files(files, forms, pages, lang, &links);
    write(&material, Text::new("绩效自评表检查结果", "check of self-evaluation forms").get(lang), None, target)
}

fn write(material: &Material, caption: &str, made: Option<DateTime>, target: &Path) -> Result<(), OutputError> {
    let (mut book, written) =
        compose(material, caption, made).map_err(|error| OutputError::of_writer(target, error))?;
    save::save(&mut book, &written, target)
}

/// The workbook, and what was written to each of its sheets.
fn compose(material: &Material, caption: &str, made: Option<DateTime>) -> Result<(Workbook, Vec<Written>), XlsxError> {
    let styles = Styles::new(material.lang);
    let mut book = Workbook::new();
    book.set_zip_compression_level(COMPRESSION);
    book.set_properties(&properties(material, caption).set_creation_datetime(&creation_time(made)?));
    // Formats get their numbers here, in this order, and not by which thread comes first.
    styles.all().for_each(|format| book.register_format(format));
    let mut blank = Vec::new();
    for tab in material.tabs.iter().copied() {
        // The chart of the first tab reads its cells back, so that tab alone is kept in memory. The others hold their
        // texts themselves: a table of texts shared by threads would depend on which comes first.
        let sheet = if tab.has_chart() { Worksheet::new() } else { book.new_worksheet_with_constant_memory()? };
        blank.push((tab, sheet));
    }
    let mut jobs: Vec<_> = blank.into_iter().enumerate().collect();
    // The longest tab is begun first, so that the others are written beside it and not before it.
    jobs.sort_by_key(|(_, (tab, _))| !tab.is(tabs::indicators::NAME));
    let mut filled = jobs
        .into_iter()
        .par_bridge()
        .map(|(at, (tab, sheet))| Ok((at, fill((tab, at), sheet, material, caption, &styles)?)))
        .collect::<Result<Vec<_>, XlsxError>>()?;
    filled.sort_by_key(|(at, _)| *at);
    let mut written = Vec::new();
    for (_, (sheet, held)) in filled {
        book.push_worksheet(sheet);
        written.push(held);
    }
    Ok((book, written))
}

fn fill(
    (tab, number): (Chosen<'_>, usize),
    sheet: Worksheet,
    material: &Material,
    caption: &str,
    styles: &Styles,
) -> Result<(Worksheet, Written), XlsxError> {
    let mut sheet = Sheet::new(sheet, tab.name(material.lang), caption, styles, material.lang)?;
    if !tab.has_chart() {
        sheet.streamed();
    }
    match tab {
        Chosen::Built(tab) => sheet.name_table(tab.name.get(Lang::En)),
        Chosen::Own(_) => sheet.name_table(&format!("own {}", number + 1)),
    }
    if !material.headline.is_empty() {
        sheet.headline(material.headline);
    }
    if material.has_tab(tabs::contents::NAME) {
        sheet.lead_back_to(tabs::contents::NAME.get(material.lang));
    }
    match tab {
        Chosen::Own(own) => tabs::own::write(own, material, &mut sheet)?,
        Chosen::Built(tab) => match (tab.write, material.county) {
            (Write::County(write), Some(county)) => write(material, county, &mut sheet)?,
            (Write::Any(write), _) => write(material, &mut sheet)?,
            (Write::County(_), None) => {}
        },
    }
    sheet.finish()
}

/// What the file says of itself to whoever looks it up: title, subject, county, keywords, author.
fn properties(material: &Material, caption: &str) -> DocProperties {
    let subject = Text::new("部门和项目支出绩效自评", "performance self-evaluation of departments and projects");
    let properties =
        DocProperties::new().set_title(caption).set_subject(subject.get(material.lang)).set_author("huizong");
    let Some(county) = material.county else { return properties };
    let keywords = Text::new("绩效自评, {county}, {year}", "performance self-evaluation, {county}, {year}");
    let keywords = keywords.fill(material.lang, &[("county", &county.name), ("year", &county.year.to_string())]);
    properties.set_company(&county.name).set_keywords(keywords)
}

/// The time of the run as it was given, never the clock: equal input gives equal bytes.
fn creation_time(made: Option<DateTime>) -> Result<ExcelDateTime, XlsxError> {
    let fixed = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let Some(made) = made else { return Ok(fixed) };
    let part = |n: i8| u8::try_from(n).unwrap_or_default();
    let day = u16::try_from(made.year())
        .ok()
        .and_then(|year| ExcelDateTime::from_ymd(year, part(made.month()), part(made.day())).ok());
    match day {
        Some(day) => day.and_hms(u16::from(part(made.hour())), part(made.minute()), f64::from(made.second())),
        None => Ok(fixed),
    }
}
