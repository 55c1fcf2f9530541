//! Reading a workbook: every value as it was written, and no file that could be misread.

use std::path::PathBuf;

use huizong::model::{CellRef, Checked, Finding, Place, Raw, Severity, SourceId};
use huizong::text::Lang;
use huizong::workbook::{Book, Sheet, read};
use rust_xlsxwriter::{Format, Formula, Workbook};

use crate::package::{Parts, RELATIONS, SHEET, STRINGS, STYLES, WORKBOOK, compound, patched};

const SOURCE: SourceId = SourceId(3);

fn opened(bytes: &[u8]) -> Checked<Book> {
    read(bytes, SOURCE).unwrap_or_else(|finding| panic!("refused: {}", finding.message(Lang::Zh)))
}

/// The only sheet.
fn sheet(parts: &Parts) -> Sheet {
    opened(&parts.zip()).value.sheets.remove(0)
}

fn at(address: &str) -> CellRef {
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

/// Checks that a file is refused as a whole, in both languages, and gives the sentence back.
#[track_caller]
fn refused(bytes: &[u8], because: &str) -> Finding {
    let finding = match read(bytes, SOURCE) {
        Ok(read) => panic!("read although {because}: {:?}", read.value),
        Err(finding) => finding,
    };
    assert_eq!(finding.code.to_string(), "F01");
    assert_eq!(finding.severity, Severity::E);
    assert_eq!(finding.place, Place::File(SOURCE));
    let message = finding.message(Lang::Zh);
    assert!(message.contains(because), "{message} does not say {because}");
    for lang in [Lang::Zh, Lang::En] {
        assert!(!finding.message(lang).contains('{') && !finding.advice.get(lang).is_empty());
    }
    finding
}

#[track_caller]
fn refused_with_remedy(bytes: &[u8], kind: &str, remedy: &str) {
    let advice = refused(bytes, kind).advice.get(Lang::Zh);
    assert!(advice.contains(remedy), "{advice} does not say {remedy}");
}

#[track_caller]
fn refused_cell(cell: &str, because: &str) {
    refused(&Parts::row(cell).zip(), because);
}

// ---- other kinds of file ----

#[test]
fn an_empty_file_is_refused_as_empty() {
    refused_with_remedy(b"", "0 字节", "重新上传");
    refused_with_remedy(&[0; 4096], "全部是零", "重新上传");
}

#[test]
fn a_renamed_xls_is_refused_by_its_true_kind() {
    let records = [9, 8, 4, 0, 0, 6, 5, 0, 0x0a, 0, 0, 0];
    refused_with_remedy(&compound(&[("Workbook", &records)]), ".xls/.et", "另存为");
    refused_with_remedy(&compound(&[("Book", &records)]), ".xls/.et", "另存为");
    refused_with_remedy(&[9, 8, 0x10, 0, 0, 6, 5, 0], "很早的 Excel", "另存为");
}

#[test]
fn a_password_is_named_as_the_reason_in_old_and_new_files() {
    refused_with_remedy(&compound(&[("EncryptedPackage", b"x"), ("EncryptionInfo", b"y")]), "打开密码", "取消密码");
    let xor = [9, 8, 4, 0, 0, 6, 5, 0, 0x2f, 0, 6, 0, 0, 0, 1, 2, 3, 4];
    refused_with_remedy(&compound(&[("Workbook", &xor)]), "打开密码", "取消密码");
}

#[test]
fn a_damaged_xls_is_still_called_an_old_workbook() {
    let whole = compound(&[("Workbook", &[9, 8, 0, 0])]);
    for length in [whole.len() - 1, whole.len() / 2, 600, 513, 512, 9] {
        refused(&whole[..length.min(whole.len())], "");
    }
}

#[test]
fn other_archives_and_documents_are_refused_by_their_true_kind() {
    let zip = |names: &[&str]| Parts(names.iter().map(|name| ((*name).to_owned(), b"<a/>".to_vec())).collect()).zip();
    let cases: [(Vec<u8>, &str, &str); 14] = [
        (zip(&["_rels/.rels", "xl/workbook.bin"]), ".xlsb", "另存为"),
        (zip(&["mimetype", "content.xml", "META-INF/manifest.xml"]), "OpenDocument", "另存为"),
        (zip(&["_rels/.rels", "word/document.xml"]), "Word 文档", "填入"),
        (zip(&["_rels/.rels", "ppt/presentation.xml"]), "演示文稿", "填入"),
        (zip(&["OFD.xml", "Doc_0/Document.xml"]), "OFD", "填入"),
        (zip(&["唐溪镇.xlsx"]), "ZIP 压缩包", "解压"),
        (zip(&[]), "ZIP 压缩包", "解压"),
        (compound(&[("WordDocument", b"x")]), "Word 或 WPS 文字", "填入"),
        (b"%PDF-1.7".to_vec(), "PDF", "填入"),
        (b"\x89PNG\r\n".to_vec(), "图片", "填入"),
        (b"Rar!\x1a\x07\x01\x00".to_vec(), "RAR", "解压"),
        (b"7z\xbc\xaf\x27\x1c\x00\x04".to_vec(), "7z", "解压"),
        (b"\x1f\x8b\x08".to_vec(), "GZ", "解压"),
        (b"{\\rtf1".to_vec(), "RTF", "填入"),
    ];
    for (bytes, kind, remedy) in cases {
        refused_with_remedy(&bytes, kind, remedy);
    }
}

#[test]
fn text_that_pretends_to_be_a_workbook_is_refused_by_its_true_kind() {
    let gbk = encoding_rs::GB18030.encode("单位名称,分值\n唐溪镇,95\n").0.into_owned();
    let cases: [(&[u8], &str); 6] = [
        ("单位名称,分值\n唐溪镇,95\n".as_bytes(), "CSV"),
        (&gbk, "CSV"),
        (b"<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><table>", "HTML"),
        (b"<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>", "XML 表格 2003"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "MHTML"),
        (b"\x01\x02\x03\xff\xfe\x80", "无法识别"),
    ];
    for (bytes, kind) in cases {
        refused_with_remedy(bytes, kind, "另存为");
    }
}

// ---- values ----

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
        eprintln!("SKIPPED: {} is not here, no real form was read", folder.display());
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
