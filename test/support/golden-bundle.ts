import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import type { Files } from './golden-project.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The runtime's doors as their sources. */
const runtimeFromSource: Plugin = {
  name: 'runtime-from-source',
  setup({ onResolve }) {
    onResolve({ filter: /^@varve\/runtime/ }, ({ path }) => {
      const door = path.slice('@varve/runtime'.length);
      return { path: `${root}runtime/src${door}/index.ts`, sideEffects: false };
    });
  },
};

/** Generated files in memory, found by their import specifiers. */
function inMemory(files: Files): Plugin {
  return {
    name: 'in-memory',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\.\.?\// }, ({ path, importer, namespace }) => {
        if (namespace !== 'golden' && importer !== '') return undefined;
        const found = decodeURIComponent(new URL(path, `file:///${importer}`).pathname.slice(1)).replace(
          /\.js$/,
          '.ts',
        );
        return { path: found, namespace: 'golden' };
      });
      onLoad({ filter: /.*/, namespace: 'golden' }, ({ path }) => {
        const contents = files[path];
        return contents === undefined ? { errors: [{ text: `There is no ${path}.` }] } : { contents, loader: 'ts' };
      });
    },
  };
}

/** JavaScript of `entry`, which imports generated files as if it lay in the project's root, with all it needs and no more. */
export async function bundle(files: Files, entry: string, minify = false): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: ['./entry.ts'],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    minify,
    logLevel: 'silent',
    plugins: [runtimeFromSource, inMemory({ ...files, 'entry.ts': entry })],
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error('esbuild gave nothing.');
  return file.text;
}

/** Runs `entry` as above and gives its exports. */
export async function importBundle(files: Files, entry: string): Promise<Readonly<Record<string, unknown>>> {
  const text = await bundle(files, entry);
  const folder = mkdtempSync(`${root}test/.varve-tmp-bundle-`);
  try {
    const path = `${folder}/bundle.mjs`;
    writeFileSync(path, text);
    const module: unknown = await import(pathToFileURL(path).href);
    return Object.fromEntries(Object.entries(Object(module)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
