// Numbers out of many numbers, and chance that falls the same way every time.

export const sorted = (values) => Float64Array.from(values).sort();

/** The value below which a share of the values lies, interpolated. */
export function quantile(values, share) {
  const list = sorted(values);
  if (list.length === 0) return NaN;
  const at = (list.length - 1) * share;
  const low = list[Math.floor(at)];
  const high = list[Math.ceil(at)];
  return low === high ? low : low + (high - low) * (at - Math.floor(at));
}

export const median = (values) => quantile(values, 0.5);
export const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** mulberry32: a generator of numbers from 0 to 1 that a seed determines. */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const pick = (list, next) => list[Math.floor(next() * list.length)];

/** The list in an order of chance. */
export function shuffled(list, next) {
  const copy = [...list];
  for (let last = copy.length - 1; last > 0; last -= 1) {
    const other = Math.floor(next() * (last + 1));
    [copy[last], copy[other]] = [copy[other], copy[last]];
  }
  return copy;
}
