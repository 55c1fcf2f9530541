//! The rules that look at one form, one file each, and their table.

mod c01;
mod c06;
pub mod f03;
mod f04;
mod f10;
mod f13;
mod f15;
mod m01;
mod m02;
mod m03;
mod m04;
mod m05;
mod q01;
mod q03;
mod q04;
mod q05;
mod q07;
mod r01;
mod s01;
mod s02;
mod s03;
mod s04;
mod s05;
mod s06;
mod s07;
mod s08;
mod t01;
mod t02;
mod t03;
mod v01;
mod v02;
mod v03;
mod v05;
mod v15;
mod v20;

use super::rule::Rule;

/// Every rule, in the order of the catalogue; a file that is missing here is reported by the compiler as dead.
pub static RULES: &[&Rule] = &[
    &f03::RULE,
    &f04::RULE,
    &f10::RULE,
    &f13::RULE,
    &f15::RULE,
    &c01::RULE,
    &c06::RULE,
    &t01::RULE,
    &t02::RULE,
    &t03::RULE,
    &m01::RULE,
    &m02::RULE,
    &m03::RULE,
    &m04::RULE,
    &m05::RULE,
    &q01::RULE,
    &q03::RULE,
    &q04::RULE,
    &q05::RULE,
    &q07::RULE,
    &v01::RULE,
    &v02::RULE,
    &v03::RULE,
    &v05::RULE,
    &v15::RULE,
    &v20::RULE,
    &s01::RULE,
    &s02::RULE,
    &s03::RULE,
    &s04::RULE,
    &s05::RULE,
    &s06::RULE,
    &s07::RULE,
    &s08::RULE,
    &r01::RULE,
];
