//! The columns of the sheet: those of the widest table; every other row spreads its cells over them.

use super::plan::Span;

/// Spreads cells of wanted widths over columns, each over at least one, so that the widths come as near as they can.
///
/// More cells than columns have no room: the last ones are left out, which no caller asks for.
pub fn spread(columns: &[f64], first: u16, wanted: &[f64]) -> Vec<Span> {
    let (n, m) = (columns.len(), wanted.len().min(columns.len()));
    let scale = columns.iter().sum::<f64>() / wanted.iter().sum::<f64>().max(1.0);
    let width = |from: usize, to: usize| columns.get(from..to).map_or(0.0, |part| part.iter().sum::<f64>());
    // least[cells][columns]: the least misfit of the first cells over the first columns, and where the last cell begins.
    let mut least = vec![vec![(f64::INFINITY, 0); n + 1]; m + 1];
    least[0][0].0 = 0.0;
    for cell in 1..=m {
        for to in cell..=n {
            for from in cell - 1..to {
                let miss = width(from, to) / (wanted[cell - 1] * scale) - 1.0;
                let misfit = least[cell - 1][from].0 + miss * miss;
                if misfit < least[cell][to].0 {
                    least[cell][to] = (misfit, from);
                }
            }
        }
    }
    let mut spans = Vec::with_capacity(m);
    let mut to = n;
    for cell in (1..=m).rev() {
        let from = least[cell][to].1;
        spans.push((col(first, from), col(first, to - 1)));
        to = from;
    }
    spans.reverse();
    spans
}

fn col(first: u16, offset: usize) -> u16 {
    first.saturating_add(u16::try_from(offset).unwrap_or(u16::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cell_has_a_column_and_all_columns_are_used() {
        assert_eq!(spread(&[10.0, 10.0, 20.0, 40.0], 1, &[20.0, 60.0]), [(1, 2), (3, 4)]);
        assert_eq!(spread(&[10.0, 10.0], 0, &[1.0, 99.0]), [(0, 0), (1, 1)]);
        assert_eq!(spread(&[5.0, 5.0, 5.0], 0, &[15.0]), [(0, 2)]);
    }
}
