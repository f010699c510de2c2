// Property tests draw the same cases in every run, so that a run never fails for another reason than the change it tests.
// `VARVE_SEED=<number>` draws others; a failure prints the seed that finds it again.
import fc from 'fast-check';

const seed = Number(process.env['VARVE_SEED'] ?? 20_261_121);

fc.configureGlobal({ seed });
