const lineWidth = 120;

/** Letters outside these ranges may take two columns or none, which prettier counts and we do not. */
const unmeasured = /[^\n\u0020-\u007e\u00a0-\u02ff\u0370-\u058f]/;

const comment = /^ *(?:\/\/|\/\*\*|\*)/;

/**
 * Whether a generated text is as prettier would print it. The layout of generated code follows prettier's wherever lines
 * fit; a line of code that does not fit, or whose width is in doubt, is where the two may differ.
 */
export function isFinal(text: string): boolean {
  return (fits(text) && !unmeasured.test(text)) || isFinalByLine(text);
}

/** Whether no line at all is too long, which most files can say of themselves. */
function fits(text: string): boolean {
  let start = 0;
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
    if (end - start > lineWidth) return false;
    start = end + 1;
  }
  return text.length - start <= lineWidth;
}

function isFinalByLine(text: string): boolean {
  let ignored = false;
  for (const line of text.split('\n')) {
    if (line.startsWith('// prettier-ignore')) ignored = true;
    else if (ignored) ignored = line !== '}' && line !== '};' && line !== '});';
    else if ((line.length > lineWidth || unmeasured.test(line)) && !comment.test(line)) return false;
  }
  return true;
}
