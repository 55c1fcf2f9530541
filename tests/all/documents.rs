//! Word documents: what becomes of paragraphs, tables, and everything beside them.

use huizong::model::{Area, Case, CellRef, Finding};
use huizong::pipeline;
use huizong::text::Lang;
use huizong::workbook::{Book, Sheet, read};

use crate::document::{BODY, document, of_lines, paragraph, table, with_parts};
use crate::library::delivered;
use crate::package::Parts;
use crate::reading::{SOURCE, at, opened};

/// A paragraph that is too long for a line of a form.
const RUNNING: &str = "本部门全年完成农村公路日常养护任务，路况明显改善，沿线群众出行更加便利，资金使用规范，制度健全，各项工作按计划推进，年终考核达到预期。";

fn book(parts: &Parts) -> Book {
    opened(&parts.zip()).value
}

/// Every filled cell as "A1 text".
fn shown(sheet: &Sheet) -> Vec<String> {
    sheet.cells().map(|(at, cell)| format!("{at} {}", cell.raw)).collect()
}

fn names(book: &Book) -> Vec<&str> {
    book.sheets.iter().map(|sheet| &*sheet.name).collect()
}

fn run(inner: &str) -> String {
    format!("<w:p>{inner}</w:p>")
}

#[test]
fn every_paragraph_is_a_row_and_blank_ones_count() {
    let book = book(&of_lines("一、部门基本情况\n\n负责养护 & 保洁。"));
    assert_eq!(names(&book), ["正文"]);
    assert_eq!(shown(&book.sheets[0]), ["A1 一、部门基本情况", "A3 负责养护 & 保洁。"]);
}

#[test]
fn a_paragraph_keeps_its_tabs_and_breaks_and_is_whole_however_it_is_cut_into_runs() {
    let text = |inner: &str| shown(&book(&document(&run(inner))).sheets[0]).concat();
    assert_eq!(
        text("<w:r><w:t>养</w:t></w:r><w:r><w:t>护</w:t><w:tab/><w:t>路</w:t><w:br/><w:t>段</w:t></w:r>"),
        "A1 养护\t路\n段"
    );
    assert_eq!(
        text(
            "<w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink><w:smartTag><w:r><w:t>文字</w:t></w:r></w:smartTag>"
        ),
        "A1 链接文字"
    );
    assert_eq!(
        text(
            "<w:sdt><w:sdtPr><w:alias w:val=\"x\"/></w:sdtPr><w:sdtContent><w:r><w:t>控件</w:t></w:r></w:sdtContent></w:sdt>"
        ),
        "A1 控件"
    );
    assert_eq!(
        text(
            "<w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>DATE</w:instrText><w:fldChar w:fldCharType=\"separate\"/><w:t>2025年</w:t></w:r>"
        ),
        "A1 2025年"
    );
    assert_eq!(
        text(
            "<w:r><w:ruby><w:rt><w:r><w:t>yang</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>养</w:t></w:r></w:rubyBase></w:ruby></w:r>"
        ),
        "A1 养"
    );
}

#[test]
fn ticked_boxes_of_every_kind_are_read() {
    let old = |state: &str| {
        format!(
            "<w:r><w:fldChar><w:ffData><w:checkBox><w:default w:val=\"0\"/>{state}</w:checkBox></w:ffData></w:fldChar></w:r>"
        )
    };
    let symbol = |code: &str| format!("<w:r><w:sym w:font=\"Wingdings\" w:char=\"{code}\"/></w:r>");
    let control = "<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val=\"1\"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>☒</w:t></w:r></w:sdtContent></w:sdt>";
    let text = [old("<w:checked/>"), old(""), symbol("F0FE"), symbol("F0A8"), control.to_owned()].concat();
    assert_eq!(shown(&book(&document(&run(&text))).sheets[0]), ["A1 ☑☐☑☐☒"]);
    let list = "<w:r><w:ffData><w:ddList><w:result w:val=\"1\"/><w:listEntry w:val=\"优\"/><w:listEntry w:val=\"良\"/></w:ddList></w:ffData></w:r>";
    assert_eq!(shown(&book(&document(&run(list))).sheets[0]), ["A1 良"]);
}

