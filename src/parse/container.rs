//! A JPEG, PNG or WebP file as a row of parts: what is picture, and what is told about it (EXIF with
//! its place, XMP, comments, a second picture behind the first). Knows no pixels.

use std::ops::Range;

/// A file format whose parts we know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Container {
    /// JPEG (ITU T.81), with what Exif 2.3 and others put into its application segments.
    Jpeg,
    /// PNG, third edition.
    Png,
    /// WebP (RFC 9649).
    Webp,
}

/// What the parts tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    /// Its format.
    pub container: Container,
    /// How to turn the pixels, 1 to 8 (the Orientation of Exif); 1 is upright.
    pub orientation: u8,
    /// Whether it tells where it was made.
    pub located: bool,
    /// Whether it moves.
    pub moving: bool,
    /// Whether it may be transparent.
    pub transparent: bool,
    /// Whether its end is there.
    pub whole: bool,
}

/// What a file tells; none when it is of no format that we know.
pub fn told(bytes: &[u8]) -> Option<Told> {
    let container = container(bytes)?;
    let parts = parts(container, bytes);
    let whole = match container {
        Container::Webp => head(bytes, 0).is_some_and(|(_, size)| u32::from_le_bytes(size) as usize + 8 <= bytes.len()),
        Container::Jpeg => parts.last().is_some_and(|p| bytes[p.whole.clone()] == [0xFF, 0xD9]),
        Container::Png => parts.last().is_some_and(|p| bytes[p.whole.clone()].get(4..8) == Some(b"IEND")),
    };
    let mut told = Told { container, orientation: 1, located: false, moving: false, transparent: false, whole };
    for part in parts {
        let data = &bytes[part.data.clone()];
        match part.is {
            Is::Exif => {
                let exif = exif(data.strip_prefix(b"Exif\0\0").unwrap_or(data));
                told.located |= exif.located;
                // Browsers turn a JPEG and a WebP, and leave a PNG as it is.
                if container != Container::Png {
                    told.orientation = exif.orientation;
                }
            }
            Is::Words => told.located |= memchr::memmem::find(data, b"GPSLatitude").is_some(),
            Is::Motion => told.moving = true,
            Is::Flags => {
                let flags = data.first().copied().unwrap_or(0);
                told.moving |= flags & 0x02 != 0;
                told.transparent |= flags & 0x10 != 0;
            }
            // A lossless WebP says in its header whether it uses alpha.
            Is::Lossless => told.transparent |= data.get(4).is_some_and(|b| b & 0x10 != 0),
            Is::Picture => {}
        }
    }
    Some(told)
}

/// The same picture without what is told about it, except its colours and how to turn it; of a damaged
/// one, what can be read of it. None when the file is of no format that we know.
pub fn without_metadata(bytes: &[u8]) -> Option<Vec<u8>> {
    let told = told(bytes)?;
    let parts = parts(told.container, bytes);
    let mut out = Vec::with_capacity(bytes.len());
    let turned = (told.orientation != 1).then(|| turn(told.orientation));
    match told.container {
        Container::Jpeg => {
            out.extend([0xFF, 0xD8]);
            if let Some(turn) = turned {
                let exif = [b"Exif\0\0", turn.as_slice()].concat();
                out.extend([0xFF, 0xE1]);
                out.extend((exif.len() as u16 + 2).to_be_bytes());
                out.extend(exif);
            }
            kept(&parts).for_each(|p| out.extend(&bytes[p.whole.clone()]));
            if out.len() == 2 {
                out.extend([0xFF, 0xD9]);
            }
        }
        Container::Png => {
            out.extend(&bytes[..8]);
            kept(&parts).for_each(|p| out.extend(&bytes[p.whole.clone()]));
        }
        Container::Webp => {
            out.extend(b"RIFF\0\0\0\0WEBP");
            for part in kept(&parts) {
                let from = out.len();
                out.extend(&bytes[part.whole.clone()]);
                if part.is == Is::Flags && out.len() > from + 8 {
                    out[from + 8] &= !0x0C;
                    out[from + 8] |= if turned.is_some() { 0x08 } else { 0 };
                }
                if out.len() % 2 == 1 {
                    out.push(0);
                }
            }
            if let Some(turn) = turned {
                out.extend(b"EXIF");
                out.extend((turn.len() as u32).to_le_bytes());
                out.extend(turn);
            }
            let size = (out.len() as u32).saturating_sub(8);
            out[4..8].copy_from_slice(&size.to_le_bytes());
        }
    }
    Some(out)
}

