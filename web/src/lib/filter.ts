/** A text as the filter language writes one. It knows no escape, so that one with both quotes cannot be written. */
export function quotedText(text: string): string {
  return text.includes("'") ? `"${text}"` : `'${text}'`;
}

/** A pattern for `LIKE` that finds what holds a text. Either quote is any character, which the language cannot quote. */
export function holding(text: string): string {
  return `'%${text.replaceAll(/['\\]/g, '_')}%'`;
}

/** A key behind its dot, such as the one in ``metrics.`val loss` ``. */
export function quotedKey(key: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(key) ? key : key.includes('`') ? `"${key}"` : `\`${key}\``;
}

/** What only the filter language has: a comparison, or one of its words between others. */
const OPERATORS = /[=<>]|\b(?:(?:i?like|rlike)\s|is\s+(?:not\s+)?null|in\s*\()/i;

/** Whether a text is a filter, rather than words to look for. */
export function isFilter(text: string): boolean {
  return OPERATORS.test(text);
}
