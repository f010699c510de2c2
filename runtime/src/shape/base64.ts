// Base64 as RFC 4648 §4 has it, in the one form that bytes have: padded, without line breaks, unused bits zero.
// Written out because `atob` is lenient and `Buffer` is Node's.

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Value of a base64 digit by its code unit, −1 for anything else. */
function digit(unit: number): number {
  if (unit >= 65 && unit <= 90) return unit - 65;
  if (unit >= 97 && unit <= 122) return unit - 71;
  if (unit >= 48 && unit <= 57) return unit + 4;
  return unit === 43 ? 62 : unit === 47 ? 63 : -1;
}

function padding(text: string): number {
  return text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
}

export function isBase64(text: string): boolean {
  if (text.length % 4 !== 0) return false;
  const padded = padding(text);
  const end = text.length - padded;
  for (let at = 0; at < end; at += 1) if (digit(text.charCodeAt(at)) < 0) return false;
  const unused = padded === 2 ? 15 : padded === 1 ? 3 : 0;
  return padded === 0 || (digit(text.charCodeAt(end - 1)) & unused) === 0;
}

/** Only for text that `isBase64` accepts. */
export function decodeBase64(text: string): Uint8Array {
  const bytes = new Uint8Array((text.length / 4) * 3 - padding(text));
  for (let from = 0, to = 0; from < text.length; from += 4, to += 3) {
    const word =
      (digit(text.charCodeAt(from)) << 18) |
      (digit(text.charCodeAt(from + 1)) << 12) |
      (Math.max(0, digit(text.charCodeAt(from + 2))) << 6) |
      Math.max(0, digit(text.charCodeAt(from + 3)));
    // Writes beyond the end of a typed array are ignored, which is what padding wants.
    bytes[to] = word >> 16;
    bytes[to + 1] = word >> 8;
    bytes[to + 2] = word;
  }
  return bytes;
}

export function encodeBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const word = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    text += alphabet.charAt(word >> 18) + alphabet.charAt((word >> 12) & 63);
    text += at + 1 < bytes.length ? alphabet.charAt((word >> 6) & 63) : '=';
    text += at + 2 < bytes.length ? alphabet.charAt(word & 63) : '=';
  }
  return text;
}
