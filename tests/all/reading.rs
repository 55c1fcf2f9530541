//! Reading a workbook: every value as it was written.

use std::io::Write as _;
use std::path::PathBuf;

use huizong::model::{CellRef, Checked, Place, Raw, Severity, SourceId};
use huizong::text::Lang;
use huizong::workbook::{Book, Sheet, read};
use rust_xlsxwriter::{Format, Formula, Workbook};

use crate::package::{Parts, RELATIONS, SHEET, WORKBOOK};

pub const SOURCE: SourceId = SourceId(3);

pub fn opened(bytes: &[u8]) -> Checked<Book> {
    read(bytes, SOURCE).unwrap_or_else(|finding| panic!("refused: {}", finding.message(Lang::Zh)))
}

/// The only sheet.
fn sheet(parts: &Parts) -> Sheet {
    opened(&parts.zip()).value.sheets.remove(0)
}

pub fn at(address: &str) -> CellRef {
    address.parse().expect("a cell")
}

/// What stands in a cell as a short text that shows its kind.
fn shown(sheet: &Sheet, address: &str) -> String {
    match sheet.raw(at(address)) {
        Raw::Blank => "blank".to_owned(),
        Raw::Text(text) => format!("text {text}"),
        Raw::Number { value, .. } => format!("number {value}"),
        Raw::Date(at) => format!("date {at}"),
        Raw::Bool(value) => format!("bool {value}"),
        Raw::Error(text) => format!("error {text}"),
        Raw::NoResult => "no result".to_owned(),
    }
}

/// What stands in the first cell of the first row.
fn first(cell: &str) -> String {
    shown(&sheet(&Parts::row(&format!("{cell}<c r=\"Z1\"><v>1</v></c>"))), "A1")
}

#[test]
fn numbers_keep_the_fifteen_digits_of_excel() {
    for (written, read) in [
        ("0.30000000000000004", "0.3"),
        ("56.980000000000004", "56.98"),
        ("1E-5", "0.00001"),
        ("1.2345678901234567E+20", "123456789012346000000"),
        ("-4.4E-3", "-0.0044"),
        ("95", "95"),
        ("0", "0"),
        ("440233199001011234", "440233199001011000"),
        ("1.1111111111111112E-10", "0.000000000111111111111111"),
        ("4.9E-324", "0"),
    ] {
        assert_eq!(first(&format!("<c r=\"A1\"><v>{written}</v></c>")), format!("number {read}"), "{written}");
    }
}

#[test]
fn a_number_beyond_all_reckoning_is_no_value() {
    let checked = opened(&Parts::row("<c r=\"A1\"><v>1E+300</v></c>").zip());
    assert_eq!(shown(&checked.value.sheets[0], "A1"), "error 1e300");
    assert!(checked.findings[0].message(Lang::Zh).contains("过大"));
}

#[test]
fn a_number_comes_with_its_format() {
    let parts =
        Parts::row("<c r=\"A1\" s=\"1\"><v>0.95</v></c><c r=\"B1\" s=\"2\"><v>1</v></c><c r=\"C1\"><v>1</v></c>")
            .formats(&["General", "10", "0!.0,\"万元\""]);
    let sheet = sheet(&parts);
    let format = |address| match sheet.raw(at(address)) {
        Raw::Number { format, .. } => format.to_string(),
        other => panic!("{other:?}"),
    };
    assert_eq!([format("A1"), format("B1"), format("C1")], ["0.00%", "0!.0,\"万元\"", "General"]);
    assert_eq!(sheet.raw(at("A1")).to_string(), "95.00%");
}

#[test]
fn a_date_is_told_by_its_format() {
    let codes = [
        "yyyy\"年\"m\"月\"d\"日\"",
        "14",
        "27",
        "31",
        "36",
        "50",
        "57",
        "58",
        "[$-804]aaaa",
        "e\"年\"",
        "yyyy/m/d h:mm",
    ];
    for code in codes {
        let parts = Parts::row("<c r=\"A1\" s=\"1\"><v>44678</v></c>").formats(&["General", code]);
        assert_eq!(shown(&sheet(&parts), "A1"), "date 2022-04-27T00:00:00", "{code}");
    }
}

