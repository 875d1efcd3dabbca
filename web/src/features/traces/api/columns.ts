import type { TraceInfo } from '@/lib/traces';

/** What every trace has. */
export const ATTRIBUTES = [
  'request',
  'response',
  'status',
  'time',
  'duration',
  'tokens',
  'input_tokens',
  'output_tokens',
  'cached_tokens',
  'cost',
  'session',
  'user',
  'name',
  'run',
  'trace_id',
  'tags',
] as const;
export type Attribute = (typeof ATTRIBUTES)[number];

const BEFORE_ASSESSMENTS: readonly Attribute[] = ['request', 'response', 'status', 'time', 'duration', 'tokens'];
const BEHIND_ASSESSMENTS: readonly Attribute[] = ['session', 'user', 'name', 'tags'];
/** Assessments that have a column each where nobody chose. */
const MOST_NAMES = 20;

function isKnown(id: string): boolean {
  return keyOf(id) !== undefined || (ATTRIBUTES as readonly string[]).includes(id);
}

/** The columns that a person chose, as far as there are such; else those that most want to see, and each name under which traces are assessed. */
export function columnIds(chosen: readonly string[] | undefined, assessed: readonly string[]): readonly string[] {
  if (chosen) {
    const known = chosen.filter(isKnown);
    return known.includes('request') ? known : ['request', ...known];
  }
  const names = assessed.slice(0, MOST_NAMES).map((name) => `assessment.${name}`);
  return [...BEFORE_ASSESSMENTS, ...names, ...BEHIND_ASSESSMENTS];
}

export const KINDS = ['assessment', 'tags', 'metadata'] as const;
export type Kind = (typeof KINDS)[number];

/** Kind and key of a column's id; undefined where it is an attribute. */
export function keyOf(id: string): readonly [kind: Kind, key: string] | undefined {
  const kind = KINDS.find((one) => id.startsWith(`${one}.`));
  return kind && [kind, id.slice(kind.length + 1)];
}

/** The keys of tags and metadata of some traces, and of columns that are shown, by their names. */
export function knownKeys(traces: readonly TraceInfo[], shown: readonly string[]) {
  const keys = { tags: new Set<string>(), metadata: new Set<string>() };
  for (const trace of traces) {
    Object.keys(trace.tags ?? {}).forEach((key) => keys.tags.add(key));
    Object.keys(trace.trace_metadata ?? {}).forEach((key) => keys.metadata.add(key));
  }
  for (const id of shown) {
    const [kind, key] = keyOf(id) ?? [];
    if (key !== undefined && (kind === 'tags' || kind === 'metadata')) keys[kind].add(key);
  }
  return { tags: [...keys.tags].sort(), metadata: [...keys.metadata].sort() };
}
