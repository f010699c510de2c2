export const differenceFormats = ['text', 'json', 'markdown'] as const;

export type DifferenceFormat = (typeof differenceFormats)[number];
