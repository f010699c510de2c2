/** Work that grows with the project, in the order in which a run does it. */
export type ProgressStep = 'read' | 'bind' | 'plan' | 'render' | 'write';

/** Told before each piece of work how many of that step are done, of how many; 0 of 0 for what cannot be counted. */
export type OnProgress = (step: ProgressStep, done: number, total: number) => void;
