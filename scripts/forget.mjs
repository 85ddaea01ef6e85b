// Takes from the memory that an app starts with what only panics would say, which nobody can read.
//
// What is in the memory has no names and no ends: only texts are taken, and only what the code named before the panics went and does
// not name any more.
import { DATA, range, section } from "./sections.mjs";

// The parts of the memory that the app starts with: each is active, at the address of an `i32.const`.
function dataSegments(bytes) {
  const reader = section(bytes, DATA);
  return range(reader.number(), () => {
    if (!reader.part(2).equals(Buffer.from([0, 0x41]))) throw new Error("a part of the memory has no address");
    const address = reader.number();
    reader.part(1);
    return { address, data: reader.part() };
  });
}

// A place is the address and the length of the name of a file, a line and a column. Unlike other texts, the name ends with
// a zero, which is not counted.
const PLACE = 16;
const FILE = /^[ -~]+\.rs\0$/;

// Zeros in place of all places, and of the names of their files.
export function forgetPlaces(bytes) {
  const names = [];
  for (const { address, data } of dataSegments(bytes)) {
    for (let at = 0; at + PLACE <= data.length; at += 4) {
      const [start, length] = [data.readUInt32LE(at) - address, data.readUInt32LE(at + 4)];
      if (start < 0 || start + length >= data.length) continue;
      const name = data.subarray(start, start + length + 1);
      if (!FILE.test(name.toString("latin1"))) continue;
      names.push(name);
      data.fill(0, at, at + PLACE);
    }
  }
  if (names.length === 0) throw new Error("no panic has its place: does Rust write them in another way?");
  for (const name of names) name.fill(0);
}

// What code may mean a place in the memory with: numbers, and what is added to an address where something is read.
const NUMBER = /\b(?:i32\.const |offset=)(\d+)/g;

/** The numbers in the code of some modules. */
export const addresses = (modules) =>
  new Set(modules.flatMap((module) => [...module.emitText().matchAll(NUMBER)].map(([, number]) => Number(number))));

// A message of a panic, and what fills the memory up to what comes next. Shorter ones are not worth it.
const MESSAGE = /^[ -~]{8,}\0*$/;

// What stands at addresses that are a multiple of four, which pointers do.
function pointers({ address, data }) {
  const start = -address & 3;
  return range(Math.max(data.length - start, 0) >> 2, (at) => data.readUInt32LE(start + 4 * at));
}

/** Zeros in place of texts that the code named `before` and does not name `after`, up to whatever is named next. */
export function forgetMessages(bytes, before, after) {
  const segments = dataSegments(bytes);
  const named = new Set([...after, ...segments.flatMap(pointers)]);
  const known = [...new Set([...before, ...named])].sort((a, b) => a - b);
  for (const { address, data } of segments) {
    const end = address + data.length;
    const here = known.filter((start) => start >= address && start < end);
    for (const [at, start] of here.entries()) {
      if (named.has(start)) continue;
      const text = data.subarray(start - address, (here[at + 1] ?? end) - address);
      if (MESSAGE.test(text.toString("latin1"))) text.fill(0);
    }
  }
}
