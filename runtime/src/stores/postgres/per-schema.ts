/** A statement's text, put together once for each schema: the same string every time is compared and looked up at once. */
export function perSchema(textFor: (schema: string) => string): (schema: string) => string {
  const texts = new Map<string, string>();
  return (schema) => {
    const known = texts.get(schema);
    if (known !== undefined) return known;
    const text = textFor(schema);
    texts.set(schema, text);
    return text;
  };
}
