/** This release of `@varve/runtime`, as its manifest says; kept where stores note who made their tables. */
export const release = '0.1.0';
