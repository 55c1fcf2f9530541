//! huizong
pub mod model;
pub mod schema;
pub mod text;
pub mod workbook;
