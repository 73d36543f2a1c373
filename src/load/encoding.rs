//! Text in an encoding other than UTF-8, told by its bytes and turned into UTF-8.
//!
//! [`detect`] looks at the start of a source, and at what a web page says of itself;
//! [`Encoding::decode`] turns bytes that are all there, and [`Decoded`] a stream as it comes. What
//! cannot be told, and what is no text, is left as it is.

mod guess;

use std::io::{self, Read};

use encoding_rs::{CoderResult, Decoder, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE};

use super::{LoadError, Source};

/// How the bytes of a text stand for characters, when it is not UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Encoding(&'static encoding_rs::Encoding);

/// Bytes looked at from the start of a source.
const HEAD: u64 = 64 * 1024;

/// Bytes in which a page says how it is encoded (HTML standard, 13.2.3.2).
const DECLARED: usize = 1024;

/// Of a longer source whose start is ASCII, so many further parts are looked at, of so many bytes.
const PARTS: (u64, u64) = (16, 8 * 1024);

/// The encoding of `bytes`; `None` for UTF-8 and for what is no text. `is_whole` says that no more
/// follows.
pub(super) fn detect(bytes: &[u8], is_whole: bool) -> Option<Encoding> {
    let guessed = guess::guess(bytes, is_whole)?;
    if guessed.is_utf16() {
        return Some(guessed);
    }
    declared(bytes).or(Some(guessed))
}

/// The encoding that a web page or an XML text says it is in, in its first bytes. UTF-16 is not
/// believed: who can read that it is UTF-16 reads no UTF-16 (HTML standard, 13.2.3.2).
fn declared(bytes: &[u8]) -> Option<Encoding> {
    let head = &bytes[..bytes.len().min(DECLARED)];
    if !head.trim_ascii_start().starts_with(b"<") {
        return None;
    }
    let head = head.to_ascii_lowercase();
    let value = |name: &[u8]| {
        let at = memchr::memmem::find(&head, name)? + name.len();
        let value = head[at..].trim_ascii_start();
        let value = value.strip_prefix(b"=")?.trim_ascii_start();
        let value = value
            .strip_prefix(b"\"")
            .or(value.strip_prefix(b"'"))
            .unwrap_or(value);
        let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_".contains(byte);
        let len = value.iter().take_while(|byte| is_part(byte)).count();
        let label = String::from_utf8_lossy(&value[..len]);
        Encoding::named(&label).filter(|named| !named.is_utf16())
    };
    value(b"charset").or_else(|| value(b"encoding"))
}

/// The encoding of what lies in `source`, by its start, and by some of its parts where that is ASCII.
///
/// # Errors
/// When the source cannot be read.
pub(super) fn of(source: &Source) -> Result<Option<Encoding>, LoadError> {
    if let Source::Held(bytes) = source {
        return Ok(detect(bytes, true));
    }
    let mut sample = source.read(0..HEAD)?.into_owned();
    let found = detect(&sample, source.len() <= HEAD);
    if found.is_some() || !sample.is_ascii() {
        return Ok(found);
    }
    for part in 1..=PARTS.0 {
        let at = source.len() / (PARTS.0 + 1) * part;
        sample.push(b'\n');
        sample.extend_from_slice(&source.read(at..at + PARTS.1)?);
    }
    Ok(detect(&sample, false))
}

impl Encoding {
    /// The encoding that `label` names, as messages and web pages do (Encoding standard, 4.2); `None`
    /// for UTF-8 and for one that is not known.
    pub(super) fn named(label: &str) -> Option<Self> {
        encoding_rs::Encoding::for_label(label.as_bytes())
            .filter(|found| *found != UTF_8 && *found != REPLACEMENT)
            .map(Self)
    }

    fn is_utf16(self) -> bool {
        self.0 == UTF_16BE || self.0 == UTF_16LE
    }

    /// Its name, as a notice says it.
    pub(super) fn name(self) -> &'static str {
        self.0.name()
    }

    /// All of `bytes` in UTF-8, without a byte-order mark; what stands for no character becomes U+FFFD.
    pub(super) fn decode(self, bytes: &[u8]) -> Vec<u8> {
        let (text, _) = self.0.decode_with_bom_removal(bytes);
        text.into_owned().into_bytes()
    }
}

/// A stream turned into UTF-8 as it is read. Waits for no more than its next bytes.
pub(super) struct Decoded<R> {
    reader: R,
    decoder: Decoder,
    buffer: Vec<u8>,
    /// Decoded bytes, and how many of them were given.
    ready: (Vec<u8>, usize),
    is_ended: bool,
}

impl<R: Read> Decoded<R> {
    /// Reads `reader`, which is in `encoding`.
    pub(super) fn new(reader: R, encoding: Encoding) -> Self {
        Self {
            reader,
            decoder: encoding.0.new_decoder_with_bom_removal(),
            buffer: vec![0; 32 * 1024],
            ready: (Vec::new(), 0),
            is_ended: false,
        }
    }

    /// Reads and decodes until there is something to give, or nothing more will come.
    fn fill(&mut self) -> io::Result<()> {
        while self.ready.1 == self.ready.0.len() && !self.is_ended {
            let count = self.reader.read(&mut self.buffer)?;
            self.is_ended = count == 0;
            let most = self.decoder.max_utf8_buffer_length(count);
            self.ready.0.resize(most.unwrap_or(3 * count + 16), 0);
            let (result, _, written, _) = self.decoder.decode_to_utf8(
                &self.buffer[..count],
                &mut self.ready.0,
                self.is_ended,
            );
            debug_assert_eq!(result, CoderResult::InputEmpty, "there was room for all");
            self.ready.0.truncate(written);
            self.ready.1 = 0;
        }
        Ok(())
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.fill()?;
        let (ready, given) = &mut self.ready;
        let count = out.len().min(ready.len() - *given);
        out[..count].copy_from_slice(&ready[*given..*given + count]);
        *given += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests;
