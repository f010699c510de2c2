import { explanations } from '../explain/explanations.js';
import { hashOf } from '../host/memo.js';
import { packageVersion } from './package-metadata.js';

/** A finding before it is given its rule. */
export interface SarifFinding {
  readonly code: string;
  readonly level: string;
  readonly message: string;
  readonly locations: readonly object[];
  readonly relatedLocations: readonly object[];
  /** What stays the same when lines move. */
  readonly identity: readonly string[];
}

/** One SARIF 2.1.0 log. */
export function sarifLog(findings: readonly SarifFinding[], exitCode: number): object {
  const codes = [...new Set(findings.map(({ code }) => code))];
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'varve', version: packageVersion(), rules: codes.map(ruleOf) } },
        invocations: [{ executionSuccessful: true, exitCode }],
        columnKind: 'utf16CodeUnits',
        results: results(findings, codes),
      },
    ],
  };
}

function results(findings: readonly SarifFinding[], codes: readonly string[]): readonly object[] {
  const seen = new Map<string, number>();
  return findings.map(({ code, level, message, locations, relatedLocations, identity }) => {
    const hash = hashOf([code, ...identity]).slice(0, 16);
    const count = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, count);
    return {
      ruleId: code,
      ruleIndex: codes.indexOf(code),
      level,
      message: { text: message },
      locations,
      ...(relatedLocations.length === 0 ? {} : { relatedLocations }),
      partialFingerprints: { 'varve/v1': `${hash}:${String(count)}` },
    };
  });
}

function ruleOf(code: string): object {
  const explanation = explanations.get(code);
  if (explanation === undefined) {
    return { id: code, shortDescription: { text: unexplained(code) } };
  }
  const { title, why, fix } = explanation;
  const help = { text: `${fix} See varve explain ${code}.` };
  return { id: code, shortDescription: { text: title }, fullDescription: { text: why }, help };
}

/** Codes of what is no finding about a schema. */
function unexplained(code: string): string {
  return code.startsWith('verify/')
    ? 'A stored event cannot be read with the schemas of today.'
    : 'Generated files differ from what the schemas say.';
}
