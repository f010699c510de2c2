/** Prints a view, which it trusts to have every field that the template reads. */
export type CompiledTemplate = (view: object) => string;

/**
 * The templates of a built package, by file name without the ending: bundling puts them in place of this module. They do
 * not look whether a view has what they read; tests have rendered every one of them from its text, where that is looked at.
 */
export const shippedTemplates: Readonly<Record<string, CompiledTemplate>> | undefined = undefined;
