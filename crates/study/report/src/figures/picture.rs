//! A grey picture as PNG in a data URI: relief is the one thing that SVG cannot say in few bytes.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// A grey picture, row by row from the top, as `data:image/png;base64,...`; `None` where the pixels are not as many as
/// the size says, or the picture is empty.
///
/// # Source
/// PNG (Portable Network Graphics) Specification, third edition, W3C: signature, IHDR, IDAT, IEND; filter type 2 (up).
pub fn png_grey(width: usize, height: usize, pixels: &[u8]) -> Option<String> {
    if pixels.is_empty() || pixels.len() != width.checked_mul(height)? {
        return None;
    }
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut head = Vec::with_capacity(13);
    head.extend(u32::try_from(width).ok()?.to_be_bytes());
    head.extend(u32::try_from(height).ok()?.to_be_bytes());
    head.extend([8, 0, 0, 0, 0]); // eight bits, grey, deflate, adaptive filters, not interlaced
    chunk(&mut file, b"IHDR", &head);
    chunk(&mut file, b"IDAT", &deflate(width, pixels)?);
    chunk(&mut file, b"IEND", &[]);
    Some(format!("data:image/png;base64,{}", base64(&file)))
}

fn deflate(width: usize, pixels: &[u8]) -> Option<Vec<u8>> {
    let mut zlib = ZlibEncoder::new(Vec::new(), Compression::best());
    let mut above = vec![0u8; width];
    for row in pixels.chunks(width) {
        let up: Vec<u8> = row
            .iter()
            .zip(&above)
            .map(|(a, b)| a.wrapping_sub(*b))
            .collect();
        zlib.write_all(&[2]).ok()?;
        zlib.write_all(&up).ok()?;
        above.copy_from_slice(row);
    }
    zlib.finish().ok()
}

fn chunk(file: &mut Vec<u8>, kind: &[u8; 4], data: &[u8]) {
    file.extend((data.len() as u32).to_be_bytes());
    let mut sum = flate2::Crc::new();
    sum.update(kind);
    sum.update(data);
    file.extend(kind);
    file.extend(data);
    file.extend(sum.sum().to_be_bytes());
}

/// Base 64 with padding (RFC 4648, section 4).
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let at = |i: usize| u32::from(three.get(i).copied().unwrap_or(0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for i in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * i) & 63) as usize];
            text.push(if i > three.len() {
                '='
            } else {
                char::from(letter)
            });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_matches_the_vectors_of_rfc_4648_section_10() {
        for (plain, coded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }

    #[test]
    fn a_picture_of_the_wrong_size_is_none() {
        assert!(png_grey(2, 2, &[0, 1, 2, 3]).is_some());
        assert_eq!(png_grey(2, 2, &[0, 1, 2]), None);
        assert_eq!(png_grey(0, 0, &[]), None);
    }
}
