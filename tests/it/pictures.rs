//! What a visitor gets of a picture: smaller ones, upright, without the place where it was made, and
//! the same bytes however they were made.

use crate::program::{Hub, files_below};
use image::{DynamicImage, GenericImageView, ImageFormat, Rgb, RgbImage};
use proptest::prelude::*;
use std::fs;
use std::io::Cursor;
use wijkwijzer::model::rendition::Rendition;
use wijkwijzer::parse::container::{told, without_metadata};
use wijkwijzer::render::picture::developed;
use wijkwijzer::source::images::Format;

const SITE: &str = "title: Proefhub\nbase_url: https://hub.example/\n";
const PAGE: &str = "---\ntitle: Foto\nsummary: Kort.\n---\n\n![Boven rood, onder blauw.](foto.jpg)\n";

/// Exif of a camera: turned by `orientation`, made at 52 degrees, 5 minutes.
fn exif(orientation: u8) -> Vec<u8> {
    let mut tiff = b"II*\0\x08\0\0\0\x02\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    tiff.extend([orientation, 0, 0, 0]);
    tiff.extend(b"\x25\x88\x04\0\x01\0\0\0\x26\0\0\0\0\0\0\0\x01\0\x02\0\x05\0\x03\0\0\0\x38\0\0\0\0\0\0\0");
    for number in [52u32, 1, 5, 1, 0, 1] {
        tiff.extend(number.to_le_bytes());
    }
    tiff
}

fn pixels(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let shade = ((x * 7 + y * 13) % 32) as u8;
        if x < width / 2 { Rgb([220, shade, shade]) } else { Rgb([shade, shade, 220]) }
    })
}

/// A photo that lies on its side: stored 400 by 300 with red at its left, seen 300 by 400 with red above.
fn photo(width: u16, height: u16) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut file, 90);
    encoder.add_exif_metadata(&exif(6)).expect("a segment");
    let image = pixels(width.into(), height.into());
    encoder.encode(&image, width, height, jpeg_encoder::ColorType::Rgb).expect("a photo");
    file
}

fn hub() -> Hub {
    let hub = Hub::of(&[("site.yaml", SITE), ("content/foto/index.md", PAGE)]);
    fs::write(hub.path("content/foto/foto.jpg"), photo(400, 300)).expect("written");
    hub
}

fn renditions(hub: &Hub) -> Vec<String> {
    files_below(&hub.path("public/assets/images"))
}

#[test]
fn a_photo_is_upright_and_does_not_tell_where_it_was_made() {
    let hub = hub();
    let run = hub.build();
    assert!(told(&photo(400, 300)).is_some_and(|t| t.located && t.orientation == 6));
    let bare = fs::read(hub.path("public/foto/foto.jpg")).expect("the photo");
    assert!(told(&bare).is_some_and(|t| !t.located && t.orientation == 6), "{}", run.log);
    let names = renditions(&hub);
    assert_eq!(names.len(), 2, "{names:?}");
    for name in &names {
        let bytes = fs::read(hub.path("public/assets/images").join(name)).expect("a rendition");
        assert!(memchr::memmem::find(&bytes, b"Exif").is_none() && bytes.len() < 20_000, "{name}");
        if name.ends_with(".webp") {
            let seen = image::load_from_memory(&bytes).expect("a picture");
            assert_eq!(seen.dimensions(), (300, 400));
            let (above, below) = (seen.get_pixel(150, 60), seen.get_pixel(150, 340));
            assert!(above[0] > 150 && above[2] < 90 && below[2] > 150 && below[0] < 90, "{above:?} {below:?}");
        } else {
            assert_eq!(&bytes[4..12], b"ftypavif");
        }
    }
    let html = hub.read("public/foto/index.html");
    assert!(html.contains("width=\"300\" height=\"400\"") && html.contains("type=\"image/avif\""), "{html}");
}

