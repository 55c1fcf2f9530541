//! From the text of a formula to its tree.

use formualizer_parse::{ASTNode, ASTNodeType, BinaryOperator, LiteralValue, Parser, TokenStream, UnaryOperator};

use super::expr::{Expr, Formula, Operator};
use super::fault::Fault;
use super::functions::{Function, function};
use super::words::{Mark, Words, mark};
use crate::text::{Message, Text};

impl Formula {
    /// Reads a formula in Excel's language; the `=` in front may be missing, full-width signs are as good.
    ///
    /// # Errors
    /// The first fault, with its character: a sign that has no place, a function that does not exist, a missing bracket.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let words = Words::of(text)?;
        let end = text.chars().count().saturating_sub(1);
        let stream = TokenStream::new(&words.marked).map_err(|error| {
            let at = words.origin(error.pos).unwrap_or(end);
            Fault::new(at, 1, UNREADABLE)
        })?;
        let tree = Parser::from_token_stream(&stream).parse().map_err(|error| {
            match error.position.and_then(|at| stream.get(at)) {
                Some(token) => {
                    let at = words.origin(token.span.start).unwrap_or(end);
                    Fault::new(at, 1, UNREADABLE)
                }
                None => Fault::new(end, 1, Text::new("公式没有写完", "the formula ends too early")),
            }
        })?;
        let root = Reading { words: &words, end }.expr(&tree)?;
        Ok(Self { text: text.to_owned(), root, names: words.names })
    }
}

const UNREADABLE: Text = Text::new(
    "公式从这里起读不懂，请检查此处前后的运算符、逗号和括号",
    "the formula cannot be understood from here on; look at the signs, commas and brackets around it",
);

/// Turns the parser's tree into ours.
struct Reading<'a> {
    words: &'a Words,
    end: usize,
}

impl Reading<'_> {
    fn at(&self, node: &ASTNode) -> usize {
        node.source_token.as_ref().and_then(|token| self.words.origin(token.start)).unwrap_or(self.end)
    }

    fn refused(&self, node: &ASTNode) -> Fault {
        Fault::new(self.at(node), 1, UNREADABLE)
    }

    fn expr(&self, node: &ASTNode) -> Result<Expr, Fault> {
        match &node.node_type {
            ASTNodeType::Literal(LiteralValue::Text(text)) => Ok(Expr::Text(text.clone())),
            ASTNodeType::Literal(LiteralValue::Boolean(yes)) => Ok(Expr::Truth(*yes)),
            // The parser's own number is binary; the text is exact.
            ASTNodeType::Literal(_) => {
                let text = node.source_token.as_ref().and_then(|token| token.value.parse().ok());
                text.map(Expr::Number).ok_or_else(|| self.refused(node))
            }
            ASTNodeType::Reference { original, .. } => match mark(original) {
                Some(Mark::Name(at)) => Ok(Expr::Name(at)),
                Some(Mark::Amount(at)) => {
                    let amount = self.words.amounts.get(at).map(|(value, unit)| Expr::Amount(*value, *unit));
                    amount.ok_or_else(|| self.refused(node))
                }
                _ => Err(self.refused(node)),
            },
            ASTNodeType::UnaryOp { op, expr } => {
                let inner = self.expr(expr)?;
                match op {
                    UnaryOperator::Plus => Ok(inner),
                    UnaryOperator::Minus => Ok(Expr::Negative(Box::new(inner))),
                    UnaryOperator::Percent => Ok(Expr::Percent(Box::new(inner))),
                    _ => Err(self.refused(node)),
                }
            }
            ASTNodeType::BinaryOp { op, left, right } => {
                let operator = operator(*op).ok_or_else(|| self.refused(node))?;
                Ok(Expr::Binary(operator, Box::new(self.expr(left)?), Box::new(self.expr(right)?)))
            }
            ASTNodeType::Function { name, args } => self.call(node, name, args),
            ASTNodeType::Omitted => Err(Fault::new(
                self.at(node),
                1,
                Text::new("函数的参数不能空着", "an argument of a function is left out"),
            )),
            ASTNodeType::Call { .. } | ASTNodeType::Array(_) => Err(self.refused(node)),
        }
    }

    fn call(&self, node: &ASTNode, name: &str, args: &[ASTNode]) -> Result<Expr, Fault> {
        let Some(Mark::Call(number)) = mark(name) else { return Err(self.refused(node)) };
        let call = self.words.calls.get(number).ok_or_else(|| self.refused(node))?;
        let function =
            function(&call.name).map_err(|message| Fault::new(call.at, call.name.chars().count(), message))?;
        if !function.takes(args.len()) {
            return Err(Fault::new(call.at, call.name.chars().count(), miscounted(function, args.len())));
        }
        let args = args.iter().map(|arg| match arg.node_type {
            ASTNodeType::Omitted => Err(Fault::new(
                call.at,
                call.name.chars().count(),
                Text::new("函数的参数不能空着", "an argument of a function is left out"),
            )),
            _ => self.expr(arg),
        });
        Ok(Expr::Call(function, args.collect::<Result<_, _>>()?))
    }
}

fn miscounted(function: &Function, found: usize) -> Message {
    let text = match function.most {
        Some(most) if most == function.least => {
            Text::new("{name} 要 {least} 个参数，写了 {found} 个", "{name} takes {least} arguments, found {found}")
        }
        Some(_) => Text::new(
            "{name} 要 {least} 至 {most} 个参数，写了 {found} 个",
            "{name} takes {least} to {most} arguments, found {found}",
        ),
        None => Text::new(
            "{name} 至少要 {least} 个参数，写了 {found} 个",
            "{name} takes at least {least} arguments, found {found}",
        ),
    };
    Message::new(text)
        .with("name", function.name)
        .with("least", function.least.to_string())
        .with("most", function.most.map(|most| most.to_string()).unwrap_or_default())
        .with("found", found.to_string())
}

const fn operator(op: BinaryOperator) -> Option<Operator> {
    Some(match op {
        BinaryOperator::Add => Operator::Add,
        BinaryOperator::Subtract => Operator::Subtract,
        BinaryOperator::Multiply => Operator::Multiply,
        BinaryOperator::Divide => Operator::Divide,
        BinaryOperator::Power => Operator::Power,
        BinaryOperator::Concat => Operator::Join,
        BinaryOperator::Equal => Operator::Equal,
        BinaryOperator::NotEqual => Operator::Unequal,
        BinaryOperator::Less => Operator::Less,
        BinaryOperator::LessEqual => Operator::AtMost,
        BinaryOperator::Greater => Operator::Greater,
        BinaryOperator::GreaterEqual => Operator::AtLeast,
        _ => return None,
    })
}
