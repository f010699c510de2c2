/** The context of the standard types, which no schema of a project may claim. */
export const standardContext = 'std';
