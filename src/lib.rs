//! huizong
pub mod anomaly;
pub mod attribute;
pub mod consolidate;
pub mod intake;
pub mod locate;
pub mod model;
pub mod reference;
pub mod schema;
pub mod text;
pub mod workbook;
