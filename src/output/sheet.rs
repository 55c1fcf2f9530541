//! One tab while it is written: rows from top to bottom, headers, widths, heights, print set-up.

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, Formula, IgnoreError, Table, TableColumn, TableStyle, Url, Workbook,
    Worksheet, XlsxError,
};
use unicode_width::UnicodeWidthStr;

use super::height::{ROW, height_of, lines_in};
use super::style::{Look, Styles, Tone};
use super::value::{Content, Value, binary, inside, link_formula, safe};
use super::written::Written;
use crate::model::cell::LAST_ROW;
use crate::text::{Lang, Text};

/// How wide the room for a title is at least, in characters, and how wide one of its characters is.
const TITLE_WIDTH: f64 = 34.0;
const TITLE_CHARACTER: f64 = 1.7;
/// How wide an explanation may be before it breaks.
const NOTE_WIDTH: f64 = 170.0;
/// A4.
const PAPER: u8 = 9;

/// A column: its title and how many Latin characters wide it is; a Chinese character counts two.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// The title.
    pub title: Text,
    /// The width.
    pub width: f64,
}

impl Column {
    /// A column with its title in both languages.
    #[must_use]
    pub const fn new(zh: &'static str, en: &'static str, width: f64) -> Self {
        Self { title: Text::new(zh, en), width }
    }
}

/// An empty workbook whose bytes depend on nothing but what is put into it: the time of its creation is a fixed one.
///
/// # Errors
/// None; the type is that of the writer.
pub fn workbook() -> Result<Workbook, XlsxError> {
    let created = ExcelDateTime::from_ymd(2024, 1, 2)?.and_hms(9, 0, 0)?;
    let mut workbook = Workbook::new();
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    Ok(workbook)
}

/// A tab that is being written. Rows are written in order and never changed, so that a long tab needs no memory.
pub struct Sheet<'a> {
    /// The sheet itself, for what only one tab needs.
    pub inner: Worksheet,
    styles: &'a Styles,
    lang: Lang,
    widths: Vec<f64>,
    next: u32,
    /// Its own name, and that of the tab that leads to all others, if there is one.
    name: String,
    home: Option<&'static str>,
    /// The name of its table, if it has one, and how many rows that was said to have.
    table: Option<String>,
    table_rows: usize,
    /// What its cells hold so far.
    written: Written,
    /// Whether its rows leave memory as they are written, and then the look that each column has until the tab ends, known
    /// once the first row below the header is.
    is_streamed: bool,
    usual: Option<Vec<Look>>,
    /// The first row that no row of a table may take: what is beyond is counted and said, as Excel has no more rows.
    limit: u32,
    beyond: usize,
}

impl<'a> Sheet<'a> {
    /// A tab, empty, with the print set-up that all tabs share.
    ///
    /// # Errors
    /// A name that Excel does not take.
    pub fn new(
        mut inner: Worksheet,
        name: &str,
        caption: &str,
        styles: &'a Styles,
        lang: Lang,
    ) -> Result<Self, XlsxError> {
        inner.set_name(name)?;
        inner.set_default_row_height(ROW);
        // A formula whose result is an empty text would otherwise be stored with the result 0.
        inner.set_formula_result_default("");
        inner.set_screen_gridlines(false);
        inner.set_paper_size(PAPER).set_landscape().set_print_fit_to_pages(1, 0).set_print_center_horizontally(true);
        inner.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
        let page = Text::new("第 &P 页，共 &N 页", "page &P of &N").get(lang);
        // A footer has at most 255 characters; `&` is a command in it.
        let caption: String = caption.chars().take(60).collect();
        inner.set_footer(format!("&L{}&C{page}&R{}", caption.replace('&', "&&"), name.replace('&', "&&")));
        Ok(Self {
            inner,
            styles,
            lang,
            widths: Vec::new(),
            next: 0,
            name: name.to_owned(),
            home: None,
            table: None,
            table_rows: 0,
            written: Written::default(),
            is_streamed: false,
            usual: None,
            limit: LAST_ROW - 1,
            beyond: 0,
        })
    }

