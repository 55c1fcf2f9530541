//! What is not read: files of another kind, and workbooks that could be misread or do harm.

use huizong::model::{Finding, Place, Severity};
use huizong::text::Lang;
use huizong::workbook::read;

use crate::package::{Parts, RELATIONS, SHEET, STRINGS, STYLES, WORKBOOK, central, compound, patched};
use crate::reading::SOURCE;

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
    // A text is empty as well as a workbook: nobody is told to save it as one.
    assert!(!refused(b"", "").advice.get(Lang::Zh).contains(".xlsx"));
}

#[test]
fn a_text_that_was_cut_inside_a_character_is_refused_as_damaged_and_not_read_as_gibberish() {
    let text = "一、部门职能\n负责农村公路养护";
    for cut in 1..3 {
        for mark in ["", "\u{feff}"] {
            let whole = format!("{mark}{text}");
            refused_with_remedy(&whole.as_bytes()[..whole.len() - cut], "文本已损坏", "重新上传");
        }
    }
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
    let cases: [(Vec<u8>, &str, &str); 13] = [
        (zip(&["_rels/.rels", "xl/workbook.bin"]), ".xlsb", "另存为"),
        (zip(&["mimetype", "content.xml", "META-INF/manifest.xml"]), "OpenDocument", "另存为"),
        (zip(&["_rels/.rels", "ppt/presentation.xml"]), "演示文稿", "填入"),
        (zip(&["OFD.xml", "Doc_0/Document.xml"]), "OFD", "填入"),
        (zip(&["唐溪镇.xlsx"]), "ZIP 压缩包，本身不是工作簿", "解压"),
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

// ---- the package ----

/// A right workbook of one number, 95.5.
fn right() -> Parts {
    Parts::row("<c r=\"A1\"><v>95.5</v></c>")
}

#[test]
fn a_cut_upload_is_named_as_such() {
    let whole = right().zip();
    for percent in [1, 10, 50, 90, 99] {
        refused_with_remedy(&whole[..whole.len() * percent / 100], if percent == 1 { "" } else { "截断" }, "重新上传");
    }
}

#[test]
fn a_number_damaged_on_its_way_is_not_read() {
    refused(&patched(right().stored(), b"95.5", b"15.5"), "校验值");
}

#[test]
fn two_parts_of_one_name_are_refused() {
    let twin = right().with("xl/worksheets/sheetX.xml", "<worksheet/>");
    refused(&patched(twin.stored(), b"sheetX.xml", b"sheet1.xml"), "同名部件");
    refused(&right().with("xl/worksheets/SHEET1.xml", "<worksheet/>").zip(), "同名部件");
    refused(&right().with("xl\\worksheets\\sheet1.xml", "<worksheet/>").zip(), "同名部件");
}

#[test]
fn parts_that_overlap_are_refused() {
    let mut bytes = right().with("xl/other.xml", "<a/>").stored();
    let (sheet, other) = (central(&bytes, SHEET), central(&bytes, "xl/other.xml"));
    let offset = bytes[sheet + 42..sheet + 46].to_vec();
    bytes[other + 42..other + 46].copy_from_slice(&offset);
    refused(&bytes, "");
}

#[test]
fn a_bomb_is_refused_before_it_is_unpacked() {
    let declared = |name: &str, size: u32, mut bytes: Vec<u8>| {
        let header = central(&bytes, name);
        bytes[header + 24..header + 28].copy_from_slice(&size.to_le_bytes());
        bytes
    };
    refused(&declared(SHEET, 300 << 20, right().zip()), "256 MiB");
    let mut many = right().with("xl/media/1.bin", "x").with("xl/media/2.bin", "x").with("xl/media/3.bin", "x").zip();
    for name in ["xl/media/1.bin", "xl/media/2.bin", "xl/media/3.bin"] {
        many = declared(name, 250 << 20, many);
    }
    refused(&many, "512 MiB");
    refused(&declared(SHEET, 10, right().zip()), "长度");
    refused(&declared(SHEET, 1 << 20, right().zip()), "长度");
    let parts = (0..5_001).fold(right(), |mut parts, number| {
        parts.0.push((format!("x/{number}"), Vec::new()));
        parts
    });
    refused(&parts.stored(), "5000");
}

#[test]
fn an_encrypted_or_unknown_packing_is_named() {
    let mut locked = right().zip();
    let header = central(&locked, SHEET);
    locked[header + 8] |= 1;
    refused(&locked, "打开密码");
    let mut strange = right().zip();
    let header = central(&strange, SHEET);
    strange[header + 10] = 98;
    refused(&strange, "压缩方式");
}

#[test]
fn a_workbook_that_lacks_a_part_is_refused() {
    for name in [WORKBOOK, RELATIONS, SHEET, STYLES, STRINGS] {
        refused(&right().without(name).zip(), "缺少部件");
    }
}

#[test]
fn a_workbook_without_sheets_or_content_is_refused() {
    refused(&right().edit(WORKBOOK, "<sheet name=\"自评表\" r:id=\"rId1\"/>", "").zip(), "没有可读的工作表");
    refused(&right().edit(RELATIONS, "/worksheet\"", "/chartsheet\"").zip(), "没有可读的工作表");
    refused(&Parts::new("").zip(), "没有任何内容");
    refused(&Parts::row("<c r=\"A1\" s=\"0\"/>").zip(), "没有任何内容");
}

#[test]
fn sheets_that_cannot_be_told_apart_are_refused() {
    let second = |name: &str, id: &str| {
        right().edit(WORKBOOK, "</sheets>", &format!("<sheet name=\"{name}\" r:id=\"{id}\"/></sheets>"))
    };
    refused(&second("自评表", "rId1").zip(), "两张工作表同名");
    refused(&second("", "rId1").zip(), "没有名称");
    refused(&second("附表", "rId1").zip(), "同一份数据");
    refused(&second("附表", "rId9").zip(), "缺少部件");
    refused(&right().edit(RELATIONS, "/worksheet\"", "/workshiet\"").zip(), "workshiet");
    refused(&right().edit(WORKBOOK, "</sheets>", "<shet name=\"附表\" r:id=\"rId2\"/></sheets>").zip(), "shet");
    refused(&right().edit(RELATIONS, "rId2", "rId1").zip(), "rId1");
    refused(&right().edit(RELATIONS, "/styles\"", "/sharedStrings\"").zip(), "sharedStrings");
    let sheets: Vec<String> = (0..1_001).map(|n| format!("<sheet name=\"{n}\" r:id=\"rId2\"/>")).collect();
    let many = right().edit(WORKBOOK, "</sheets>", &format!("{}</sheets>", sheets.concat()));
    refused(&many.edit(RELATIONS, "/sharedStrings\"", "/chartsheet\"").zip(), "1000");
}

#[test]
fn a_number_format_that_cannot_be_known_is_refused() {
    refused(&right().edit(STYLES, "<xf numFmtId=\"200\"", "<xf numFmtId=\"1O\"").zip(), "1O");
    refused(&right().edit(STYLES, "<numFmt numFmtId=\"200\"", "<numFmt numFmtId=\"\"").zip(), "无法识别");
    refused(&right().edit(STYLES, "<xf numFmtId=\"200\"", "<xg numFmtId=\"200\"").zip(), "xg");
    refused(&right().edit(STYLES, "<numFmt ", "<numFmx ").zip(), "numFmx");
    refused(
        &right().edit(STYLES, "<numFmt ", "<numFmt numFmtId=\"200\" formatCode=\"0%\"/><numFmt ").zip(),
        "出现两次",
    );
    let long = "0".repeat(5_000);
    refused(&right().formats(&["General", &format!("\"{long}\"")]).zip(), "格式过多或过长");
}

// ---- the XML ----

#[test]
fn a_document_type_declaration_is_refused_wherever_it_stands() {
    let bomb = "<!DOCTYPE a [<!ENTITY b \"95\">]>";
    for (name, root) in [
        (SHEET, "<worksheet"),
        (WORKBOOK, "<workbook"),
        (STRINGS, "<sst"),
        (STYLES, "<styleSheet"),
        (RELATIONS, "<Relationships"),
    ] {
        refused(&right().edit(name, root, &format!("{bomb}{root}")).zip(), "DTD");
    }
}

#[test]
fn text_in_another_encoding_is_refused() {
    let mut wide = right();
    let text = wide.0.iter_mut().find(|(name, _)| name == SHEET).expect("the sheet");
    text.1 = String::from_utf8_lossy(&text.1).encode_utf16().flat_map(u16::to_le_bytes).collect();
    refused(&wide.zip(), "");
    refused(&right().edit(SHEET, "<worksheet", "<?xml version=\"1.0\" encoding=\"GBK\"?><worksheet").zip(), "UTF-8");
    let mut bytes = right();
    bytes.0.iter_mut().find(|(name, _)| name == STRINGS).expect("the strings").1.extend(b"\xcc\xc6");
    refused(&bytes.zip(), "UTF-8");
}

#[test]
fn a_part_that_is_not_well_formed_is_refused() {
    for (from, to) in [
        ("</worksheet>", ""),
        ("</sheetData>", "</sheetDatum>"),
        ("<v>95.5</v>", "<v>95.5"),
        ("95.5", "&unknown;"),
        ("95.5", "<?pi?>95.5"),
        ("r=\"A1\"", "r=A1"),
        ("r=\"A1\"", "r=\"A1\" r=\"B1\""),
        ("<v>", "</c></row></sheetData></worksheet></v>"),
    ] {
        refused(&right().edit(SHEET, from, to).zip(), "");
    }
    let deep = format!("{}{}", "<a>".repeat(201), "</a>".repeat(201));
    refused(&right().edit(SHEET, "<sheetData>", &format!("{deep}<sheetData>")).zip(), "200 层");
}

#[test]
fn a_sheet_has_its_data_exactly_once() {
    refused(&right().edit(SHEET, "</sheetData>", "</sheetData><sheetData/>").zip(), "两个单元格数据区");
    refused(&right().with(SHEET, "<worksheet/>").zip(), "没有单元格数据区");
    refused(&right().edit(SHEET, "worksheet", "chartsheet").zip(), "没有单元格数据区");
}

#[test]
fn alternative_or_unknown_content_among_the_cells_is_refused() {
    let other = "<mc:AlternateContent><mc:Choice><c r=\"B1\"><v>1</v></c></mc:Choice></mc:AlternateContent>";
    for (from, to) in [
        ("<row", format!("{other}<row")),
        ("<c ", format!("{other}<c ")),
        ("<v>95.5</v>", other.to_owned()),
        ("<v>95.5</v>", "<v>95.5</v><extLst/>".to_owned()),
        ("<v>95.5</v>", "<v>95.5</v><v>1</v>".to_owned()),
        ("<v>95.5</v>", "<v>95.5</v><f>B1</f>".to_owned()),
        ("<v>95.5</v>", "<v><b>95.5</b></v>".to_owned()),
        ("<v>95.5</v>", "95.5".to_owned()),
        ("<v>95.5</v>", "<v><![CDATA[95.5]]></v>".to_owned()),
        ("</sheetData>", "</sheetData><row r=\"9\"/>".to_owned()),
        ("</sheetData>", format!("</sheetData>{other}")),
    ] {
        refused(&right().edit(SHEET, from, &to).zip(), "");
    }
    for text in [
        "<si><t>甲</t><t>乙</t></si>",
        "<si><t>甲<t>乙</t></t></si>",
        "<x><si/></x>",
        "<si><x><t>甲</t></x></si>",
        "<sst/>",
    ] {
        refused(&right().edit(STRINGS, "<si/>", text).zip(), "无法识别的内容");
    }
}

#[test]
fn a_reference_outside_the_grid_is_refused() {
    for reference in ["A4294967297", "XFE1", "A1048577", "ABCDEFGHIJKLMN1", "A0", "1", "", "A1:B2", "A&#49;"] {
        refused_cell(&format!("<c r=\"{reference}\"><v>1</v></c>"), "不在 A1:XFD1048576");
    }
    for row in ["0", "1048577", "4294967297", "+1", " 1", ""] {
        refused(&Parts::new(&format!("<row r=\"{row}\"><c><v>1</v></c></row>")).zip(), "不在 A1:XFD1048576");
    }
    refused_cell("<c r=\"XFD1\"><v>1</v></c><c><v>2</v></c>", "不在 A1:XFD1048576");
    refused_cell("<c r=\"A2\"><v>1</v></c>", "行号与地址不一致");
}

#[test]
fn a_cell_that_occurs_twice_is_refused_even_if_one_is_empty() {
    refused_cell("<c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c>", "自评表!A1 在文件中出现两次");
    refused_cell("<c r=\"A1\"><v>1</v></c><c r=\"A1\"/>", "出现两次");
    refused_cell("<c r=\"A1\" s=\"0\"></c><c r=\"B1\"/><c r=\"A1\"><v>1</v></c>", "出现两次");
    let row = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>";
    refused(&Parts::new(&format!("{row}<row r=\"2\"/>{row}")).zip(), "出现两次");
}

#[test]
fn a_string_index_is_plain_digits_within_the_table() {
    for index in ["6", "1.0", "+1", " 1", "1 ", "\n1\n", "abc", "-1", "1&#50;", "99999999999999999999", "1<!-- -->2"] {
        refused_cell(&format!("<c r=\"A1\" t=\"s\"><v>{index}</v></c>"), "指向不存在的文字");
    }
}

#[test]
fn a_number_is_plain_and_finite() {
    for number in [
        "NaN",
        "INF",
        "-inf",
        "1e999",
        "1,5",
        " 1",
        "1 ",
        "+1",
        "0x10",
        "１",
        "1&#50;",
        "1<!--c-->2",
        "<!--c-->2",
        "2<?p?>",
    ] {
        refused_cell(&format!("<c r=\"A1\"><v>{number}</v></c>"), "");
    }
    refused_cell("<c r=\"A1\" t=\"n\"><v>九十五</v></c>", "应为数字");
}

#[test]
fn a_cell_of_unknown_type_or_with_a_value_of_another_is_refused() {
    refused_cell("<c r=\"A1\" t=\"x\"><v>1</v></c>", "类型");
    refused_cell("<c r=\"A1\" t=\"\"><v>1</v></c>", "类型");
    refused_cell("<c r=\"A1\" t=\"b\"><v>2</v></c>", "TRUE 或 FALSE");
    refused_cell("<c r=\"A1\" t=\"e\"><v></v></c>", "错误值");
    refused_cell("<c r=\"A1\" t=\"inlineStr\"><v>甲</v></c>", "文字没有存在应在的位置");
    refused_cell("<c r=\"A1\"><is><t>甲</t></is></c>", "文字没有存在应在的位置");
    refused_cell("<c r=\"A1\" s=\"1\"><v>1</v></c>", "格式序号");
    refused_cell("<c r=\"A1\" s=\"-1\"><v>1</v></c>", "格式序号");
}

#[test]
fn claims_that_would_reserve_all_memory_are_refused() {
    for count in ["7", "4000000000", "100000000000", "18446744073709551615", "x"] {
        refused(&right().edit(STRINGS, "uniqueCount=\"6\"", &format!("uniqueCount=\"{count}\"")).zip(), "声称有");
    }
    for index in ["100001", "3000000000", "4000000000", "-1", "x"] {
        refused_cell(&format!("<c r=\"A1\"><f t=\"shared\" si=\"{index}\">B1</f><v>1</v></c>"), "共享公式序号");
    }
}

#[test]
fn merged_areas_that_overlap_or_lie_outside_are_refused() {
    let merged = |references: &[&str]| {
        let cells: Vec<String> = references.iter().map(|one| format!("<mergeCell ref=\"{one}\"/>")).collect();
        let cells = cells.concat();
        right().edit(SHEET, "</sheetData>", &format!("</sheetData><mergeCells>{cells}</mergeCells>")).zip()
    };
    refused(&merged(&["A1:C3", "C3:D4"]), "A1:C3 / C3:D4");
    refused(&merged(&["A5:XFD5", "B1:B9"]), "重叠");
    for reference in ["A1:XFE2", "A1:", "", "A1:B2:C3", "A1048577:B2"] {
        refused(&merged(&[reference]), "不是有效的地址");
    }
    let many: Vec<String> = (1..=100_001).map(|row| format!("A{row}:B{row}")).collect();
    refused(&merged(&many.iter().map(String::as_str).collect::<Vec<_>>()), "10 万处");
}
