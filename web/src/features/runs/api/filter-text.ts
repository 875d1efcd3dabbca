import { holding } from '@/lib/filter';

/** What only the filter language has: a comparison, or one of its words between others. */
const OPERATORS = /[=<>]|\b(?:(?:i?like|rlike)\s|is\s+(?:not\s+)?null|in\s*\()/i;

/** Whether a text is a filter, rather than words to look for. */
export function isFilter(text: string): boolean {
  return OPERATORS.test(text);
}

/** The filter that a text stands for: itself, or runs whose name holds all of its words. */
export function filterOf(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '' || isFilter(trimmed)) return trimmed;
  return trimmed
    .split(/\s+/)
    .map((word) => `attributes.run_name ILIKE ${holding(word)}`)
    .join(' AND ');
}
