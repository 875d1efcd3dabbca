const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\s{}[\],:"]+/g;
const BRACKETS: readonly (string | undefined)[] = ['[', ']', '{', '}', undefined];

/** Lists of plain values are written in one line of so many characters at most. */
const LONGEST_LINE = 100;
/** What is nested deeper than that is not indented further. */
const MOST_INDENTED = 100;

/** The tokens of JSON, each as it is written: what JavaScript reads of a number may be another one. */
function tokensOf(text: string): readonly string[] | undefined {
  try {
    JSON.parse(text);
    return text.match(TOKEN) ?? undefined;
  } catch {
    return undefined;
  }
}

/** JSON with a line for each part, but short lists of plain values in one; undefined where the text is no JSON, or too long a one. */
export function indented(text: string): string | undefined {
  const tokens = tokensOf(text);
  if (!tokens) return undefined;
  const written: string[] = [];
  let depth = 0;
  const newLine = () => written.push('\n', '  '.repeat(Math.min(depth, MOST_INDENTED)));
  for (let place = 0; place < tokens.length; place++) {
    const token = tokens[place] ?? '';
    const whole = inOneLine(tokens, place);
    if (whole) {
      written.push(whole.line);
      place = whole.end;
    } else if (token === '[' || token === '{') {
      written.push(token);
      depth++;
      newLine();
    } else if (token === ']' || token === '}') {
      depth--;
      newLine();
      written.push(token);
    } else {
      written.push(token === ':' ? ': ' : token);
      if (token === ',') newLine();
    }
  }
  return written.join('');
}

/** What begins at a place and stands in one line: an empty object, or a short list of plain values. */
function inOneLine(tokens: readonly string[], begin: number): { line: string; end: number } | undefined {
  const isObject = tokens[begin] === '{';
  if (!isObject && tokens[begin] !== '[') return undefined;
  let end = begin + 1;
  if (isObject) return tokens[end] === '}' ? { line: '{}', end } : undefined;
  let line = '[';
  for (; !BRACKETS.includes(tokens[end]); end++) {
    line += tokens[end] === ',' ? ', ' : (tokens[end] ?? '');
    if (line.length >= LONGEST_LINE) return undefined;
  }
  return tokens[end] === ']' ? { line: `${line}]`, end } : undefined;
}

/** A request or an answer to read; as it is where it is no JSON. */
export function pretty(text: string): string {
  return indented(text) ?? text;
}

/** A body in one line; as it is where it is no JSON. */
export function compact(text: string): string {
  return tokensOf(text)?.join('') ?? text;
}
