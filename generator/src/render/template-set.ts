/** Texts of `templates/`, by file name without the ending. */
export interface TemplateTexts {
  readonly files: Readonly<Record<string, string>>;
  readonly partials: Readonly<Record<string, string>>;
}

/** Templates that are ready to render. */
export interface TemplateSet {
  /** @throws Error when there is no such template, or when it was loaded from a text and the view lacks what it reads. */
  render(template: string, view: object): string;
}
