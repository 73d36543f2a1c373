use proptest::prelude::*;

use super::*;

/// `text` in the encoding called `name`.
fn encoded(name: &str, text: &str) -> Vec<u8> {
    let encoding = encoding_rs::Encoding::for_label(name.as_bytes()).unwrap();
    let (bytes, _, is_lossy) = encoding.encode(text);
    assert!(!is_lossy, "{name} has not all of {text:?}");
    bytes.into_owned()
}

fn utf16(text: &str, is_big: bool) -> Vec<u8> {
    let bytes = |unit: u16| {
        if is_big {
            unit.to_be_bytes()
        } else {
            unit.to_le_bytes()
        }
    };
    text.encode_utf16().flat_map(bytes).collect()
}

/// Name and text of what `bytes` are found to be.
fn read(bytes: &[u8]) -> Option<(&'static str, String)> {
    let encoding = detect(bytes, true)?;
    let text = String::from_utf8(encoding.decode(bytes)).unwrap();
    Some((encoding.name(), text))
}

#[test]
fn the_language_tells_the_encoding() {
    let check = |name: &str, text: &str| {
        let found = read(&encoded(name, text));
        assert_eq!(found, Some((name, text.to_owned())), "{text}");
    };
    let w1252 = "windows-1252";
    check(w1252, "The caf\u{e9} is closed.");
    check(w1252, "“It can’t last,” she said – and left…");
    check(w1252, "It cost £40 and €12.");
    check(
        w1252,
        "L’été dernier, le préfet a reçu 40 élèves à Besançon où la forêt brûlait.",
    );
    check(
        w1252,
        "Über die Straße liefen fünf Männer, größer als üblich.",
    );
    check(w1252, "ÜBER DIE STRASSE: GRÖSSE UND MÄRKTE");
    check(
        w1252,
        "El año pasado ¿quién pagó? La señora Núñez, según él: ¡nadie!",
    );
    check(
        w1252,
        "A população não está só: há três opções em discussão.",
    );
    check(w1252, "Så kom der først ål på øen, sagde den ældste.");
    check(w1252, "Ministerns möte i Malmö var på gång.");
    check(w1252, "Temperatures of 31°C to 38°C, ±2, on 5 m² © 2024");
    check(
        w1252,
        "José, Zoë, François, Müller and Søren met in Málaga and Tromsø.",
    );
    check(
        "windows-1250",
        "Příliš žluťoučký kůň úpěl ďábelské ódy, řekl ministr.",
    );
    check(
        "windows-1250",
        "Wczoraj minister ogłosił, że część środków będzie wypłacona później.",
    );
    check(
        "ISO-8859-2",
        "Rząd ogłosił, że środki będą później, a część już dziś ciężko.",
    );
    check(
        "windows-1250",
        "Az őszi esőzések után több település víz alá került. A kormány szerint ötszáz embert kellett kimenteni, és a gátak erősítése tavaszig tart; a költségeket a következő évi költségvetésből fizetik.",
    );
    check(
        "windows-1251",
        "Вчера министр объявил о новых мерах. Россия и Казахстан согласны.",
    );
    check(
        "windows-1251",
        "Уряд оголосив нові заходи: її підтримує більшість, є й інші.",
    );
    check(
        "KOI8-U",
        "Вчера министр объявил о новых мерах. Совет согласился.",
    );
    check(
        "windows-1253",
        "Η κυβέρνηση ανακοίνωσε χθες νέα μέτρα για την οικονομία.",
    );
    check(
        "windows-1254",
        "Bakan dün yeni önlemleri açıkladı; şehir için ağır değişiklik.",
    );
    check(
        "windows-1257",
        "Vyriausybė paskelbė, kad šįmet bus daugiau lėšų žmonėms ąžuolų.",
    );
}

#[test]
fn characters_of_several_bytes_are_told_too() {
    let check = |name: &str, text: &str| {
        let text = text.repeat(3);
        let found = read(&encoded(name, &text));
        assert_eq!(found, Some((name, text)));
    };
    check(
        "Shift_JIS",
        "政府は昨日、新しい対策を発表した。死者は46人に上る。\n",
    );
    check(
        "EUC-JP",
        "政府は昨日、新しい対策を発表した。死者は46人に上る。\n",
    );
    check("GBK", "政府昨天宣布了新的措施，死亡人数上升到四十六人。\n");
    check("Big5", "政府昨天宣布了新的措施，死亡人數上升到四十六人。\n");
    check(
        "EUC-KR",
        "정부는 어제 새로운 대책을 발표했다. 사망자는 46명이다.\n",
    );
}

#[test]
fn what_reads_the_same_in_several_has_the_commonest_name() {
    let german = encoded("ISO-8859-2", "Über Köln und für Düren");
    assert_eq!(read(&german).unwrap().0, "windows-1252");
}

