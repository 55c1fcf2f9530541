//! The people and units of the fictional county: names, codes, aliases, who answers to whom.

use std::collections::BTreeMap;

use fastrand::Rng;

use super::filling::Form;
use super::projects::{self, Kind};

/// One unit of the county.
#[derive(Debug, Clone)]
pub struct Department {
    /// Code as in the roster: `101001`.
    pub code: String,
    /// Full name.
    pub name: String,
    /// A name that needs no county before it.
    pub short: String,
    /// Other names, unique in the county.
    pub aliases: Vec<String>,
    /// Name of the unit in charge; its own name where it answers to nobody else in the county.
    pub superior: String,
    /// Code of the unit in charge.
    pub superior_code: String,
    /// Kind of unit: 综合部门, 乡镇街道 …
    pub category: &'static str,
    /// Section of the finance bureau that looks after it.
    pub section: &'static str,
    /// Telephone.
    pub phone: String,
    /// The form it sends.
    pub form: Form,
    /// The kinds of its projects; the first decides what it mostly does.
    pub kinds: Vec<&'static Kind>,
}

/// The name of the county.
pub const COUNTY: &str = "示范县";
/// Units the county can have at most: names and codes stay unique up to here.
pub const MOST: usize = 12_000;
/// The place of the service centre with the figures of the published report.
pub const CENTRE: usize = 3;

