/** Name of the event with an aggregate's whole state. */
export const factName = (aggregate: string): string => `${aggregate}Fact`;

/** Kind part of the streams that such events lie in, beside the aggregate's own. */
export const factCategory = (category: string): string => `${category}Fact`;
