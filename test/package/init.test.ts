import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWorkbench, installPnpm, run, type Workbench } from './packed.js';

let bench: Workbench;
beforeAll(() => {
  bench = createWorkbench();
});
afterAll(() => bench.remove());

const quiet = ['--no-audit', '--no-fund', '--prefer-offline'];
const textOf = (folder: string, path: string): string => readFileSync(join(folder, path), 'utf8');

/** What has to be green after `varve init`, without a hand laid on anything. */
function isGreen(folder: string, tools?: string): void {
  run(folder, 'varve', ['generate'], tools);
  run(folder, 'tsc', ['--noEmit'], tools);
  expect(run(folder, 'npm', ['test'], tools)).toMatch(/Tests +12 passed|(#|ℹ) pass 12/);
  run(folder, 'varve', ['generate', '--check'], tools);
}

describe('from nothing', () => {
  test('with npm: initialised, installed, compiled, tested, up to date', () => {
    const folder = bench.folder('with-npm', {});
    run(folder, 'npm', ['install', '--save-dev', ...quiet, ...bench.tarballs]);
    const said = run(folder, 'varve', ['init', '--yes']);
    expect(said).toContain('next');
    isGreen(folder);
    const before = textOf(folder, 'package.json');
    expect(run(folder, 'varve', ['init', '--yes', '--no-install'])).toContain('nothing was missing');
    expect(textOf(folder, 'package.json')).toBe(before);
  });

  test('with pnpm, found by its lock file', ({ skip }) => {
    const tools = installPnpm(bench.folder('pnpm-itself', { 'package.json': '{}' }));
    if (tools === undefined) return skip('pnpm is not here and cannot be installed');
    const folder = bench.folder('with-pnpm', { 'package.json': '{}\n' });
    run(folder, 'pnpm', ['add', '--save-dev', '--prefer-offline', ...bench.tarballs], tools);
    expect(run(folder, 'varve', ['init', '--yes'], tools)).toMatch(/next +pnpm/);
    isGreen(folder, tools);
  });
});

const viteProject = {
  'package.json': `{
    "name": "front",
    "private": true,
    "type": "module",
    "scripts": { "build": "tsc && vite build", "generate": "echo icons", "test": "vitest run" },
    "devDependencies": { "typescript": "^5.9.3", "vite": "^7.0.0", "vitest": "^4.1.0" }
}
`,
  'tsconfig.json': `{
  // As vite makes it.
  "compilerOptions": {
    "target": "ES2022", "module": "ESNext", "lib": ["ES2023", "DOM", "DOM.Iterable"], "types": ["vite/client"],
    "skipLibCheck": true, "moduleResolution": "bundler", "allowImportingTsExtensions": true,
    "verbatimModuleSyntax": true, "moduleDetection": "force", "noEmit": true, "strict": true,
    "noUnusedLocals": true, "noUnusedParameters": true, "erasableSyntaxOnly": true,
  },
  "include": ["src"]
}
`,
  'index.html': '<script type="module" src="/src/main.ts"></script>\n',
  'src/main.ts': "document.title = 'front';\n",
};

const serverProject = {
  'package.json': `{\r\n\t"name": "server",\r\n\t"type": "module",\r\n\t"scripts": {\r\n\t\t"build": "tsc",\r\n\t\t"test": "echo \\"Error: no test specified\\" && exit 1"\r\n\t},\r\n\t"dependencies": { "express": "^5.1.0" },\r\n\t"devDependencies": { "@types/express": "^5.0.0", "typescript": "^5.9.3" }\r\n}\r\n`,
  'tsconfig.json': `{ "compilerOptions": { "target": "ES2022", "module": "NodeNext", "rootDir": "./src", "outDir": "./dist", "strict": true } }\n`,
  'src/app.ts': `import express from 'express';\n\nexport const app = express();\napp.get('/', (_request, response) => void response.send('hello'));\n`,
};

describe('in a project that is there', () => {
  test('as vite makes it: nothing is broken, its runner runs the test', () => {
    const folder = bench.folder('front', viteProject);
    run(folder, 'npm', ['install', '--save-dev', ...quiet, ...bench.tarballs]);
    const manifest = textOf(folder, 'package.json');
    run(folder, 'varve', ['init', '--yes']);
    for (const path of ['tsconfig.json', 'index.html', 'src/main.ts'] as const) {
      expect(textOf(folder, path)).toBe(viteProject[path]);
    }
    const scripts = JSON.parse(textOf(folder, 'package.json')) as { readonly scripts: Record<string, string> };
    expect(scripts.scripts).toMatchObject({
      generate: 'echo icons',
      'varve:generate': 'varve generate',
      test: 'vitest run',
    });
    expect(textOf(folder, 'package.json').startsWith(manifest.slice(0, manifest.indexOf('"scripts"')))).toBe(true);
    isGreen(folder);
    run(folder, 'npm', ['run', 'build']);
  });

  test('a server that is compiled from src, without a test runner', () => {
    const folder = bench.folder('server', serverProject);
    run(folder, 'npm', ['install', '--save-dev', ...quiet, ...bench.tarballs]);
    run(folder, 'varve', ['init', '--yes']);
    for (const path of ['tsconfig.json', 'src/app.ts'] as const) {
      expect(textOf(folder, path)).toBe(serverProject[path]);
    }
    expect(textOf(folder, 'src/test/order.test.ts')).toContain("'node:test'");
    isGreen(folder);
    run(folder, 'npm', ['run', 'build']);
  });
});
