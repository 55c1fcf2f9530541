//! A schema proposed for a form of a family that shares few words with the delivered ones.

use std::fs;

use huizong::pipeline;
use huizong::schema::Role;

use crate::infer::{proposed, records, written};

/// A form of a family that shares few words with the delivered ones, with numbered lines and texts below headings.
const STRANGE: &str = "\
A1=表5-1
A2:J2=产业扶持资金使用效果自查登记表
A3=登记年度： | H3=计量单位：万元
A4:J4=一、基本信息
A5=扶持事项 | B5:E5= | F5=申领单位 | G5:J5=
A6:J6=二、资金落实
A7=资金渠道 | B7:C7=下达资金额 | D7:E7=调整后预算 | F7=拨付资金 | G7=支付资金 | H7=支付进度(%) | I7=进度得分(10分) | J7=差异说明
A8=全部合计 | B8:C8= | D8:E8= | F8= | G8= | H8= | I8= | J8=
A9=其中：省级补助 | B9:C9= | D9:E9= | F9= | G9= | H9=
A10=镇级自筹 | B10:C10= | D10:E10= | F10= | G10= | H10=
A11:J11=三、考核打分（90分）
A12=大类 | B12=小类 | C12=编号 | D12=考核事项 | E12=计划值 | F12=单位 | G12=完成值 | H12=标准分 | I12=自评分 | J12=扣分说明
A13:A15=产出类(60分) | B13:B14=数量 | C13=1 | D13= | E13= | F13= | G13= | H13=30 | I13= | J13=
C14=2 | D14= | E14= | F14= | G14= | H14=10 | I14= | J14=
B15=质量 | C15=3 | D15= | E15= | F15= | G15= | H15=20 | I15= | J15=
A16=成效类(30分) | B16=社会成效 | C16=1 | D16= | E16= | F16= | G16= | H16=30 | I16= | J16=
A17:G17=得分总计 | H17= | I17=
A18:J18=四、遇到的困难
A19:J19=
A20:J20=五、后续打算
A21:J21=
A22=经手人： | H22=单位（盖章）：
A23:J23=填表须知：1.计划值前注明方向；2.编号按大类分别编排；3.进度得分=支付进度×10分。";

/// What a unit writes into it.
const STRANGE_ANSWERS: [(&str, &str); 46] = [
    ("A3=登记年度：", "2024"),
    ("B5:E5=", "示范县茶叶加工扶持"),
    ("G5:J5=", "330101 示范县茶叶技术推广中心"),
    ("B8:C8=", "200"),
    ("D8:E8=", "180"),
    ("F8=", "170"),
    ("G8=", "162"),
    ("H8=", "90"),
    ("I8=", "9"),
    ("J8=", "质保金未付"),
    ("B9:C9=", "120"),
    ("D9:E9=", "120"),
    ("F9=", "110"),
    ("G9=", "108"),
    ("H9=", "90"),
    ("B10:C10=", "80"),
    ("D10:E10=", "60"),
    ("F10=", "60"),
    ("G10=", "54"),
    ("H10=", "90"),
    ("D13=", "扶持茶企数"),
    ("E13=", "≥12"),
    ("F13=", "家"),
    ("G13=", "11"),
    ("I13=", "27.5"),
    ("J13=", "一家中途退出"),
    ("D14=", "培训场次"),
    ("E14=", "≥6"),
    ("F14=", "场"),
    ("G14=", "6"),
    ("I14=", "10"),
    ("D15=", "验收合格率"),
    ("E15=", "≥95"),
    ("F15=", "%"),
    ("G15=", "97"),
    ("I15=", "20"),
    ("D16=", "带动就业"),
    ("E16=", "≥100"),
    ("F16=", "人"),
    ("G16=", "104"),
    ("I16=", "30"),
    ("H17=", "90"),
    ("I17=", "87.5"),
    ("A19:J19=", "茶企用工不稳。"),
    ("A21:J21=", "提前签订用工协议。"),
    ("A22=经手人：", "王芳"),
];

fn strange_filled() -> String {
    STRANGE_ANSWERS.iter().fold(STRANGE.to_owned(), |form, (cell, text)| {
        assert!(form.contains(cell), "{cell}");
        form.replacen(cell, &format!("{cell}{text}"), 1)
    })
}

