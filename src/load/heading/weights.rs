//! Learned weights: written by `tests/train` from 6972 short lines of labelled texts, of which 1804
//! are headings (F1 on these lines 0.900). Positive speaks for a heading.

use super::features::{NAMES, Weights};

/// One for each measure of [`NAMES`], after one that is added to every sum.
#[rustfmt::skip]
pub const LINE: Weights = [
    -0.3312, // always
    -0.2127, // len
    -0.7049, // words
    -0.2929, // words2
    -3.2029, // dot
    0.3430, // question
    -2.8189, // colon
    -0.2908, // comma
    -0.9695, // bang
    -0.3907, // close
    1.5982, // title
    -2.4251, // caps
    -1.0416, // lower
    -1.5106, // digit
    0.9579, // number
    -0.6679, // deep_number
    -0.2978, // sentences
    -0.8917, // commas
    -0.3827, // inner_colon
    -1.1491, // url
    -0.9762, // code
    -0.1122, // columns
    -0.6201, // indented
    -1.8728, // quote
    -0.1097, // year
    -0.1948, // byline
    -0.7693, // caption
    1.0595, // known
    1.3459, // question_word
    -0.3992, // one_word
    -0.1237, // stop_word
    -0.0835, // mid_capitals
    -0.4729, // symbol
    -1.4658, // short_sentence
    -0.2201, // long_word
    0.1197, // ends_digit
    -0.5798, // parenthesis
    0.0690, // two_lines
    -0.1279, // next_len
    0.6490, // next_long
    0.0689, // next_item
    1.7080, // next_stop
    0.1499, // next_lower
    1.6070, // next_colon
    -0.9152, // next_quote
    0.5853, // next_short
    -0.0063, // next2_len
    0.1684, // next2_long
    -0.2879, // above_len
    0.2077, // above_long
    0.6839, // above_item
    0.4924, // above_stop
    -0.5723, // above_colon
    -0.5066, // above_short
    0.3837, // ratio
    0.5363, // above_ratio
    -0.9043, // same_start_next
    -0.3116, // same_start_above
    -0.0631, // run
    -0.4236, // run0
    -0.3057, // run3
    -0.3950, // back
    -0.5761, // back0
    0.0895, // back3
    0.6887, // first
    -0.0598, // early
    -0.7503, // last
    1.2913, // tight
    0.5219, // tight_short
    0.8951, // wrapped
    -0.6473, // gap0
    1.0963, // gap2
    -0.3292, // gap_after0
    -0.0564, // gap_after2
    0.8530, // gap_drop
    -0.2998, // gap_rise
    -0.3171, // tight_gap
    -0.3267, // tight_gap_after
    -1.7307, // loose_gap0
    -1.7953, // loose_gap_after0
    0.8826, // loose_lone
    -0.5250, // wrapped_gap0
    0.5933, // next_caps
    -0.1961, // above_caps
    0.2987, // dash
    -0.1912, // bar
    -0.5726, // pronoun
    -1.5099, // only_date
    -2.2390, // call
    1.0723, // money
    -1.0147, // bracketed
];

const _: () = assert!(NAMES.len() + 1 == LINE.len());
