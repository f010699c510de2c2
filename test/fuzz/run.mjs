// `npm run fuzz -- [--seconds 120] [--seed <number>] [--case <number>] [--jobs 2]`: translates the fuzzer and starts it. Needs a build.
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { bundleBeside } from '../support/bundle-beside.mjs';

// As people get the packages: built, not by the paths of the tests.
const options = { tsconfigRaw: {} };
const folder = await bundleBeside(new URL('.', import.meta.url), ['fuzz.ts', 'worker.ts'], options);
const { fuzz } = await import(pathToFileURL(`${folder}/fuzz.mjs`).href);
process.exitCode = await fuzz(process.argv.slice(2), folder);
