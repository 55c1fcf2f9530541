//! C07 in a county: a unit that the roster puts below another one, and that names itself as its supervising department.

use super::scene::{Account, Scene, Sent};
use crate::model::{Entry, FieldValue};
use crate::text::{Message, Text, fold};

pub fn check(scene: &Scene<'_>, account: &mut Account<'_>) {
    for sent in scene.in_force() {
        let Some(tally) = account.of(&sent) else { continue };
        let body = sent.unit().and_then(|code| scene.context.roster.unit(code));
        let Some(body) = body.filter(|body| !body.parent.is_empty() && fold(&body.parent) != fold(&body.name)) else {
            continue;
        };
        let unit = sent.form.attributing_field().and_then(|id| named(&sent, id));
        let (Some((department, above)), Some((unit, name))) = (named(&sent, "department"), unit) else { continue };
        if fold(above) != fold(name) || department.place == unit.place {
            tally.pass();
            continue;
        }
        let message = Message::new(Text::new(
            "实施单位与主管部门都是“{name}”，名录里它的上级单位是“{parent}”",
            "the unit and the department that supervises it are both `{name}`; the roster puts it below {parent}",
        ))
        .with("name", name)
        .with("parent", body.parent.as_str());
        let advice = Text::new(
            "请核对：主管部门改填上级单位；名录不对的，请财政局改正名录",
            "name the body above it as the supervising department; if the roster is wrong, tell the bureau",
        );
        tally.fail(&unit.place, message, advice).related.push(department.place.clone());
    }
}

/// A field of the cover and the name in it.
fn named<'a>(sent: &Sent<'a>, id: &str) -> Option<(&'a Entry<FieldValue>, &'a str)> {
    let entry = &sent.submission().field(id)?.entry;
    match entry.value()? {
        FieldValue::Text(name) | FieldValue::CodeName { name, .. } => Some((entry, name)),
        _ => None,
    }
}
