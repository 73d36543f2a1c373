//! Learned weights: written by `tests/train --page` from 431 labelled texts.

use super::glance::NAMES;

/// For a unit of the article; the first is added to every sum.
#[rustfmt::skip]
pub const INSIDE: [f32; NAMES.len() + 1] = [
    -4.4108, // always
    1.2531, // len
    -0.3487, // long
    -0.0857, // very_long
    -0.0255, // sentence
    -0.1238, // short_sentence
    -0.2210, // words
    -0.1940, // one_word
    0.0726, // title
    -0.4697, // caps
    0.4365, // lower
    -0.3085, // comma
    1.8179, // digit
    1.4170, // url
    0.8973, // byline
    -2.5357, // date
    0.3125, // caption
    -0.4875, // sure
    0.2256, // likely
    -0.5637, // related
    -0.4701, // bar
    -0.1632, // colon
    0.0616, // question
    0.5504, // currency
    0.0757, // ago
    -0.2213, // repeated
    1.4908, // item
    -0.5277, // gap0
    -0.1394, // gap_after0
    0.0000, // gap2
    -0.0264, // stack
    0.7378, // above_len
    0.3353, // above_sentence
    0.7067, // next_len
    0.1291, // next_sentence
    0.1928, // prose_above3
    -0.0257, // prose_next3
    0.1473, // prose_above10
    1.8425, // prose_next10
    -0.4527, // label_above3
    0.0539, // label_next3
    -1.4064, // byline_next3
    -1.5152, // first
    -0.4655, // last
    -0.7318, // place
    1.5824, // in_core
    1.9609, // before_core
    -0.8375, // after_core
    0.7992, // core_next
    -1.1489, // core_start_far
    0.4432, // overlap
    0.7646, // overlap_long
    -0.7425, // overlap_best
    0.4343, // title_len
    -0.9606, // titled
    -0.1031, // above_related
    -1.1760, // related_before
    -0.7104, // next_related
    0.2646, // core_end
    0.1657, // topic
    0.4500, // topic_best
    0.2241, // topic_many
    -0.8791, // open_distance
    1.5146, // open_near
    2.5545, // share_word
];

/// For its title; the first is added to every sum.
#[rustfmt::skip]
pub const TITLE: [f32; NAMES.len() + 1] = [
    1.6048, // always
    0.4534, // len
    -1.3834, // long
    -0.0402, // very_long
    -0.5476, // sentence
    -0.0051, // short_sentence
    -0.5212, // words
    -0.9842, // one_word
    0.2123, // title
    -0.2098, // caps
    -0.4707, // lower
    -0.0148, // comma
    0.3325, // digit
    -0.1614, // url
    -0.6320, // byline
    -0.7180, // date
    -0.6486, // caption
    -0.8243, // sure
    -0.3160, // likely
    -0.0548, // related
    0.0053, // bar
    -0.1031, // colon
    -0.0227, // question
    -0.0122, // currency
    -0.1009, // ago
    0.6254, // repeated
    -0.0344, // item
    -1.0503, // gap0
    -0.7914, // gap_after0
    0.0000, // gap2
    -0.9572, // stack
    0.0033, // above_len
    -0.1780, // above_sentence
    0.1573, // next_len
    -0.2044, // next_sentence
    -0.7053, // prose_above3
    -0.9075, // prose_next3
    -0.8882, // prose_above10
    1.6630, // prose_next10
    0.0702, // label_above3
    0.0140, // label_next3
    1.5291, // byline_next3
    -0.2478, // first
    -0.0056, // last
    -0.8738, // place
    -0.3062, // in_core
    1.0438, // before_core
    -1.4950, // after_core
    0.1442, // core_next
    -1.2521, // core_start_far
    1.4452, // overlap
    0.8086, // overlap_long
    -0.5243, // overlap_best
    1.4802, // title_len
    1.3524, // titled
    -0.6830, // above_related
    -0.5275, // related_before
    -0.0457, // next_related
    -0.0010, // core_end
    1.1746, // topic
    0.2759, // topic_best
    0.4286, // topic_many
    0.7073, // open_distance
    0.1038, // open_near
    -0.3239, // share_word
];

/// For its last unit; the first is added to every sum.
#[rustfmt::skip]
pub const LAST: [f32; NAMES.len() + 1] = [
    -75.1548, // always
    1.8685, // len
    -0.7064, // long
    0.1037, // very_long
    0.9330, // sentence
    0.2350, // short_sentence
    0.8309, // words
    -0.7486, // one_word
    -0.6964, // title
    -0.1773, // caps
    -0.3731, // lower
    -0.0062, // comma
    0.0972, // digit
    0.4201, // url
    0.3608, // byline
    0.0732, // date
    0.3749, // caption
    0.1060, // sure
    -0.2303, // likely
    -0.1769, // related
    0.5302, // bar
    -0.6397, // colon
    0.1122, // question
    -0.0290, // currency
    -0.0511, // ago
    -0.4329, // repeated
    0.5266, // item
    -0.4465, // gap0
    -1.0151, // gap_after0
    0.0000, // gap2
    0.4930, // stack
    0.9172, // above_len
    0.2192, // above_sentence
    -0.9944, // next_len
    -0.4307, // next_sentence
    0.3494, // prose_above3
    -0.5543, // prose_next3
    1.6223, // prose_above10
    -2.5343, // prose_next10
    -0.2358, // label_above3
    1.4868, // label_next3
    -0.5068, // byline_next3
    -0.0318, // first
    -0.7754, // last
    0.3489, // place
    -1.0300, // in_core
    -0.4323, // before_core
    -0.7189, // after_core
    -0.0791, // core_next
    0.1072, // core_start_far
    -0.1946, // overlap
    -0.1518, // overlap_long
    -0.0272, // overlap_best
    0.6517, // title_len
    -0.4615, // titled
    -0.1632, // above_related
    -0.9592, // related_before
    0.0204, // next_related
    0.8572, // core_end
    -0.3762, // topic
    -0.0568, // topic_best
    -0.1338, // topic_many
    -0.4895, // open_distance
    -0.2506, // open_near
    0.2011, // share_word
];

/// For a text to be a whole web page; the first is added to every sum.
#[rustfmt::skip]
pub const PAGE: [f32; super::NAMES.len() + 1] = [
    -9.4822, // always
    -0.8855, // before
    0.7812, // after
    0.6701, // outside
    -1.0463, // odds_before
    -0.4428, // odds_after
    -0.5435, // labelled
    2.4782, // title_lead
    0.2701, // units
    1.0729, // stacked
    1.9980, // before_open
];