#[test]
fn the_same_bytes_with_any_number_of_threads_and_from_the_cache() {
    let hub = hub();
    let all = |out: &str| {
        let bytes = |name: &String| fs::read(hub.path(out).join(name)).expect("a file");
        let names = files_below(&hub.path(out));
        names.iter().map(|name| (name.clone(), bytes(name))).collect::<Vec<_>>()
    };
    for (out, arguments) in [("one", "--no-cache --threads 1"), ("eight", "--no-cache --threads 8"), ("kept", "")] {
        let run = hub.run(&format!("build --out {out} {arguments}"));
        assert!(hub.has(&format!("{out}/foto/index.html")), "{}", run.log);
    }
    assert!(all("one") == all("eight") && all("one") == all("kept"));
    assert!(all("one").iter().any(|(name, _)| name.ends_with(".avif")));
}

#[test]
fn a_picture_is_made_once_and_half_a_file_in_the_cache_is_made_again() {
    let hub = hub();
    hub.build();
    let folder = hub.path(".wijkwijzer-cache");
    let kept = files_of(&folder);
    assert_eq!(kept.len(), 2);
    let whole = fs::read(&kept[0]).expect("kept");
    let old = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
    fs::File::options().write(true).open(&kept[1]).and_then(|f| f.set_modified(old)).expect("a time");
    fs::write(&kept[0], &whole[..whole.len() / 2]).expect("written");
    let before =
        renditions(&hub).iter().map(|n| fs::read(hub.path("public/assets/images").join(n)).ok()).collect::<Vec<_>>();
    hub.build();
    let after =
        renditions(&hub).iter().map(|n| fs::read(hub.path("public/assets/images").join(n)).ok()).collect::<Vec<_>>();
    assert!(before == after);
    assert_eq!(fs::metadata(&kept[1]).and_then(|m| m.modified()).expect("a time"), old);
}

fn files_of(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut files: Vec<_> = fs::read_dir(folder).expect("a folder").flatten().map(|e| e.path()).collect();
    files.sort();
    files
}

#[test]
fn what_an_editor_put_there_is_published_even_when_it_is_damaged() {
    let hub = hub();
    let file = photo(400, 300);
    fs::write(hub.path("content/foto/foto.jpg"), &file[..700]).expect("written");
    let run = hub.run("build --lang en");
    assert!(run.log.contains("W0319"), "{}", run.log);
    for name in renditions(&hub) {
        assert!(!fs::read(hub.path("public/assets/images").join(&name)).expect("a file").is_empty(), "{name}");
    }
}

fn sample(kind: usize) -> Vec<u8> {
    let image = DynamicImage::from(pixels(24, 16));
    let formats = [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP];
    let mut file = Cursor::new(Vec::new());
    match formats[kind] {
        ImageFormat::Jpeg => return photo(24, 16),
        format => image.write_to(&mut file, format).expect("a picture"),
    }
    file.into_inner()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_picture_is_refused_or_made_but_nothing_panics(
        kind in 0..3usize,
        cut in 0.0..1.2f64,
        changes in proptest::collection::vec((0.0..1.0f64, any::<u8>()), 0..6),
        orientation in 1..=8u8,
    ) {
        let mut file = sample(kind);
        file.truncate((file.len() as f64 * cut) as usize);
        for (at, byte) in changes {
            let at = (file.len() as f64 * at) as usize;
            file.get_mut(at).into_iter().for_each(|old| *old = byte);
        }
        let (told, bare) = (told(&file), without_metadata(&file));
        prop_assert!(bare.is_none() || told.is_some());
        let wanted = [Format::Avif, Format::Webp, Format::Jpeg, Format::Png]
            .map(|format| Rendition { width: 8, height: 12, format, quality: 50, address: String::new() });
        let wanted: Vec<&Rendition> = wanted.iter().collect();
        if let Ok(made) = developed(&file, orientation, &wanted) {
            prop_assert!(made.len() == 4 && made.iter().all(|bytes| !bytes.is_empty()));
        }
    }
}