#[test]
fn utf_16_is_found_with_and_without_its_mark() {
    let texts = [
        "Prices rose 4% in June.\r\nThey fell in July.\r\n",
        "# Überblick\n\nПривет, 世界 and \u{1f600}. All of it.",
    ];
    for text in texts {
        for is_big in [true, false] {
            let name = if is_big { "UTF-16BE" } else { "UTF-16LE" };
            let expected = Some((name, text.to_owned()));
            assert_eq!(read(&utf16(text, is_big)), expected);
            let marked = utf16(&format!("\u{feff}{text}"), is_big);
            assert_eq!(read(&marked), expected);
        }
    }
    assert_eq!(read(b"\xff\xfe"), Some(("UTF-16LE", String::new())));
    let chinese = utf16("\u{feff}价格上涨", false);
    assert_eq!(read(&chinese).unwrap().1, "价格上涨");
}

#[test]
fn what_stands_for_no_character_is_shown_as_such() {
    let decode = |bytes: &[u8]| {
        let text = Encoding(UTF_16BE).decode(bytes);
        String::from_utf8(text).unwrap()
    };
    assert_eq!(decode(b"\0a\xd8\x3d\0b"), "a\u{fffd}b");
    assert_eq!(decode(b"\xdc\0\0b"), "\u{fffd}b");
    assert_eq!(decode(b"\xd8\x3d\xde\0"), "\u{1f600}");
    assert_eq!(decode(b"\0a\xd8\x3d\xd8\x3d\0"), "a\u{fffd}\u{fffd}");
    assert_eq!(decode(b"\0a\xfe\xff"), "a\u{feff}");
}

#[test]
fn other_text_and_what_is_no_text_is_left_as_it_is() {
    let check = |bytes: &[u8]| assert!(detect(bytes, true).is_none(), "{bytes:?}");
    check(b"");
    check(b"Plain words.");
    check("Été, naïve, “so”, 世界".as_bytes());
    check(b"\xef\xbb\xbfmarked \xff");
    check(
        "One bad byte: \u{e9}\u{e9} "
            .as_bytes()
            .iter()
            .copied()
            .chain([0xe9])
            .collect::<Vec<_>>()
            .as_slice(),
    );
    check(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\0");
    check(b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0");
    check(b"\xff\xd8\xff\xe0\x01\x10JFIF\x01\x02\x03\xc3\x84");
    check(b"\xff\xfe\0\0a\0\0\0");
}

#[test]
fn a_character_cut_at_the_end_of_a_part_is_no_sign() {
    let text = "Prices rose, déj\u{e0}".as_bytes();
    assert!(detect(&text[..text.len() - 1], false).is_none());
    assert!(detect(b"Prices at the caf\xc3", false).is_none());
    assert!(detect(b"Prices at the caf\xe9", true).is_some());
}

/// Gives its parts one at a time.
struct Parts(Vec<Vec<u8>>);

impl Read for Parts {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.0.is_empty() {
            return Ok(0);
        }
        let part = self.0.remove(0);
        out[..part.len()].copy_from_slice(&part);
        Ok(part.len())
    }
}

#[test]
fn a_page_is_read_as_it_says_it_is_encoded() {
    let check = |start: &str, expected: Option<&str>| {
        let bytes = [start.as_bytes(), b"<p>za\xb9pa v m\xb9st\xec"].concat();
        assert_eq!(declared(&bytes).map(Encoding::name), expected, "{start}");
    };
    check("<meta charset=\"windows-1250\">", Some("windows-1250"));
    check(
        "\n<HTML><META CHARSET = 'Windows-1250'>",
        Some("windows-1250"),
    );
    check(
        "<meta http-equiv=content-type content='text/html; charset=iso-8859-1'>",
        Some("windows-1252"),
    );
    check("<?xml version='1.0' encoding='koi8-r'?>", Some("KOI8-R"));
    check("<meta charset=utf-8>", None);
    check("<meta charset=utf-16>", None);
    check("<meta charset=>", None);
    check("the charset=windows-1250 of the <page>", None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_stream_cut_anywhere_reads_the_same(
        bytes in prop::collection::vec(any::<u8>(), 0..60),
        part in 1usize..7,
        which in 0..4_usize,
    ) {
        let names = ["windows-1252", "utf-16le", "shift_jis", "gb18030"];
        let encoding = Encoding::named(names[which]).unwrap();
        let parts = Parts(bytes.chunks(part).map(<[u8]>::to_vec).collect());
        let mut streamed = Vec::new();
        Decoded::new(parts, encoding).read_to_end(&mut streamed).unwrap();
        prop_assert_eq!(&streamed, &encoding.decode(&bytes));
        prop_assert!(String::from_utf8(streamed).is_ok());
    }

    #[test]
    fn text_in_utf_8_stays_as_it_is(text in "[ -~é世\u{1f600}\n]{0,80}") {
        prop_assert!(detect(text.as_bytes(), true).is_none());
    }

    #[test]
    fn no_bytes_are_too_odd(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Some(encoding) = detect(&bytes, true) {
            prop_assert!(String::from_utf8(encoding.decode(&bytes)).is_ok());
        }
    }
}
