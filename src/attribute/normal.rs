//! Names of units without what clerks leave out or add: the county's own name, 人民政府 and 办事处, "(本级)", "(盖章)".

/// What a bracket at the end may say without meaning another body. "(水库管理所)" is one.
const REMARKS: [&str; 6] = ["本级", "机关", "本部", "盖章", "公章", "单位公章"];
/// What is left off the end of a name: 柳湾镇 is 柳湾镇人民政府.
const ENDINGS: [&str; 3] = ["人民政府", "政府", "办事处"];
/// How the name of a body above the county ends.
const ABOVE: [char; 5] = ['省', '市', '州', '盟', '区'];

/// A folded name as it is compared where it is written in no known way; `county` is the folded name of the county.
///
/// Several units may share it; then it names none of them.
pub(super) fn normal<'a>(folded: &'a str, county: &str) -> &'a str {
    let own = without_county(without_remark(folded), county);
    let stripped = ENDINGS.iter().find_map(|ending| own.strip_suffix(ending));
    stripped.filter(|rest| rest.chars().nth(1).is_some() && *rest != county).unwrap_or(own)
}

fn without_remark(name: &str) -> &str {
    let bracket = name.strip_suffix(')').and_then(|open| open.rsplit_once('('));
    bracket.filter(|(_, inside)| REMARKS.contains(inside)).map_or(name, |(name, _)| name)
}

/// Without "示范县", "某市示范县" or a mere "县" at the head.
fn without_county<'a>(name: &'a str, county: &str) -> &'a str {
    let Some(kind) = county.chars().last() else { return name };
    let after_county = name.split_once(county).filter(|(above, _)| above.is_empty() || above.ends_with(ABOVE));
    // 市场监督管理局 does not begin with a city.
    let after_kind = || name.strip_prefix(kind).filter(|_| kind != '市');
    let rest = after_county.map(|(_, rest)| rest).or_else(after_kind);
    // 人民政府 alone may be that of any township.
    rest.filter(|rest| rest.chars().nth(1).is_some() && !ENDINGS.contains(rest)).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_body_has_the_same_name_and_another_one_has_not() {
        for (written, name) in [
            ("示范县水利局", "水利局"),
            ("某市示范县水利局", "水利局"),
            ("县水利局(本级)", "水利局"),
            ("水利局(盖章)", "水利局"),
            ("柳湾镇人民政府", "柳湾镇"),
            ("示范县柳湾镇政府", "柳湾镇"),
            ("双源街道办事处", "双源街道"),
            ("示范县人民政府", "示范县人民政府"),
            ("人民政府", "人民政府"),
            ("水利局(水库管理所)", "水利局(水库管理所)"),
            ("驻示范县办事处", "驻示范县"),
            ("示范县", "示范县"),
        ] {
            assert_eq!(normal(written, "示范县"), name, "{written}");
        }
    }
}