    /// Says that the rows leave memory as they are written, so that their cells may take their format from the column.
    ///
    /// The writer looks a format up by all that it consists of, for every cell: half of the time that writing takes. A cell
    /// without a format has that of its column at the moment when its row leaves memory, so the columns have the format of the
    /// first row below the header until the tab ends, and only cells that look otherwise bring one.
    pub const fn streamed(&mut self) {
        self.is_streamed = true;
    }

    /// Sets the tab to which a link beside the title leads back.
    pub const fn lead_back_to(&mut self, home: &'static str) {
        self.home = Some(home);
    }

    /// Prints a line above every page.
    pub fn headline(&mut self, line: &str) {
        let line: String = line.chars().take(60).collect();
        self.inner.set_header(format!("&L{}", line.replace('&', "&&")));
    }

    /// Names the table of the tab, after what the tab is called in English.
    pub fn name_table(&mut self, name: &str) {
        let word = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' };
        self.table = Some(format!("tbl_{}", name.chars().map(word).collect::<String>()));
    }

    /// The language of the workbook.
    #[must_use]
    pub const fn lang(&self) -> Lang {
        self.lang
    }

    /// The formats.
    #[must_use]
    pub const fn styles(&self) -> &'a Styles {
        self.styles
    }

    /// The row that comes next, zero-based.
    #[must_use]
    pub const fn next_row(&self) -> u32 {
        self.next
    }

    /// Sets the widths of the columns.
    pub fn widths(&mut self, widths: impl IntoIterator<Item = f64>) -> Result<(), XlsxError> {
        self.widths = widths.into_iter().collect();
        for (col, width) in (0_u16..).zip(&self.widths) {
            self.inner.set_column_width(col, *width)?;
        }
        Ok(())
    }

    /// The colour of the tab.
    pub fn color(&mut self, color: Color) {
        self.inner.set_tab_color(color);
    }

    /// The title of the tab and a line below it that says what it holds.
    pub fn title(&mut self, title: &str, note: &str) -> Result<(), XlsxError> {
        self.inner.set_row_height(self.next, 26)?;
        self.write_text(self.next, 0, title, Some(&self.styles.title))?;
        if let Some(home) = self.home.filter(|home| *home != self.name) {
            let words = Text::new("返回目录", "back to the contents").get(self.lang);
            self.write_link(self.next, self.beside(title), (&inside(home, 0), words), Some(&self.styles.back_link))?;
        }
        self.explain(self.next + 1, note)?;
        self.next += 2;
        Ok(())
    }

    /// A line of explanation across the columns that a screen shows, as high as it needs.
    fn explain(&mut self, row: u32, note: &str) -> Result<(), XlsxError> {
        let mut room = 0.0;
        let shown = self.widths.iter().take_while(|width| {
            room += **width;
            room <= NOTE_WIDTH
        });
        let columns = shown.count().max(1);
        let room: f64 = self.widths.iter().take(columns).sum();
        let lines = lines_in(note, room);
        if columns == 1 || lines == 1 {
            return self.write_text(row, 0, note, Some(&self.styles.note));
        }
        self.inner.set_row_height(row, height_of(lines))?;
        self.merge(row, (0, last_column(columns)), note, &self.styles.wrapped_note)
    }

    /// The first column that a title does not run into; the last one if it runs into all.
    fn beside(&self, title: &str) -> u16 {
        let title = TITLE_WIDTH.max(TITLE_CHARACTER * f64::from(u32::try_from(title.width()).unwrap_or(u32::MAX)));
        let mut used = 0.0;
        let beyond = self.widths.iter().position(|width| {
            used += width;
            used > title
        });
        let at = beyond.map_or(self.widths.len().saturating_sub(1), |at| at + 1);
        u16::try_from(at.min(self.widths.len().saturating_sub(1))).unwrap_or_default()
    }

    /// A line of explanation.
    pub fn note(&mut self, note: &str) -> Result<(), XlsxError> {
        self.write_text(self.next, 0, note, Some(&self.styles.note))?;
        self.next += 1;
        Ok(())
    }

    /// The heading of a block, across a count of columns, with a free row above it.
    pub fn heading(&mut self, heading: &str, columns: u16) -> Result<(), XlsxError> {
        self.next += 1;
        self.inner.set_row_height(self.next, 22)?;
        self.write_text(self.next, 0, heading, Some(&self.styles.heading))?;
        for col in 1..columns {
            self.inner.write_blank(self.next, col, &self.styles.heading)?;
        }
        self.next += 1;
        Ok(())
    }

    /// A row of column titles.
    pub fn header(&mut self, columns: &[Column]) -> Result<(), XlsxError> {
        let titles: Vec<Value> = columns.iter().map(|c| Value::shown(Look::Header, c.title.get(self.lang))).collect();
        self.row(&titles)
    }

    /// The header of a table of so many rows, which follow it: frozen with everything above it, and repeated on every printed
    /// page. The first `fixed` columns stay in sight too.
    pub fn table_header(&mut self, columns: &[Column], fixed: u16, rows: usize) -> Result<(), XlsxError> {
        let titles: Vec<Value> = columns.iter().map(|c| Value::shown(Look::Header, c.title.get(self.lang))).collect();
        self.table_header_of(&titles, fixed, rows)
    }

    /// The same, of titles that are not known beforehand.
    pub fn table_header_of(&mut self, titles: &[Value], fixed: u16, rows: usize) -> Result<(), XlsxError> {
        let row = self.next;
        self.declare_table(titles, rows)?;
        self.keep_in_sight(row, fixed)
    }

    /// Freezes a header with everything above it and some columns, and repeats it on every printed page.
    pub fn keep_in_sight(&mut self, header: u32, fixed: u16) -> Result<(), XlsxError> {
        self.inner.set_freeze_panes(header + 1, fixed)?;
        self.inner.set_repeat_rows(0, header)?;
        if self.is_streamed && self.usual.is_none() {
            self.usual = Some(Vec::new());
        }
        Ok(())
    }

    /// The header of a list that is no table, because lines of another kind stand between its rows.
    pub fn list_header(&mut self, columns: &[Column], fixed: u16) -> Result<(), XlsxError> {
        let row = self.next;
        self.header(columns)?;
        self.inner.group_symbols_above(true);
        self.keep_in_sight(row, fixed)
    }

    /// Lets the next rows be folded away below the one before them; said before they are written.
    pub fn fold(&mut self, rows: usize) -> Result<(), XlsxError> {
        if let Some(last) = u32::try_from(rows).ok().and_then(|rows| rows.checked_sub(1)) {
            self.inner.group_rows(self.next, self.next + last)?;
        }
        Ok(())
    }

    /// The header of a table of so many rows. It is declared before its rows are written, as nothing can be changed later.
    pub fn declare_table(&mut self, titles: &[Value], rows: usize) -> Result<(), XlsxError> {
        let row = self.next;
        self.row(titles)?;
        self.table_rows = rows;
        let Some(name) = self.table.clone().filter(|_| rows > 0) else { return Ok(()) };
        let columns: Vec<TableColumn> = titles
            .iter()
            .map(|title| {
                let Content::Text(text) = &title.content else { return TableColumn::new() };
                TableColumn::new().set_header(safe(text)).set_header_format(self.styles.cell(title.look, title.tone))
            })
            .collect();
        let table = Table::new().set_name(name).set_style(TableStyle::None).set_columns(&columns);
        let last = row.saturating_add(u32::try_from(rows).unwrap_or(u32::MAX)).min(self.limit - 1);
        self.inner.add_table(row, 0, last, last_column(titles.len()), &table)?;
        Ok(())
    }

    /// Prints the first columns only: the rest serves the screen, and would make the print too small to read.
    pub fn print_columns(&mut self, columns: usize) -> Result<(), XlsxError> {
        self.inner.set_print_area(0, 0, self.next.saturating_sub(1), last_column(columns))?;
        Ok(())
    }

    /// Ends a table: its filter, or a line saying that it is empty.
    ///
    /// # Errors
    /// If it has not as many rows as its header said: the workbook would be damaged.
    pub fn table_end(&mut self, header_row: u32, columns: usize, empty: Text) -> Result<(), XlsxError> {
        let rows = usize::try_from(self.next - header_row - 1).unwrap_or_default();
        if self.table.is_some() && rows + self.beyond != self.table_rows {
            return Err(XlsxError::ParameterError(format!("{}: {rows} rows, not {}", self.name, self.table_rows)));
        }
        if rows == 0 {
            return self.note(empty.get(self.lang));
        }
        let (last_row, last_col) = (self.next - 1, last_column(columns));
        if self.table.is_none() {
            self.inner.autofilter(header_row, 0, last_row, last_col)?;
        }
        // Codes and phone numbers are text on purpose; Excel would flag every one of them.
        self.inner.ignore_error_range(header_row + 1, 0, last_row, last_col, IgnoreError::NumberStoredAsText)?;
        Ok(())
    }

    /// A row of values from the first column on.
    pub fn row(&mut self, values: &[Value]) -> Result<(), XlsxError> {
        self.row_from(0, values)
    }

    /// Rows of values from the first column on.
    pub fn rows(&mut self, rows: &[Vec<Value>]) -> Result<(), XlsxError> {
        rows.iter().try_for_each(|row| self.row(row))
    }

    /// A row of values from a column on.
    pub fn row_from(&mut self, first: u16, values: &[Value]) -> Result<(), XlsxError> {
        if self.next >= self.limit {
            self.beyond += 1;
            return Ok(());
        }
        let lines = (usize::from(first)..).zip(values).map(|(col, value)| self.lines(col, value)).max().unwrap_or(1);
        if lines > 1 {
            self.inner.set_row_height(self.next, height_of(lines))?;
        }
        if self.usual.as_ref().is_some_and(Vec::is_empty) && first == 0 {
            self.format_columns(values.iter().map(|value| value.look).take(self.widths.len()).collect())?;
        }
        for (col, value) in (first..).zip(values) {
            self.put(self.next, col, value)?;
        }
        self.next += 1;
        Ok(())
    }

    /// Gives the columns these looks, before any cell was written that takes its format from them.
    fn format_columns(&mut self, usual: Vec<Look>) -> Result<(), XlsxError> {
        for (col, look) in (0..).zip(&usual) {
            self.inner.set_column_format(col, self.styles.cell(*look, Tone::Plain))?;
        }
        self.usual = Some(usual);
        Ok(())
    }

    /// The format of a value; nothing where it is that of the column.
    fn format_of(&self, col: u16, value: &Value) -> Option<&'a Format> {
        let usual = self.usual.as_ref().and_then(|usual| usual.get(usize::from(col)));
        let is_usual = value.tone == Tone::Plain && usual == Some(&value.look);
        (!is_usual).then(|| self.styles.cell(value.look, value.tone))
    }

    /// Leaves rows free.
    pub const fn skip(&mut self, rows: u32) {
        self.next += rows;
    }

    /// Writes one cell.
    pub fn put(&mut self, row: u32, col: u16, value: &Value) -> Result<(), XlsxError> {
        let format = self.format_of(col, value);
        match &value.content {
            Content::Blank => {
                // Without a format it would be no cell at all.
                self.inner.write_blank(row, col, self.styles.cell(value.look, value.tone))?;
                Ok(())
            }
            Content::Text(text) => self.write_text(row, col, text, format),
            Content::Number(number) => self.write_number(row, col, binary(*number), format),
            Content::Count(count) => {
                let count = u32::try_from(*count).unwrap_or(u32::MAX);
                self.write_number(row, col, f64::from(count), format)
            }
            Content::Link(address, shown) => self.write_link(row, col, (address, shown), format),
            Content::Formula(formula, result) => {
                let result = result.map_or_else(String::new, |number| binary(number).to_string());
                self.write_formula(row, col, (formula, &result), format)
            }
        }
    }

    /// Writes a text across several columns of a row.
    pub fn merge(&mut self, row: u32, (first, last): (u16, u16), text: &str, format: &Format) -> Result<(), XlsxError> {
        let text = safe(text);
        self.inner.merge_range(row, first, row, last, &text, format)?;
        self.written.text(row, first, &text);
        Ok(())
    }

    /// Writes a link to a row of another tab, which is shown by its name.
    pub fn jump(&mut self, row: u32, col: u16, (tab, to): (&str, u32)) -> Result<(), XlsxError> {
        let url = Url::new(format!("internal:'{tab}'!A{}", to + 1)).set_text(tab);
        self.inner.write_url_with_format(row, col, url, &self.styles.inner_link)?;
        self.written.text(row, col, tab);
        Ok(())
    }

    fn write_text(&mut self, row: u32, col: u16, text: &str, format: Option<&Format>) -> Result<(), XlsxError> {
        let text = safe(text);
        match format {
            Some(format) => self.inner.write_string_with_format(row, col, &*text, format)?,
            None => self.inner.write_string(row, col, &*text)?,
        };
        self.written.text(row, col, &text);
        Ok(())
    }

    fn write_number(&mut self, row: u32, col: u16, number: f64, format: Option<&Format>) -> Result<(), XlsxError> {
        match format {
            Some(format) => self.inner.write_number_with_format(row, col, number, format)?,
            None => self.inner.write_number(row, col, number)?,
        };
        self.written.number(row, col, number);
        Ok(())
    }

    fn write_link(
        &mut self,
        row: u32,
        col: u16,
        (address, shown): (&str, &str),
        format: Option<&Format>,
    ) -> Result<(), XlsxError> {
        let (formula, shown) = link_formula(address, shown);
        self.write_formula(row, col, (&formula, &shown), format)
    }

    fn write_formula(
        &mut self,
        row: u32,
        col: u16,
        (formula, result): (&str, &str),
        format: Option<&Format>,
    ) -> Result<(), XlsxError> {
        let cell = Formula::new(formula).set_result(result);
        match format {
            Some(format) => self.inner.write_formula_with_format(row, col, cell, format)?,
            None => self.inner.write_formula(row, col, cell)?,
        };
        self.written.formula(row, col, formula, result);
        Ok(())
    }

    /// Ends the tab.
    ///
    /// In constant memory mode `rust_xlsxwriter` 0.102 writes the last row twice if it has a height of its own, which
    /// Excel takes for a damaged file; so the last row is always an empty one of the default height.
    pub fn finish(mut self) -> Result<(Worksheet, Written), XlsxError> {
        if self.beyond > 0 {
            let text = Text::new(
                "另有 {count} 行超出一张工作表的行数上限，没有列出；可按归口股室分成几个项目汇总",
                "{count} more rows are beyond what a sheet can hold and are not shown; consolidate section by section",
            );
            self.note(&text.fill(self.lang, &[("count", &self.beyond.to_string())]))?;
        }
        self.inner.write_blank(self.next, 0, &self.styles.note)?;
        for (col, _) in (0..).zip(self.usual.iter().flatten()) {
            self.inner.set_column_format(col, &Format::default())?;
        }
        Ok((self.inner, self.written))
    }

    /// How many lines a value takes in its column.
    fn lines(&self, col: usize, value: &Value) -> u32 {
        let (Content::Text(text) | Content::Link(_, text)) = &value.content else { return 1 };
        if !matches!(value.look, Look::Wrap | Look::Middle | Look::Header | Look::Link | Look::Input) {
            return 1;
        }
        let room = self.widths.get(col).copied().unwrap_or(8.43);
        lines_in(text, room)
    }
}

