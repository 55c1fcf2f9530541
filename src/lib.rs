//! huizong
pub mod extract;
pub mod locate;
pub mod model;
pub mod schema;
pub mod text;
pub mod workbook;
