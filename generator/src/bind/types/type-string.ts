/**
 * The little language to the right of a field name:
 *   type = part *(" | " part)    part = base *("[]")    base = name ["@" int] / "list<" type ">" / "map<" type ">" / "null"
 * Syntax only: names are resolved elsewhere. Offsets count UTF-16 units of the text.
 */
import { foreignGenericHelp } from './foreign-types.js';
import { tokenize, type Token } from './type-tokens.js';

export interface NameExpression {
  readonly kind: 'name';
  readonly context: string | undefined;
  readonly name: string;
  readonly schemaVersion: number | undefined;
  readonly start: number;
  readonly end: number;
}

export type TypeExpression =
  | NameExpression
  | { readonly kind: 'null' }
  | { readonly kind: 'list'; readonly of: TypeExpression }
  | { readonly kind: 'map'; readonly of: TypeExpression }
  | { readonly kind: 'union'; readonly members: readonly TypeExpression[] };

export interface TypeSyntaxError {
  /** What is wrong, to stand behind a colon. */
  readonly problem: string;
  readonly help: string | undefined;
  readonly start: number;
  readonly end: number;
}

export type ParsedType =
  { readonly ok: true; readonly type: TypeExpression } | { readonly ok: false; readonly error: TypeSyntaxError };

/** Deeper nesting is no type that anybody could read; it only costs stack. */
const deepestNesting = 24;

const schemaVersionPattern = /^[1-9][0-9]{0,8}$/;

/** The syntax tree of a type string, or the first thing that is wrong with it. */
export function parseTypeString(text: string): ParsedType {
  const parser = new TypeParser(tokenize(text));
  const type = parser.whole();
  if (type !== undefined) return { ok: true, type };
  return { ok: false, error: parser.error };
}

class TypeParser {
  error: TypeSyntaxError = { problem: 'it is empty', help: undefined, start: 0, end: 0 };
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): TypeExpression | undefined {
    if (this.#peek().kind === 'end') return undefined;
    const type = this.#union(0);
    if (type === undefined) return undefined;
    const rest = this.#peek();
    return rest.kind === 'end' ? type : this.#refuseRest(rest);
  }

  #union(depth: number): TypeExpression | undefined {
    const members: TypeExpression[] = [];
    do {
      const member = this.#part(depth);
      if (member === undefined) return undefined;
      members.push(member);
    } while (this.#takes('|'));
    const [only] = members;
    return members.length === 1 ? only : { kind: 'union', members };
  }

  #part(depth: number): TypeExpression | undefined {
    let part = this.#base(depth);
    let lists = depth;
    while (part !== undefined && this.#takes('[]')) {
      lists += 1;
      if (lists > deepestNesting) return this.#refuse(this.#previous(), 'it is nested too deeply');
      part = { kind: 'list', of: part };
    }
    return part;
  }

  #base(depth: number): TypeExpression | undefined {
    const token = this.#peek();
    if (depth > deepestNesting) return this.#refuse(token, 'it is nested too deeply');
    if (token.kind !== 'word') return this.#refuseStart(token);
    this.#next += 1;
    if (this.#peek().text === '<') return this.#generic(token, depth);
    if (token.text === 'list' || token.text === 'map') {
      return this.#refuse(
        token,
        `${token.text} does not say what it holds`,
        `Write ${token.text}<string>, for example.`,
      );
    }
    return token.text === 'null' ? { kind: 'null' } : this.#name(token);
  }

  #generic(name: Token, depth: number): TypeExpression | undefined {
    if (name.text !== 'list' && name.text !== 'map') {
      return this.#refuse(name, `${name.text} does not take a type`, foreignGenericHelp(name.text));
    }
    this.#next += 1;
    const of = this.#union(depth + 1);
    if (of === undefined) return undefined;
    if (this.#takes('>')) return { kind: name.text, of };
    const found = this.#peek();
    if (found.text === ',') {
      const help = name.text === 'map' ? 'Keys of a map are strings; write only the type of its values.' : undefined;
      return this.#refuse(found, `${name.text}<…> takes one type`, help);
    }
    return found.kind === 'end' ? this.#refuse(name, 'its < is never closed') : this.#refuseRest(found);
  }

  #name(first: Token): TypeExpression | undefined {
    if (!this.#takes('.')) return this.#schemaVersion(first, undefined, first);
    const second = this.#peek();
    if (second.kind !== 'word') return this.#refuse(second, `a type's name is missing behind ${first.text}.`);
    this.#next += 1;
    if (this.#peek().text === '.') return this.#refuse(this.#peek(), 'a name has at most one dot: context.Name');
    return this.#schemaVersion(first, first.text, second);
  }

  #schemaVersion(first: Token, context: string | undefined, name: Token): TypeExpression | undefined {
    const named = { kind: 'name', context, name: name.text, start: first.start } as const;
    if (!this.#takes('@')) return { ...named, schemaVersion: undefined, end: name.end };
    const number = this.#peek();
    if (!schemaVersionPattern.test(number.text)) {
      return this.#refuse(
        number,
        `behind @ stands a version, a whole number from 1`,
        `Write ${name.text}@1, for example.`,
      );
    }
    this.#next += 1;
    return { ...named, schemaVersion: Number(number.text), end: number.end };
  }

  #peek(): Token {
    return this.#tokens[this.#next] ?? this.#previous();
  }

  #previous(): Token {
    return this.#tokens[this.#next - 1] ?? { kind: 'end', text: '', start: 0, end: 0 };
  }

  #takes(text: string): boolean {
    const found = this.#peek().text === text;
    if (found) this.#next += 1;
    return found;
  }

  #refuse({ start, end }: Token, problem: string, help?: string): TypeExpression | undefined {
    this.error = { problem, help, start, end };
    return undefined;
  }

  #refuseStart(token: Token): TypeExpression | undefined {
    if (token.kind === 'end') return this.#refuse(token, 'it ends where a type should follow');
    if (token.kind === 'quoted') {
      return this.#refuse(token, 'a text is no type', 'Texts to choose from are an enum: { enum: [one, other] }.');
    }
    return this.#refuse(token, `${token.text} stands where a type should begin`);
  }

  #refuseRest(token: Token): TypeExpression | undefined {
    if (token.text === '?') {
      const help =
        'The question mark stands behind the field’s name, for a field that may be absent; a value that may be null is … | null.';
      return this.#refuse(token, 'a type has no question mark', help);
    }
    if (token.text === '&') return this.#refuse(token, 'types cannot be intersected');
    if (token.text === '||') return this.#refuse(token, 'types are joined by one |');
    if (token.kind === 'word') return this.#refuse(token, `between two types stands |`);
    return this.#refuse(token, `${token.text} is not expected here`);
  }
}
