//! The originals without their private parts, packed: an archive has too many for a file each on most hosts.
//!
//! A pack is a row of gzip members, one an original: `zcat` shows them one after the other, and a reader fetches the bytes of
//! one of them alone.

use std::fs;
use std::io::{self, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

use super::assemble::Draft;
use super::private;
use crate::article::{Manifest, Original};

/// A pack is closed when it is about this long: hosts that cannot send a part of a file send all of it.
const PACK: usize = 128 * 1024;
/// Hosts allow only so many files (20,000 is common): packs grow before there are more than about this.
const MOST_PACKS: usize = 1_000;

/// Packs the originals and notes in each article where its own is, but for the folder, which has no name yet. Answers
/// with the packs in their order.
///
/// # Errors
/// An original cannot be read, or changed since its article was made of it.
pub(super) fn pack(drafts: &mut [Draft]) -> io::Result<Vec<Vec<u8>>> {
    let mut packs: Vec<Vec<u8>> = Vec::new();
    // Texts are packed to less than half.
    let all: usize = drafts.iter().map(|draft| draft.article.content_text.len()).sum();
    let room = PACK.max(all / 2 / MOST_PACKS);
    for draft in drafts {
        let content = fs::read(&draft.found.file)?;
        if <[u8; 32]>::from(Sha256::digest(&content)) != draft.hash {
            let message = format!("{} changed while it was being bundled: bundle again", draft.found.path);
            return Err(io::Error::other(message));
        }
        let content = private::original(&content, draft.found.format);
        let member = member(&content)?;
        if packs.last().is_none_or(|pack| pack.len() >= room) {
            packs.push(Vec::new());
        }
        let number = packs.len() as u32 - 1;
        if let Some(pack) = packs.last_mut() {
            draft.article.explorer.original = Original {
                file: Manifest::originals_file(number),
                start: pack.len() as u64,
                length: member.len() as u64,
                bytes: content.len() as u64,
            };
            pack.extend_from_slice(&member);
        }
    }
    Ok(packs)
}

/// Bytes as a gzip member, without name and time: the same bytes give the same member.
pub(super) fn member(content: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    encoder.finish()
}
