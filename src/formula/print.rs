//! A formula as Excel takes it, with addresses in the place of names.

use std::fmt::Write as _;

use super::expr::{Expr, Formula, Name};
use crate::model::number::plain;

/// How tightly a value binds that needs no brackets.
const VALUE: u8 = 9;
/// How tightly a sign in front and a percent sign bind.
const SIGN: u8 = 6;

impl Formula {
    /// The formula with `=` in front and every name replaced by what `address` gives for it.
    ///
    /// Nothing if it holds an amount of money with its unit, because cells carry no units.
    #[must_use]
    pub fn to_excel(&self, address: &dyn Fn(&Name) -> String) -> Option<String> {
        let mut out = String::from("=");
        let name = |at: usize| self.names.get(at).map(address).unwrap_or_default();
        print(&self.root, &name, 0, &mut out)?;
        Some(out)
    }
}

/// Prints a part, in brackets if it binds less tightly than what stands around it.
fn print(expr: &Expr, name: &dyn Fn(usize) -> String, around: u8, out: &mut String) -> Option<()> {
    let binds = match expr {
        Expr::Binary(operator, ..) => operator.sign().1,
        Expr::Negative(_) | Expr::Percent(_) => SIGN,
        Expr::Number(number) if number.is_sign_negative() => SIGN,
        _ => VALUE,
    };
    let bracketed = binds < around;
    if bracketed {
        out.push('(');
    }
    match expr {
        Expr::Number(number) => out.push_str(&plain(*number)),
        Expr::Amount(..) => return None,
        Expr::Text(text) => write!(out, "\"{}\"", text.replace('"', "\"\"")).ok()?,
        Expr::Truth(yes) => out.push_str(if *yes { "TRUE" } else { "FALSE" }),
        Expr::Name(at) => out.push_str(&name(*at)),
        Expr::Negative(inner) => {
            out.push('-');
            print(inner, name, VALUE, out)?;
        }
        Expr::Percent(inner) => {
            print(inner, name, VALUE, out)?;
            out.push('%');
        }
        Expr::Binary(operator, left, right) => {
            let (sign, binds) = operator.sign();
            print(left, name, binds, out)?;
            out.push_str(sign);
            print(right, name, binds + 1, out)?;
        }
        Expr::Call(function, args) => {
            out.push_str(if function.is_newer { "_xlfn." } else { "" });
            out.push_str(function.name);
            out.push('(');
            for (at, arg) in args.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                print(arg, name, 0, out)?;
            }
            out.push(')');
        }
    }
    if bracketed {
        out.push(')');
    }
    Some(())
}
