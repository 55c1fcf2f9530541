//! A national form that is complete and right: small, realistic, and fictional. The pages of the checks change cells of it.

use huizong::model::CellRef;
use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};

/// Every filled cell, with what it shows; what reads as a number is stored as one.
pub const RIGHT: &[(&str, &str)] = &[
    ("A1", "项目支出绩效自评表"),
    ("A2", "（2024年度）"),
    ("A3", "项目名称"),
    ("D3", "农村公路日常养护"),
    ("A4", "主管部门"),
    ("D4", "示范县交通运输局"),
    ("G4", "实施单位"),
    ("H4", "示范县公路养护中心"),
    ("A5", "项目资金\n（万元）"),
    ("E5", "年初预算数"),
    ("F5", "全年预算数"),
    ("G5", "全年执行数"),
    ("H5", "分值"),
    ("I5", "执行率"),
    ("J5", "得分"),
    ("D6", "年度资金总额："),
    ("E6", "200"),
    ("F6", "200"),
    ("G6", "190"),
    ("H6", "10"),
    ("I6", "95%"),
    ("J6", "9.5"),
    ("D7", "其中：当年财政拨款"),
    ("E7", "180"),
    ("F7", "180"),
    ("G7", "170"),
    ("H7", "—"),
    ("I7", "—"),
    ("J7", "—"),
    ("D8", "上年结转资金"),
    ("E8", "20"),
    ("F8", "20"),
    ("G8", "20"),
    ("D9", "其他资金"),
    ("E9", "0"),
    ("F9", "0"),
    ("G9", "0"),
    ("A10", "年度总体\n目标"),
    ("B10", "预期目标"),
    ("G10", "实际完成情况"),
    ("B11", "完成农村公路日常养护120公里，改善沿线群众出行条件。"),
    ("G11", "全年完成农村公路日常养护120公里，验收合格，群众出行条件改善。"),
    ("A12", "绩\n效\n指\n标"),
    ("B12", "一级指标"),
    ("C12", "二级指标"),
    ("D12", "三级指标"),
    ("F12", "年度指标值"),
    ("G12", "实际完成值"),
    ("H12", "分值"),
    ("I12", "得分"),
    ("J12", "偏差原因分析及改进措施"),
    ("B13", "产出指标（50分）"),
    ("C13", "数量指标"),
    ("D13", "农村公路养护里程"),
    ("F13", "≥120公里"),
    ("G13", "120公里"),
    ("H13", "15"),
    ("I13", "15"),
    ("C14", "质量指标"),
    ("D14", "养护工程验收合格率"),
    ("F14", "≥98%"),
    ("G14", "98.5%"),
    ("H14", "15"),
    ("I14", "15"),
    ("C15", "时效指标"),
    ("D15", "养护任务按期完成率"),
    ("F15", "≥100%"),
    ("G15", "95%"),
    ("H15", "10"),
    ("I15", "9.5"),
    ("J15", "9月强降雨致两处路段延期完工，今后提前安排汛期施工。"),
    ("C16", "成本指标"),
    ("D16", "养护总成本"),
    ("F16", "≤200万元"),
    ("G16", "190万元"),
    ("H16", "10"),
    ("I16", "10"),
    ("B17", "效益指标（30分）"),
    ("C17", "社会效益指标"),
    ("D17", "出行条件改善的群众人数"),
    ("F17", "≥3万人"),
    ("G17", "3.2万人"),
    ("H17", "15"),
    ("I17", "15"),
    ("C18", "可持续影响指标"),
    ("D18", "养护管理机制"),
    ("F18", "建立并落实养护管理制度"),
    ("G18", "达成预期指标"),
    ("H18", "15"),
    ("I18", "15"),
    ("B19", "满意度指标（10分）"),
    ("C19", "服务对象满意度指标"),
    ("D19", "沿线群众满意度"),
    ("F19", "≥90%"),
    ("G19", "92%"),
    ("H19", "10"),
    ("I19", "10"),
    ("A20", "总分"),
    ("H20", "100"),
    ("I20", "99"),
    ("A21", "填报人：李明"),
    ("D21", "联系电话：0751-1234567"),
    ("G21", "填报日期：2025年2月20日"),
];

const MERGED: &[&str] = &[
    "A1:J1", "A2:J2", "A3:C3", "D3:J3", "A4:C4", "D4:F4", "H4:J4", "A5:C9", "A10:A11", "B10:F10", "G10:J10", "B11:F11",
    "G11:J11", "A12:A19", "B13:B16", "B17:B18", "D12:E12", "D13:E13", "D14:E14", "D15:E15", "D16:E16", "D17:E17",
    "D18:E18", "D19:E19", "A20:G20", "A21:C21", "D21:F21", "G21:J21",
];