fn kept(parts: &[Part]) -> impl Iterator<Item = &Part> {
    parts.iter().filter(|p| !matches!(p.is, Is::Exif | Is::Words))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Is {
    Picture,
    Exif,
    /// XMP, IPTC, comments, times, previews: anything else that is told.
    Words,
    Motion,
    /// The header of an extended WebP.
    Flags,
    Lossless,
}

#[derive(Debug)]
struct Part {
    is: Is,
    whole: Range<usize>,
    data: Range<usize>,
}

fn container(bytes: &[u8]) -> Option<Container> {
    match bytes {
        [0xFF, 0xD8, 0xFF, ..] => Some(Container::Jpeg),
        [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Some(Container::Png),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Container::Webp),
        _ => None,
    }
}

/// The parts of a file, up to the end of its picture or to what cannot be read.
fn parts(container: Container, bytes: &[u8]) -> Vec<Part> {
    match container {
        Container::Jpeg => jpeg_parts(bytes),
        Container::Png => png_parts(bytes),
        Container::Webp => webp_parts(bytes),
    }
}

fn jpeg_parts(bytes: &[u8]) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut at = 2;
    while let Some([0xFF, marker]) = bytes.get(at..at + 2) {
        match marker {
            0xFF => at += 1, // Fill bytes may stand before a marker.
            0xD9 => {
                parts.push(Part { is: Is::Picture, whole: at..at + 2, data: at + 2..at + 2 });
                break;
            }
            0x01 | 0xD0..=0xD8 => at += 2,
            _ => {
                let Some(&[high, low]) = bytes.get(at + 2..at + 4) else { break };
                let end = at + 2 + usize::from(u16::from_be_bytes([high, low])).max(2);
                let Some(data) = bytes.get(at + 4..end) else { break };
                let is = jpeg_segment(*marker, data);
                let whole = at..if *marker == 0xDA { end_of_scan(bytes, end) } else { end };
                at = whole.end;
                parts.push(Part { is, whole, data: end - data.len()..end });
            }
        }
    }
    parts
}

fn jpeg_segment(marker: u8, data: &[u8]) -> Is {
    match marker {
        0xE1 if data.starts_with(b"Exif\0") => Is::Exif,
        0xE0 if data.starts_with(b"JFIF") => Is::Picture,
        0xE2 if data.starts_with(b"ICC_PROFILE\0") => Is::Picture,
        0xEE if data.starts_with(b"Adobe") => Is::Picture,
        0xE0..=0xEF | 0xFE => Is::Words,
        _ => Is::Picture,
    }
}

/// Where the pixels of a scan end: at the next marker that is neither a stuffed byte nor a restart.
fn end_of_scan(bytes: &[u8], from: usize) -> usize {
    let ends = memchr::memchr_iter(0xFF, &bytes[from..]).map(|i| from + i);
    let mut ends = ends.filter(|i| !matches!(bytes.get(i + 1), Some(0x00 | 0xFF | 0xD0..=0xD7)));
    ends.next().unwrap_or(bytes.len())
}

