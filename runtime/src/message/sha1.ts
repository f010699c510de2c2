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
    for (let at = 0; at < 16; at += 1) schedule[at] = words.getInt32(block + 4 * at);
    for (let at = 16; at < 80; at += 1) {
      const mixed = wordAt(schedule, at - 3) ^ wordAt(schedule, at - 8) ^ wordAt(schedule, at - 14);
      schedule[at] = rotated(mixed ^ wordAt(schedule, at - 16), 1);
    }
    compress(state, schedule);
  }
  const digest = new DataView(new ArrayBuffer(20));
  state.forEach((word, at) => digest.setInt32(4 * at, word));
  return new Uint8Array(digest.buffer);
}

function wordAt(words: Int32Array, at: number): number {
  return words[at] ?? 0;
}

function paddedBlocks(message: Uint8Array): Uint8Array {
  const blocks = new Uint8Array(Math.ceil((message.length + 9) / 64) * 64);
  blocks.set(message);
  blocks[message.length] = 0x80;
  const bits = new DataView(blocks.buffer);
  bits.setUint32(blocks.length - 8, Math.floor(message.length / 2 ** 29));
  bits.setUint32(blocks.length - 4, message.length << 3);
  return blocks;
}

function compress(state: Int32Array, schedule: Int32Array): void {
  let a = wordAt(state, 0);
  let b = wordAt(state, 1);
  let c = wordAt(state, 2);
  let d = wordAt(state, 3);
  let e = wordAt(state, 4);
  for (let at = 0; at < 80; at += 1) {
    let choice: number;
    if (at < 20) choice = ((b & c) | (~b & d)) + 0x5a827999;
    else if (at < 40) choice = (b ^ c ^ d) + 0x6ed9eba1;
    else if (at < 60) choice = ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
    else choice = (b ^ c ^ d) + 0xca62c1d6;
    const next = (rotated(a, 5) + choice + e + wordAt(schedule, at)) | 0;
    e = d;
    d = c;
    c = rotated(b, 30);
    b = a;
    a = next;
  }
  state[0] = wordAt(state, 0) + a;
  state[1] = wordAt(state, 1) + b;
  state[2] = wordAt(state, 2) + c;
  state[3] = wordAt(state, 3) + d;
  state[4] = wordAt(state, 4) + e;
}