#[test]
fn a_form_of_a_strange_family_is_proposed_with_its_tables_whole_and_no_field_from_inside_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let blank = written(folder.path(), "空白.xlsx", STRANGE);
    let full = written(folder.path(), "填好.xlsx", &strange_filled());
    for files in [vec![blank.clone()], vec![full.clone()], vec![blank, full.clone()]] {
        let (text, library) = proposed(&files);
        let file = pipeline::check_bytes(fs::read(&full).expect("a file"), "f.xlsx", &library);
        assert!(file.unread.is_empty(), "{:?}\n{text}", file.unread);
        let form = &library.forms[0];
        let roles = |table: usize| form.tables[table].columns.iter().map(|column| column.role).collect::<Vec<_>>();
        let money =
            [Role::Initial, Role::Adjusted, Role::Received, Role::Executed, Role::Rate, Role::Score, Role::Reason];
        assert_eq!(roles(0), money, "{text}");
        let indicators = [
            Role::Level1,
            Role::Level2,
            Role::Fact,
            Role::Level3,
            Role::Target,
            Role::Unit,
            Role::Actual,
            Role::Weight,
            Role::Score,
            Role::Reason,
        ];
        assert_eq!(roles(1), indicators, "{text}");
        let parents: Vec<Option<&str>> = form.tables[0].rows.iter().map(|row| row.parent.as_deref()).collect();
        assert_eq!(parents, [None, Some("total"), Some("total")], "the second part is a part of the whole\n{text}");
        assert_eq!(form.tables[1].total.names().collect::<Vec<_>>(), ["得分总计"], "{text}");
        let labels: Vec<&str> = form.fields.values().flat_map(|field| field.label.names()).collect();
        let outside = ["扶持事项", "申领单位", "遇到的困难", "后续打算", "经手人"];
        assert_eq!(labels, outside, "{text}");
        assert_eq!(form.head.identity.first().map(String::as_str), Some("unit"), "{text}");
        assert!(form.scoring.tiers.is_empty(), "tiers are not invented\n{text}");
        let (_, record) = records(&full, &library).remove(0);
        assert_eq!(record["money"][0]["weight"]["value"].to_string(), "10", "{text}");
        assert_eq!(record["money"][2]["executed"]["cell"], "G10", "{text}");
        assert_eq!(record["indicators"].as_array().map(Vec::len), Some(4), "{text}");
        assert_eq!(record["indicators"][3]["level3"]["value"], "带动就业", "{text}");
        assert_eq!(record["indicators"][3]["self_score"]["cell"], "I16", "{text}");
    }
}

#[test]
fn an_answer_below_a_heading_is_read_and_never_taken_for_the_forms_own_text() {
    let folder = tempfile::tempdir().expect("a folder");
    let blank = written(folder.path(), "空白.xlsx", STRANGE);
    let full = written(folder.path(), "填好.xlsx", &strange_filled());
    let remark = strange_filled().replace("A20:J20=五、后续打算", "A20:J20=另：茶企名录已报县里；后附。");
    let remark = written(folder.path(), "另有一句.xlsx", &remark);
    for files in [vec![full.clone()], vec![blank, full]] {
        let (text, library) = proposed(&files);
        let printed: Vec<&str> = library.forms[0].head.printed.names().collect();
        assert!(printed.iter().all(|text| !text.contains("用工")), "{printed:?}");
        assert!(text.contains("label = [\"遇到的困难\"], value = \"below\", type = \"text\""), "{text}");
    }
    let (text, library) = proposed(&[remark]);
    let printed: Vec<&str> = library.forms[0].head.printed.names().collect();
    assert!(printed.iter().all(|text| !text.contains("用工") && !text.contains("名录")), "{printed:?}\n{text}");
}

#[test]
fn the_order_in_which_copies_are_named_changes_nothing_and_more_copies_lose_no_anchor() {
    let folder = tempfile::tempdir().expect("a folder");
    let blank = written(folder.path(), "空白.xlsx", STRANGE);
    let full = written(folder.path(), "填好.xlsx", &strange_filled());
    let (one, both) = (proposed(std::slice::from_ref(&blank)).1, proposed(&[blank.clone(), full.clone()]));
    assert_eq!(both.0, proposed(&[full, blank]).0);
    assert_eq!(both.1.forms[0].head.anchors.len(), one.forms[0].head.anchors.len());
    assert!(both.0.contains("years = \"2024..\""), "the copy that names a year says it\n{}", both.0);
    assert!(both.0.contains("pattern = [\"登记年度：{year}\"]"), "{}", both.0);
}