fn png_parts(bytes: &[u8]) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut at = 8;
    while let Some((size, name)) = head(bytes, at).map(|(a, b)| (u32::from_be_bytes(a) as usize, b)) {
        let whole = at..at.saturating_add(size).saturating_add(12);
        if whole.end > bytes.len() {
            break;
        }
        let is = match &name {
            b"eXIf" => Is::Exif,
            b"acTL" => Is::Motion,
            b"fcTL" | b"fdAT" | b"tRNS" | b"gAMA" | b"cHRM" | b"sRGB" | b"iCCP" | b"cICP" | b"sBIT" | b"bKGD"
            | b"pHYs" => Is::Picture,
            // What a reader must understand has a capital.
            [b'A'..=b'Z', ..] => Is::Picture,
            _ => Is::Words,
        };
        at = whole.end;
        parts.push(Part { is, data: whole.start + 8..whole.end - 4, whole });
        if &name == b"IEND" {
            break;
        }
    }
    parts
}

fn webp_parts(bytes: &[u8]) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut at = 12;
    while let Some((name, size)) = head(bytes, at).map(|(a, b)| (a, u32::from_le_bytes(b) as usize)) {
        let end = at.saturating_add(8).saturating_add(size);
        if end > bytes.len() {
            break;
        }
        let is = match &name {
            b"EXIF" => Is::Exif,
            b"ANIM" => Is::Motion,
            b"VP8X" => Is::Flags,
            b"VP8L" => Is::Lossless,
            b"VP8 " | b"ALPH" | b"ANMF" | b"ICCP" => Is::Picture,
            _ => Is::Words,
        };
        parts.push(Part { is, whole: at..end, data: at + 8..end });
        at = end + end % 2;
    }
    parts
}

fn head(bytes: &[u8], at: usize) -> Option<([u8; 4], [u8; 4])> {
    let head = bytes.get(at..at.checked_add(8)?)?;
    Some(([head[0], head[1], head[2], head[3]], [head[4], head[5], head[6], head[7]]))
}

struct Exif {
    orientation: u8,
    located: bool,
}

/// Orientation and place in a block of Exif, which is a TIFF file without picture.
fn exif(tiff: &[u8]) -> Exif {
    let mut exif = Exif { orientation: 1, located: false };
    let small = match tiff.get(..4) {
        Some(b"II*\0") => true,
        Some(b"MM\0*") => false,
        _ => return exif,
    };
    let number = |at: usize, bytes: usize| -> Option<usize> {
        let digits = tiff.get(at..at.checked_add(bytes)?)?;
        let push = |sum: usize, digit: &u8| (sum << 8) | usize::from(*digit);
        Some(if small { digits.iter().rev().fold(0, push) } else { digits.iter().fold(0, push) })
    };
    let entries = |from: usize| (0..number(from, 2).unwrap_or(0)).map(move |i| from + 2 + i * 12);
    for at in number(4, 4).into_iter().flat_map(entries) {
        match number(at, 2) {
            Some(0x0112) => {
                let value = number(at + 8, 2).filter(|v| (1..=8).contains(v));
                exif.orientation = value.map_or(1, |v| v as u8);
            }
            // The table of the place; cameras without a fix write it without a latitude.
            Some(0x8825) => {
                let mut inside = number(at + 8, 4).into_iter().flat_map(entries);
                exif.located |= inside.any(|at| number(at, 2) == Some(0x0002));
            }
            Some(_) => {}
            None => break,
        }
    }
    exif
}