#[test]
fn a_unit_or_a_time_in_a_format_makes_no_date() {
    for code in [
        "0.00元/m2",
        "h:mm:ss",
        "[h]:mm",
        "18",
        "20",
        "45",
        "46",
        "33",
        "@",
        "[DBNum2][$-804]General",
        "[Red]General",
        "0\"月\"",
    ] {
        let parts = Parts::row("<c r=\"A1\" s=\"1\"><v>44678.5</v></c>").formats(&["General", code]);
        assert_eq!(shown(&sheet(&parts), "A1"), "number 44678.5", "{code}");
    }
}

#[test]
fn a_serial_that_is_no_day_stays_a_number() {
    for serial in ["0", "0.75", "60", "60.5", "-1", "2958466"] {
        let parts = Parts::row(&format!("<c r=\"A1\" s=\"1\"><v>{serial}</v></c>")).formats(&["General", "14"]);
        assert_eq!(shown(&sheet(&parts), "A1"), format!("number {serial}"));
    }
    for (serial, day) in [("1", "1900-01-01"), ("59", "1900-02-28"), ("61", "1900-03-01"), ("2958465", "9999-12-31")] {
        let parts = Parts::row(&format!("<c r=\"A1\" s=\"1\"><v>{serial}</v></c>")).formats(&["General", "14"]);
        assert_eq!(shown(&sheet(&parts), "A1"), format!("date {day}T00:00:00"));
    }
}

#[test]
fn dates_of_the_1904_system_are_the_same_days() {
    let parts = Parts::row("<c r=\"A1\" s=\"1\"><v>43216.75</v></c>").formats(&["General", "14"]).edit(
        WORKBOOK,
        "<sheets>",
        "<workbookPr date1904=\"1\"/><sheets>",
    );
    assert_eq!(shown(&sheet(&parts), "A1"), "date 2022-04-27T18:00:00");
}

#[test]
fn dates_written_as_text_of_the_standard_are_dates() {
    assert_eq!(first("<c r=\"A1\" t=\"d\"><v>2023-03-15</v></c>"), "date 2023-03-15T00:00:00");
    assert_eq!(first("<c r=\"A1\" t=\"d\"><v>2023-03-15T08:30:00</v></c>"), "date 2023-03-15T08:30:00");
    assert_eq!(first("<c r=\"A1\" t=\"d\"><v>2023年</v></c>"), "text 2023年");
}

#[test]
fn texts_are_read_from_every_place_they_may_stand_in() {
    let text = |index: u32| first(&format!("<c r=\"A1\" t=\"s\"><v>{index}</v></c>"));
    assert_eq!(text(0), "text 唐溪镇");
    assert_eq!(text(1), "text 项目名称", "runs are joined, what is said over them is not");
    assert_eq!(text(2), "text  前后 ");
    assert_eq!(text(3), "text 第一行\n第二行_x000A_", "escapes are undone once");
    assert_eq!(text(4), "blank");
    assert_eq!(text(5), "text 最后", "an empty string does not shift those after it");
    assert_eq!(first("<c r=\"A1\" t=\"inlineStr\"><is><t>甲&amp;乙&#65;</t></is></c>"), "text 甲&乙A");
    assert_eq!(first("<c r=\"A1\" t=\"inlineStr\"><is><r><t>甲</t></r><r><t>乙</t></r></is></c>"), "text 甲乙");
    assert_eq!(first("<c r=\"A1\" t=\"str\"><f>A2</f><v>达成&lt;预期</v></c>"), "text 达成<预期");
    assert_eq!(first("<c r=\"A1\" t=\"inlineStr\"><is><t>甲\u{1}_x0008_乙</t></is></c>"), "text 甲乙");
}

