/** UTF-8 of text; a lone surrogate becomes the three bytes of its own code point. */
export function utf8(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3);
  let length = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) bytes[length++] = unit;
    else {
      const point = text.codePointAt(at) ?? unit;
      if (point > 0xffff) at += 1;
      length = writePoint(bytes, length, point);
    }
  }
  return bytes.subarray(0, length);
}

/** Writes a code point of several bytes. @returns where the next one goes */
function writePoint(bytes: Uint8Array, from: number, point: number): number {
  const more = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
  bytes[from] = ((0xff00 >> (more + 1)) & 0xff) | (point >> (6 * more));
  for (let left = more - 1, at = from + 1; left >= 0; left -= 1, at += 1) {
    bytes[at] = 0x80 | ((point >> (6 * left)) & 0x3f);
  }
  return from + more + 1;
}
