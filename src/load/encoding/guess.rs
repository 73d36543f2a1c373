//! Which encoding text has that is not UTF-8.
//!
//! UTF-16 has its mark, or shows by its zero bytes: white space and ASCII have one in every pair. Of
//! the others `chardetng` says which is likeliest; what then is no text is left as it is.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::Encoding;

/// Bytes that are looked at to tell an encoding.
const SAMPLE: usize = 64 * 1024;

/// Signs that running text has, wherever it is written.
const SIGNS: &str = "“”‘’‚„…–—•·«»‹›€£¥§©®™°±²³¼½¾¿¡\u{a0}\u{ad}×ªº";

/// The encoding of `bytes`, the start of a source; `None` for UTF-8, and for what is no text.
/// `is_whole` says that no more follows.
pub(super) fn guess(bytes: &[u8], is_whole: bool) -> Option<Encoding> {
    utf16(bytes).or_else(|| legacy(bytes, is_whole))
}

fn utf16(bytes: &[u8]) -> Option<Encoding> {
    let marked = match bytes {
        [0xff, 0xfe, 0, 0, ..] => return None,
        [0xff, 0xfe, ..] => Some(false),
        [0xfe, 0xff, ..] => Some(true),
        _ => None,
    };
    let encoding = |is_big| Encoding(if is_big { UTF_16BE } else { UTF_16LE });
    if let Some(is_big) = marked {
        return is_sound(&bytes[2..], is_big).then_some(encoding(is_big));
    }
    memchr::memchr(0, bytes)?;
    let zeros = |at: usize| bytes.iter().skip(at).step_by(2).filter(|byte| **byte == 0);
    let (even, odd) = (zeros(0).count(), zeros(1).count());
    let is_big = even > odd;
    let zeros = even.max(odd);
    let is_paired = 20 * even.min(odd) <= zeros && zeros >= 3 && 20 * zeros > bytes.len();
    (is_paired && is_sound(bytes, is_big)).then_some(encoding(is_big))
}

/// Are these units of UTF-16 characters of a text, but for one in a hundred?
fn is_sound(bytes: &[u8], is_big: bool) -> bool {
    let (pairs, _) = bytes.as_chunks::<2>();
    let unit = |pair: &[u8; 2]| {
        if is_big {
            u16::from_be_bytes(*pair)
        } else {
            u16::from_le_bytes(*pair)
        }
    };
    let is_odd = |c: &Result<char, _>| match c {
        Ok(c) => (c.is_control() && !c.is_whitespace()) || matches!(c, '\u{fffe}' | '\u{ffff}'),
        Err(_) => true,
    };
    let units = pairs.iter().map(unit);
    let bad = char::decode_utf16(units).filter(is_odd).count();
    100 * bad <= pairs.len()
}

fn legacy(bytes: &[u8], is_whole: bool) -> Option<Encoding> {
    let is_text = |byte: &u8| *byte >= 0x20 || matches!(*byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b);
    if !is_foreign(bytes, is_whole) || !bytes.iter().all(is_text) {
        return None;
    }
    let is_whole = is_whole && bytes.len() <= SAMPLE;
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    if are_signs(sample) {
        return Some(Encoding(WINDOWS_1252));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, is_whole);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    makes_sense(encoding, sample).then_some(Encoding(encoding))
}

/// Is all beyond ASCII a sign in Windows-1252? The detector looks at letters: "£40" it takes for Polish.
fn are_signs(sample: &[u8]) -> bool {
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(sample);
    text.chars().all(|c| c.is_ascii() || SIGNS.contains(c))
}

/// Is what the sample says in an encoding text: no control characters of the upper range, and hardly
/// anything that stands for no character?
fn makes_sense(encoding: &'static encoding_rs::Encoding, sample: &[u8]) -> bool {
    let (text, _) = encoding.decode_without_bom_handling(sample);
    let foreign = || text.chars().filter(|c| !c.is_ascii());
    let is_bad = |c: &char| *c == '\u{fffd}' || c.is_control();
    // The last character of a sample may have been cut in two.
    foreign().filter(is_bad).count() <= 1 + foreign().count() / 100
        && foreign().any(|c| !is_bad(&c))
}

/// Is it no UTF-8? A character of several bytes that is UTF-8 outweighs a run that is none: such a
/// text was damaged, not encoded otherwise.
fn is_foreign(bytes: &[u8], is_whole: bool) -> bool {
    if bytes.starts_with(b"\xef\xbb\xbf") || simdutf8::basic::from_utf8(bytes).is_ok() {
        return false;
    }
    let (mut valid, mut invalid) = (0, 0);
    let mut chunks = bytes.utf8_chunks().peekable();
    while let Some(chunk) = chunks.next() {
        valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        let is_last = chunks.peek().is_none();
        // The last character of a part of the source may have been cut in two.
        let is_cut = is_last && !is_whole && chunk.invalid().len() < 4;
        invalid += usize::from(!chunk.invalid().is_empty() && !is_cut);
    }
    invalid > valid
}
