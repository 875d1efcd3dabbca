const TOKEN = /\s+|'[^']*'?|"[^"]*"?|`[^`]*`?|[<>=!]+|[(),]|[^\s'"`<>=!(),]+/g;

export type Completion =
  | { expects: 'field'; from: number; prefix: string }
  | { expects: 'key'; from: number; kind: 'metrics' | 'params' | 'tags'; prefix: string }
  | { expects: 'operator'; from: number; prefix: string; isNumber: boolean }
  | { expects: 'value'; from: number; prefix: string; field: string }
  | { expects: 'join'; from: number; prefix: string }
  | { expects: 'nothing' };

export const FIELDS = ['run_name', 'status', 'start_time', 'end_time', 'duration', 'user_id', 'run_id'];
export const NUMBER_OPERATORS = ['<', '<=', '>', '>=', '=', '!='];
export const TEXT_OPERATORS = ['=', '!=', 'LIKE', 'ILIKE', 'RLIKE', 'IN', 'IS NULL', 'IS NOT NULL'];
export const STATUSES = ["'FINISHED'", "'RUNNING'", "'FAILED'", "'KILLED'", "'SCHEDULED'"];
const JOINS = new Set(['AND', 'OR', 'NOT', '(']);
const WORD_OPERATORS = new Set(['LIKE', 'ILIKE', 'RLIKE', 'IN', 'IS', 'NULL', 'NOT']);

/** What a person who writes a filter is about to write, given the text before the cursor. */
export function completionOf(text: string): Completion {
  const tokens = [...text.matchAll(TOKEN)].map((match) => ({ text: match[0], from: match.index }));
  const last = tokens.at(-1);
  const isApart = last === undefined || /^[\s(]/.test(last.text);
  const written = tokens.filter((token) => token.text.trim() !== '');
  const before = isApart ? written : written.slice(0, -1);
  const current = isApart ? { text: '', from: text.length } : last;
  return expected(
    before.map((token) => token.text),
    current,
    written.at(-2),
  );
}

type Token = { text: string; from: number };

function expected(before: readonly string[], current: Token, beforeLast: Token | undefined): Completion {
  const { from } = current;
  const prefix = current.text;
  const open = /^(metric|param|tag)s?\.$/i.exec(beforeLast?.text ?? '');
  if (open && prefix.startsWith('`') && beforeLast !== undefined) {
    return key(open[1] ?? '', beforeLast.from, prefix.slice(1));
  }
  const parts = clause(before);
  if (parts.length === 0) {
    const dotted = /^(metric|param|tag)(?:eter)?s?\.(.*)$/i.exec(prefix);
    return dotted ? key(dotted[1] ?? '', from, dotted[2] ?? '') : { expects: 'field', from, prefix };
  }
  const field = parts[0] ?? '';
  if (parts.length === 1) {
    return { expects: 'operator', from, prefix, isNumber: /^metric|_time$/.test(field) };
  }
  const isWritten = /^IS$/i.test(parts[1] ?? '') ? /^NULL$/i.test(parts.at(-1) ?? '') : parts.length > 2;
  if (isWritten && !/^IN$/i.test(parts.at(-1) ?? '')) return { expects: 'join', from, prefix };
  return { expects: 'value', from, prefix, field };
}

function key(kind: string, from: number, prefix: string): Completion {
  return { expects: 'key', from, kind: `${kind.toLowerCase()}s` as 'metrics' | 'params' | 'tags', prefix };
}

/** The parts of the clause that is being written: its field, its operator, its value. */
function clause(tokens: readonly string[]): string[] {
  let parts: string[] = [];
  for (const token of tokens) {
    const word = token.toUpperCase();
    if (JOINS.has(word) && !(word === 'NOT' && parts.length > 0) && !(word === '(' && parts.length > 1)) parts = [];
    else if (token.startsWith('`') && parts.length === 1) parts = [`${parts[0] ?? ''}${token}`];
    else if (!(WORD_OPERATORS.has(word) && parts.length === 0)) parts.push(token);
  }
  return parts;
}
