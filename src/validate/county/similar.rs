//! Which of many texts are nearly the same, without comparing each with each.
//!
//! A text is the set of its pieces of a few characters. From each set the pieces with the smallest hashes are kept as a
//! sketch: sets that have most pieces in common share most of their sketches, so only texts that meet there are compared, and
//! those exactly.

use std::collections::HashMap;

/// Characters of a piece: as many as two words hold.
const PIECE: usize = 4;
/// Pieces of a sketch.
const SKETCH: usize = 8;
/// Of their sketches two texts must share this much to be compared: of texts that are 85 % alike all but one in thousands do.
const SHARED: usize = 3;
/// A piece that more texts than this have in their sketch is a phrase that everybody uses, and tells nothing.
const MOST: usize = 256;

/// Texts that are nearly the same as the first of them.
pub struct Cluster {
    /// The texts by their numbers, with how much each has in common with the first, in percent.
    pub texts: Vec<(usize, u32)>,
}

/// Gathers texts that have at least so much in common, in percent; every text stands in one cluster. The order of the texts
/// decides which is the first of its cluster.
pub fn clusters(texts: &[&str], percent: impl Fn(usize) -> u32) -> Vec<Cluster> {
    let mut clusters: Vec<Cluster> = Vec::new();
    // The pieces of the first text of every cluster.
    let mut firsts: Vec<Vec<u64>> = Vec::new();
    let mut by_piece: HashMap<u64, Vec<usize>> = HashMap::new();
    for (number, text) in texts.iter().enumerate() {
        let pieces = pieces(text);
        let sketch = &pieces[..pieces.len().min(SKETCH)];
        let mut met: Vec<usize> = sketch.iter().filter_map(|piece| by_piece.get(piece)).flatten().copied().collect();
        met.sort_unstable();
        let near = met.chunk_by(|a, b| a == b).filter(|same| same.len() >= SHARED.min(sketch.len()));
        let found = near
            .filter_map(|same| same.first())
            .find_map(|&at| Some((at, in_common(&pieces, firsts.get(at)?, percent(number))?)));
        if let Some((at, common)) = found {
            clusters[at].texts.push((number, common));
            continue;
        }
        for piece in sketch {
            let texts = by_piece.entry(*piece).or_default();
            if texts.len() < MOST {
                texts.push(clusters.len());
            }
        }
        clusters.push(Cluster { texts: vec![(number, 100)] });
        firsts.push(pieces);
    }
    clusters
}

/// How many pieces two texts both have, in percent of the pieces of either; nothing if that is less than `least`. Both lists
/// are sorted.
fn in_common(a: &[u64], b: &[u64], least: u32) -> Option<u32> {
    let percent = usize::try_from(least).ok()?;
    // both ÷ (a + b − both) ≥ percent ÷ 100
    let needed = (percent * (a.len() + b.len())).div_ceil(100 + percent);
    let mut spare = a.len().checked_sub(needed)?;
    let (mut both, mut rest) = (0_usize, b.iter().peekable());
    for piece in a {
        while rest.next_if(|other| *other < piece).is_some() {}
        if rest.next_if(|other| *other == piece).is_some() {
            both += 1;
        } else {
            spare = spare.checked_sub(1)?;
        }
    }
    let either = a.len() + b.len() - both;
    u32::try_from(both * 100 / either.max(1)).ok()
}

/// The pieces of a text by their hashes, sorted, each once.
fn pieces(text: &str) -> Vec<u64> {
    let mut pieces = Vec::with_capacity(text.len() / 3);
    // The last four characters, two in a word.
    let (mut older, mut newer) = (0_u64, 0_u64);
    for (at, c) in text.chars().enumerate() {
        older = older << 32 | newer >> 32;
        newer = newer << 32 | u64::from(u32::from(c));
        if at + 1 >= PIECE {
            pieces.push(mixed(mixed(older) ^ newer));
        }
    }
    pieces.sort_unstable();
    pieces.dedup();
    pieces
}

/// A step of `SplitMix64`: the same on every machine.
const fn mixed(state: u64) -> u64 {
    let mut z = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "全年组织护路员巡查一百二十次，修补坑槽三百余处，雨季没有发生因路面损毁造成的长时间封路，沿线村民出行更加安全便捷，材料统一采购，工程量由三方共同签认后结算";

    #[test]
    fn texts_that_differ_in_a_word_stand_together_and_others_alone() {
        let near = TEXT.replace("三百余处", "两百余处");
        let far = "为全县孤寡老人提供居家养老服务，按月走访并建立台账，护理员持证上岗，全年没有发生服务纠纷，老人满意度逐年提高";
        let half = format!("{}{far}", &TEXT[..TEXT.len() / 2 / 3 * 3]);
        let found = clusters(&[TEXT, far, &near, &half, TEXT], |_| 85);
        let numbers: Vec<Vec<usize>> =
            found.iter().map(|cluster| cluster.texts.iter().map(|(number, _)| *number).collect()).collect();
        assert_eq!(numbers, [vec![0, 2, 4], vec![1], vec![3]]);
        assert!(found[0].texts[1].1 < 100 && found[0].texts[2].1 == 100);
    }

    #[test]
    fn what_is_common_is_counted_to_the_piece() {
        let b: Vec<u64> = (0..100).collect();
        for shared in 0..=100 {
            let a: Vec<u64> = (100 - shared..200 - shared).collect();
            let either = 200 - u32::try_from(shared).expect("small");
            let percent = u32::try_from(shared).expect("small") * 100 / either;
            for least in [1, 84, 85, 86, 100] {
                assert_eq!(in_common(&a, &b, least), Some(percent).filter(|percent| *percent >= least), "{shared}");
            }
        }
    }

    #[test]
    fn the_same_text_a_thousand_times_is_one_cluster() {
        let texts = vec![TEXT; 1000];
        assert_eq!(clusters(&texts, |_| 85).len(), 1);
    }
}
