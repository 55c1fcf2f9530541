//! Indicators that a delivered form prescribes earn the points that its own examples promise.

use huizong::model::{Quantity, Unit};
use huizong::schema::Library;
use huizong::score::prescribed::points;

/// "85%" or "2".
fn quantity(text: &str) -> Quantity {
    let number = text.strip_suffix('%');
    let amount = number.unwrap_or(text).parse().expect("a number");
    Quantity { unit: number.map(|_| Unit::Percent), ..Quantity::bare(amount) }
}

#[test]
fn every_example_of_a_prescribed_indicator_earns_its_points() {
    let library = Library::delivered().expect("the delivered forms");
    let mut tried = 0;
    for indicator in library.forms.iter().flat_map(|form| &form.tables).flat_map(|table| &table.indicators) {
        let weight = indicator.weight.expect("a weight").0;
        for example in &indicator.examples {
            let verdict = points(&indicator.method, &quantity(&example.actual), weight).expect("a method of its own");
            assert_eq!(verdict.points, Some(example.points.0), "{} {}", indicator.name.name(), example.actual);
            tried += 1;
        }
    }
    assert!(tried > 5, "{tried} examples");
}
