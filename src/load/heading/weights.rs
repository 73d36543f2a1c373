//! Learned weights: written by `tests/train` from 6897 short lines of 431 labelled texts; 1803 of the
//! lines are headings. Positive speaks for a heading.

use super::{Model, features::Weights};

/// What this program knows of headings.
#[rustfmt::skip]
pub static LEARNED: Model = Model {
    line: Weights {
        always: -1.57,
        single: [
            -0.45, // len
            -0.38, // words
            -0.29, // words2
            -2.55, // dot
            0.17, // question
            -1.05, // colon
            -0.17, // comma
            -0.56, // bang
            -0.07, // close
            1.16, // title
            -0.64, // caps
            -0.59, // lower
            -1.49, // digit
            0.33, // number
            -0.50, // deep_number
            -0.23, // sentences
            -0.82, // commas
            -0.59, // inner_colon
            -0.80, // url
            -0.78, // code
            -0.07, // columns
            -0.37, // indented
            -1.00, // quote
            -0.25, // year
            -0.17, // byline
            -0.07, // caption
            0.73, // known
            0.55, // question_word
            -0.02, // one_word
            -0.09, // stop_word
            0.08, // mid_capitals
            -0.53, // symbol
            -0.60, // short_sentence
            -0.34, // long_word
            0.11, // ends_digit
            -0.43, // parenthesis
            0.12, // two_lines
            -0.11, // next_len
            -0.01, // next_long
            0.07, // next_item
            0.60, // next_stop
            0.32, // next_lower
            1.01, // next_colon
            -0.65, // next_quote
            -0.10, // next_short
            0.22, // next2_len
            -0.02, // next2_long
            -0.14, // above_len
            0.14, // above_long
            0.33, // above_item
            0.36, // above_stop
            -0.60, // above_colon
            -0.53, // above_short
            0.36, // ratio
            0.69, // above_ratio
            -0.14, // same_start_next
            0.19, // same_start_above
            0.09, // run
            -0.21, // run0
            -0.41, // run3
            -0.02, // back
            0.02, // back0
            -0.05, // back3
            0.55, // first
            0.25, // early
            -0.32, // last
            0.74, // tight
            0.35, // tight_short
            0.61, // wrapped
            -0.58, // gap0
            0.50, // gap2
            -0.27, // gap_after0
            -0.07, // gap_after2
            0.39, // gap_drop
            -0.18, // gap_rise
            -0.19, // tight_gap
            -0.23, // tight_gap_after
            -1.24, // loose_gap0
            -1.27, // loose_gap_after0
            0.73, // loose_lone
            -0.27, // wrapped_gap0
            0.27, // next_caps
            -0.20, // above_caps
            0.28, // dash
            -0.23, // bar
            -0.32, // pronoun
            -1.02, // only_date
            -1.81, // call
            0.66, // money
            -0.73, // bracketed
            1.71, // said_below
            -1.17, // said_above
            0.29, // prose_below
            -0.44, // above_asks
            -0.26, // next_asks
            -0.95, // same_code
            0.44, // middling
            -0.22, // open_above
            -0.35, // open_below
            0.33, // item_above
            0.13, // list_of
            0.99, // edit
            0.00, // label
            -0.89, // caption_end
            -1.09, // quoted
            -0.01, // quoted_end
            0.67, // asks
            0.66, // question_start
            0.29, // gerund
            -0.42, // code_signs
            0.17, // emblem
            -0.22, // named_number
            -0.49, // field
            0.50, // key_value
            -0.60, // verbs
            -0.25, // ends_small
            -0.38, // footnote
            -0.98, // digits
            -1.37, // code_name
            -0.49, // two_names
            -0.13, // other_script
            -0.24, // furniture
        ],
        paired: [
            0.09, -0.09, 0.26, -0.03, -0.07, -0.32, 0.02, -0.49, -0.19, -0.51, 0.09, 0.08, 0.47, 0.17, 0.56, -0.22, 0.29, 0.36, 0.13, 0.25, 0.04, 0.38, 0.38, // title with those after it
            0.00, 0.00, -0.59, 0.00, 0.00, 0.25, -0.09, 0.24, -0.03, 0.03, 0.13, 0.48, 0.01, -0.30, 0.06, 0.03, -0.02, 0.07, -0.10, 0.09, -0.13, 0.07, // question with those after it
            0.02, 0.17, -0.03, -0.00, -0.28, -0.23, -0.22, -0.07, -0.42, -0.64, -0.05, -0.21, -0.65, 0.00, 0.13, 0.01, 0.00, -0.04, -0.05, 0.13, -0.11, // colon with those after it
            0.00, -0.12, -0.09, -0.03, 0.25, 0.31, 0.28, 0.16, -0.20, 0.13, 0.01, -0.28, -0.11, 0.09, 0.26, 0.01, -0.10, -0.33, 0.04, -0.23, // one_word with those after it
            -0.01, 0.00, -0.13, 0.07, -0.14, 0.30, 0.30, 0.21, -0.50, -0.24, 0.93, -0.27, -0.40, 0.03, 0.00, -0.16, -0.23, -0.02, -0.22, // number with those after it
            0.00, -0.11, -0.02, -0.07, -0.09, 0.04, -0.16, -0.17, -0.10, 0.04, -0.03, -0.07, -0.01, 0.00, -0.11, -0.06, -0.08, -0.15, // lower with those after it
            -0.24, -0.19, -0.44, -0.35, -0.28, -0.27, 0.01, -0.01, -0.28, -0.00, 0.02, 0.02, 0.00, 0.08, 0.07, -0.05, -0.03, // caps with those after it
            0.30, -0.00, 0.01, -0.01, 0.11, 0.24, -0.08, 0.25, -0.15, -0.30, -0.25, 0.14, 0.00, 0.04, 0.00, 0.21, // next_long with those after it
            -0.03, 0.07, -0.02, 0.07, 0.44, -0.11, 0.07, -0.03, -0.18, -0.03, 0.17, 0.33, 0.00, 0.10, 0.00, // above_long with those after it
            0.14, -0.01, 0.15, 0.30, 0.19, -0.21, -0.18, -0.42, 0.05, 0.17, 0.00, 0.07, 0.00, -0.18, // run0 with those after it
            -0.07, -0.08, 0.15, 0.09, 0.02, -0.09, -0.12, 0.22, 0.18, 0.11, 0.00, -0.17, 0.00, // back0 with those after it
            -0.00, 0.20, 0.31, 0.08, -0.46, -0.13, -0.10, 0.22, 0.46, 0.04, 0.03, 0.00, // above_stop with those after it
            0.21, 0.21, 0.28, -0.46, -0.41, -0.32, 0.16, -0.08, 0.15, 0.00, 0.47, // next_stop with those after it
            0.00, 0.00, 0.17, -0.14, -0.08, 0.00, 0.06, 0.11, 0.07, 0.26, // tight with those after it
            0.00, -0.03, 0.14, 0.15, 0.00, 0.18, 0.25, 0.00, -0.07, // wrapped with those after it
            -0.35, 0.00, -0.18, 0.25, 0.01, 0.10, 0.43, 0.11, // loose_lone with those after it
            -0.02, 0.02, 0.02, 0.09, 0.04, 0.13, 0.15, // short_sentence with those after it
            -0.00, 0.00, 0.30, 0.18, 0.39, 0.18, // next_item with those after it
            0.05, -0.09, 0.00, 0.05, 0.01, // early with those after it
            0.01, 0.01, 0.07, 0.03, // gap2 with those after it
            -0.15, -0.13, -0.24, // run3 with those after it
            -0.23, -0.07, // back3 with those after it
            -0.17, // next_short with those after it
        ],
    },
    second: [
        -0.85, // always
        0.52, // odds
        0.97, // near_odds
        0.40, // chance
        0.18, // best_other
        0.07, // best_three
        0.05, // headings
        -0.83, // others
        0.58, // share
        0.40, // alike
        0.37, // alike_sure
        -0.40, // above
        0.06, // above_is
        -0.13, // below
        -0.04, // below_is
        -0.21, // below2
        -0.13, // below2_is
        -0.46, // above2
        -0.29, // above2_is
        -0.32, // above_more
        -0.37, // below_more
        0.01, // back
        0.06, // back1
        -0.16, // back2
        -0.51, // back_none
        -0.09, // ahead
        -0.04, // ahead1
        0.13, // ahead2
        -0.13, // ahead_none
        0.76, // learned
        -0.96, // counted
    ],
};
