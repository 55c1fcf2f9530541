//! The title of a form.

use super::lexicon::Lexicon;
use super::sample::Page;
use super::tables::Table;
use crate::locate::TextCell;
use crate::model::CellRef;
use crate::text::pattern::Pattern;
use crate::text::{Label, fold};

/// The cells above everything else that say what the form is: they end with 表, or hold nothing but the year.
pub fn cells(page: &Page<'_>, lexicon: &Lexicon<'_>, tables: &[Table]) -> Vec<CellRef> {
    let first = tables.iter().map(|table| table.header.rows.start).min().unwrap_or(page.rows.end);
    let above = page.texts().take_while(|text| text.at.row() < first);
    let labelled = |text: &&TextCell| lexicon.field(&text.label).is_none();
    let above: Vec<&TextCell> = above.take_while(labelled).collect();
    let titled: Vec<CellRef> = above.iter().filter(|text| is_title(text, lexicon)).map(|text| text.at).collect();
    let heading =
        || above.iter().find(|text| page.is_heading(text) && text.is_short() && !is_annex(text) && !is_year(text));
    let titled = if titled.is_empty() { heading().map(|text| text.at).into_iter().collect() } else { titled };
    let years = above.iter().filter(|text| is_year(text)).map(|text| text.at);
    titled.into_iter().chain(years).collect()
}

fn is_title(text: &TextCell, lexicon: &Lexicon<'_>) -> bool {
    let bare = Label::of_folded(&text.folded).key;
    text.is_short()
        && !text.folded.contains(':')
        && !is_annex(text)
        && (lexicon.title(&bare).is_some() || (bare.ends_with('表') && lexicon.printed(&text.folded).is_none()))
}

/// "附件1", "附表2:".
pub fn is_annex(text: &TextCell) -> bool {
    let bare = text.folded.trim_end_matches(':');
    ["附件", "附表"].iter().any(|word| bare.strip_prefix(word).is_some_and(|rest| rest.chars().count() <= 3))
}

/// "（2023年度）": nothing but the year.
pub fn is_year(text: &TextCell) -> bool {
    text.is_short() && text.folded.chars().count() <= 9 && Pattern::new("{year}年").find(&text.folded).is_some()
}

/// The title as every copy of the form shows it: without year, place or project before it.
pub fn text(page: &Page<'_>, lexicon: &Lexicon<'_>, titles: &[CellRef]) -> String {
    let written = titles.iter().map(|at| fold(&page.raw(*at).to_string()));
    let Some(title) = written.filter(|text| !text.starts_with('(')).max_by_key(|text| text.chars().count()) else {
        return page.sheet().name.to_string();
    };
    let bare = Label::of_folded(&title).key;
    let behind_year = ["{year}年度", "{year}年"]
        .map(Pattern::new)
        .iter()
        .find_map(|pattern| bare.char_indices().find_map(|(at, _)| pattern.strip(&bare[at..]).map(str::to_owned)));
    let bare = behind_year.filter(|rest| !rest.is_empty()).unwrap_or(bare);
    lexicon.title(&bare).map_or_else(|| bare.clone(), |known| fold(&known))
}
