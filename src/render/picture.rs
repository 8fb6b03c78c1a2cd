//! The pixels of a picture: decoded, made smaller, turned upright, in sRGB, and encoded. Knows no file
//! and no address. The one home of image, fast_image_resize, moxcms, ravif, webp and jpeg-encoder.

use crate::model::rendition::Rendition;
use crate::source::images::Format;
use fast_image_resize::images::Image;
use fast_image_resize::{PixelType, Resizer};
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::metadata::Orientation;
use image::{DynamicImage, ExtendedColorType, ImageDecoder, ImageEncoder, ImageReader, Limits, RgbImage, RgbaImage};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};
use ravif::Img;
use rayon::prelude::*;
use std::io::Cursor;

/// Bytes that decoding may take: enough for 50 million pixels of 8 bytes.
const MEMORY: u64 = 512 << 20;

/// Speed of AVIF, 1 to 10. Measured: 10 takes two thirds of the time of 9, for files that are a tenth larger
/// and still two thirds of those in WebP.
const SPEED: u8 = 10;

/// Why a picture could not be made, in the words of a library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damaged(pub String);

/// Renditions of a picture, in their order; the file is decoded once. `orientation` says how to turn
/// its pixels (1 to 8, as Exif does).
pub fn developed(file: &[u8], orientation: u8, wanted: &[&Rendition]) -> Result<Vec<Vec<u8>>, Damaged> {
    // Files come from anywhere: one on which a codec gives up is damaged, and no reason to stop.
    let made = std::panic::catch_unwind(|| all(file, orientation, wanted));
    made.unwrap_or_else(|_| Err(Damaged("the codec gave up".into())))
}

fn all(file: &[u8], orientation: u8, wanted: &[&Rendition]) -> Result<Vec<Vec<u8>>, Damaged> {
    let Some(width) = wanted.iter().map(|r| r.width).max() else { return Ok(Vec::new()) };
    let height = wanted.iter().map(|r| r.height).max().unwrap_or(1);
    let large = upright(file, orientation, (width, height))?;
    wanted.par_iter().map(|r| encoded(&resized(&large, r.width, r.height)?, r)).collect()
}

/// Pixels in sRGB, with or without transparency.
enum Pixels {
    Opaque(RgbImage),
    Transparent(RgbaImage),
}

fn upright(file: &[u8], orientation: u8, (width, height): (u32, u32)) -> Result<Pixels, Damaged> {
    let mut reader = ImageReader::new(Cursor::new(file)).with_guessed_format().map_err(damaged)?;
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(damaged)?;
    let profile = decoder.icc_profile().ok().flatten();
    let image = DynamicImage::from_decoder(decoder).map_err(damaged)?;
    let pixels = if image.color().has_alpha() {
        Pixels::Transparent(image.into_rgba8())
    } else {
        Pixels::Opaque(image.into_rgb8())
    };
    let (width, height) = if orientation >= 5 { (height, width) } else { (width, height) };
    let mut pixels = resized(&pixels, width, height)?;
    if let Some(profile) = profile {
        to_srgb(&mut pixels, &profile);
    }
    let turn = Orientation::from_exif(orientation).unwrap_or(Orientation::NoTransforms);
    Ok(match pixels {
        Pixels::Opaque(image) => {
            let mut image = DynamicImage::from(image);
            image.apply_orientation(turn);
            Pixels::Opaque(image.into_rgb8())
        }
        Pixels::Transparent(image) => {
            let mut image = DynamicImage::from(image);
            image.apply_orientation(turn);
            Pixels::Transparent(image.into_rgba8())
        }
    })
}

fn resized(pixels: &Pixels, width: u32, height: u32) -> Result<Pixels, Damaged> {
    let resize = |bytes: &[u8], from: (u32, u32), of: PixelType| {
        if from == (width, height) {
            return Ok(bytes.to_vec());
        }
        let source = fast_image_resize::images::ImageRef::new(from.0, from.1, bytes, of).map_err(damaged)?;
        let mut to = Image::new(width, height, of);
        Resizer::new().resize(&source, &mut to, None).map_err(damaged)?;
        Ok(to.into_vec())
    };
    let short = || Damaged("too few pixels".into());
    match pixels {
        Pixels::Opaque(image) => {
            let bytes = resize(image.as_raw(), image.dimensions(), PixelType::U8x3)?;
            RgbImage::from_raw(width, height, bytes).map(Pixels::Opaque).ok_or_else(short)
        }
        Pixels::Transparent(image) => {
            let bytes = resize(image.as_raw(), image.dimensions(), PixelType::U8x4)?;
            RgbaImage::from_raw(width, height, bytes).map(Pixels::Transparent).ok_or_else(short)
        }
    }
}

