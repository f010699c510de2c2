/** A text that a pattern matches, for the patterns that people write about codes and names. */
import { type AST, RegExpParser } from '@eslint-community/regexpp';

type Node = AST.Element | AST.Alternative | AST.Group | AST.CapturingGroup;

/** As many repetitions as it takes, and no more than this where there is no bound. */
const mostRepetitions = 100;

/**
 * The whole of a text that `pattern` matches, built from left to right without trying; what comes of lookarounds and
 * references back may not match. `undefined` for a pattern that is none, or that asks for a text too long.
 */
export function matchingText(pattern: string): string | undefined {
  try {
    const { alternatives } = new RegExpParser().parsePattern(pattern, undefined, undefined, { unicode: true });
    return ofAlternatives(alternatives);
  } catch {
    return undefined;
  }
}

function ofAlternatives([first]: readonly AST.Alternative[]): string {
  return first === undefined ? '' : first.elements.map(ofNode).join('');
}

function ofNode(node: Node): string {
  switch (node.type) {
    case 'Character':
      return String.fromCodePoint(node.value);
    case 'CharacterClass':
      return ofClass(node);
    case 'CharacterSet':
      return characterOf((text) => matchesRaw(node.raw, text));
    case 'Quantifier': {
      if (node.min > mostRepetitions) throw new RangeError('Too long.');
      // Something where nothing is allowed too, so that a text is worth looking at.
      return ofNode(node.element).repeat(Math.max(node.min, Math.min(1, node.max)));
    }
    case 'Group':
    case 'CapturingGroup':
      return ofAlternatives(node.alternatives);
    case 'Alternative':
      return node.elements.map(ofNode).join('');
    default:
      return '';
  }
}

function ofClass(node: AST.CharacterClass): string {
  return characterOf((text) => matchesRaw(node.raw, text));
}

const likely = 'A1a0b2Z9z_- .,:;/@#+*=!?()\u00e4\u4e00\n\t'.split('');

/** The first of these that fits, then any of the lower planes. */
function characterOf(fits: (text: string) => boolean): string {
  const found = likely.find(fits);
  if (found !== undefined) return found;
  for (let code = 0x21; code < 0x3000; code += 1) {
    const text = String.fromCodePoint(code);
    if (fits(text)) return text;
  }
  throw new RangeError('No character fits.');
}

function matchesRaw(raw: string, text: string): boolean {
  return new RegExp(`^${raw}$`, 'u').test(text);
}
