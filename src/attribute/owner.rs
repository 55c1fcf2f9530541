//! Whose a submission is: by its stamp, by its cover, and only if that is blank by its path.

use crate::model::{FieldValue, MatchedBy, Stamp, State, Submission};
use crate::schema::Form;
use crate::text::{Message, Text, fold};

use super::nearest::Nearest;
use super::units::Units;

/// What the cover says about whose it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Cover {
    code: String,
    name: String,
    /// Both folded, for comparing.
    code_key: String,
    name_key: String,
    /// Whether something stands there, even if it could not be understood.
    written: bool,
}

impl Cover {
    /// The unit as the cover names it.
    pub(super) fn shown(&self) -> String {
        if self.name.is_empty() { self.code.clone() } else { self.name.clone() }
    }
}

/// The unit that was recognised and by what; a remark why none was, or how it was where the cover does not name it as the
/// roster does.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Recognised {
    pub(super) unit: Option<usize>,
    pub(super) by: Option<MatchedBy>,
    pub(super) remark: Option<Message>,
}

impl Recognised {
    const fn as_unit(unit: usize, by: MatchedBy) -> Self {
        Self { unit: Some(unit), by: Some(by), remark: None }
    }

    /// The unit, with a remark: a person should know that the cover does not say so word for word.
    fn as_unit_remarked(unit: usize, by: MatchedBy, remark: impl Into<Message>) -> Self {
        Self { remark: Some(remark.into()), ..Self::as_unit(unit, by) }
    }

    fn unknown(remark: impl Into<Message>) -> Self {
        Self { remark: Some(remark.into()), ..Self::default() }
    }
}

/// Reads the cover of a submission. The form's own instruction, left in, is no answer.
pub(super) fn cover(submission: &Submission, form: Option<&Form>) -> Cover {
    let field = form.and_then(Form::attributing_field).and_then(|id| submission.field(id));
    let Some(entry) = field.map(|field| &field.entry) else { return Cover::default() };
    let named = |code: &str, name: &str| {
        let (code_key, name_key) = (fold(code), fold(name));
        let written = !(code_key.is_empty() && name_key.is_empty());
        Cover { code: code.trim().to_owned(), name: name.trim().to_owned(), code_key, name_key, written }
    };
    match &entry.state {
        State::Value(FieldValue::CodeName { code, name }) => named(code.as_deref().unwrap_or_default(), name),
        State::Value(FieldValue::Instruction(_)) | State::Blank | State::Absent | State::NotApplicable => {
            Cover::default()
        }
        State::Value(value) => named("", &value.text()),
        State::Unreadable => Cover { written: true, ..named("", &entry.raw.to_string()) },
    }
}

/// Finds the unit. A stamp is overruled by nothing but a cover that names another unit of the roster.
pub(super) fn recognise(
    cover: &Cover,
    stamp: Option<&Stamp>,
    units: &Units,
    on_path: impl Fn() -> Option<usize>,
    nearest: &mut Nearest,
) -> Recognised {
    let Some(stamped) = stamp.and_then(|stamp| units.by_code(&fold(&stamp.unit))) else {
        return unstamped(cover, units, on_path, nearest);
    };
    match unstamped(cover, units, || None, nearest) {
        named if named.unit.is_some_and(|unit| unit != stamped) => named,
        _ => Recognised::as_unit(stamped, MatchedBy::Stamp),
    }
}

fn unstamped(cover: &Cover, units: &Units, on_path: impl Fn() -> Option<usize>, nearest: &mut Nearest) -> Recognised {
    if !cover.written {
        return match on_path() {
            Some(unit) => Recognised::as_unit_remarked(
                unit,
                MatchedBy::Path,
                Text::new(
                    "封面没有填写单位，按文件夹或文件名认定",
                    "the cover names no unit; taken from the name of folder or file",
                ),
            ),
            None => Recognised::unknown(Text::new(
                "封面没有填写单位，文件夹和文件名中也没有唯一的单位名称或代码",
                "the cover names no unit, and folder and file name do not contain exactly one name or code",
            )),
        };
    }
    // Where only one of code and name was written, it may have been typed into either place.
    let code =
        units.by_code(&cover.code_key).or_else(|| cover.code.is_empty().then(|| units.by_code(&cover.name_key))?);
    let name = units.by_name(&cover.name_key);
    let aliases = units.by_alias(&cover.name_key);
    let exact: &[usize] = name.as_ref().map_or(aliases, std::slice::from_ref);
    let normal = if exact.is_empty() { units.by_normal(&cover.name_key) } else { None };
    let by_name = normal.as_ref().map_or(exact, std::slice::from_ref);
    match (code, by_name) {
        (Some(unit), []) => Recognised::as_unit(unit, MatchedBy::Code),
        (Some(unit), named) if named.contains(&unit) => Recognised::as_unit(unit, MatchedBy::Code),
        (Some(_), _) => Recognised::unknown(
            Message::new(Text::new(
                "封面上的代码 {code} 和名称“{name}”在名录中是两个不同的单位；请核对",
                "code {code} and name `{name}` on the cover are two different units of the roster; find out which is meant",
            ))
            .with("code", cover.code.as_str())
            .with("name", cover.name.as_str()),
        ),
        (None, [unit]) if normal.is_some() => Recognised::as_unit_remarked(
            *unit,
            MatchedBy::Normalised,
            Message::new(Text::new(
                "封面写“{name}”，去掉县名、“人民政府”等字样后与名录中唯一的单位相同",
                "the cover says `{name}`; without county name, 人民政府 and the like that is one unit of the roster alone",
            ))
            .with("name", cover.name.as_str()),
        ),
        (None, [unit]) if name.is_some() => Recognised::as_unit(*unit, MatchedBy::Name),
        (None, [unit]) => Recognised::as_unit(*unit, MatchedBy::Alias),
        (None, []) => not_in_roster(cover, nearest),
        (None, _) => Recognised::unknown(
            Message::new(Text::new(
                "“{name}”在名录中是几个单位的别名；请核对",
                "`{name}` is an alias of several units of the roster; find out which is meant",
            ))
            .with("name", cover.name.as_str()),
        ),
    }
}

fn not_in_roster(cover: &Cover, nearest: &mut Nearest) -> Recognised {
    Recognised::unknown(match nearest.to(&cover.name_key) {
        Some((code, name)) => Message::new(Text::new(
            "名录中没有此单位；最接近的是 {code} {name}",
            "not in the roster; the nearest is {code} {name}",
        ))
        .with("code", code)
        .with("name", name),
        None => Text::new("名录中没有此单位", "not in the roster").into(),
    })
}
