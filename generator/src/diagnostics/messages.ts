import type { Diagnostic, Fix, Severity } from './diagnostic.js';
import type { Place, Span } from './place.js';

/** One entry of a stage's table. `{name}` in either text is filled in when reporting. */
export interface MessageEntry {
  readonly severity: Severity;
  /** One sentence: what is wrong. */
  readonly text: string;
  /** What to do about it, where that does not depend on the case. */
  readonly help?: string;
}

export type MessageTable = Readonly<Record<string, MessageEntry>>;

/**
 * Names in braces, letters and digits only; other braces are text. Of a text that is no literal nothing is known; no table
 * has one (see `LiteralTexts`), only the type of any table.
 */
type ParametersIn<Text extends string> = string extends Text
  ? string
  : Text extends `${string}{${infer Rest}`
    ? (Rest extends `${infer Name}}${string}` ? Identifier<Name> : never) | ParametersIn<Rest>
    : never;

type Identifier<Name extends string> = Name extends '' | `${string}${' ' | '{' | ':' | ',' | '|'}${string}`
  ? never
  : Name;

type TextOf<Entry extends MessageEntry> =
  Entry['text'] | (Entry extends { readonly help: infer Help extends string } ? Help : never);

/** What must be named when reporting a code, derived from its texts. */
export type MessageParameters<Entry extends MessageEntry> = Named<ParametersIn<TextOf<Entry>>>;

type Named<Name extends string> = [Name] extends [never]
  ? Readonly<Record<string, never>>
  : Readonly<Record<Name, string>>;

/**
 * The table itself when the compiler knows every text of it. To TypeScript a text put together with `+` may be anything, so
 * its parameters could not be checked: each text is one literal, however long its line is.
 */
export type LiteralTexts<Table extends MessageTable> = {
  readonly [Code in keyof Table]: string extends TextOf<Table[Code]> ? NotOneLiteral : Table[Code];
};

interface NotOneLiteral {
  readonly text: 'one literal, not joined with +';
}

export interface MessageExtras {
  readonly help?: string | undefined;
  readonly fix?: Fix | undefined;
  readonly related?: readonly { readonly at: Place | Span; readonly message: string }[];
}

/** Makes diagnostics of one stage. A code that is not in the table, or a parameter left out, does not compile. */
export interface Report<Stage extends string, Table extends MessageTable> {
  /** `extras.help` takes the place of the table's help. */
  <Code extends keyof Table & string>(
    code: Code,
    parameters: MessageParameters<Table[Code]>,
    at: Place | Span | undefined,
    extras?: MessageExtras,
  ): Diagnostic;
  readonly stage: Stage;
  readonly table: Table;
}

export function defineMessages<const Stage extends string, const Table extends MessageTable>(
  stage: Stage,
  table: Table & LiteralTexts<Table>,
): Report<Stage, Table> {
  function report(
    code: string,
    parameters: Readonly<Record<string, string>>,
    at: Place | Span | undefined,
    extras: MessageExtras = {},
  ): Diagnostic {
    const entry = entryOf(table, code);
    const help = extras.help ?? (entry.help === undefined ? undefined : fill(entry.help, parameters));
    return {
      code: `${stage}/${code}`,
      severity: entry.severity,
      message: fill(entry.text, parameters),
      at,
      related: extras.related ?? [],
      ...(help === undefined ? {} : { help }),
      ...(extras.fix === undefined ? {} : { fix: extras.fix }),
    };
  }
  return Object.assign(report, { stage, table });
}

function entryOf(table: MessageTable, code: string): MessageEntry {
  const entry = table[code];
  if (entry === undefined) throw new Error(`No message has the code ${code}.`);
  return entry;
}

// One pass over the template, so that braces in a filled-in name are never taken for a parameter.
function fill(template: string, parameters: Readonly<Record<string, string>>): string {
  return template.replace(/\{([A-Za-z][A-Za-z0-9]*)\}/g, (whole, name: string) =>
    Object.hasOwn(parameters, name) ? (parameters[name] ?? whole) : whole,
  );
}
