//! Running text as the search for figures sees it: characters without blanks, each with its place in the original.

/// Where a clause ends.
const CLAUSE_ENDS: [char; 13] = ['，', ',', '。', '；', ';', '：', ':', '！', '!', '？', '?', '\n', '…'];
/// A clause is quoted no farther than this, in characters to either side.
const REACH: usize = 60;

/// A text without blanks; width of digits, points and percent signs is folded.
pub struct Running<'a> {
    written: &'a str,
    chars: Vec<(usize, char)>,
}

impl<'a> Running<'a> {
    pub fn of(written: &'a str) -> Self {
        let is_wide = |c: char| ('０'..='９').contains(&c);
        let beside = |at: usize, c: char| {
            let (before, behind) = (&written[..at], &written[at + c.len_utf8()..]);
            before.ends_with(is_wide) && behind.starts_with(is_wide)
        };
        let narrow = |at: usize, c: char| match c {
            '０'..='９' | '％' | '．' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            '，' if beside(at, c) => ',',
            c => c,
        };
        let kept = written.char_indices().filter(|(_, c)| !c.is_whitespace() || *c == '\n');
        Self { written, chars: kept.map(|(at, c)| (at, narrow(at, c))).collect() }
    }

    /// How many characters there are.
    pub const fn len(&self) -> usize {
        self.chars.len()
    }

    /// The character at a position.
    pub fn get(&self, at: usize) -> Option<char> {
        self.chars.get(at).map(|(_, c)| *c)
    }

    /// The character before a position.
    pub fn before(&self, at: usize) -> Option<char> {
        self.get(at.checked_sub(1)?)
    }

    /// The characters of a range.
    pub fn text(&self, from: usize, to: usize) -> String {
        self.chars.get(from..to.min(self.len())).unwrap_or_default().iter().map(|(_, c)| *c).collect()
    }

    /// Whether a word stands at a position.
    pub fn has(&self, at: usize, word: &str) -> bool {
        word.chars().enumerate().all(|(nth, c)| self.get(at + nth) == Some(c))
    }

    /// Whether a word ends before a position, not reaching beyond a start.
    pub fn ends_with(&self, start: usize, end: usize, word: &str) -> bool {
        let length = word.chars().count();
        start + length <= end && self.has(end - length, word)
    }

    /// The original text of a range.
    pub fn original(&self, from: usize, to: usize) -> &'a str {
        let Some((start, _)) = self.chars.get(from) else { return "" };
        let last = to.checked_sub(1).filter(|last| *last >= from).and_then(|last| self.chars.get(last));
        last.map_or("", |(at, _)| self.written.get(*start..self.end_of(*at)).unwrap_or_default())
    }

    /// The end of a run of digits, points and thousands separators; a blank parts two numbers.
    pub fn number_end(&self, start: usize) -> usize {
        let mut end = start;
        while let Some((at, c)) = self.chars.get(end) {
            let joined = end == start || self.chars.get(end - 1).is_some_and(|(before, _)| self.end_of(*before) == *at);
            if !joined || !(c.is_ascii_digit() || matches!(c, '.' | ',')) {
                break;
            }
            end += 1;
        }
        while end > start && matches!(self.before(end), Some('.' | ',')) {
            end -= 1;
        }
        end
    }

    /// Where the clause around a range begins and ends.
    pub fn clause(&self, from: usize, to: usize) -> (usize, usize) {
        let start = (from.saturating_sub(REACH)..from).rev().find(|at| self.ends_clause(*at)).map(|at| at + 1);
        let end = (to..to + REACH).find(|at| self.ends_clause(*at));
        (start.unwrap_or_else(|| from.saturating_sub(REACH)), end.unwrap_or(to + REACH))
    }

    /// Whether a clause ends at a position; the end of the text ends one.
    pub fn ends_clause(&self, at: usize) -> bool {
        self.get(at).is_none_or(|c| CLAUSE_ENDS.contains(&c))
    }

    fn end_of(&self, at: usize) -> usize {
        at + self.written.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8)
    }
}
