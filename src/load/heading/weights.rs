//! Learned weights: written by `tests/train` from 6964 short lines of labelled texts, of which 1803
//! are headings (F1 on these lines 0.901). Positive speaks for a heading.

use super::features::{NAMES, Weights};

/// One for each measure of [`NAMES`], after one that is added to every sum.
#[rustfmt::skip]
pub const LINE: Weights = [
    -0.322, // always
    -0.213, // len
    -0.706, // words
    -0.291, // words2
    -3.204, // dot
    0.344, // question
    -2.820, // colon
    -0.292, // comma
    -0.972, // bang
    -0.393, // close
    1.606, // title
    -2.378, // caps
    -1.040, // lower
    -1.514, // digit
    0.960, // number
    -0.666, // deep_number
    -0.299, // sentences
    -0.893, // commas
    -0.386, // inner_colon
    -1.147, // url
    -0.976, // code
    -0.112, // columns
    -0.620, // indented
    -1.872, // quote
    -0.110, // year
    -0.194, // byline
    -0.769, // caption
    1.050, // known
    1.343, // question_word
    -0.411, // one_word
    -0.125, // stop_word
    -0.086, // mid_capitals
    -0.474, // symbol
    -1.465, // short_sentence
    -0.215, // long_word
    0.114, // ends_digit
    -0.581, // parenthesis
    0.070, // two_lines
    -0.132, // next_len
    0.637, // next_long
    0.067, // next_item
    1.713, // next_stop
    0.151, // next_lower
    1.605, // next_colon
    -0.916, // next_quote
    0.593, // next_short
    -0.007, // next2_len
    0.166, // next2_long
    -0.293, // above_len
    0.207, // above_long
    0.684, // above_item
    0.491, // above_stop
    -0.575, // above_colon
    -0.509, // above_short
    0.388, // ratio
    0.540, // above_ratio
    -0.904, // same_start_next
    -0.315, // same_start_above
    -0.060, // run
    -0.410, // run0
    -0.308, // run3
    -0.396, // back
    -0.590, // back0
    0.076, // back3
    0.690, // first
    -0.065, // early
    -0.753, // last
    1.292, // tight
    0.521, // tight_short
    0.895, // wrapped
    -0.647, // gap0
    1.096, // gap2
    -0.329, // gap_after0
    -0.057, // gap_after2
    0.852, // gap_drop
    -0.301, // gap_rise
    -0.317, // tight_gap
    -0.327, // tight_gap_after
    -1.731, // loose_gap0
    -1.798, // loose_gap_after0
    0.885, // loose_lone
    -0.524, // wrapped_gap0
    0.594, // next_caps
    -0.198, // above_caps
    0.299, // dash
    -0.192, // bar
    -0.574, // pronoun
    -1.511, // only_date
    -2.239, // call
    1.071, // money
    -1.016, // bracketed
];

const _: () = assert!(NAMES.len() + 1 == LINE.len());
