/** What a person can say in a form, and how it is written. */
export const FORMS = ['bool', 'number', 'text', 'json'] as const;
export type Form = (typeof FORMS)[number];

/** The value that a text stands for; undefined where it stands for none. */
export function valueIn(form: Form, text: string): unknown {
  if (form === 'text') return text === '' ? undefined : text;
  if (form === 'bool') return text === 'true' ? true : text === 'false' ? false : undefined;
  if (form === 'number') return text.trim() === '' || !Number.isFinite(Number(text)) ? undefined : Number(text);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

export function formOf(value: unknown): Form {
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return 'number';
  return typeof value === 'string' ? 'text' : 'json';
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
}
