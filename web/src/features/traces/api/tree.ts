import type { Span } from './spans';

export type TreeRow = {
  span: Span;
  depth: number;
  hasChildren: boolean;
  /** It names a parent that is not there, or is its own ancestor. */
  isLoose: boolean;
};

/**
 * The spans below their parents, in the order in which they came. A span whose parent is missing stands at the top, and
 * so does the first of spans that are one another's parents.
 */
export function treeOf(spans: readonly Span[], collapsed: ReadonlySet<string>): TreeRow[] {
  const known = new Map<string, Span>();
  for (const span of spans) if (!known.has(span.id)) known.set(span.id, span);
  const children = new Map<string, Span[]>();
  const tops: Span[] = [];
  for (const span of known.values()) {
    const { parentId } = span;
    if (parentId === undefined || parentId === span.id || !known.has(parentId)) {
      tops.push(span);
      continue;
    }
    const siblings = children.get(parentId);
    if (siblings) siblings.push(span);
    else children.set(parentId, [span]);
  }

  const rows: TreeRow[] = [];
  const seen = new Set<string>();
  const walk = (top: Span) => {
    const stack = [{ span: top, depth: 0, isHidden: false }];
    for (let next = stack.pop(); next; next = stack.pop()) {
      const { span, depth, isHidden } = next;
      if (seen.has(span.id)) continue;
      seen.add(span.id);
      const below = (children.get(span.id) ?? []).filter((child) => !seen.has(child.id));
      const isLoose = depth === 0 && span.parentId !== undefined;
      if (!isHidden) rows.push({ span, depth, hasChildren: below.length > 0, isLoose });
      const hides = isHidden || collapsed.has(span.id);
      for (const child of below.toReversed()) stack.push({ span: child, depth: depth + 1, isHidden: hides });
    }
  };
  tops.forEach(walk);
  for (const span of known.values()) if (!seen.has(span.id)) walk(span); // circles
  return rows;
}

/** The rows that hold a text, in their names, types or values, below the rows that lead to them. */
export function holdingText(rows: readonly TreeRow[], text: string): TreeRow[] {
  const wanted = text.toLowerCase();
  const kept = new Set<number>();
  const path: number[] = [];
  rows.forEach((row, index) => {
    path.length = row.depth;
    path.push(index);
    if (textOf(row.span).includes(wanted)) path.forEach((place) => kept.add(place));
  });
  return rows.filter((_, index) => kept.has(index));
}

const LONGEST = 50_000;
const texts = new WeakMap<Span, string>();

function textOf(span: Span): string {
  const known = texts.get(span);
  if (known !== undefined) return known;
  const { name, type, message, inputs, outputs, attributes } = span;
  const text =
    `${name} ${type} ${message} ${JSON.stringify([inputs, outputs, attributes]).slice(0, LONGEST)}`.toLowerCase();
  texts.set(span, text);
  return text;
}

export type TimeWindow = { start: number; end: number };

/** 1980: what claims to be older was written by a clock that was never set. */
const EARLIEST = 315_532_800_000;

export function hasClock(span: Span): boolean {
  return span.start >= EARLIEST;
}

/** From the first start to the last end, in milliseconds, without spans whose clock was never set. */
export function windowOf(spans: readonly Span[]): TimeWindow {
  const timed = spans.some(hasClock) ? spans.filter(hasClock) : spans;
  let start = Infinity;
  let end = -Infinity;
  for (const span of timed) {
    start = Math.min(start, span.start);
    end = Math.max(end, span.end ?? span.start, span.start);
  }
  return timed.length === 0 ? { start: 0, end: 0 } : { start, end };
}

export type Bar = { left: number; width: number };

/** Where a span lies in a window, in parts of it; undefined where its clock says nothing. */
export function barOf(span: Span, { start, end }: TimeWindow): Bar | undefined {
  const length = end - start;
  if (span.start < start || span.start > end) return undefined;
  if (length <= 0) return { left: 0, width: 1 };
  const last = Math.max(span.end ?? end, span.start);
  return { left: (span.start - start) / length, width: (Math.min(last, end) - span.start) / length };
}

/** How long a span took, in milliseconds; undefined while it runs. A clock that went back counts as none. */
export function lengthOf(span: Span): number | undefined {
  return span.end === undefined ? undefined : Math.max(0, span.end - span.start);
}