/// A sheet with the form on it, changed.
#[derive(Clone, Copy, Default)]
pub struct Copy<'a> {
    /// The name of the sheet; 自评表 if empty.
    pub sheet: &'a str,
    /// Changed cells: cell, what stands there, what is written instead. `#REF!` becomes an error, nothing a blank cell.
    pub edits: &'a [(&'a str, &'a str, &'a str)],
    /// A row (zero-based) before which one is inserted, and what is written into it: column and text.
    pub row: Option<(u32, &'a [(u16, &'a str)])>,
    /// A column (zero-based) before which one is inserted, and what is written into it: row and text.
    pub column: Option<(u16, &'a [(u32, &'a str)])>,
}

/// The form with some cells changed.
pub fn workbook(edits: &[(&str, &str, &str)]) -> Vec<u8> {
    book(&[Copy { edits, ..Copy::default() }])
}

/// A workbook of several sheets with the form.
pub fn book(copies: &[Copy<'_>]) -> Vec<u8> {
    let mut book = Workbook::new();
    for copy in copies {
        write(copy, book.add_worksheet());
    }
    book.save_to_buffer().expect("a workbook")
}

fn write(copy: &Copy<'_>, sheet: &mut Worksheet) {
    for (cell, from, _) in copy.edits {
        let stands = RIGHT.iter().find(|(right, _)| right == cell).map_or("", |(_, text)| text);
        assert_eq!(stands, *from, "what stands in {cell} of the right form");
    }
    let at = |cell: &str| {
        let cell: CellRef = cell.parse().expect("an address");
        let below = copy.row.is_some_and(|(row, _)| cell.row() >= row);
        let behind = copy.column.is_some_and(|(col, _)| cell.col() >= col);
        (cell.row() + u32::from(below), cell.col() + u16::from(behind))
    };
    sheet.set_name(if copy.sheet.is_empty() { "自评表" } else { copy.sheet }).expect("a name");
    for area in MERGED {
        let (first, last) = area.split_once(':').expect("two corners");
        let ((row, col), (last_row, last_col)) = (at(first), at(last));
        sheet.merge_range(row, col, last_row, last_col, "", &Format::new()).expect("an area");
    }
    let added = copy.edits.iter().filter(|(_, from, _)| from.is_empty()).map(|(cell, ..)| (*cell, ""));
    for (cell, text) in RIGHT.iter().copied().chain(added) {
        let text = copy.edits.iter().find(|(edited, ..)| *edited == cell).map_or(text, |(.., to)| *to);
        let (row, col) = at(cell);
        put(sheet, row, col, text);
    }
    if let Some((row, texts)) = copy.row {
        for (col, text) in texts {
            put(sheet, row, *col, text);
        }
    }
    if let Some((col, texts)) = copy.column {
        for (row, text) in texts {
            put(sheet, *row, col, text);
        }
    }
}

fn put(sheet: &mut Worksheet, row: u32, col: u16, text: &str) {
    let written = if text.is_empty() {
        return;
    } else if text.starts_with('#') {
        sheet.write_formula(row, col, Formula::new("=ZZ1").set_result(text))
    } else if let Ok(number) = text.parse::<f64>() {
        sheet.write_number(row, col, number)
    } else {
        sheet.write_string(row, col, text)
    };
    written.expect("a cell");
}

/// The form as rows of a table in a document: the properties of every cell before its text, parted by `|`.
pub fn rows() -> Vec<Vec<String>> {
    let corners = |area: &str| {
        let (first, last) = area.split_once(':').expect("two corners");
        (at(first), at(last))
    };
    let areas: Vec<_> = MERGED.iter().map(|area| corners(area)).collect();
    let row = |row: u32| {
        let mut cells = Vec::new();
        let mut col = 0;
        while col < 10 {
            let own = ((row, col), (row, col));
            let inside = |((first_row, first_col), (last_row, last_col)): &&((u32, u16), (u32, u16))| {
                (*first_row..=*last_row).contains(&row) && (*first_col..=*last_col).contains(&col)
            };
            let (first, last) = areas.iter().find(inside).copied().unwrap_or(own);
            let merge = if first.0 == last.0 {
                ""
            } else if first.0 == row {
                "vMerge=restart|"
            } else {
                "vMerge|"
            };
            let text = RIGHT.iter().find(|(cell, _)| at(cell) == (row, col)).map_or("", |(_, text)| text);
            cells.push(format!("gridSpan={}|{merge}{text}", last.1 - first.1 + 1));
            col = last.1 + 1;
        }
        cells
    };
    (0..21).map(row).collect()
}

fn at(cell: &str) -> (u32, u16) {
    let cell: CellRef = cell.parse().expect("an address");
    (cell.row(), cell.col())
}
