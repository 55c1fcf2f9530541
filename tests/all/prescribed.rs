//! Indicators that a delivered form prescribes earn the points that its own examples promise.

use huizong::pipeline;
use huizong::schema::{Library, PointsMethod};

#[test]
fn every_example_of_a_delivered_form_earns_its_points() {
    let library = Library::delivered().expect("the delivered forms");
    let tried: Vec<_> = library.forms.iter().flat_map(|form| pipeline::examples(form)).collect();
    assert!(tried.len() > 20, "{} examples", tried.len());
    let wrong: Vec<_> = tried.iter().filter(|example| !example.passes()).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_prescribed_indicator_that_is_computed_carries_an_example() {
    let library = Library::delivered().expect("the delivered forms");
    let indicators = library.forms.iter().flat_map(|form| &form.tables).flat_map(|table| &table.indicators);
    let computed = indicators.filter(|indicator| !matches!(indicator.method, PointsMethod::Manual));
    let bare: Vec<&str> =
        computed.filter(|indicator| indicator.examples.is_empty()).map(|indicator| indicator.name.name()).collect();
    assert!(bare.is_empty(), "{bare:?}");
}
