import type Handlebars from 'handlebars';

/** What handlebars' compiler makes of one template. */
export type CompiledTemplate = Parameters<typeof Handlebars.template>[0];

/** All of `templates/`, by file name without the ending. */
export interface CompiledTemplates {
  readonly files: Readonly<Record<string, CompiledTemplate>>;
  readonly partials: Readonly<Record<string, CompiledTemplate>>;
}

/**
 * The templates of a built package: bundling puts them in place of this module. They do not look whether a view has what
 * they read; tests have rendered every one of them from its text, where that is looked at.
 */
export const shippedTemplates: CompiledTemplates | undefined = undefined;
