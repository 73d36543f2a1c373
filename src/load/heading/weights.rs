//! Learned weights: written by `tests/train` from 7444 short lines of labelled texts, of which 1826
//! are headings (F1 on these lines 0.890). Positive speaks for a heading.

use super::features::NAMES;

/// Added to every sum.
pub const BIAS: f32 = -0.8021;

/// One for each measure of [`NAMES`].
#[rustfmt::skip]
pub const WEIGHTS: [f32; NAMES.len()] = [
    -0.0375, // len
    -0.7552, // words
    -0.2952, // words2
    -3.1884, // dot
    0.3754, // question
    -2.7130, // colon
    -0.2941, // comma
    -1.0024, // bang
    -0.2928, // close
    1.7350, // title
    -2.2936, // caps
    -0.9863, // lower
    -1.5458, // digit
    1.1227, // number
    -0.7844, // deep_number
    -0.3307, // sentences
    -0.8396, // commas
    -0.3605, // inner_colon
    -1.0490, // url
    -0.8889, // code
    -1.5433, // columns
    -0.5500, // indented
    -1.7848, // quote
    -0.3473, // year
    -1.2893, // byline
    -0.6640, // caption
    1.0226, // known
    1.3994, // question_word
    -0.2092, // one_word
    -0.0601, // stop_word
    -0.0947, // mid_capitals
    -0.4987, // symbol
    -1.4067, // short_sentence
    -0.1781, // long_word
    0.2346, // ends_digit
    -0.8890, // parenthesis
    0.0322, // two_lines
    -0.0500, // next_len
    0.7193, // next_long
    0.0954, // next_item
    1.7267, // next_stop
    0.1777, // next_lower
    1.6876, // next_colon
    -0.9192, // next_quote
    0.5711, // next_short
    -0.0522, // next2_len
    0.1703, // next2_long
    -0.3077, // above_len
    0.3073, // above_long
    0.6928, // above_item
    0.5059, // above_stop
    -0.4178, // above_colon
    -0.4678, // above_short
    0.3825, // ratio
    0.2913, // above_ratio
    -0.9230, // same_start_next
    -0.1953, // same_start_above
    0.0360, // run
    -0.4193, // run0
    -0.3554, // run3
    -0.3839, // back
    -0.5621, // back0
    0.0064, // back3
    0.2072, // first
    -0.0127, // early
    -0.8896, // last
    1.3462, // tight
    0.4770, // tight_short
    0.9741, // wrapped
    -0.6189, // gap0
    1.1360, // gap2
    -0.3892, // gap_after0
    -0.0238, // gap_after2
    0.8558, // gap_drop
    -0.3040, // gap_rise
    -0.3688, // tight_gap
    -0.3456, // tight_gap_after
    -1.7915, // loose_gap0
    -1.8972, // loose_gap_after0
    0.9830, // loose_lone
    -0.5424, // wrapped_gap0
    0.8694, // next_caps
    -0.1929, // above_caps
    0.3912, // dash
    -0.2332, // bar
    -0.5659, // pronoun
];