#[test]
fn blanks_alone_are_blank() {
    for cell in [
        "<c r=\"A1\" t=\"inlineStr\"><is><t xml:space=\"preserve\">  　 </t></is></c>",
        "<c r=\"A1\" t=\"inlineStr\"><is/></c>",
        "<c r=\"A1\" t=\"inlineStr\"><is><t/></is></c>",
        "<c r=\"A1\" t=\"str\"><f>A2</f><v></v></c>",
        "<c r=\"A1\" t=\"str\"><f>A2</f><v> </v></c>",
        "<c r=\"A1\" t=\"s\"/>",
        "<c r=\"A1\"><v/></c>",
        "<c r=\"A1\" s=\"0\"/>",
    ] {
        let sheet = sheet(&Parts::row(&format!("{cell}<c r=\"B1\"><v>1</v></c>")));
        assert_eq!(shown(&sheet, "A1"), "blank", "{cell}");
        assert_eq!(shown(&sheet, "B1"), "number 1");
        assert_eq!(sheet.cells().count(), 1);
    }
}

#[test]
fn truth_is_read_in_every_spelling_of_the_standard() {
    for (written, read) in [("1", true), ("0", false), ("true", true), ("FALSE", false)] {
        assert_eq!(first(&format!("<c r=\"A1\" t=\"b\"><v>{written}</v></c>")), format!("bool {read}"));
    }
}

#[test]
fn every_error_is_an_error_and_the_rest_of_the_sheet_is_read() {
    for error in ["#DIV/0!", "#N/A", "#REF!", "#SPILL!", "#CALC!", "#GETTING_DATA", "#FIELD!", "#ref!", "Err:502"] {
        let cells = format!("<c r=\"A1\" t=\"e\"><f>B1/0</f><v>{error}</v></c><c r=\"B1\"><v>7</v></c>");
        let checked = opened(&Parts::row(&cells).zip());
        let sheet = &checked.value.sheets[0];
        assert_eq!([shown(sheet, "A1"), shown(sheet, "B1")], [format!("error {error}"), "number 7".to_owned()]);
        let finding = &checked.findings[0];
        assert_eq!((finding.code.to_string().as_str(), finding.severity), ("F10", Severity::E));
        assert_eq!(finding.place, Place::Cell(SOURCE, "自评表".into(), at("A1")));
        assert!(finding.message(Lang::Zh).contains(error) && finding.message(Lang::En).contains(error));
    }
}

#[test]
fn a_formula_without_its_result_is_unknown_and_never_zero() {
    for cell in [
        "<c r=\"A1\"><f>SUM(B1:B9)</f></c>",
        "<c r=\"A1\"><f>SUM(B1:B9)</f><v></v></c>",
        "<c r=\"A1\"><f>SUM(B1:B9)</f><v/></c>",
    ] {
        let checked = opened(&Parts::row(cell).zip());
        assert_eq!(shown(&checked.value.sheets[0], "A1"), "no result");
        assert_eq!(checked.findings.len(), 1);
        assert_eq!(checked.findings[0].code.to_string(), "F10");
        assert_eq!(checked.findings[0].place.cell(), Some(at("A1")));
    }
}

#[test]
fn a_formula_stands_beside_its_saved_result() {
    let sheet = sheet(&Parts::row(
        "<c r=\"A1\"><f>B1&amp;\"&lt;\"</f><v>3</v></c><c r=\"B1\"><f t=\"shared\" si=\"0\"/><v>4</v></c><c r=\"C1\"><v>5</v></c>",
    ));
    let formula = |address| sheet.get(at(address)).and_then(|cell| cell.formula.as_deref());
    assert_eq!([formula("A1"), formula("B1"), formula("C1")], [Some("B1&\"<\""), Some(""), None]);
    assert_eq!([shown(&sheet, "A1"), shown(&sheet, "B1")], ["number 3", "number 4"]);
}

#[test]
fn cells_without_an_address_stand_where_they_are_counted_to() {
    let sheet = sheet(&Parts::new(
        "<row><c><v>1</v></c><c/><c><v>2</v></c></row><row r=\"5\"><c r=\"C5\"><v>3</v></c><c><v>4</v></c></row><row><c><v>5</v></c></row>",
    ));
    let all: Vec<String> = sheet.cells().map(|(at, cell)| format!("{at}={}", cell.raw)).collect();
    assert_eq!(all, ["A1=1", "C1=2", "C5=3", "D5=4", "A6=5"]);
}

