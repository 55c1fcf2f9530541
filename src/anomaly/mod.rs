//! x
use crate::model::*;
pub fn detect(
    _: &[CountyEntry],
    _: &[ReadFile],
    _: &[CountyEntry],
    _: &[ReadFile],
    _: &[std::sync::Arc<crate::schema::Form>],
) -> Vec<Anomaly> {
    vec![]
}
