// The sections that a file of WebAssembly consists of, and what they are written in.

export const range = (count, item) => Array.from({ length: count }, (_, at) => item(at));

export const CUSTOM = 0;
export const CODE = 10;
export const DATA = 11;
export const DATA_COUNT = 12;

// In the section of names.
export const FUNCTIONS = 1;

// Reads what WebAssembly is written in.
class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }
  number() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.bytes[this.at++];
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  }
  part(length = this.number()) {
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
}

export function number(value) {
  const bytes = [];
  for (; value >= 0x80; value >>>= 7) bytes.push((value & 0x7f) | 0x80);
  return Buffer.from([...bytes, value]);
}

// What has its length before it.
export const sized = (...parts) => {
  const all = Buffer.concat(parts);
  return Buffer.concat([number(all.length), all]);
};
export const text = (value) => sized(Buffer.from(value));

export const HEAD = 8;

export function* sections(bytes) {
  const reader = new Reader(bytes);
  reader.part(HEAD);
  while (reader.at < bytes.length) {
    const start = reader.at;
    const [[id], content] = [reader.part(1), reader.part()];
    yield { id, content, whole: bytes.subarray(start, reader.at) };
  }
}

export const section = (bytes, wanted) => new Reader([...sections(bytes)].find(({ id }) => id === wanted).content);
