/** Every line that is not empty, moved to the right: what the templates of users' files print as it is. */
export function indent(text: string, blanks: number): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(blanks));
}
