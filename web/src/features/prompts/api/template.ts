import { parsed } from '@/lib/traces';

/** What somebody says in a template of a chat. */
export type Message = { role: string; content: string };

/** A text with places to fill, or the messages of a chat. */
export type Template = string | Message[];

/** A stretch of a template: text, a place to fill, or what controls it. */
export type Part = { kind: 'text' | 'variable' | 'control'; text: string };

/** Places to fill as MLflow's client reads them, and what Jinja controls a template by. */
const MARKS = /\{\{\s*([a-zA-Z_]\w*(?:\.[a-zA-Z_]\w*)*)\s*\}\}|\{%[^]*?%\}/g;

/** A template in its parts, which are the whole text when they are joined. */
export function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  let end = 0;
  for (const match of text.matchAll(MARKS)) {
    if (match.index > end) parts.push({ kind: 'text', text: text.slice(end, match.index) });
    parts.push({ kind: match[1] === undefined ? 'control' : 'variable', text: match[0] });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push({ kind: 'text', text: text.slice(end) });
  return parts;
}

/** The names of what is to be filled in, each once, as they come. */
export function variablesOf(template: Template): string[] {
  return [...new Set([...plain(template).matchAll(MARKS)].flatMap((match) => match[1] ?? []))];
}

/** A template as one text, by which two are compared. */
export function plain(template: Template): string {
  if (typeof template === 'string') return template;
  return template.map(({ role, content }) => `${role}:\n${content}\n`).join('\n');
}

/** The messages that a text holds as JSON; undefined where it holds none. */
export function messagesIn(text: string): Message[] | undefined {
  const read = parsed(text);
  if (!Array.isArray(read)) return undefined;
  return read.map((message: { role?: unknown; content?: unknown } | null) => ({
    role: typeof message?.role === 'string' ? message.role : '',
    content: contentOf(message?.content),
  }));
}

/** Content that is no text, such as one with pictures, is shown as JSON. */
function contentOf(content: unknown): string {
  if (content === undefined) return '';
  return typeof content === 'string' ? content : JSON.stringify(content, null, 2);
}
