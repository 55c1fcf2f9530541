//! From what stands on a sheet to a form.

use super::draft::{self, Draft, Part};
use super::fields::{Field, Outside, outside};
use super::headers::{Column, How};
use super::ids;
use super::lexicon::Lexicon;
use super::sample::{Page, any_year};
use super::specs;
use super::tables::{Table, tables};
use super::title;
use crate::model::CellRef;
use crate::schema::FieldType;
use crate::schema::form::Anchor;
use crate::schema::years::Years;
use crate::schema::{Fed, FieldSpec, Form, LabelSet, Phrases, Role, Scale, SectionSpec, Side, TableRole};
use crate::text::{Label, Message, Text, fold};

/// More anchors say no more about which form it is.
const MOST_ANCHORS: usize = 14;
/// Fields without which a submission could belong to anybody, in the order of their weight.
const IDENTITY: [&str; 3] = ["unit", "project", "year"];

/// The form of one sheet; nothing if it has no table.
pub fn draft(page: &Page<'_>, lexicon: &Lexicon<'_>) -> Option<Draft> {
    let found = tables(page, lexicon);
    if found.is_empty() {
        return None;
    }
    let titles = title::cells(page, lexicon, &found);
    let parts = outside(page, lexicon, &found, &titles);
    let year = page.year();
    let title = title::text(page, lexicon, &titles);
    let from = year.map_or_else(|| "2018..".to_owned(), |year| format!("{year}.."));
    let years = Years::try_from(from).ok()?;
    let id = lexicon.same(page).map_or_else(|| "new-form".to_owned(), |form| format!("{}-local", form.head.id));
    let mut draft = Draft { form: draft::blank_form(&id, &title, years), notes: Vec::new() };
    head(&mut draft, page, lexicon, &titles, year);
    fields(&mut draft, page, lexicon, &found, &parts);
    specs::tables(&mut draft, page, lexicon, &found, year);
    printed(&mut draft, page, lexicon, &parts);
    scoring(&mut draft, lexicon);
    finish(&mut draft, lexicon);
    Some(draft)
}

fn head(draft: &mut Draft, page: &Page<'_>, lexicon: &Lexicon<'_>, titles: &[CellRef], year: Option<i16>) {
    let title = draft.form.head.title.zh.clone();
    draft.ask(
        Part::Head("id"),
        Text::new("编号和英文名是代拟的，请改成本表的", "id and English title are provisional, give your own"),
    );
    if let Some(known) = lexicon.same(page) {
        let text = Text::new(
            "现有表样 {id} 已经认得这张表：先用 huizong check 试读，读得对就不必另写",
            "the form {id} recognises this sheet already: try `huizong check` first, a schema of its own may not be needed",
        );
        draft.ask(Part::Head("id"), Message::new(text).with("id", &*known.head.id));
    }
    if year.is_none() {
        let text =
            Text::new("表上没有看到年度，请写明适用年度", "the sheet names no year, say for which years it holds");
        draft.ask(Part::Head("years"), text);
    }
    let cell = titles.iter().find(|at| fold(&page.raw(**at).to_string()).contains(&fold(&title)));
    let whole = cell.map(|at| page.raw(*at).to_string().trim().to_owned());
    if let (Some(at), Some(whole)) = (cell, whole)
        && fold(&whole) != fold(&title)
    {
        let text = Text::new(
            "{cell} 写“{whole}”，只取了各份都该有的部分",
            "{cell} says `{whole}`; only what every copy should say was taken",
        );
        draft.ask(Part::Head("titles"), Message::new(text).with("cell", at.to_string()).with("whole", whole));
    }
    if titles.is_empty() {
        let text = Text::new("没有看到标题，请填写", "no title was seen, write it");
        draft.ask(Part::Head("titles"), text);
    }
    draft.form.head.titles = Phrases::from(vec![title]);
    if let Some(spec) = lexicon.field_of("year") {
        draft.form.fields.insert("year".to_owned(), spec.clone());
    }
}

