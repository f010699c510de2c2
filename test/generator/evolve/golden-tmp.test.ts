import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { test, expect } from 'vitest';
import { diagnose, allDescribed } from '../../support/diagnose.js';
for (const dir of [
  ...readdirSync('test/golden')
    .filter((d) => existsSync(`test/golden/${d}/schemas`))
    .map((d) => `test/golden/${d}`),
  ...readdirSync('examples')
    .filter((d) => existsSync(`examples/${d}/schemas`))
    .map((d) => `examples/${d}`),
]) {
  test(dir, async () => {
    const files = Object.fromEntries(
      readdirSync(`${dir}/schemas`, { recursive: true, encoding: 'utf8' })
        .filter((f) => f.endsWith('.yaml'))
        .map((f) => [`schemas/${f}`, readFileSync(`${dir}/schemas/${f}`, 'utf8')]),
    );
    if (existsSync(`${dir}/varve.config.yaml`))
      files['varve.config.yaml'] = readFileSync(`${dir}/varve.config.yaml`, 'utf8');
    const found = (await diagnose(files)).filter((d) => d.code.startsWith('evolve/'));
    expect(allDescribed(found)).toBe('');
  });
}