#[test]
fn cells_out_of_order_are_put_in_order() {
    let sheet = sheet(&Parts::new(
        "<row r=\"2\"><c r=\"B2\"><v>1</v></c><c r=\"A2\"><v>2</v></c></row><row r=\"1\"><c r=\"A1\"><v>3</v></c></row>",
    ));
    let all: Vec<String> = sheet.cells().map(|(at, cell)| format!("{at}={}", cell.raw)).collect();
    assert_eq!(all, ["A1=3", "A2=2", "B2=1"]);
}

#[test]
fn far_apart_cells_cost_nothing() {
    let sheet = sheet(&Parts::new(
        "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>2</v></c></row>",
    ));
    assert_eq!([shown(&sheet, "A1"), shown(&sheet, "XFD1048576")], ["number 1", "number 2"]);
}

#[test]
fn strict_workbooks_and_prefixed_names_are_read() {
    let parts = Parts::row("<c r=\"A1\" t=\"s\"><v>0</v></c>");
    let strict = |parts: Parts| {
        [
            ("_rels/.rels", "http://schemas.openxmlformats.org/officeDocument/2006"),
            (RELATIONS, "http://schemas.openxmlformats.org/officeDocument/2006"),
        ]
        .into_iter()
        .fold(parts, |parts, (name, from)| parts.edit(name, from, "http://purl.oclc.org/ooxml/officeDocument"))
    };
    assert_eq!(shown(&sheet(&strict(parts.clone())), "A1"), "text 唐溪镇");
    let prefixed = parts.with(SHEET, "<x:worksheet xmlns:x=\"m\"><x:sheetData><x:row r=\"1\"><x:c r=\"A1\" t=\"s\"><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>");
    assert_eq!(shown(&sheet(&prefixed), "A1"), "text 最后");
}

#[test]
fn merged_areas_are_kept_with_their_anchor() {
    let parts = Parts::row("<c r=\"B1\"><v>1</v></c>").edit(
        SHEET,
        "</sheetData>",
        "</sheetData><mergeCells><mergeCell ref=\"D3:B1\"/><mergeCell ref=\"A5:A5\"/><mergeCell ref=\"A6:B6\"/></mergeCells>",
    );
    let sheet = sheet(&parts);
    assert_eq!(sheet.merges().len(), 2);
    let area = sheet.area(at("C2"));
    assert_eq!((area.first, area.last), (at("B1"), at("D3")));
    assert_eq!(sheet.area(at("A5")).last, at("A5"));
}

#[test]
fn what_a_good_program_wrote_is_read_as_it_was_meant() {
    let mut workbook = Workbook::new();
    let percent = Format::new().set_num_format("0.00%");
    let date = Format::new().set_num_format("yyyy\"年\"m\"月\"d\"日\"");
    let page = workbook.add_worksheet().set_name("自评表").expect("a name");
    page.merge_range(0, 0, 0, 3, "项目支出绩效自评表", &Format::new()).expect("written");
    page.write_string(1, 0, "  预算数（万元） ").expect("written");
    page.write_number(1, 1, 43.2).expect("written");
    page.write_number_with_format(1, 2, 0.8620, &percent).expect("written");
    page.write_number_with_format(2, 0, 44_678, &date).expect("written");
    page.write_formula(2, 1, Formula::new("B2*2").set_result("86.4")).expect("written");
    page.write_boolean(2, 2, true).expect("written");
    page.write_blank(3, 0, &percent).expect("written");
    let checked = opened(&workbook.save_to_buffer().expect("a workbook"));
    let sheet = &checked.value.sheets[0];
    let all: Vec<String> = sheet.cells().map(|(at, cell)| format!("{at} {}", cell.raw)).collect();
    assert_eq!(
        all,
        [
            "A1 项目支出绩效自评表",
            "A2   预算数（万元） ",
            "B2 43.2",
            "C2 86.20%",
            "A3 2022-04-27",
            "B3 86.4",
            "C3 TRUE"
        ]
    );
    assert_eq!(checked.findings, []);
}

