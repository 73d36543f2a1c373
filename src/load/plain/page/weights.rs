//! Learned weights: written by `tests/train --page` from 431 labelled texts.

use super::glance::NAMES;

/// For a unit of the article; the first is added to every sum.
#[rustfmt::skip]
pub const INSIDE: [f32; NAMES.len() + 1] = [
    -4.411, // always
    1.253, // len
    -0.344, // long
    -0.083, // very_long
    -0.022, // sentence
    -0.117, // short_sentence
    -0.224, // words
    -0.198, // one_word
    0.077, // title
    -0.471, // caps
    0.444, // lower
    -0.310, // comma
    1.819, // digit
    1.414, // url
    0.849, // byline
    -2.532, // date
    0.308, // caption
    -0.514, // sure
    0.242, // likely
    -0.498, // related
    -0.465, // bar
    -0.172, // colon
    0.079, // question
    0.550, // currency
    0.078, // ago
    -0.221, // repeated
    1.489, // item
    -0.528, // gap0
    -0.136, // gap_after0
    0.000, // gap2
    -0.027, // stack
    0.735, // above_len
    0.341, // above_sentence
    0.705, // next_len
    0.128, // next_sentence
    0.194, // prose_above3
    -0.026, // prose_next3
    0.143, // prose_above10
    1.843, // prose_next10
    -0.457, // label_above3
    0.048, // label_next3
    -1.412, // byline_next3
    -1.518, // first
    -0.442, // last
    -0.738, // place
    1.587, // in_core
    1.993, // before_core
    -0.840, // after_core
    0.807, // core_next
    -1.141, // core_start_far
    0.441, // overlap
    0.764, // overlap_long
    -0.740, // overlap_best
    0.439, // title_len
    -0.958, // titled
    -0.197, // above_related
    -1.149, // related_before
    -0.715, // next_related
    0.258, // core_end
    0.163, // topic
    0.443, // topic_best
    0.224, // topic_many
    -0.916, // open_distance
    1.513, // open_near
    2.567, // share_word
];

/// For its title; the first is added to every sum.
#[rustfmt::skip]
pub const TITLE: [f32; NAMES.len() + 1] = [
    1.556, // always
    0.452, // len
    -1.374, // long
    -0.040, // very_long
    -0.556, // sentence
    -0.017, // short_sentence
    -0.538, // words
    -0.984, // one_word
    0.201, // title
    -0.218, // caps
    -0.469, // lower
    -0.014, // comma
    0.330, // digit
    -0.157, // url
    -0.633, // byline
    -0.706, // date
    -0.659, // caption
    -0.823, // sure
    -0.297, // likely
    -0.054, // related
    0.006, // bar
    -0.101, // colon
    -0.016, // question
    -0.012, // currency
    -0.101, // ago
    0.613, // repeated
    -0.034, // item
    -1.036, // gap0
    -0.797, // gap_after0
    0.000, // gap2
    -0.960, // stack
    0.062, // above_len
    -0.193, // above_sentence
    0.151, // next_len
    -0.197, // next_sentence
    -0.715, // prose_above3
    -0.919, // prose_next3
    -0.892, // prose_above10
    1.653, // prose_next10
    0.096, // label_above3
    -0.112, // label_next3
    1.539, // byline_next3
    -0.245, // first
    -0.006, // last
    -0.871, // place
    -0.306, // in_core
    1.043, // before_core
    -1.498, // after_core
    0.152, // core_next
    -1.242, // core_start_far
    1.435, // overlap
    0.804, // overlap_long
    -0.538, // overlap_best
    1.487, // title_len
    1.351, // titled
    -0.357, // above_related
    -0.533, // related_before
    -0.043, // next_related
    -0.001, // core_end
    1.177, // topic
    0.284, // topic_best
    0.454, // topic_many
    0.719, // open_distance
    0.113, // open_near
    -0.310, // share_word
];

/// For its last unit; the first is added to every sum.
#[rustfmt::skip]
pub const LAST: [f32; NAMES.len() + 1] = [
    -84.149, // always
    1.859, // len
    -0.705, // long
    0.118, // very_long
    0.934, // sentence
    0.228, // short_sentence
    0.827, // words
    -0.762, // one_word
    -0.679, // title
    -0.182, // caps
    -0.367, // lower
    -0.006, // comma
    0.110, // digit
    0.425, // url
    0.350, // byline
    0.067, // date
    0.348, // caption
    -0.369, // sure
    -0.194, // likely
    -0.183, // related
    0.542, // bar
    -0.555, // colon
    0.112, // question
    -0.031, // currency
    -0.052, // ago
    -0.438, // repeated
    0.527, // item
    -0.439, // gap0
    -1.035, // gap_after0
    0.000, // gap2
    0.494, // stack
    0.913, // above_len
    0.217, // above_sentence
    -1.015, // next_len
    -0.436, // next_sentence
    0.390, // prose_above3
    -0.557, // prose_next3
    1.586, // prose_above10
    -2.539, // prose_next10
    -0.194, // label_above3
    1.459, // label_next3
    -0.516, // byline_next3
    -0.032, // first
    -0.778, // last
    0.399, // place
    -1.049, // in_core
    -0.437, // before_core
    -0.712, // after_core
    -0.080, // core_next
    0.103, // core_start_far
    -0.194, // overlap
    -0.151, // overlap_long
    -0.027, // overlap_best
    0.669, // title_len
    -0.488, // titled
    -0.165, // above_related
    -0.988, // related_before
    -0.081, // next_related
    0.875, // core_end
    -0.375, // topic
    -0.058, // topic_best
    -0.137, // topic_many
    -0.496, // open_distance
    -0.248, // open_near
    0.226, // share_word
];

/// For a text to be a whole web page; the first is added to every sum.
#[rustfmt::skip]
pub const PAGE: [f32; super::NAMES.len() + 1] = [
    -9.387, // always
    -0.930, // before
    0.783, // after
    0.622, // outside
    -1.076, // odds_before
    -0.436, // odds_after
    -0.593, // labelled
    2.513, // title_lead
    0.212, // units
    1.096, // stacked
    2.039, // before_open
];