/// Name, category, section, and the kinds of projects it may have.
type Bureau = (&'static str, &'static str, &'static str, &'static [&'static str]);

const BUREAUS: &[Bureau] = &[
    ("教育局", "社会事业", "教科文股", &["school", "digital"]),
    ("政务服务中心", "综合部门", "行政政法股", &["centre"]),
    ("交通运输局", "经济部门", "经建股", &["road", "safety"]),
    ("卫生健康局", "社会事业", "社保股", &["medical", "elderly"]),
    ("农业农村局", "经济部门", "农业股", &["village", "water"]),
    ("水务局", "经济部门", "农业股", &["water", "environment"]),
    ("民政局", "社会事业", "社保股", &["elderly", "village"]),
    ("文化广电旅游局", "社会事业", "教科文股", &["culture", "digital"]),
    ("应急管理局", "综合部门", "行政政法股", &["safety", "digital"]),
    ("生态环境局", "经济部门", "经建股", &["environment", "safety"]),
    ("住房和城乡建设局", "经济部门", "经建股", &["road", "environment"]),
    ("人民医院", "事业单位", "社保股", &["medical", "digital"]),
    ("发展和改革局", "经济部门", "经建股", &["digital", "village"]),
    ("第一中学", "事业单位", "教科文股", &["school", "safety"]),
    ("财政局", "综合部门", "行政政法股", &["digital", "culture"]),
    ("林业局", "经济部门", "农业股", &["environment", "safety"]),
    ("退役军人事务局", "社会事业", "社保股", &["elderly", "culture"]),
    ("综合行政执法局", "综合部门", "行政政法股", &["environment", "road"]),
    ("司法局", "综合部门", "行政政法股", &["culture", "digital"]),
    ("中医医院", "事业单位", "社保股", &["medical", "elderly"]),
    ("档案馆", "事业单位", "教科文股", &["digital", "culture"]),
    ("供销合作联社", "经济部门", "农业股", &["village", "safety"]),
    ("融媒体中心", "事业单位", "教科文股", &["culture", "digital"]),
    ("市场监督管理局", "经济部门", "经建股", &["safety", "digital"]),
    ("妇幼保健院", "事业单位", "社保股", &["medical", "digital"]),
    ("机关事务服务中心", "综合部门", "行政政法股", &["environment", "safety"]),
    ("残疾人联合会", "社会事业", "社保股", &["elderly", "culture"]),
    ("乡村振兴服务中心", "经济部门", "农业股", &["village", "road"]),
    ("大数据中心", "综合部门", "行政政法股", &["digital", "safety"]),
    ("行政学校", "事业单位", "行政政法股", &["culture", "digital"]),
    ("公路养护中心", "事业单位", "经建股", &["road", "safety"]),
    ("图书馆", "事业单位", "教科文股", &["culture", "digital"]),
    ("疾病预防控制中心", "事业单位", "社保股", &["medical", "safety"]),
    ("河库管理所", "事业单位", "农业股", &["water", "environment"]),
    ("第二中学", "事业单位", "教科文股", &["school", "digital"]),
    ("特殊教育学校", "事业单位", "教科文股", &["school", "medical"]),
];

/// Ending, superior, category, section, kinds, and the ending of an alias.
type Institution = (&'static str, &'static str, &'static str, &'static [&'static str], &'static str);

const INSTITUTIONS: [Institution; 8] = [
    ("中心小学", "教育局", "教科文股", &["school", "culture"], "小学"),
    ("卫生院", "卫生健康局", "社保股", &["medical", "elderly"], "医院"),
    ("养老服务中心", "民政局", "社保股", &["elderly", "culture"], "敬老院"),
    ("初级中学", "教育局", "教科文股", &["school", "safety"], "中学"),
    ("水利服务站", "水务局", "农业股", &["water", "environment"], "水利站"),
    ("综合文化站", "文化广电旅游局", "教科文股", &["culture", "digital"], "文化站"),
    ("农业技术推广站", "农业农村局", "农业股", &["village", "water"], "农技站"),
    ("道路养护所", "交通运输局", "经建股", &["road", "safety"], "养路所"),
];

const FIRST: [char; 40] = [
    '石', '柳', '青', '云', '白', '金', '龙', '松', '竹', '梅', '清', '高', '平', '安', '福', '永', '新', '古', '大',
    '双', '三', '南', '北', '东', '西', '上', '下', '长', '红', '黄', '枫', '桂', '凤', '鹤', '泉', '玉', '银', '沙',
    '茶', '荷',
];
const SECOND: [char; 40] = [
    '桥', '河', '山', '溪', '塘', '岭', '坪', '湾', '坡', '田', '林', '井', '峰', '源', '坝', '沟', '堰', '埠', '渡',
    '店', '集', '铺', '庙', '亭', '楼', '庄', '营', '关', '坑', '洲', '浦', '渠', '潭', '岗', '冲', '垭', '台', '柏',
    '口', '场',
];
const PLACES: usize = FIRST.len() * SECOND.len();

const SURNAMES: [char; 24] = [
    '赵', '钱', '孙', '李', '周', '吴', '郑', '王', '冯', '陈', '褚', '卫', '蒋', '沈', '韩', '杨', '朱', '秦', '许',
    '何', '吕', '施', '张', '孔',
];
const GIVEN: [&str; 24] = [
    "文博", "晓岚", "建明", "思远", "丽华", "国平", "雨桐", "志远", "春梅", "海涛", "静怡", "永强", "若云", "明哲",
    "秀兰", "立新", "佳宁", "树林", "婉清", "德胜", "欣然", "光辉", "月华", "启航",
];

/// The two characters of a place; unique below [`PLACES`].
fn place(index: usize) -> String {
    let (a, b) = (index % FIRST.len(), index / FIRST.len());
    [FIRST[a], SECOND[(a * 7 + b) % SECOND.len()]].iter().collect()
}

/// What kind of township a place is.
fn township(index: usize) -> (&'static str, &'static str) {
    match index % 5 {
        3 => ("乡", "人民政府"),
        4 => ("街道", "办事处"),
        _ => ("镇", "人民政府"),
    }
}

/// The name of a village that is no unit of the county.
pub fn village(rng: &mut Rng) -> String {
    format!("{}{}村", FIRST[rng.usize(..FIRST.len())], SECOND[rng.usize(..SECOND.len())])
}

/// The name of a person who does not exist.
pub fn person(rng: &mut Rng) -> String {
    format!("{}{}", SURNAMES[rng.usize(..SURNAMES.len())], GIVEN[rng.usize(..GIVEN.len())])
}

/// Every unit of the county, in the order of the roster.
pub fn county(count: usize, seed: u64) -> Vec<Department> {
    let (mut bureaus, mut towns, mut institutions) = (0, 0, 0);
    let mut units: Vec<Department> = (0..count)
        .map(|index| {
            let mut rng = super::rng(seed, &[1, index as u64]);
            // Bureaus, townships and institutions alternate, so that a small county has some of each.
            let mut unit = if index % 3 == 0 && bureaus < BUREAUS.len() {
                bureaus += 1;
                bureau(&BUREAUS[bureaus - 1])
            } else if index % 3 == 1 && towns < PLACES {
                towns += 1;
                town(towns - 1)
            } else {
                institutions += 1;
                institution(institutions - 1)
            };
            unit.code = format!("{}{:03}", 101 + index % 899, 1 + index / 899);
            unit.phone = format!("555{:04}", rng.u32(..10_000));
            // One third of the units, not in step with the faults, which follow another rhythm.
            unit.form = if matches!(index % 9, 2 | 4 | 6) { Form::Sichuan } else { Form::National };
            let projects = if index == CENTRE || rng.u32(..5) > 0 { 1 } else { rng.usize(2..=3) };
            pick_kinds(&mut unit.kinds, projects, &mut rng);
            unit
        })
        .collect();
    let codes: BTreeMap<String, String> = units.iter().map(|unit| (unit.name.clone(), unit.code.clone())).collect();
    for unit in &mut units {
        // A small county lacks some of the bureaus that others answer to.
        if !codes.contains_key(&unit.superior) {
            unit.superior.clone_from(&unit.name);
        }
        unit.superior_code.clone_from(&codes[&unit.superior]);
    }
    units
}

/// Keeps what the unit mostly does and adds other kinds where it has more projects.
fn pick_kinds(kinds: &mut Vec<&'static Kind>, projects: usize, rng: &mut Rng) {
    if kinds.len() > 1 && rng.bool() {
        kinds.swap(0, 1);
    }
    while kinds.len() < projects {
        let other = &projects::KINDS[rng.usize(..projects::KINDS.len())];
        if kinds.iter().all(|kind| kind.id != other.id) {
            kinds.push(other);
        }
    }
    kinds.truncate(projects);
}

fn bureau(&(name, category, section, kinds): &Bureau) -> Department {
    let full = format!("{COUNTY}{name}");
    department(
        full.clone(),
        name.to_owned(),
        vec![format!("县{name}"), name.to_owned()],
        full,
        (category, section),
        kinds,
    )
}

fn town(index: usize) -> Department {
    let (kind, body) = township(index);
    let short = format!("{}{kind}", place(index));
    let full = format!("{COUNTY}{short}{body}");
    let all: &[&str] = &["road", "village", "environment", "elderly", "safety", "water", "culture"];
    // A township does a bit of everything; which two comes first depends on the place.
    let start = index % (all.len() - 1);
    let aliases = vec![short.clone(), format!("{short}{}", if kind == "街道" { "办" } else { "政府" })];
    department(full.clone(), short, aliases, full, ("乡镇街道", "农业股"), &all[start..start + 2])
}

fn institution(index: usize) -> Department {
    let at = index % PLACES;
    let (ending, superior, section, kinds, alias) = INSTITUTIONS[(index + index / PLACES) % INSTITUTIONS.len()];
    let place = place(at);
    let short = format!("{place}{}{ending}", township(at).0);
    let full = format!("{COUNTY}{short}");
    let superior = format!("{COUNTY}{superior}");
    department(full, short.clone(), vec![short, format!("{place}{alias}")], superior, ("事业单位", section), kinds)
}

fn department(
    name: String,
    short: String,
    aliases: Vec<String>,
    superior: String,
    (category, section): (&'static str, &'static str),
    kinds: &[&str],
) -> Department {
    Department {
        code: String::new(),
        name,
        short,
        aliases,
        superior,
        superior_code: String::new(),
        category,
        section,
        phone: String::new(),
        form: Form::National,
        kinds: kinds.iter().filter_map(|id| projects::find(id)).collect(),
    }
}
