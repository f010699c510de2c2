import { readFileSync } from 'node:fs';

/** The package's version, as its manifest says; the manifest lies two folders up, in sources and in the built package. */
export function packageVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest) return String(manifest.version);
  return 'unknown';
}
