/** What must not be read as code: strings over several lines, strings, comments. */
const silent =
  /("""|''')(?:\\[\s\S]|(?!\1)[^\\])*(?:\1|$)|"(?:\\[\s\S]|[^"\\\n])*"?|'(?:\\[\s\S]|[^'\\\n])*'?|#[^\n]*/g;

const loopHead = /^\s*(?:for|while)\b/;

/** An assignment of something that is called, or built like, a network. */
const modelHead =
  /^(?:(?:model|net|network|mlp|nn)\s*(?::[^=]*)?=[^=]|\w+\s*(?::[^=]*)?=.*\b(?:MLP|Layer|Neuron)\()/;

/**
 * The line on which a script's training loop begins, counted from 1; null where there is no loop.
 *
 * It is the first loop at top level that follows the model, else the first at top level, else the first in a function or
 * class. A guess from the text: good for placing things, never for judging what the script does.
 */
export function loopLine(text: string): number | null {
  let model = false;
  let top: number | null = null;
  let nested: number | null = null;
  for (const [k, line] of statementLines(text)) {
    if (loopHead.test(line)) {
      const indented = /^\s/.test(line);
      if (model && !indented) {
        return k + 1;
      }
      if (indented) {
        nested ??= k + 1;
      } else {
        top ??= k + 1;
      }
    }
    model ||= modelHead.test(line);
  }
  return top ?? nested;
}

/** The line (from 1) on which the statement begins that a line belongs to; the line itself where it begins one. */
export function statementOf(line: number, text: string): number {
  let head = line;
  for (const [k] of statementLines(text)) {
    if (k >= line) {
      break;
    }
    head = k + 1;
  }
  return head;
}

/** A text with strings and comments blank: what is left stands where it stood. */
export function codeOf(text: string): string {
  return text.replace(silent, (match) => match.replace(/[^\n]/g, ' '));
}

/** The lines on which a statement begins, with their index; strings and comments are blank. */
function* statementLines(text: string): Generator<[index: number, line: string]> {
  let depth = 0;
  let continued = false;
  for (const [k, line] of codeOf(text).split('\n').entries()) {
    // What stands in brackets that are still open is part of the statement above: a comprehension's `for`, for one.
    if (depth === 0 && !continued) {
      yield [k, line];
    }
    for (const [bracket] of line.matchAll(/[()[\]{}]/g)) {
      depth = Math.max(0, depth + ('([{'.includes(bracket) ? 1 : -1));
    }
    continued = /\\\s*$/.test(line);
  }
}
