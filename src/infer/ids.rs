//! Which labelled value is which: the ids by which the forms at hand know them, each given once.

use super::fields::Field;
use super::lexicon::Lexicon;
use crate::schema::{FieldType, Side};

/// The id of a field, and the known label that its own only resembles.
#[derive(Debug, Clone, Copy)]
pub struct Named<'a> {
    /// The id.
    pub id: &'a str,
    /// The known label, if the field's own is not one.
    pub near: Option<&'a str>,
}

const UNIT: &str = "unit";

/// The ids of some fields, in their order.
///
/// Known labels choose first, then those that resemble the fewest others. Where nobody is the reporting unit, the first that
/// is so on some form is it: 主管部门 of a department's own form.
pub fn assign<'a>(fields: &[&Field], lexicon: &Lexicon<'a>) -> Vec<Option<Named<'a>>> {
    let mut given: Vec<Option<Named<'a>>> = vec![None; fields.len()];
    let taken = |given: &[Option<Named<'a>>], id: &str| given.iter().flatten().any(|named| named.id == id);
    let other_unit =
        |at: usize| fields.iter().enumerate().any(|(other, field)| other != at && lexicon.may_be(UNIT, &field.label));
    for (at, field) in fields.iter().enumerate() {
        let known = field.known.as_deref().and_then(|id| lexicon.field_id(id));
        // 主管部门 is the reporting unit on some forms, and the one above it on forms that name a unit too.
        let known = known.filter(|id| *id != UNIT || !other_unit(at) || lexicon.only_may_be(UNIT, &field.label));
        let known = known.or_else(|| lexicon.others(UNIT, &field.label));
        if let Some(id) = known.filter(|id| !taken(&given, id)) {
            given[at] = Some(Named { id, near: None });
        }
    }
    let mut open: Vec<(usize, Vec<(&str, &str)>)> = fields
        .iter()
        .enumerate()
        .filter(|(at, field)| given[*at].is_none() && field.known.is_none())
        .map(|(at, field)| (at, lexicon.fields_near(&field.label)))
        .collect();
    open.sort_by_key(|(_, near)| near.len());
    for (at, near) in open {
        if let Some((id, name)) = near.into_iter().find(|(id, _)| !taken(&given, id)) {
            given[at] = Some(Named { id, near: Some(name) });
        }
    }
    if !taken(&given, UNIT)
        && let Some(at) = fields.iter().position(|field| lexicon.may_be(UNIT, &field.label))
        && let Some(id) = lexicon.field_id(UNIT)
    {
        given[at] = Some(Named { id, near: None });
    }
    // Else the one whose label ends like most labels of units, before all if a code stands before the name.
    if !taken(&given, UNIT)
        && let Some(id) = lexicon.field_id(UNIT)
    {
        let open = fields.iter().enumerate().filter(|(at, field)| given[*at].is_none() && field.side == Side::Right);
        let like = open.filter_map(|(at, field)| {
            let (users, name) = lexicon.ending_like(UNIT, &field.label)?;
            Some(((field.kind == FieldType::CodeName, users), at, name))
        });
        if let Some((_, at, name)) = like.max_by_key(|(rank, at, _)| (*rank, std::cmp::Reverse(*at))) {
            given[at] = Some(Named { id, near: Some(name) });
        }
    }
    given
}
