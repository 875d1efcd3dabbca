const DECIMAL = /^(\d+|\d*[.,]\d+)$/;
const COUNT = /^(\d+|[1-9]\d{0,2}(,\d{3})+)$/;
const AMBIGUOUS = /^([1-9]\d{0,2}),(\d{3})$/;

/** Both numbers that a text may be whose comma may stand before a fraction or before a group of digits, as texts. */
export function meanings(text: string): { whole: string; fraction: string } | undefined {
  const [, before, after] = AMBIGUOUS.exec(text.trim()) ?? [];
  if (before === undefined || after === undefined) return undefined;
  return { whole: before + after, fraction: `${before}.${after}` };
}

/** A number of 0 or more, with a point or a comma before its fraction; undefined where the text is none, or may be two. */
export function typedNumber(text: string): number | undefined {
  const typed = text.trim();
  return DECIMAL.test(typed) && !meanings(typed) ? Number(typed.replace(',', '.')) : undefined;
}

/** A whole number, as digits alone or in groups of three as pages write it; undefined where the text is none. */
export function typedCount(text: string): number | undefined {
  const typed = text.trim();
  return COUNT.test(typed) ? Number(typed.replaceAll(',', '')) : undefined;
}