fn said(findings: &[Finding], code: &str) -> Vec<String> {
    findings.iter().filter(|finding| finding.code.0 == code).map(|finding| finding.message(Lang::Zh)).collect()
}

#[test]
fn deleted_text_is_left_out_inserted_text_is_kept_and_both_are_mentioned() {
    let changed = run(
        "<w:del><w:r><w:delText>90</w:delText></w:r></w:del><w:ins><w:r><w:t>95</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom><w:r><w:t>%</w:t></w:r>",
    );
    let checked = opened(&document(&changed).zip());
    assert_eq!(shown(&checked.value.sheets[0]), ["A1 95%"]);
    let said = said(&checked.findings, "F09");
    assert!(said.len() == 1 && said[0].contains("修订"), "{said:?}");
    let row = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    assert_eq!(shown(&book(&document(row)).sheets[0]), ["A1 甲"]);
}

#[test]
fn hidden_text_and_pictures_are_mentioned() {
    let inner = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>可见</w:t></w:r><w:r><w:drawing><a:blip/></w:drawing></w:r>";
    let checked = opened(&document(&run(inner)).zip());
    assert_eq!(shown(&checked.value.sheets[0]), ["A1 隐藏可见"]);
    let said = said(&checked.findings, "F09").concat();
    assert!(said.contains("图片") && said.contains("隐藏的文字"), "{said}");
}

#[test]
fn a_table_in_running_text_is_a_sheet_of_its_own_with_its_merged_cells() {
    let rows: &[&[&str]] = &[
        &["vMerge=restart|科目", "gridSpan=2|金额"],
        &["vMerge|", "预算", "决算\n（万元）"],
        &["合计", "100", "98.5"],
    ];
    let body = [paragraph(RUNNING), table(rows), paragraph("以上数据已核对。")].concat();
    let book = book(&document(&body));
    assert_eq!(names(&book), ["正文", "表1"]);
    assert_eq!(shown(&book.sheets[0])[1..], ["A2 （见表1）", "A3 以上数据已核对。"]);
    let sheet = &book.sheets[1];
    assert_eq!(shown(sheet), ["A1 科目", "B1 金额", "B2 预算", "C2 决算\n（万元）", "A3 合计", "B3 100", "C3 98.5"]);
    let area = |first: &str, last: &str| Area::spanning(at(first), at(last));
    assert_eq!(sheet.merges(), [area("A1", "A2"), area("B1", "C1")]);
}

#[test]
fn a_cover_that_is_laid_out_as_a_table_stays_in_the_running_text() {
    let right = include_str!("report.txt");
    let cover = table(&[
        &["部门名称", "示范县公路养护中心（公章）", "填报人", "李明"],
        &["联系电话", "0751-1234567", "填报日期", "2025年2月20日"],
    ]);
    let at = right.lines().position(|line| line.starts_with("部门名称")).expect("the cover");
    let body: String = right
        .lines()
        .enumerate()
        .filter(|(_, line)| {
            !["部门名称", "填 报 人", "联系电话", "填报日期"].iter().any(|label| line.starts_with(label))
        })
        .map(|(row, line)| if row == at - 1 { cover.clone() } else { paragraph(line) })
        .collect();
    let library = delivered();
    let file = pipeline::check_bytes(document(&body).zip(), "报告.docx", library);
    let findings: Vec<String> = file.every_finding().map(|f| format!("{} {}", f.code, f.message(Lang::Zh))).collect();
    assert!(findings.is_empty(), "{findings:?}");
    let submission = &file.cases[0].submission;
    assert_eq!(submission.answer("unit").as_deref(), Some("示范县公路养护中心"));
    assert_eq!(submission.answer("fill_date").as_deref(), Some("2025-02-20"));
}