fn fields(draft: &mut Draft, page: &Page<'_>, lexicon: &Lexicon<'_>, tables: &[Table], parts: &Outside) {
    let in_body = |field: &Field| {
        let rows = tables.iter().flat_map(|table| table.body.clone());
        rows.flat_map(|row| page.row(row)).any(|text| text.label.key == field.label.key)
    };
    let wanted: Vec<&Field> = parts.fields.iter().filter(|field| !in_body(field)).collect();
    for (field, named) in wanted.iter().zip(ids::assign(&wanted, lexicon)) {
        let (known, near) = named.map_or((None, None), |named| (Some(named.id), named.near));
        let id = known.map_or_else(|| format!("field{}", draft.form.fields.len()), str::to_owned);
        let usual = known.and_then(|id| lexicon.field_of(id));
        let spec = FieldSpec {
            label: LabelSet::from(vec![field.label.key.clone()]),
            value: field.side,
            kind: if known == Some("unit") { FieldType::CodeName } else { field.kind },
            required: usual.and_then(|spec| spec.required),
            attributes: known == Some("unit"),
            signature: usual.is_some_and(|spec| spec.signature),
            instruction: field.instruction.clone().map_or_else(Phrases::default, |text| Phrases::from(vec![text])),
            repeat: field.side == Side::Below && (field.repeat || usual.is_some_and(|spec| spec.repeat)),
            options: field.options.clone(),
            ..FieldSpec::default()
        };
        if let Some(near) = near {
            let text = Text::new(
                "{cell} 写“{label}”，按相近的“{near}”理解",
                "{cell} says `{label}`, understood like `{near}`",
            );
            let message = Message::new(text).with("cell", field.at.to_string()).with("label", field.label.key.as_str());
            draft.ask(Part::Field(id.clone()), message.with("near", near));
        } else if known.is_none() {
            let text = Text::new(
                "{cell} 的“{label}”不认识：改一个好记的编号，看 type 对不对",
                "{cell} `{label}` is unknown: give it a telling id, look at its type",
            );
            let message = Message::new(text).with("cell", field.at.to_string()).with("label", field.label.key.as_str());
            draft.ask(Part::Field(id.clone()), message);
        }
        draft.form.fields.insert(id, spec);
    }
}

fn printed(draft: &mut Draft, page: &Page<'_>, lexicon: &Lexicon<'_>, parts: &Outside) {
    let mut phrases: Vec<String> = Vec::new();
    for at in &parts.printed {
        let folded = fold(&page.raw(*at).to_string());
        let phrase = lexicon.printed(&folded).or_else(|| lexicon.printed(&Label::of_folded(&folded).full));
        let phrase = phrase.map_or_else(|| any_year(&folded, page.year()), str::to_owned);
        if !phrases.contains(&phrase) {
            phrases.push(phrase);
        }
    }
    draft.form.head.printed = Phrases::from(phrases);
    for at in &parts.notes {
        let Some(text) = page.scan.at(*at) else { continue };
        let Some(known) = lexicon.section(&text.folded, &text.label) else { continue };
        let names = known.heading.names().filter(|name| {
            let one = LabelSet::from(vec![(*name).to_owned()]);
            one.matches(&text.label) || one.value_behind(&text.folded).is_some()
        });
        let name = names.max_by_key(|name| name.chars().count());
        let heading = LabelSet::from(vec![name.unwrap_or_default().to_owned()]);
        draft.form.sections.push(SectionSpec { heading, parent: None, ..known.clone() });
    }
}

fn scoring(draft: &mut Draft, lexicon: &Lexicon<'_>) {
    let Some(scoring) = lexicon.scoring() else { return };
    let has = |role: Role| draft.form.tables.iter().any(|table| table.column(role).is_some());
    // Where nothing is scored the words of the tiers still say what was completed.
    if !has(Role::Score) && !has(Role::Actual) {
        return;
    }
    draft.form.scoring = scoring;
    draft.form.scoring.scale = if has(Role::Converted) { Scale::WeightPercent } else { Scale::Points };
    let text = Text::new(
        "公式、分档、等次取自最相近的表样，请以本表的填报说明为准",
        "formula, tiers and grades are those of the most similar form, the notes of this one decide",
    );
    draft.ask(Part::Score, text);
}

