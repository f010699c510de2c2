const rotated = (word: number, bits: number): number => (word << bits) | (word >>> (32 - bits));

/**
 * SHA-1 of bytes, 20 bytes. Here it only names things, as UUIDs of version 5 require; it protects nothing. Written out
 * because the platform's own is asynchronous outside Node.
 */
export function sha1(message: Uint8Array): Uint8Array {
  const state = new Int32Array([0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0]);
  const words = new DataView(paddedBlocks(message).buffer);
  const schedule = new Int32Array(80);
  for (let block = 0; block < words.byteLength; block += 64) {
    for (let at = 0; at < 80; at += 1) {
      schedule[at] = at < 16 ? words.getInt32(block + 4 * at) : mixed(schedule, at);
    }
    compress(state, schedule);
  }
  const digest = new DataView(new ArrayBuffer(20));
  state.forEach((word, at) => digest.setInt32(4 * at, word));
  return new Uint8Array(digest.buffer);
}

function paddedBlocks(message: Uint8Array): Uint8Array {
  const blocks = new Uint8Array(Math.ceil((message.length + 9) / 64) * 64);
  blocks.set(message);
  blocks[message.length] = 0x80;
  // Lengths beyond 2^32 bits cannot come up here: message names are short.
  new DataView(blocks.buffer).setUint32(blocks.length - 4, message.length * 8);
  return blocks;
}

function mixed(schedule: Int32Array, at: number): number {
  const word = (back: number): number => schedule[at - back] ?? 0;
  return rotated(word(3) ^ word(8) ^ word(14) ^ word(16), 1);
}

function compress(state: Int32Array, schedule: Int32Array): void {
  let [a = 0, b = 0, c = 0, d = 0, e = 0] = state;
  for (let at = 0; at < 80; at += 1) {
    const [choice, constant] = roundOf(at, b, c, d);
    const next = (rotated(a, 5) + choice + e + constant + (schedule[at] ?? 0)) | 0;
    e = d;
    d = c;
    c = rotated(b, 30);
    b = a;
    a = next;
  }
  [a, b, c, d, e].forEach((word, at) => {
    state[at] = (state[at] ?? 0) + word;
  });
}

function roundOf(at: number, b: number, c: number, d: number): readonly [number, number] {
  if (at < 20) return [(b & c) | (~b & d), 0x5a827999];
  if (at < 40) return [b ^ c ^ d, 0x6ed9eba1];
  if (at < 60) return [(b & c) | (b & d) | (c & d), 0x8f1bbcdc];
  return [b ^ c ^ d, 0xca62c1d6];
}
