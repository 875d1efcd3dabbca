import { queryOptions } from '@tanstack/react-query';
import type { GetServingMetricsHistoryResponse } from '@/api/schema.gen';
import { answer, api, ask, SERVER } from '@/lib/api-client';
import type { Line } from '@/ui/chart/line';

const EVERY_MILLIS = 5_000;
/** What a page remembers, as the server does: two hours. */
const KEPT_MILLIS = 2 * 3_600_000;
/** After a longer silence, as of a page that nobody looked at, the server knows more than the page. */
const SILENCE_MILLIS = 30_000;
/** What quantiles and rates are of. */
const WINDOW_MILLIS = 60_000;

/** What the server counted of an entity since it was started. */
export type Figures = {
  values: Readonly<Record<string, number>>;
  /** Requests that took up to so many milliseconds, by their ends. */
  latency: readonly (readonly [upTo: number, count: number])[];
};

export type Answer = { at: number; byEntity: ReadonlyMap<string, Figures> };

/** How an endpoint does, the newest last: what the server kept, and what it answers while one looks, again and again. */
export function metricsQuery(name: string) {
  return queryOptions({
    queryKey: ['endpoints', 'metrics', name],
    refetchInterval: EVERY_MILLIS,
    queryFn: async ({ signal, client, queryKey }): Promise<readonly Answer[]> => {
      const url = `${SERVER}/ajax-api/2.0/serving-endpoints/${encodeURIComponent(name)}/metrics`;
      const newest = { at: Date.now(), byEntity: readMetrics(await (await ask(url, { signal })).text()) };
      const seen = client.getQueryData<readonly Answer[]>(queryKey) ?? [];
      const earlier = isOngoing(seen, newest.at) ? seen : completed(seen, await history(name, newest.at, signal));
      return [...earlier.filter(({ at }) => at > newest.at - KEPT_MILLIS), newest];
    },
    structuralSharing: false, // every answer is another one
  });
}

/** What the server kept, and before that what was seen: a server that was started anew has forgotten it. */
function completed(seen: readonly Answer[], kept: readonly Answer[]): readonly Answer[] {
  const begin = kept[0]?.at ?? Infinity;
  return [...seen.filter(({ at }) => at < begin), ...kept];
}

function isOngoing(seen: readonly Answer[], now: number): boolean {
  const last = seen.at(-1);
  return last !== undefined && Math.abs(now - last.at) <= SILENCE_MILLIS;
}

/** What the server kept from before a time, which it tells by its own clock: the last moment is that of its answer. */
async function history(name: string, now: number, signal: AbortSignal): Promise<readonly Answer[]> {
  const path = '/ajax-api/3.0/cairn/serving-endpoints/{name}/metrics-history';
  return readHistory(await answer(api.GET(path, { params: { path: { name } }, signal })), now);
}

/** What the server kept, as the metrics of each moment; the last one, which is of now, is left out. */
export function readHistory(told: GetServingMetricsHistoryResponse, now: number): readonly Answer[] {
  const ends = [...(told.latency_ends_ms ?? []).map(Number), Infinity];
  const moments = new Map<number, Map<string, Figures>>();
  for (const { name = '', moments: some = [] } of told.entities ?? []) {
    const last = some.at(-1)?.timestamp ?? 0;
    for (const { timestamp = 0, latency = [], cpu, memory, ...counts } of some.slice(0, -1)) {
      const at = now + timestamp - last;
      const values: Record<string, number> = {
        request_count_total: counts.requests ?? 0,
        request_4xx_count_total: counts.refused ?? 0,
        request_5xx_count_total: counts.failed ?? 0,
      };
      if (typeof cpu === 'number') values['cpu_usage_percentage'] = cpu;
      if (typeof memory === 'number') values['mem_usage_percentage'] = memory;
      const byEntity = moments.get(at) ?? new Map<string, Figures>();
      moments.set(
        at,
        byEntity.set(name, { values, latency: latency.map((count, step) => [ends[step] ?? Infinity, count]) }),
      );
    }
  }
  return [...moments].sort(([one], [other]) => one - other).map(([at, byEntity]) => ({ at, byEntity }));
}

const LINE = /^([a-z0-9_]+)\{(.*)\} (\S+)$/;
const LABEL = /(\w+)="([^"]*)"/g;
const BUCKET = 'request_latency_ms_bucket';

/** What Prometheus would read, by served entities: of each all its versions together. */
export function readMetrics(text: string): Map<string, Figures> {
  const found = new Map<string, { values: Record<string, number>; steps: Map<number, number> }>();
  for (const line of text.split('\n')) {
    const [, name = '', labels = '', value = ''] = LINE.exec(line) ?? [];
    if (name === '') continue;
    const { served_model_name: entity = '', le } = Object.fromEntries(
      [...labels.matchAll(LABEL)].map(([, key = '', text = '']) => [key, text] as const),
    );
    const { values, steps } = found.get(entity) ?? { values: {}, steps: new Map<number, number>() };
    found.set(entity, { values, steps });
    if (name === BUCKET) {
      const end = le === '+Inf' ? Infinity : Number(le);
      steps.set(end, (steps.get(end) ?? 0) + Number(value));
    } else if (le === undefined) values[name] = (values[name] ?? 0) + Number(value);
  }
  return new Map([...found].map(([entity, { values, steps }]) => [entity, { values, latency: [...steps] }]));
}

/** The oldest answer of the last minute before one; undefined where there is none. */
function before(answers: readonly Answer[], place: number): Answer | undefined {
  const { at } = answers[place] ?? { at: 0 };
  let found = place;
  while (found > 0 && at - (answers[found - 1]?.at ?? 0) <= WINDOW_MILLIS) found--;
  return found < place ? answers[found] : undefined;
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
  if (all <= 0 || counts.some(([, count]) => count < 0)) return undefined; // or a version was forgotten
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