/// A block of Exif that says how to turn the picture and nothing else.
fn turn(orientation: u8) -> Vec<u8> {
    let mut tiff = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    tiff.extend([orientation, 0, 0, 0, 0, 0, 0]);
    tiff
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A block of Exif of a camera: turned by `orientation`, made at a latitude.
    fn camera(orientation: u8) -> Vec<u8> {
        let mut tiff = b"II*\0\x08\0\0\0\x02\0".to_vec();
        tiff.extend(b"\x12\x01\x03\0\x01\0\0\0");
        tiff.extend([orientation, 0, 0, 0]);
        tiff.extend(b"\x25\x88\x04\0\x01\0\0\0\x26\0\0\0\0\0\0\0");
        tiff.extend(b"\x01\0\x02\0\x05\0\x03\0\0\0\x38\0\0\0\0\0\0\0\x34\0\0\0\x01\0\0\0");
        tiff
    }

    fn segment(marker: u8, data: &[u8]) -> Vec<u8> {
        let mut out = vec![0xFF, marker];
        out.extend((data.len() as u16 + 2).to_be_bytes());
        out.extend(data);
        out
    }

    fn jpeg(orientation: u8) -> Vec<u8> {
        let exif = [b"Exif\0\0".as_slice(), &camera(orientation)].concat();
        let parts: [&[u8]; 8] = [
            &[0xFF, 0xD8],
            &segment(0xE0, b"JFIF\0"),
            &segment(0xE1, &exif),
            &segment(0xFE, b"comment"),
            &segment(0xDA, b"scan"),
            &[1, 2, 0xFF, 0, 3, 0xFF, 0xD0, 4],
            &[0xFF, 0xD9],
            b"a second picture with GPSLatitude",
        ];
        parts.concat()
    }

    #[test]
    fn a_photo_tells_its_place_and_how_to_turn_it() {
        let told = told(&jpeg(6)).unwrap();
        assert_eq!((told.container, told.orientation, told.located), (Container::Jpeg, 6, true));
    }

    #[test]
    fn only_how_to_turn_it_stays() {
        let bare = without_metadata(&jpeg(6)).unwrap();
        let seen = told(&bare).unwrap();
        assert_eq!((seen.orientation, seen.located), (6, false));
        let holds = |text: &[u8]| memchr::memmem::find(&bare, text).is_some();
        assert!(!holds(b"comment") && !holds(b"second") && holds(b"JFIF"));
        assert!(bare.ends_with(&[4, 0xFF, 0xD9]));
        let upright = without_metadata(&jpeg(1)).unwrap();
        assert!(memchr::memmem::find(&upright, b"Exif").is_none());
    }

    #[test]
    fn a_webp_loses_its_place_and_its_flags_say_so() {
        let chunk = |name: &[u8; 4], data: &[u8]| {
            let pad: &[u8] = if data.len() % 2 == 1 { &[0] } else { &[] };
            [name, (data.len() as u32).to_le_bytes().as_slice(), data, pad].concat()
        };
        let flags = [0x1C, 0, 0, 0, 9, 0, 0, 9, 0, 0];
        let webp = [
            b"RIFF\0\0\0\0WEBP".as_slice(),
            &chunk(b"VP8X", &flags),
            &chunk(b"VP8 ", b"abc"),
            &chunk(b"EXIF", &camera(1)),
            &chunk(b"XMP ", b"exif:GPSLatitude"),
        ]
        .concat();
        let before = told(&webp).unwrap();
        assert!(before.located && before.transparent && !before.moving);
        let bare = without_metadata(&webp).unwrap();
        assert!(!told(&bare).unwrap().located);
        assert_eq!(bare[20], 0x10);
        assert_eq!(u32::from_le_bytes([bare[4], bare[5], bare[6], bare[7]]) as usize, bare.len() - 8);
    }

    proptest! {
        #[test]
        fn anything_may_follow_the_first_bytes(kind in 0..3usize, bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let heads: [&[u8]; 3] = [&[0xFF, 0xD8, 0xFF], b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBP"];
            let file = [heads[kind], &bytes].concat();
            prop_assert!(told(&file).is_some());
            if let Some(bare) = without_metadata(&file) {
                prop_assert!(told(&bare).is_some_and(|t| !t.located));
                prop_assert_eq!(without_metadata(&bare), Some(bare));
            }
        }

        #[test]
        fn a_photo_may_end_anywhere(orientation in 1..=8u8, end in 3..120usize, at in 3..120usize, byte: u8) {
            let mut file = jpeg(orientation);
            file.truncate(end);
            if at < file.len() {
                file[at] = byte;
            }
            if let Some(bare) = without_metadata(&file) {
                prop_assert!(told(&bare).is_some_and(|t| !t.located));
            }
        }
    }
}
