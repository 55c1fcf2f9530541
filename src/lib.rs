//! huizong (汇总) merges, checks and scores the performance self-evaluation forms of a county into one workbook.
//!
//! A submission walks through rooms. Each room is one module with one door: a public function with a concrete type on each
//! side. The modules stand here in the order of the walk; [`pipeline`] is the only corridor between them.
//!
//! ```text
//! huizong.toml, schemas/   submissions/                                                      county workbook
//!          |                   |                                                                   ^
//!   formula, schema          intake -> workbook -> locate -> extract -> score -> validate          |
//!        (forms,             (files)   (cells)     (where    (values)   (points) (findings)        |
//!         project)                                  things      per file, in parallel  |           |
//!                                                   stand)                             v           |
//!        reference (roster, receipts, ledger) --> attribute -> anomaly -> judgement -> consolidate -> output
//!                  (explanations, review)         (whose, late, (slips)   (what is      (figures,
//!                                                  twice, missing)         explained,    ranks)
//!                                                                          reviewed)   once for the county
//! ```
//!
//! A department's mistake is a [`model::Finding`] and travels with the data to the workbook; only a broken run is an error.

// The furniture: types and words that every room shares.
pub mod model;
pub mod text;

// The rule book.
pub mod formula;

pub mod schema;

// One file: bytes to findings.
pub mod intake;
pub mod workbook;

pub mod locate;

pub mod extract;

pub mod score;

pub mod validate;

// The county.
pub mod reference;

pub mod attribute;

pub mod anomaly;

pub mod judgement;

pub mod consolidate;

// What goes out.
pub mod output;

pub mod record;

pub mod demo;

pub mod template;

pub mod infer;

pub mod trial;

// The corridor and the terminal.
pub mod pipeline;

pub mod cli;