#[test]
fn a_section_of_a_report_may_be_a_table() {
    let right = include_str!("report.txt");
    let (before, after) =
        right.split_once("全年预算5,320.6万元，支出5,214.18万元，预算执行率98%。").expect("the section");
    let numbers = table(&[&["科目", "预算数", "决算数"], &["基本支出", "1200", "1180"]]);
    let lines = |text: &str| text.lines().map(paragraph).collect::<String>();
    let library = delivered();
    let body = [lines(before), numbers, lines(after)].concat();
    let file = pipeline::check_bytes(document(&body).zip(), "报告.docx", library);
    let found: Vec<(&str, Option<&str>)> = file.every_finding().map(|f| (f.code.0, f.place.sheet())).collect();
    assert_eq!(found, [("F08", Some("表1"))]);
}

#[test]
fn merged_cells_that_do_not_line_up_stay_apart() {
    let rows: &[&[&str]] = &[
        &["vMerge=restart|甲", "vMerge=restart|乙"],
        &["gridSpan=2|vMerge|丙"],
        &["vMerge=restart|丁", "戊"],
        &["vMerge=restart|己", "庚"],
        &["vMerge|", "辛"],
    ];
    let book = book(&document(&table(rows)));
    let merges: Vec<String> = book.sheets[0].merges().iter().map(|a| format!("{}:{}", a.first, a.last)).collect();
    assert_eq!(merges, ["A2:B2", "A4:A5"]);
    let indented = "<w:tbl><w:tr><w:trPr><w:gridBefore w:val=\"2\"/></w:trPr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    assert_eq!(shown(&self::book(&document(indented)).sheets[0]), ["C1 甲"]);
}

#[test]
fn a_table_inside_a_table_follows_it() {
    let inner = table(&[&["内"]]);
    let outer = format!("<w:tbl><w:tr><w:tc>{}{inner}</w:tc></w:tr></w:tbl>", paragraph("外"));
    let body = paragraph(RUNNING) + &outer;
    let book = book(&document(&body));
    assert_eq!(names(&book), ["正文", "表1", "表2"]);
    assert_eq!(shown(&book.sheets[1]), ["A1 外"]);
    assert_eq!(shown(&book.sheets[2]), ["A1 内"]);
}

#[test]
fn text_boxes_notes_comments_headers_and_footers_become_sheets() {
    let boxed = "<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent><w:t>段落</w:t></w:r></w:p>";
    let note = format!("<w:footnote>{}</w:footnote>", paragraph("数据截至年底。"));
    let page = "<w:p><w:r><w:t>第</w:t></w:r><w:fldSimple w:instr=\" PAGE \"><w:r><w:t>1</w:t></w:r></w:fldSimple><w:r><w:t>页</w:t></w:r></w:p>";
    let comment = format!("<w:comment>{}</w:comment>", paragraph("请核对"));
    let parts = with_parts(
        boxed,
        &[
            ("footnotes", "footnotes", &note),
            ("header", "hdr", &paragraph("示范县公路养护中心")),
            ("footer", "ftr", page),
            ("comments", "comments", &comment),
        ],
    );
    let book = book(&parts);
    assert_eq!(names(&book), ["正文", "脚注", "页眉", "批注", "文本框"]);
    let texts: Vec<String> = book.sheets.iter().flat_map(shown).collect();
    assert_eq!(texts, ["A1 段落", "A1 数据截至年底。", "A1 示范县公路养护中心", "A1 请核对", "A1 框内"]);
}

