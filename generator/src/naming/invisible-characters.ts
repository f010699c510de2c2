/**
 * Characters that show nothing, break lines or reorder what is shown, as the inside of a character class. Listed, not
 * taken from `\p{…}`: what those mean grows with each Unicode release, and the same YAML must give the same bytes on every
 * engine. Lone surrogates are among them (a regular expression with flag `u` sees pairs as one character).
 */
export const invisibleCharacters = [
  String.raw`\u0000-\u001f\u007f-\u009f`, // controls
  String.raw`\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0`, // soft hyphen, joiners, fillers
  String.raw`\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f`, // zero width, line separators, bidi controls
  String.raw`\ufeff\ufff0-\ufffb\ufffe\uffff`, // byte order mark, annotations, noncharacters
  String.raw`\ud800-\udfff\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}`, // lone surrogates, beams, tags
].join('');

/** Blanks other than the usual one, and the joiners and selectors that scripts and emoji need. */
export const unusualBlanks = String.raw`\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u200c\u200d\ufe00-\ufe0f`;
