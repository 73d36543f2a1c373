//! Bytes as they were sent in a message, and as they were meant (RFC 2045, section 6).

/// `bytes` without their transfer encoding `name`; one that is not known leaves them as they are.
pub(super) fn decode(bytes: &[u8], name: &str) -> Vec<u8> {
    match name.trim().to_ascii_lowercase().as_str() {
        "base64" => base64(bytes),
        "quoted-printable" => quoted(bytes),
        _ => bytes.to_vec(),
    }
}

/// Bytes that base64 stands for; characters that are not of it are passed over.
pub(super) fn base64(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() / 4 * 3);
    let (mut bits, mut count) = (0u32, 0);
    for byte in bytes {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => break,
            _ => continue,
        };
        bits = (bits << 6) | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
        }
    }
    out
}

/// Bytes that quoted-printable stands for; `=` before what is no number stays.
pub(super) fn quoted(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let text = line.trim_ascii_end();
        if let Some(text) = text.strip_suffix(b"=") {
            numbers(text, &mut out);
            continue;
        }
        numbers(text, &mut out);
        let end = line.strip_suffix(b"\r\n").or(line.strip_suffix(b"\n"));
        out.extend_from_slice(&line[end.unwrap_or(line).len()..]);
    }
    out
}

fn numbers(mut text: &[u8], out: &mut Vec<u8>) {
    while let Some(at) = memchr::memchr(b'=', text) {
        out.extend_from_slice(&text[..at]);
        let digits = text.get(at + 1..at + 3);
        let digit = |byte: u8| char::from(byte).to_digit(16);
        let number = digits.and_then(|two| Some(digit(two[0])? * 16 + digit(two[1])?));
        out.push(number.map_or(b'=', |number| number as u8));
        text = &text[at + if number.is_some() { 3 } else { 1 }..];
    }
    out.extend_from_slice(text);
}