/// The national form as a table, with its title and year above and its signatures below, with and without a long note.
#[test]
fn a_form_in_a_document_is_read_like_one_in_a_workbook() {
    let rows = crate::example_form::rows();
    let cells: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    let (above, rest) = cells.split_at(2);
    let (body, below) = rest.split_at(rest.len() - 1);
    let lines = |rows: &[Vec<&str>]| -> String {
        let texts = rows.iter().flatten().map(|cell| cell.rsplit('|').next().unwrap_or_default());
        texts.filter(|text| !text.is_empty()).map(paragraph).collect()
    };
    let body: Vec<&[&str]> = body.iter().map(Vec::as_slice).collect();
    let form = [lines(above), table(&body), lines(below)].concat();
    let notes = format!("{form}{}", paragraph(&format!("备注：{RUNNING}")));
    let library = delivered();
    let right = pipeline::check_bytes(crate::example_form::workbook(&[]), "自评表.xlsx", library);
    let names = |case: &Case| -> Vec<String> {
        case.submission
            .all_indicators()
            .map(|row| format!("{} {} {}", row.name, row.target.raw, row.score.raw))
            .collect()
    };
    for body in [form, notes] {
        let file = pipeline::check_bytes(document(&body).zip(), "自评表.docx", library);
        let findings: Vec<_> = file.every_finding().map(|f| format!("{} {}", f.code, f.message(Lang::Zh))).collect();
        assert!(findings.is_empty(), "{findings:?}");
        let (case, wanted) = (&file.cases[0], &right.cases[0]);
        assert_eq!(case.submission.form, wanted.submission.form);
        assert_eq!(case.scorecard.total, wanted.scorecard.total);
        for id in ["year", "unit", "project", "goal", "completion"] {
            assert_eq!(case.submission.answer(id), wanted.submission.answer(id), "{id}");
        }
        assert_eq!(names(case), names(wanted));
        assert!(file.unread.is_empty(), "{:?}", file.unread);
    }
}

#[track_caller]
fn refused(parts: &Parts, because: &str) {
    let finding = read(&parts.zip(), SOURCE).expect_err(because);
    let (message, advice) = (finding.message(Lang::Zh), finding.advice.get(Lang::Zh));
    assert!(finding.code.0 == "F01" && message.contains(because), "{message}");
    assert!(advice.contains(".docx") || advice.contains("上传"), "{advice}");
}

#[test]
fn a_damaged_or_dangerous_document_is_refused_with_the_remedy() {
    let right = of_lines("一、部门基本情况");
    refused(&right.clone().without(BODY), "缺少部件 word/document.xml");
    refused(&right.clone().edit(BODY, "</w:body>", ""), "语法错误");
    refused(&right.clone().edit(BODY, "<w:body>", "<!DOCTYPE x><w:body>"), "");
    refused(&right.clone().edit(BODY, "w:body>", "w:x>"), "不是 Word 文档的正文");
    refused(
        &right.clone().with(
            BODY,
            &format!("<w:document><w:body>{}{}</w:body></w:document>", "<w:a>".repeat(300), "</w:a>".repeat(300)),
        ),
        "嵌套超过 200 层",
    );
    refused(&document(&table(&[&["gridSpan=60000|甲", "乙"]])), "60000");
    let finding = read(&of_lines("").zip(), SOURCE).expect_err("nothing in it");
    assert!(finding.message(Lang::Zh).contains("没有任何内容"));
    let whole = of_lines("一、部门基本情况").zip();
    for cut in [whole.len() - 10, whole.len() / 2, 30] {
        assert_eq!(read(&whole[..cut], SOURCE).expect_err("cut").code.0, "F01");
    }
}

#[test]
fn tables_and_boxes_nested_as_deep_as_allowed_are_read() {
    let nested = |open: &str, close: &str, levels: usize| {
        let inner = open.repeat(levels) + &paragraph("最里面") + &close.repeat(levels);
        book(&document(&(paragraph(RUNNING) + &inner)))
    };
    let tables = nested("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 64);
    assert_eq!(names(&tables), ["正文", "表64"]);
    let boxes = nested("<w:p><w:r><w:txbxContent>", "</w:txbxContent></w:r></w:p>", 64);
    assert_eq!(names(&boxes), ["正文", "文本框"]);
}

#[test]
fn the_cells_of_a_document_are_named_like_any_others() {
    let book = book(&of_lines("甲\n乙"));
    assert!(book.sheets[0].get(CellRef::new(1, 0)).is_some());
}

#[test]
fn a_text_longer_than_any_report_is_refused_instead_of_searched() {
    let lines = "一、部门基本情况。负责有关工作。\n".repeat(40_000);
    let refusal = read(lines.as_bytes(), SOURCE).expect_err("too long");
    assert_eq!(refusal.code.0, "F01");
    assert!(refusal.message(Lang::Zh).contains("50 万字"), "{}", refusal.message(Lang::Zh));
}
