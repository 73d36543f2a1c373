//! Learned weights: written by `tests/train` from 25583 short lines of 431 labelled texts and of 963 articles whose
//! Markdown was taken away; 7892 of the lines are headings. Positive speaks for a heading.

use super::{Model, features::Weights};

/// What this program knows of headings.
#[rustfmt::skip]
pub static LEARNED: Model = Model {
    line: Weights {
        always: -0.96,
        single: [
            -0.63, // len
            -0.84, // words
            -0.09, // words2
            -3.40, // dot
            0.21, // question
            -1.62, // colon
            -1.11, // comma
            -1.14, // bang
            -0.28, // close
            0.89, // title
            -0.56, // caps
            -0.96, // lower
            -1.31, // digit
            -0.11, // number
            0.99, // deep_number
            -0.71, // sentences
            -1.39, // commas
            -0.63, // inner_colon
            -1.32, // url
            -1.27, // code
            -0.97, // columns
            -0.94, // indented
            -1.26, // quote
            0.16, // year
            -0.02, // byline
            0.12, // caption
            1.08, // known
            0.40, // question_word
            -0.15, // one_word
            -0.43, // stop_word
            0.02, // mid_capitals
            -1.84, // symbol
            -0.24, // short_sentence
            -0.07, // long_word
            -0.00, // ends_digit
            -1.17, // parenthesis
            0.10, // two_lines
            0.07, // next_len
            -0.07, // next_long
            0.51, // next_item
            0.64, // next_stop
            0.10, // next_lower
            1.30, // next_colon
            -1.06, // next_quote
            -0.02, // next_short
            0.08, // next2_len
            0.14, // next2_long
            0.12, // above_len
            0.11, // above_long
            0.49, // above_item
            0.54, // above_stop
            -0.73, // above_colon
            -0.55, // above_short
            0.41, // ratio
            0.52, // above_ratio
            0.23, // same_start_next
            0.31, // same_start_above
            -0.06, // run
            -0.30, // run0
            -0.37, // run3
            -0.03, // back
            0.19, // back0
            -0.07, // back3
            0.96, // first
            0.23, // early
            -0.84, // last
            1.50, // tight
            0.34, // tight_short
            0.76, // wrapped
            -1.08, // gap0
            1.42, // gap2
            -0.71, // gap_after0
            -0.45, // gap_after2
            1.16, // gap_drop
            -0.70, // gap_rise
            -0.54, // tight_gap
            -0.73, // tight_gap_after
            -2.03, // loose_gap0
            -1.34, // loose_gap_after0
            0.70, // loose_lone
            -1.09, // wrapped_gap0
            0.59, // next_caps
            -0.19, // above_caps
            0.54, // dash
            -0.69, // bar
            -0.50, // pronoun
            -1.34, // only_date
            -1.76, // call
            0.59, // money
            -0.84, // bracketed
            2.04, // said_below
            -1.59, // said_above
            0.23, // prose_below
            -0.52, // above_asks
            -0.34, // next_asks
            -1.06, // same_code
            0.20, // middling
            0.11, // open_above
            -0.28, // open_below
            0.49, // item_above
            0.30, // list_of
            1.09, // edit
            0.02, // label
            -1.34, // caption_end
            -1.55, // quoted
            -1.07, // quoted_end
            0.77, // asks
            0.50, // question_start
            0.47, // gerund
            -1.22, // code_signs
            0.92, // emblem
            0.61, // named_number
            -0.64, // field
            -0.44, // key_value
            -0.86, // verbs
            -0.57, // ends_small
            -0.73, // footnote
            -2.42, // digits
            -1.29, // code_name
            -0.54, // two_names
            0.72, // other_script
        ],
        paired: [
            0.06, 0.36, -0.06, -0.07, -0.08, -0.37, -0.21, -0.52, -0.41, -0.64, 0.10, -0.12, 0.41, 0.42, 0.70, -0.50, 0.35, 0.56, 0.34, 0.14, -0.22, 0.28, 0.22, // title with those after it
            0.00, 0.07, -1.07, 0.06, -0.06, 0.03, -0.38, -0.03, -0.09, -0.15, -0.28, 0.52, 0.19, -0.29, 0.51, 0.12, 0.24, 0.05, -0.07, 0.47, -0.04, -0.07, // question with those after it
            -0.17, 0.36, -0.04, -0.09, -0.54, -0.27, -0.55, 0.14, -0.80, -1.07, -0.50, -0.72, -0.65, 0.00, -0.55, 0.02, 0.01, -0.43, -0.17, 0.14, -0.18, // colon with those after it
            0.00, -0.11, -0.20, -0.17, 0.05, 0.28, 0.20, 0.30, -0.18, -0.18, 0.13, -0.22, -0.02, -0.01, 0.12, -0.05, -0.01, -0.19, -0.00, -0.23, // one_word with those after it
            -0.01, -0.00, -0.11, 0.21, -0.51, 0.21, 0.45, 0.40, -0.59, -0.55, 1.11, -0.58, -0.84, 0.05, 0.01, -0.09, -0.20, -0.27, -0.47, // number with those after it
            0.00, -0.01, -0.36, -0.27, -0.28, 0.29, 0.06, 0.08, -0.23, -0.14, -0.05, 0.45, 0.56, 0.05, -0.45, -0.47, -0.28, -0.40, // lower with those after it
            -0.41, -0.20, -0.25, -0.38, -0.32, -0.16, 0.08, 0.05, -0.41, -0.14, 0.01, -0.27, 0.02, 0.16, 0.24, -0.38, -0.07, // caps with those after it
            0.28, -0.04, -0.12, -0.13, 0.17, 0.36, 0.06, 0.54, 0.08, -0.32, -0.34, 0.14, 0.00, -0.01, 0.00, 0.16, // next_long with those after it
            -0.21, 0.07, -0.20, 0.25, 0.74, -0.09, 0.08, 0.22, -0.22, 0.21, 0.25, 0.44, 0.00, -0.13, 0.00, // above_long with those after it
            0.07, 0.14, 0.20, 0.54, 0.34, -0.01, -0.05, -0.28, 0.12, 0.31, 0.00, 0.17, 0.00, -0.14, // run0 with those after it
            0.11, -0.26, 0.29, 0.37, 0.09, 0.22, 0.02, 0.26, 0.40, 0.15, 0.00, -0.47, 0.00, // back0 with those after it
            -0.01, 0.54, 0.42, 0.21, -0.62, -0.18, -0.20, 0.38, 0.51, -0.13, -0.19, 0.00, // above_stop with those after it
            0.50, 0.34, 0.24, -0.45, -1.07, -0.39, 0.36, -0.07, 0.11, 0.00, 0.79, // next_stop with those after it
            0.00, 0.00, 0.25, -0.01, -0.12, 0.00, 0.08, -0.10, 0.20, 0.41, // tight with those after it
            0.00, 0.01, 0.10, 0.07, -0.11, 0.10, 0.22, -0.04, 0.03, // wrapped with those after it
            -0.11, 0.10, -0.32, 0.96, -0.15, 0.14, 0.65, -0.07, // loose_lone with those after it
            -0.16, -0.02, 0.21, 0.14, 0.13, 0.11, 0.34, // short_sentence with those after it
            -0.06, 0.00, 0.32, 0.07, 0.38, 0.25, // next_item with those after it
            0.07, 0.05, 0.00, -0.18, -0.06, // early with those after it
            0.24, 0.30, 0.33, 0.31, // gap2 with those after it
            -0.04, -0.15, -0.10, // run3 with those after it
            -0.15, 0.09, // back3 with those after it
            -0.04, // next_short with those after it
        ],
    },
    second: [
        -1.04, // always
        0.79, // odds
        0.86, // near_odds
        0.34, // chance
        0.18, // best_other
        0.09, // best_three
        0.11, // headings
        -1.05, // others
        0.84, // share
        0.46, // alike
        0.35, // alike_sure
        -0.45, // above
        0.07, // above_is
        -0.09, // below
        0.03, // below_is
        -0.24, // below2
        -0.02, // below2_is
        -0.31, // above2
        -0.21, // above2_is
        -0.31, // above_more
        -0.05, // below_more
        -0.04, // back
        0.07, // back1
        -0.10, // back2
        -0.36, // back_none
        0.07, // ahead
        0.03, // ahead1
        0.28, // ahead2
        0.02, // ahead_none
        0.79, // learned
        -0.85, // counted
    ],
};
