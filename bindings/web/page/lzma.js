// The module is packed with LZMA, which keeps the page a fifth smaller than what browsers can unpack by themselves.
// Takes the bytes of a .lzma file: properties, size of the dictionary, size of the content, then the range coder's.
function unlzma(packed) {
  const lc = packed[0] % 9, rest = (packed[0] / 9) | 0, lpMask = (1 << rest % 5) - 1, pbMask = (1 << ((rest / 5) | 0)) - 1;
  const view = new DataView(packed.buffer, packed.byteOffset);
  const size = view.getUint32(5, true), out = new Uint8Array(size);
  // One list of probabilities: where each kind begins.
  const [MATCH, REP, REP0, REP0_LONG, REP1, REP2, SLOT, SPECIAL, ALIGN, LENGTH, REP_LENGTH, LITERAL] =
    [0, 192, 204, 216, 408, 420, 432, 688, 816, 832, 1376, 1920];
  const probs = new Uint16Array(LITERAL + (768 << (lc + rest % 5))).fill(1024);
  let at = 18, code = view.getUint32(14), range = 0xffffffff;
  const bit = p => {
    const bound = (range >>> 11) * probs[p];
    let value = 0;
    if (code >>> 0 < bound) { range = bound; probs[p] += (2048 - probs[p]) >> 5; }
    else { range = (range - bound) >>> 0; code = (code - bound) >>> 0; probs[p] -= probs[p] >> 5; value = 1; }
    if (range < 0x1000000) { range = (range << 8) >>> 0; code = ((code << 8) | packed[at++]) >>> 0; }
    return value;
  };
  const tree = (p, bits) => { let m = 1; for (let i = 0; i < bits; i++) m = m * 2 + bit(p + m); return m - (1 << bits); };
  const reversed = (p, bits) => { let m = 1, value = 0; for (let i = 0; i < bits; i++) { const b = bit(p + m); m = m * 2 + b; value |= b << i; } return value; };
  const direct = bits => {
    let value = 0;
    while (bits--) {
      range >>>= 1;
      const one = code >= range ? 1 : 0;
      if (one) code = (code - range) >>> 0;
      if (range < 0x1000000) { range = (range << 8) >>> 0; code = ((code << 8) | packed[at++]) >>> 0; }
      value = value * 2 + one;
    }
    return value;
  };
  const length = (p, pos) => !bit(p) ? tree(p + 2 + pos * 8, 3) : !bit(p + 1) ? 8 + tree(p + 130 + pos * 8, 3) : 16 + tree(p + 258, 8);
  let state = 0, r0 = 0, r1 = 0, r2 = 0, r3 = 0, here = 0;
  while (here < size) {
    const pos = here & pbMask;
    if (!bit(MATCH + state * 16 + pos)) {
      const before = here ? out[here - 1] : 0;
      const p = LITERAL + 768 * (((here & lpMask) << lc) + (before >> (8 - lc)));
      let symbol = 1;
      if (state >= 7) {
        let match = out[here - r0 - 1];
        do {
          const high = (match >> 7) & 1, b = bit(p + ((1 + high) << 8) + symbol);
          match <<= 1;
          symbol = symbol * 2 + b;
          if (high !== b) break;
        } while (symbol < 256);
      }
      while (symbol < 256) symbol = symbol * 2 + bit(p + symbol);
      out[here++] = symbol;
      state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
      continue;
    }
    let count;
    if (bit(REP + state)) {
      if (!bit(REP0 + state)) {
        if (!bit(REP0_LONG + state * 16 + pos)) {
          state = state < 7 ? 9 : 11;
          out[here] = out[here - r0 - 1];
          here++;
          continue;
        }
      } else {
        let distance = r1;
        if (bit(REP1 + state)) { if (bit(REP2 + state)) { distance = r3; r3 = r2; } else distance = r2; r2 = r1; }
        r1 = r0;
        r0 = distance;
      }
      count = length(REP_LENGTH, pos);
      state = state < 7 ? 8 : 11;
    } else {
      r3 = r2; r2 = r1; r1 = r0;
      count = length(LENGTH, pos);
      state = state < 7 ? 7 : 10;
      const slot = tree(SLOT + Math.min(count, 3) * 64, 6);
      r0 = slot;
      if (slot >= 4) {
        const bits = (slot >> 1) - 1;
        r0 = (2 | slot & 1) * 2 ** bits;
        r0 += slot < 14 ? reversed(SPECIAL + r0 - slot, bits) : direct(bits - 4) * 16 + reversed(ALIGN, 4);
      }
      if (r0 === 0xffffffff) break;
    }
    for (count += 2; count--; here++) out[here] = out[here - r0 - 1];
  }
  return out;
}
