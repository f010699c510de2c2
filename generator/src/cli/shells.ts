export const shells = ['bash', 'zsh', 'fish'] as const;

/** A shell that can complete what is typed. */
export type Shell = (typeof shells)[number];
