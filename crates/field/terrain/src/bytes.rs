//! Numbers to and from the bytes of a horizon file.

/// What is wrong with some bytes, before the file's name is joined to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Another kind of file.
    Foreign,
    /// Another version.
    Version(u32),
    /// Cut off or changed.
    Damaged(&'static str),
}

/// A signed integer in as few bytes as it needs: seven bits a byte, the sign in the lowest bit.
pub(crate) fn put_varint(body: &mut Vec<u8>, value: i32) {
    let mut rest = ((value << 1) ^ (value >> 31)) as u32;
    while rest >= 0x80 {
        body.push(rest as u8 | 0x80);
        rest >>= 7;
    }
    body.push(rest as u8);
}

/// Takes numbers off the front of some bytes.
pub(crate) struct Reader<'a>(pub &'a [u8]);

impl Reader<'_> {
    fn bytes(&mut self, count: usize) -> Result<&[u8], Fault> {
        let (taken, rest) = self
            .0
            .split_at_checked(count)
            .ok_or(Fault::Damaged("it ends too early"))?;
        self.0 = rest;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Fault> {
        let mut array = [0; N];
        array.copy_from_slice(self.bytes(N)?);
        Ok(array)
    }

    pub fn u32(&mut self) -> Result<u32, Fault> {
        self.array().map(u32::from_le_bytes)
    }

    pub fn u64(&mut self) -> Result<u64, Fault> {
        self.array().map(u64::from_le_bytes)
    }

    pub fn f64(&mut self) -> Result<f64, Fault> {
        self.array().map(f64::from_le_bytes)
    }

    pub fn text(&mut self) -> Result<String, Fault> {
        let length = self.u32()? as usize;
        let bytes = self.bytes(length)?.to_vec();
        String::from_utf8(bytes).map_err(|_| Fault::Damaged("a text in it is not UTF-8"))
    }

    pub fn varint(&mut self) -> Result<i32, Fault> {
        let mut zigzag: u32 = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.bytes(1)?[0];
            zigzag |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok((zigzag >> 1) as i32 ^ -((zigzag & 1) as i32));
            }
        }
        Err(Fault::Damaged("a number in it is too long"))
    }
}
