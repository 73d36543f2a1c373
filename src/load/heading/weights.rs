//! Learned weights: written by `tests/train` from 5456 short lines of 431 labelled texts; 1799 of the
//! lines are headings. Positive speaks for a heading.

use super::{Model, features::Weights};

/// What this program knows of headings.
#[rustfmt::skip]
pub static LEARNED: Model = Model {
    line: Weights {
        always: -1.63,
        single: [
            -0.47, // len
            -0.42, // words
            -0.23, // words2
            -2.38, // dot
            0.15, // question
            -1.06, // colon
            -0.16, // comma
            -0.56, // bang
            -0.10, // close
            1.16, // title
            -0.64, // caps
            -0.59, // lower
            -1.49, // digit
            0.32, // number
            -0.49, // deep_number
            -0.41, // sentences
            -0.79, // commas
            -0.60, // inner_colon
            -0.80, // url
            -0.77, // code
            -0.07, // columns
            -0.37, // indented
            -0.98, // quote
            -0.22, // year
            -0.18, // byline
            -0.07, // caption
            0.72, // known
            0.54, // question_word
            -0.01, // one_word
            -0.09, // stop_word
            0.08, // mid_capitals
            -0.52, // symbol
            -0.61, // short_sentence
            -0.33, // long_word
            0.09, // ends_digit
            -0.43, // parenthesis
            0.15, // two_lines
            -0.12, // next_len
            -0.01, // next_long
            0.06, // next_item
            0.60, // next_stop
            0.32, // next_lower
            0.99, // next_colon
            -0.79, // next_quote
            -0.10, // next_short
            0.23, // next2_len
            -0.05, // next2_long
            -0.05, // above_len
            0.14, // above_long
            0.35, // above_item
            0.38, // above_stop
            -0.61, // above_colon
            -0.53, // above_short
            0.38, // ratio
            0.63, // above_ratio
            -0.14, // same_start_next
            0.21, // same_start_above
            0.09, // run
            -0.23, // run0
            -0.42, // run3
            -0.02, // back
            0.02, // back0
            -0.06, // back3
            0.48, // first
            0.23, // early
            -0.32, // last
            0.75, // tight
            0.35, // tight_short
            0.61, // wrapped
            -0.59, // gap0
            0.50, // gap2
            -0.28, // gap_after0
            -0.07, // gap_after2
            0.39, // gap_drop
            -0.18, // gap_rise
            -0.18, // tight_gap
            -0.22, // tight_gap_after
            -1.24, // loose_gap0
            -1.27, // loose_gap_after0
            0.73, // loose_lone
            -0.28, // wrapped_gap0
            0.28, // next_caps
            -0.18, // above_caps
            0.27, // dash
            -0.24, // bar
            -0.33, // pronoun
            -1.01, // only_date
            -1.83, // call
            0.65, // money
            -0.73, // bracketed
            1.68, // said_below
            -1.12, // said_above
            0.34, // prose_below
            -0.44, // above_asks
            -0.29, // next_asks
            -0.96, // same_code
            0.44, // middling
            -0.21, // open_above
            -0.35, // open_below
            0.35, // item_above
            0.17, // list_of
            0.99, // edit
            0.00, // label
            -0.88, // caption_end
            -1.07, // quoted
            -0.03, // quoted_end
            0.68, // asks
            0.66, // question_start
            0.31, // gerund
            -0.43, // code_signs
            0.17, // emblem
            -0.23, // named_number
            -0.50, // field
            0.50, // key_value
            -0.57, // verbs
            -0.24, // ends_small
            -0.37, // footnote
            -0.97, // digits
            -1.36, // code_name
            -0.47, // two_names
            -0.13, // other_script
        ],
        paired: [
            0.08, -0.09, 0.27, -0.03, -0.07, -0.32, 0.03, -0.49, -0.18, -0.48, 0.07, 0.08, 0.47, 0.17, 0.57, -0.23, 0.29, 0.40, 0.13, 0.26, 0.05, 0.37, 0.37, // title with those after it
            0.00, 0.00, -0.59, 0.00, 0.00, 0.25, -0.09, 0.24, -0.03, 0.02, 0.13, 0.47, 0.00, -0.30, 0.07, 0.03, -0.02, 0.07, -0.11, 0.09, -0.14, 0.07, // question with those after it
            0.02, 0.17, -0.03, -0.00, -0.27, -0.23, -0.22, -0.07, -0.43, -0.64, -0.05, -0.21, -0.66, 0.00, 0.13, 0.01, 0.00, -0.04, -0.05, 0.12, -0.11, // colon with those after it
            0.00, -0.12, -0.09, -0.03, 0.24, 0.31, 0.29, 0.15, -0.19, 0.13, 0.00, -0.27, -0.11, 0.09, 0.28, 0.01, -0.09, -0.34, 0.04, -0.24, // one_word with those after it
            -0.01, 0.00, -0.12, 0.08, -0.13, 0.30, 0.29, 0.21, -0.51, -0.24, 0.93, -0.27, -0.40, 0.03, 0.00, -0.15, -0.24, -0.02, -0.22, // number with those after it
            0.00, -0.11, -0.02, -0.07, -0.10, 0.04, -0.16, -0.18, -0.10, 0.05, -0.03, -0.07, -0.01, 0.00, -0.11, -0.06, -0.08, -0.15, // lower with those after it
            -0.25, -0.19, -0.44, -0.35, -0.29, -0.27, 0.01, -0.01, -0.28, -0.00, 0.02, 0.03, 0.00, 0.08, 0.07, -0.04, -0.03, // caps with those after it
            0.29, -0.00, 0.01, -0.02, 0.10, 0.25, -0.09, 0.24, -0.16, -0.30, -0.23, 0.14, 0.00, 0.04, 0.00, 0.21, // next_long with those after it
            -0.04, 0.07, -0.04, 0.07, 0.44, -0.11, 0.08, -0.02, -0.17, -0.03, 0.17, 0.32, 0.00, 0.09, 0.00, // above_long with those after it
            0.11, 0.03, 0.13, 0.30, 0.18, -0.23, -0.18, -0.43, 0.01, 0.17, 0.00, 0.07, 0.00, -0.17, // run0 with those after it
            -0.06, -0.09, 0.16, 0.09, 0.01, -0.09, -0.11, 0.21, 0.18, 0.12, 0.00, -0.18, 0.00, // back0 with those after it
            0.01, 0.19, 0.32, 0.09, -0.46, -0.14, -0.08, 0.21, 0.45, 0.03, 0.03, 0.00, // above_stop with those after it
            0.21, 0.22, 0.28, -0.45, -0.42, -0.35, 0.16, -0.08, 0.14, 0.00, 0.48, // next_stop with those after it
            0.00, 0.00, 0.17, -0.14, -0.07, 0.00, 0.06, 0.10, 0.07, 0.25, // tight with those after it
            0.00, -0.03, 0.14, 0.16, 0.00, 0.19, 0.26, -0.00, -0.07, // wrapped with those after it
            -0.36, 0.00, -0.22, 0.25, -0.00, 0.09, 0.42, 0.13, // loose_lone with those after it
            -0.02, 0.02, 0.02, 0.09, 0.03, 0.13, 0.15, // short_sentence with those after it
            -0.00, 0.00, 0.30, 0.18, 0.40, 0.18, // next_item with those after it
            0.05, -0.08, 0.00, 0.06, 0.01, // early with those after it
            0.01, 0.01, 0.07, 0.03, // gap2 with those after it
            -0.14, -0.13, -0.25, // run3 with those after it
            -0.23, -0.06, // back3 with those after it
            -0.17, // next_short with those after it
        ],
    },
    second: [
        -0.43, // always
        0.54, // odds
        0.98, // near_odds
        0.40, // chance
        0.20, // best_other
        0.03, // best_three
        0.04, // headings
        -0.82, // others
        0.57, // share
        0.41, // alike
        0.35, // alike_sure
        -0.38, // above
        0.07, // above_is
        -0.13, // below
        -0.05, // below_is
        -0.21, // below2
        -0.14, // below2_is
        -0.51, // above2
        -0.24, // above2_is
        -0.39, // above_more
        -0.35, // below_more
        -0.00, // back
        0.07, // back1
        -0.13, // back2
        -0.52, // back_none
        -0.11, // ahead
        -0.05, // ahead1
        0.14, // ahead2
        -0.16, // ahead_none
        0.76, // learned
        -0.95, // counted
    ],
};
