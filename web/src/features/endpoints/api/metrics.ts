import { queryOptions } from '@tanstack/react-query';
import { ask, SERVER } from '@/lib/api-client';
import type { Line } from '@/ui/chart/line';

const EVERY_MILLIS = 5_000;
/** What a page remembers: ten minutes. */
const MOST_ANSWERS = 120;
/** What quantiles and rates are of. */
const WINDOW_MILLIS = 60_000;

/** What the server counted of an entity since it was started. */
export type Figures = {
  values: Readonly<Record<string, number>>;
  /** Requests that took up to so many milliseconds, by their ends. */
  latency: readonly (readonly [upTo: number, count: number])[];
};

export type Answer = { at: number; byEntity: ReadonlyMap<string, Figures> };

/** How an endpoint does: what was answered while one looked, the newest last. Read again and again while the page is in sight. */
export function metricsQuery(name: string) {
  return queryOptions({
    queryKey: ['endpoints', 'metrics', name],
    refetchInterval: EVERY_MILLIS,
    queryFn: async ({ signal, client, queryKey }): Promise<readonly Answer[]> => {
      const url = `${SERVER}/ajax-api/2.0/serving-endpoints/${encodeURIComponent(name)}/metrics`;
      const newest = { at: Date.now(), byEntity: readMetrics(await (await ask(url, { signal })).text()) };
      return [...(client.getQueryData<readonly Answer[]>(queryKey) ?? []), newest].slice(-MOST_ANSWERS);
    },
    structuralSharing: false, // every answer is another one
  });
}

const LINE = /^([a-z0-9_]+)\{(.*)\} (\S+)$/;
const LABEL = /(\w+)="([^"]*)"/g;
const BUCKET = 'request_latency_ms_bucket';

/** What Prometheus would read, by served entities. */
export function readMetrics(text: string): Map<string, Figures> {
  const found = new Map<string, { values: Record<string, number>; latency: [number, number][] }>();
  for (const line of text.split('\n')) {
    const [, name = '', labels = '', value = ''] = LINE.exec(line) ?? [];
    if (name === '') continue;
    const { served_model_name: entity = '', le } = Object.fromEntries(
      [...labels.matchAll(LABEL)].map(([, key = '', text = '']) => [key, text] as const),
    );
    const figures = found.get(entity) ?? { values: {}, latency: [] };
    found.set(entity, figures);
    if (name === BUCKET) figures.latency.push([le === '+Inf' ? Infinity : Number(le), Number(value)]);
    else if (le === undefined) figures.values[name] = Number(value);
  }
  return found;
}

/** The oldest answer of the last minute before one, or the one before it; undefined where there is none. */
function before(answers: readonly Answer[], place: number): Answer | undefined {
  const { at } = answers[place] ?? { at: 0 };
  const within = answers.slice(0, place).find((one) => at - one.at <= WINDOW_MILLIS);
  return within ?? answers[place - 1];
}

/** How much a count grew a second, up to one of the answers; undefined where that is not known. */
export function rateAt(answers: readonly Answer[], place: number, entity: string, name: string): number | undefined {
  const [now, then] = [answers[place], before(answers, place)];
  const to = now?.byEntity.get(entity)?.values[name];
  const from = then?.byEntity.get(entity)?.values[name];
  if (!now || !then || to === undefined || from === undefined || to < from) return undefined; // or it was started anew
  return ((to - from) * 1_000) / (now.at - then.at);
}

/** The time in milliseconds within which a part of the last minute's requests was answered; undefined where there was none. */
export function quantileAt(
  answers: readonly Answer[],
  place: number,
  entity: string,
  part: number,
): number | undefined {
  const then = before(answers, place)?.byEntity.get(entity)?.latency;
  return then && quantileOf(answers[place]?.byEntity.get(entity)?.latency ?? [], then, part);
}

/** The same of all requests since the server was started. */
export function quantileOfAll({ latency }: Figures, part: number): number | undefined {
  return quantileOf(latency, [], part);
}

function quantileOf(now: Figures['latency'], then: Figures['latency'], part: number): number | undefined {
  const counts = now.map(([upTo, count], step) => [upTo, count - (then[step]?.[1] ?? 0)] as const);
  const all = counts.at(-1)?.[1] ?? 0;
  if (all <= 0) return undefined;
  const wanted = all * part;
  const step = counts.findIndex(([, count]) => count >= wanted);
  const [end, count] = counts[step] ?? [0, 0];
  const [begin, less] = counts[step - 1] ?? [0, 0];
  if (end === Infinity) return begin;
  return begin + ((end - begin) * (wanted - less)) / (count - less || 1);
}

/** A figure at one of the answers; undefined where it is not known. */
export type Figure = (place: number) => number | undefined;

/** How a figure went, as a line of a chart over time. */
export function lineOf(answers: readonly Answer[], name: string, place: number, figure: Figure): Line {
  const known = answers.flatMap(({ at }, index) => {
    const value = figure(index);
    return value === undefined ? [] : [[at, value] as const];
  });
  const [x, y] = [known.map(([at]) => at), known.map(([, value]) => value)];
  return { id: name, name, place, x, y, points: x.length, means: undefined, nan: [], above: [], below: [] };
}