fn last_column(columns: usize) -> u16 {
    u16::try_from(columns.saturating_sub(1)).unwrap_or(u16::MAX)
}

/// The tone of a value that should be zero.
#[must_use]
pub fn tone_of_gap(gap: rust_decimal::Decimal) -> Tone {
    if gap.is_zero() { Tone::Plain } else { Tone::Warn }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_beyond_what_a_sheet_can_hold_are_counted_below_the_table_and_never_dropped_in_silence() {
        let styles = Styles::new(Lang::Zh);
        let mut book = workbook().expect("a workbook");
        let blank = book.new_worksheet_with_constant_memory().expect("a sheet");
        let mut sheet = Sheet::new(blank, "明细", "明细", &styles, Lang::Zh).expect("a sheet");
        sheet.name_table("rows");
        sheet.limit = 5;
        sheet.title("明细", "说明").expect("written");
        sheet.table_header(&[Column::new("序号", "No.", 8.0)], 0, 7).expect("written");
        for number in 1..=7 {
            sheet.row(&[Value::count(number)]).expect("written");
        }
        sheet.table_end(2, 1, Text::new("没有。", "None.")).expect("written");
        book.push_worksheet(sheet.finish().expect("written").0);
        let bytes = book.save_to_buffer().expect("saved");
        let mut package = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a package");
        let mut part = |name| std::io::read_to_string(package.by_name(name).expect("a part")).expect("a text");
        let rows = part("xl/worksheets/sheet1.xml");
        assert!(rows.contains("<v>2") && !rows.contains("<v>3"), "{rows}");
        assert!(rows.contains("另有 5 行超出"), "{rows}");
        assert!(part("xl/tables/table1.xml").contains("ref=\"A3:A5\""));
    }

    #[test]
    fn cells_that_take_their_format_from_the_column_look_as_if_each_had_brought_its_own() {
        let columns = [Column::new("名称", "Name", 9.0), Column::new("金额", "Amount", 9.0)];
        let part = |is_streamed: bool| {
            let styles = Styles::new(Lang::Zh);
            let mut book = workbook().expect("a workbook");
            styles.all().for_each(|format| book.register_format(format));
            let blank = book.new_worksheet_with_constant_memory().expect("a sheet");
            let mut sheet = Sheet::new(blank, "明细", "", &styles, Lang::Zh).expect("a sheet");
            if is_streamed {
                sheet.streamed();
            }
            sheet.widths(columns.iter().map(|column| column.width)).expect("written");
            sheet.title("明细", "说明").expect("written");
            sheet.table_header(&columns, 0, 3).expect("written");
            let rows = [
                [Value::wrap("甲"), Value::money(Some("1.5".parse().expect("a number"))).tone(Tone::Bad)],
                [Value::middle("乙"), Value::formula(Look::Money, "=B4+1".to_owned(), None)],
                [Value::wrap(""), Value::money(Some("2".parse().expect("a number")))],
            ];
            for row in rows {
                sheet.row(&row).expect("written");
            }
            sheet.heading("合计", 2).expect("written");
            sheet.row(&[Value::wrap("丙"), Value::count(3), Value::count(4)]).expect("written");
            book.push_worksheet(sheet.finish().expect("written").0);
            let bytes = book.save_to_buffer().expect("saved");
            let mut package = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a package");
            std::io::read_to_string(package.by_name("xl/worksheets/sheet1.xml").expect("a part")).expect("a text")
        };
        assert_eq!(part(true), part(false));
    }

    #[test]
    fn a_list_that_is_no_table_tells_what_is_beyond_too() {
        let styles = Styles::new(Lang::Zh);
        let mut sheet = Sheet::new(Worksheet::new(), "单位问题", "", &styles, Lang::Zh).expect("a sheet");
        sheet.limit = 2;
        sheet.list_header(&[Column::new("单位", "Unit", 8.0)], 0).expect("written");
        for name in ["甲", "乙", "丙"] {
            sheet.row(&[Value::text(name)]).expect("written");
        }
        let mut meant = Written::default();
        meant.text(0, 0, "单位");
        meant.text(1, 0, "甲");
        meant.text(2, 0, "另有 2 行超出一张工作表的行数上限，没有列出；可按归口股室分成几个项目汇总");
        assert_eq!(sheet.finish().expect("written").1, meant);
    }
}
