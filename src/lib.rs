//! huizong
pub mod locate;
pub mod model;
pub mod schema;
pub mod text;
pub mod validate;
pub mod workbook;