/// What follows from the parts: what fields feed, identity, anchors.
fn finish(draft: &mut Draft, lexicon: &Lexicon<'_>) {
    let form = &mut draft.form;
    let feeds = |id: &str| lexicon.field_of(id)?.feeds.clone();
    let fed: Vec<(String, String)> = form.fields.keys().filter_map(|id| Some((id.clone(), feeds(id)?))).collect();
    for (id, path) in fed {
        if is_open(form, &path)
            && let Some(field) = form.fields.get_mut(&id)
        {
            field.feeds = Some(path);
        }
    }
    form.head.identity =
        IDENTITY.iter().filter(|id| form.fields.contains_key(**id)).map(|id| (*id).to_owned()).collect();
    let columns = form.tables.iter().flat_map(|table| &table.columns).filter_map(|column| column.header.names().next());
    let of_rows = form.tables.iter().filter(|table| table.role != TableRole::Split);
    let totals = of_rows.filter_map(|table| table.rows.first()).map(|row| row.label.name());
    let fields = form.fields.iter().filter(|(id, spec)| lexicon.field_of(id).is_some() && spec.value != Side::SameCell);
    let labels = fields.map(|(_, spec)| spec.label.name());
    let plain = |text: &&str| !text.contains(['{', '/']);
    let words: Vec<String> = columns.chain(totals).chain(labels).filter(plain).map(str::to_owned).collect();
    form.head.anchors = draft::anchors(words.into_iter(), MOST_ANCHORS);
    if draft.form.attributing_field().is_none() {
        let text = Text::new(
            "没有认出填报单位：在说明是谁报送的字段里写 attributes = true，并写进 identity",
            "the reporting unit was not recognised: write attributes = true at the field that says whose form it is, and name it in identity",
        );
        draft.ask(Part::Head("identity"), text);
    }
}

/// Whether a part of a table that a field may feed has no column of its own.
fn is_open(form: &Form, path: &str) -> bool {
    match form.fed(path) {
        Some(Fed::Reason(table)) => table.column(Role::Reason).is_none(),
        Some(Fed::Total(table)) => table.total.is_empty(),
        Some(Fed::Money(table, _, role)) => table.column(role).is_none(),
        None => false,
    }
}

/// Three of five anchors make a sheet this form.
pub fn settle(draft: &mut Draft) {
    let all: &Vec<Anchor> = &draft.form.head.anchors;
    draft.form.head.anchors_min = (all.len() * 3).div_ceil(5).max(1);
}

/// How a column is asked about; one whose header is a known word is not.
pub fn column_question(column: &Column) -> Option<Message> {
    let text = match (&column.role, &column.how) {
        (None, _) => Text::new(
            "{cell} 的列“{header}”含义不明，没有读；合适的话照上面加一行，写明 role 和 header = [\"{header}\"]",
            "{cell}: the column `{header}` is unknown and not read; if a role fits, add a line like those above with header = [\"{header}\"]",
        ),
        (Some(_), How::Known) => return None,
        (Some(_), How::Near(_)) => {
            Text::new("{cell} 写“{header}”，按相近的“{near}”理解", "{cell} says `{header}`, understood like `{near}`")
        }
        (Some(_), How::Words) => {
            Text::new("{cell} 写“{header}”，按用词猜测", "{cell} says `{header}`, guessed by its words")
        }
        (Some(_), How::Place) => {
            Text::new("{cell} 写“{header}”，按所在位置猜测", "{cell} says `{header}`, guessed by its place")
        }
    };
    let message = Message::new(text).with("cell", column.head.at.to_string());
    let message = message.with("header", column.head.label.key.as_str());
    Some(match &column.how {
        How::Near(near) => message.with("near", near.as_str()),
        _ => message,
    })
}

/// Whether a table of this role is read into scores.
pub const fn is_scored(role: TableRole) -> bool {
    matches!(role, TableRole::Money | TableRole::Indicators)
}