#[test]
fn every_real_form_is_read_without_a_finding_against_it() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/real/workbooks");
    let Ok(files) = std::fs::read_dir(&folder) else {
        // Written past the capture of the test runner: a skip must be seen.
        let _ = writeln!(std::io::stderr(), "SKIPPED: {} is not here, no real form was read", folder.display());
        return;
    };
    let mut read = 0;
    for file in files {
        let path = file.expect("a file").path();
        let checked = opened(&std::fs::read(&path).expect("its bytes"));
        assert!(checked.findings.iter().all(|finding| finding.severity != Severity::E), "{}", path.display());
        assert!(checked.value.sheets[0].cells().count() > 50, "{}", path.display());
        read += 1;
    }
    assert!(read >= 6, "{read} real forms");
}

// ---- what is said of a workbook that can be used ----

/// The sentences of the findings of one code, with their places.
fn said(parts: &Parts, code: &str) -> Vec<(Place, String)> {
    let found = opened(&parts.zip()).findings.into_iter().filter(|finding| finding.code.to_string() == code);
    found.map(|finding| (finding.place.clone(), finding.message(Lang::Zh))).collect()
}

#[test]
fn a_hidden_sheet_is_mentioned() {
    for state in ["hidden", "veryHidden"] {
        let parts =
            Parts::row("<c r=\"A1\"><v>1</v></c>").edit(WORKBOOK, "<sheet ", &format!("<sheet state=\"{state}\" "));
        assert!(opened(&parts.zip()).value.sheets[0].hidden);
        let found = said(&parts, "F09");
        assert_eq!(found[0].0, Place::Sheet(SOURCE, "自评表".into()));
        assert!(found[0].1.contains("工作表被隐藏"));
    }
}

#[test]
fn hidden_rows_and_columns_are_mentioned_if_they_hold_something() {
    let parts = Parts::new(
        "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"2\" hidden=\"1\"><c r=\"C2\"><v>2</v></c></row><row r=\"3\" hidden=\"1\"/>",
    )
    .edit(SHEET, "<sheetData>", "<cols><col min=\"3\" max=\"16384\" hidden=\"1\"/><col min=\"2\" max=\"3\" hidden=\"true\"/></cols><sheetData>");
    let sheet = sheet(&parts);
    assert_eq!((sheet.hidden_rows.as_slice(), sheet.hidden_cols.as_slice()), (&[1][..], &[2][..]));
    let found = said(&parts, "F09");
    assert_eq!(found.len(), 1);
    assert!(found[0].1.contains("第 2 行和 C 列"), "{}", found[0].1);
    assert_eq!(said(&Parts::new("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"2\" hidden=\"1\"/>"), "F09"), []);
}

#[test]
fn content_covered_by_a_merged_area_is_mentioned() {
    let parts = Parts::row("<c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>2</v></c><c r=\"C1\"><v>3</v></c>").edit(
        SHEET,
        "</sheetData>",
        "</sheetData><mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells>",
    );
    let found = said(&parts, "F09");
    assert!(found.len() == 1 && found[0].1.contains("盖住的 B1 还有内容"), "{found:?}");
}

#[test]
fn links_macros_and_manual_calculation_are_mentioned() {
    let parts = Parts::row("<c r=\"A1\"><v>1</v></c>")
        .edit(
            RELATIONS,
            "</Relationships>",
            "<Relationship Id=\"l\" Type=\"r/externalLink\" Target=\"a.xml\"/><Relationship Id=\"m\" Type=\"r/vbaProject\" Target=\"b.bin\"/></Relationships>",
        )
        .edit(WORKBOOK, "</sheets>", "</sheets><calcPr calcMode=\"manual\"/>");
    let hidden = said(&parts, "F09");
    assert!(hidden[0].1.contains("链接了其他文件") && hidden[1].1.contains("宏"), "{hidden:?}");
    assert!(said(&parts, "F10")[0].1.contains("手动计算"));
}
