import type { CST, Scalar, ScalarTag } from 'yaml';
import { stringifyString } from 'yaml/util';

type StringifyContext = Parameters<NonNullable<ScalarTag['stringify']>>[1];

/** Texts are printed as they were written: quotes, escapes and line breaks are the author's; only the indentation is ours. */
export const asWritten: ScalarTag = {
  tag: 'tag:yaml.org,2002:str',
  default: true,
  identify: (value) => typeof value === 'string',
  resolve: (text) => text,
  stringify(item, context, onComment, onChompKeep) {
    const { srcToken: token } = item as Scalar & { readonly srcToken?: CST.FlowScalar | CST.BlockScalar };
    const text = token?.type === 'block-scalar' ? block(token, context) : flow(token?.source ?? '', context);
    return text ?? stringifyString(item, context, onComment, onChompKeep);
  },
};

function flow(source: string, { indent }: StringifyContext): string {
  const [first = '', ...rest] = source.split('\n');
  return rest.length === 0
    ? source
    : [first.trimEnd(), ...rest.map((line) => indented(line.trim(), indent))].join('\n');
}

/** `undefined` for headers that say more than how lines are joined and the end is cut. */
function block({ props, source }: CST.BlockScalar, { indent }: StringifyContext): string | undefined {
  const headers = props.filter(({ type }) => type !== 'space' && type !== 'newline');
  const [header] = headers;
  if (headers.length !== 1 || header === undefined || !('source' in header)) return undefined;
  if (!/^[|>]-?$/.test(header.source)) return undefined;
  const lines = source.trimEnd().split('\n');
  const depth = /^ */.exec(lines.find((line) => line.trim() !== '') ?? '')?.[0].length ?? 0;
  const inner = indent === '' ? '  ' : indent;
  return [header.source, ...lines.map((line) => indented(line.slice(depth), inner))].join('\n');
}

const indented = (line: string, indent: string): string => (line === '' ? '' : indent + line);
