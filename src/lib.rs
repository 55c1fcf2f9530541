//! huizong
pub mod model;
pub mod text;
pub mod workbook;
