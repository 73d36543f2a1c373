//! Text in an encoding other than UTF-8, told by its bytes and turned into UTF-8.
//!
//! [`detect`] looks at the start of a source, and at what a web page says of itself; [`Encoding::decode`] turns bytes that are all there,
//! and [`Decoded`] a stream as it comes. What cannot be told, and what is no text, is left as it is.
//! UTF-16 is read with or without its mark, and the single-byte encodings of `table`; those of
//! several bytes a character (Shift JIS, GBK, Big5) are not told.

mod guess;
mod table;

use std::io::{self, Read};

use super::{LoadError, Source};
use table::Table;

/// How the bytes of a text stand for characters, when it is not UTF-8.
#[derive(Clone, Copy, Debug)]
pub(super) enum Encoding {
    /// Two bytes a unit; `is_big`: the higher one first.
    Utf16 {
        /// Is the higher byte first?
        is_big: bool,
    },
    /// One byte a character.
    Single(&'static Table),
}

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
    match guessed {
        Encoding::Single(_) => declared(bytes).or(Some(guessed)),
        Encoding::Utf16 { .. } => Some(guessed),
    }
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
        Encoding::named(&label).filter(|named| matches!(named, Encoding::Single(_)))
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
    /// The encoding that `label` names, as messages and web pages do; `None` for UTF-8 and for one that
    /// is not known. ISO-8859-1 and -9 and ASCII are taken for what extends them, as browsers do.
    pub(super) fn named(label: &str) -> Option<Self> {
        let label = label.trim().to_ascii_lowercase().replace('_', "-");
        let name = match label.as_str() {
            "utf-16" | "utf-16le" => return Some(Self::Utf16 { is_big: false }),
            "utf-16be" => return Some(Self::Utf16 { is_big: true }),
            "iso-8859-1" | "latin1" | "us-ascii" | "ascii" => "windows-1252",
            "iso-8859-9" => "windows-1254",
            "iso-8859-7" => "windows-1253",
            "koi8-r" => "koi8-u",
            other => other,
        };
        let table = table::ALL
            .iter()
            .find(|table| table.name.eq_ignore_ascii_case(name))?;
        Some(Self::Single(table))
    }

    /// Its name, as a notice says it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Utf16 { is_big: true } => "UTF-16 (big-endian)",
            Self::Utf16 { is_big: false } => "UTF-16",
            Self::Single(table) => table.name,
        }
    }

    /// All of `bytes` in UTF-8, without a byte-order mark; what stands for no character becomes U+FFFD.
    pub(super) fn decode(self, bytes: &[u8]) -> Vec<u8> {
        let mut out = Vec::with_capacity(bytes.len() + bytes.len() / 8);
        let mut decoder = Decoder::new(self);
        decoder.push(bytes, &mut out);
        decoder.finish(&mut out);
        out
    }
}

/// One unit of UTF-16.
fn unit(pair: [u8; 2], is_big: bool) -> u16 {
    if is_big {
        u16::from_be_bytes(pair)
    } else {
        u16::from_le_bytes(pair)
    }
}

/// Decodes bytes that come in parts, cut anywhere.
#[derive(Debug)]
struct Decoder {
    encoding: Encoding,
    /// What 0x80 to 0xff stand for in a single-byte encoding.
    upper: Vec<char>,
    /// The first byte of a unit whose second is to come.
    half: Option<u8>,
    /// The first unit of a pair whose second is to come.
    high: Option<u16>,
    is_begun: bool,
}

impl Decoder {
    fn new(encoding: Encoding) -> Self {
        let upper = match encoding {
            Encoding::Single(table) => table.upper.chars().collect(),
            Encoding::Utf16 { .. } => Vec::new(),
        };
        Self {
            encoding,
            upper,
            half: None,
            high: None,
            is_begun: false,
        }
    }

    fn push(&mut self, bytes: &[u8], out: &mut Vec<u8>) {
        match self.encoding {
            Encoding::Single(_) => self.push_single(bytes, out),
            Encoding::Utf16 { is_big } => {
                for byte in bytes {
                    match self.half.take() {
                        None => self.half = Some(*byte),
                        Some(first) => self.push_unit(unit([first, *byte], is_big), out),
                    }
                }
            }
        }
    }

    fn push_single(&self, bytes: &[u8], out: &mut Vec<u8>) {
        for byte in bytes {
            match byte.checked_sub(0x80) {
                None => out.push(*byte),
                Some(at) => push_char(self.upper[usize::from(at)], out),
            }
        }
    }

    fn push_unit(&mut self, unit: u16, out: &mut Vec<u8>) {
        let is_mark = unit == 0xfeff && !self.is_begun;
        self.is_begun = true;
        let high = self.high.take();
        if let Some(high) = high {
            if let Some(Ok(c)) = char::decode_utf16([high, unit]).next() {
                push_char(c, out);
                return;
            }
            push_char(char::REPLACEMENT_CHARACTER, out);
        }
        match unit {
            _ if is_mark => {}
            0xd800..=0xdbff => self.high = Some(unit),
            0xdc00..=0xdfff => push_char(char::REPLACEMENT_CHARACTER, out),
            _ => push_char(char::from_u32(unit.into()).unwrap_or_default(), out),
        }
    }

    /// Nothing more comes: what was begun stands for no character.
    fn finish(&mut self, out: &mut Vec<u8>) {
        if self.high.take().is_some() | self.half.take().is_some() {
            push_char(char::REPLACEMENT_CHARACTER, out);
        }
    }
}

fn push_char(c: char, out: &mut Vec<u8>) {
    out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
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
            decoder: Decoder::new(encoding),
            buffer: vec![0; 32 * 1024],
            ready: (Vec::new(), 0),
            is_ended: false,
        }
    }

    /// Reads and decodes until there is something to give, or nothing more will come.
    fn fill(&mut self) -> io::Result<()> {
        while self.ready.1 == self.ready.0.len() && !self.is_ended {
            let count = self.reader.read(&mut self.buffer)?;
            self.ready.0.clear();
            self.ready.1 = 0;
            if count == 0 {
                self.is_ended = true;
                self.decoder.finish(&mut self.ready.0);
            } else {
                self.decoder.push(&self.buffer[..count], &mut self.ready.0);
            }
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
