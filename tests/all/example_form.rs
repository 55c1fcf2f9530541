//! A small form that is right in every way; tests spoil single cells of it.

use rust_xlsxwriter::{Format, Formula, Workbook};

/// Every cell of the example: national form, one page, nothing wrong in it.
pub const RIGHT: &[(&str, &str)] = &[
    ("A1", "项目支出绩效自评表"),
    ("A2", "（2023年度）"),
    ("A3", "项目名称"),
    ("B3", "村级道路日常养护"),
    ("A4", "主管部门"),
    ("B4", "101-示范县交通运输局"),
    ("F4", "实施单位"),
    ("G4", "101001-示范县公路管理站"),
    ("A5", "项目资金（万元）"),
    ("C5", "年初预算数"),
    ("D5", "全年预算数"),
    ("E5", "全年执行数"),
    ("F5", "分值"),
    ("G5", "执行率"),
    ("H5", "得分"),
    ("B6", "年度资金总额"),
    ("C6", "100"),
    ("D6", "100"),
    ("E6", "96"),
    ("F6", "10"),
    ("G6", "96%"),
    ("H6", "9.6"),
    ("B7", "其中：当年财政拨款"),
    ("C7", "80"),
    ("D7", "80"),
    ("E7", "78"),
    ("F7", "—"),
    ("G7", "97.5%"),
    ("H7", "—"),
    ("B8", "上年结转资金"),
    ("C8", "20"),
    ("D8", "20"),
    ("E8", "18"),
    ("F8", "—"),
    ("G8", "90%"),
    ("H8", "—"),
    ("A10", "年度总体目标"),
    ("B10", "预期目标"),
    ("F10", "实际完成情况"),
    ("B11", "完成120公里村道日常养护，路况保持良好"),
    ("F11", "全年养护村道120公里，两个村的支线推迟到下年"),
    ("A12", "绩效指标"),
    ("B12", "一级指标"),
    ("C12", "二级指标"),
    ("D12", "三级指标"),
    ("E12", "年度指标值"),
    ("F12", "实际完成值"),
    ("G12", "分值"),
    ("H12", "得分"),
    ("I12", "偏差原因分析及改进措施"),
    ("B13", "产出指标（50分）"),
    ("C13", "数量指标"),
    ("D13", "养护里程"),
    ("E13", "≥120公里"),
    ("F13", "120公里"),
    ("G13", "15"),
    ("H13", "15"),
    ("C14", "质量指标"),
    ("D14", "养护验收合格率"),
    ("E14", "≥95%"),
    ("F14", "96%"),
    ("G14", "15"),
    ("H14", "15"),
    ("C15", "时效指标"),
    ("D15", "养护完成时间"),
    ("E15", "2023年12月31日前"),
    ("F15", "2023年11月20日"),
    ("G15", "10"),
    ("H15", "10"),
    ("C16", "成本指标"),
    ("D16", "每公里养护成本"),
    ("E16", "≤0.8万元/公里"),
    ("F16", "0.8万元/公里"),
    ("G16", "10"),
    ("H16", "10"),
    ("B17", "效益指标（30分）"),
    ("C17", "社会效益指标"),
    ("D17", "受益村数"),
    ("E17", "≥20个"),
    ("F17", "18个"),
    ("G17", "15"),
    ("H17", "13.5"),
    ("I17", "两个村因征地推迟，2024年6月前完成"),
    ("C18", "可持续影响指标"),
    ("D18", "管护制度健全性"),
    ("E18", "管护制度健全并执行"),
    ("F18", "达成预期指标"),
    ("G18", "15"),
    ("H18", "15"),
    ("B19", "满意度指标（10分）"),
    ("C19", "服务对象满意度指标"),
    ("D19", "群众满意度"),
    ("E19", "≥90%"),
    ("F19", "93%"),
    ("G19", "10"),
    ("H19", "10"),
    ("A20", "总分"),
    ("G20", "100"),
    ("H20", "98.1"),
    ("A22", "填报人：王小明"),
];

const MERGED: [&str; 8] = ["A1:I1", "A2:I2", "B3:I3", "A5:A8", "B13:B16", "B17:B18", "A12:A19", "B10:E10"];

/// The form with some cells changed: cell, what stands there, what is written instead. "#REF!" becomes an error.
pub fn workbook(edits: &[(&str, &str, &str)]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("自评表").expect("a name");
    let plain = Format::new();
    for area in MERGED {
        let (first, last) = area.split_once(':').expect("two corners");
        let ((row, col), (last_row, last_col)) = (at(first), at(last));
        sheet.merge_range(row, col, last_row, last_col, "", &plain).expect("a merged area");
    }
    for (cell, from, _) in edits {
        let right = RIGHT.iter().find(|(place, _)| place == cell);
        assert_eq!(right.map_or("", |(_, text)| text), *from, "the example form holds something else in {cell}");
    }
    let added = edits.iter().filter(|(cell, from, _)| from.is_empty() && !cell.is_empty());
    for (cell, text) in RIGHT.iter().copied().chain(added.map(|(cell, _, _)| (*cell, ""))) {
        let text = edits.iter().find(|(place, ..)| *place == cell).map_or(text, |(_, _, to)| to);
        let (row, col) = at(cell);
        match text.parse::<f64>() {
            _ if text.is_empty() => continue,
            _ if text.starts_with('#') => sheet.write_formula(row, col, Formula::new("=A1/0").set_result(text)),
            Ok(number) => sheet.write_number(row, col, number),
            Err(_) => sheet.write_string(row, col, text),
        }
        .expect("a cell");
    }
    book.save_to_buffer().expect("a workbook")
}

fn at(cell: &str) -> (u32, u16) {
    let cell: huizong::model::CellRef = cell.parse().expect("a cell");
    (cell.row(), cell.col())
}