/// Colours of another profile (Display P3 of a phone, Adobe RGB) as those of sRGB, which is what a
/// picture without profile means. A profile that cannot be read changes nothing.
fn to_srgb(pixels: &mut Pixels, profile: &[u8]) {
    let Ok(from) = ColorProfile::new_from_slice(profile) else { return };
    let srgb = ColorProfile::new_srgb();
    if from.color_space != DataColorSpace::Rgb {
        return;
    }
    let (layout, bytes): (_, &mut [u8]) = match pixels {
        Pixels::Opaque(image) => (Layout::Rgb, image),
        Pixels::Transparent(image) => (Layout::Rgba, image),
    };
    let Ok(transform) = from.create_transform_8bit(layout, &srgb, layout, TransformOptions::default()) else { return };
    let before = bytes.to_vec();
    if transform.transform(&before, bytes).is_err() {
        bytes.copy_from_slice(&before);
    }
}

fn encoded(pixels: &Pixels, as_is: &Rendition) -> Result<Vec<u8>, Damaged> {
    match as_is.format {
        Format::Avif => avif(pixels, as_is.quality),
        Format::Webp => webp(pixels, as_is.quality),
        Format::Jpeg => jpeg(pixels, as_is.quality),
        Format::Png => png(pixels),
    }
}

/// One thread, one tile: the same bytes on every machine. Pictures are made side by side instead.
fn avif(pixels: &Pixels, quality: u8) -> Result<Vec<u8>, Damaged> {
    let encoder = ravif::Encoder::new()
        .with_quality(f32::from(quality))
        .with_alpha_quality(f32::from(quality))
        .with_speed(SPEED)
        .with_bit_depth(ravif::BitDepth::Eight)
        .with_num_threads(Some(1));
    let made = match pixels {
        Pixels::Opaque(image) => {
            let colours: Vec<ravif::RGB8> = image.pixels().map(|p| ravif::RGB8::new(p[0], p[1], p[2])).collect();
            encoder.encode_rgb(Img::new(&colours, image.width() as usize, image.height() as usize))
        }
        Pixels::Transparent(image) => {
            let colours: Vec<ravif::RGBA8> =
                image.pixels().map(|p| ravif::RGBA8::new(p[0], p[1], p[2], p[3])).collect();
            encoder.encode_rgba(Img::new(&colours, image.width() as usize, image.height() as usize))
        }
    };
    made.map(|made| made.avif_file).map_err(damaged)
}

fn webp(pixels: &Pixels, quality: u8) -> Result<Vec<u8>, Damaged> {
    let encoder = match pixels {
        Pixels::Opaque(image) => webp::Encoder::from_rgb(image, image.width(), image.height()),
        Pixels::Transparent(image) => webp::Encoder::from_rgba(image, image.width(), image.height()),
    };
    let made = encoder.encode_simple(false, f32::from(quality));
    made.map(|made| made.to_vec()).map_err(|e| Damaged(format!("{e:?}")))
}

fn jpeg(pixels: &Pixels, quality: u8) -> Result<Vec<u8>, Damaged> {
    let flat;
    let image = match pixels {
        Pixels::Opaque(image) => image,
        Pixels::Transparent(image) => {
            flat = DynamicImage::from(image.clone()).into_rgb8();
            &flat
        }
    };
    let (Ok(width), Ok(height)) = (u16::try_from(image.width()), u16::try_from(image.height())) else {
        return Err(Damaged("too large".into()));
    };
    let mut out = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut out, quality);
    encoder.set_sampling_factor(jpeg_encoder::SamplingFactor::F_2_2);
    encoder.set_progressive(true);
    encoder.set_optimized_huffman_tables(true);
    encoder.encode(image, width, height, jpeg_encoder::ColorType::Rgb).map_err(damaged)?;
    Ok(out)
}

fn png(pixels: &Pixels) -> Result<Vec<u8>, Damaged> {
    let mut out = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut out, CompressionType::Best, FilterType::Adaptive);
    let written = match pixels {
        Pixels::Opaque(image) => encoder.write_image(image, image.width(), image.height(), ExtendedColorType::Rgb8),
        Pixels::Transparent(image) => {
            encoder.write_image(image, image.width(), image.height(), ExtendedColorType::Rgba8)
        }
    };
    written.map_err(damaged)?;
    Ok(out)
}

fn damaged(error: impl std::fmt::Display) -> Damaged {
    Damaged(error.to_string())
}
