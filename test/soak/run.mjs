// `npm run soak -- [--seconds 600] [--seed <number>] [--store postgres|sqlite]`: translates the soak and starts it.
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { bundleBeside } from '../support/bundle-beside.mjs';

const programs = ['soak.ts', 'children/write.ts', 'children/read.ts', 'children/archive.ts'];
const folder = await bundleBeside(new URL('.', import.meta.url), programs);
const { soak } = await import(pathToFileURL(`${folder}/soak.mjs`).href);
process.exitCode = await soak(process.argv.slice(2), folder);
