import type { Metric } from '@/api/schema.gen';
import { answer, api } from '@/lib/api-client';
import { isoTime } from '@/lib/format';
import { withEach, type Progress } from '@/lib/long-work';
import { cell } from '@/ui/chart/export';
import type { Window } from '@/ui/chart/line';
import type { Lines } from '../layout';
import type { ChartRun } from './charts';

/** Points of one answer. */
const PAGE = 100_000;

export type PointsChoice = {
  runs: readonly (ChartRun & { start_time?: number | null })[];
  keys: readonly string[];
  axis: Exclude<Lines['x'], 'METRIC'>;
  window: Window | undefined;
};

/** Every point that a window of a chart has, as it was logged, whatever the chart has room for: a file of CSV. */
export async function everyPoint(
  { runs, keys, axis, window }: PointsChoice,
  work: { signal: AbortSignal; report: (progress: Progress) => void },
): Promise<Blob> {
  const series = keys.flatMap((key) => runs.map((run) => ({ run, key })));
  const parts: string[] = new Array<string>(series.length).fill('');
  await withEach(series, work, async ({ run, key }, place) => {
    const points = await historyOf(run.run_id, key, work.signal);
    const begin = run.start_time ?? points.reduce((least, { timestamp }) => Math.min(least, timestamp), Infinity);
    const origin = axis === 'RELATIVE_TIME' ? begin : 0;
    const head = [run.run_name, run.run_id, key].map(cell).join(',');
    parts[place] = points
      .filter((point) => {
        const x = (axis === 'STEP' ? (point.step ?? 0) : point.timestamp) - origin;
        return !window || (x >= window[0] && x <= window[1]);
      })
      .map(({ step, timestamp, value }) => `\r\n${head},${step ?? 0},${isoTime(timestamp)},${value}`)
      .join('');
  });
  return new Blob(['run,run_id,metric,step,time,value', ...parts], { type: 'text/csv' });
}

async function historyOf(runId: string, key: string, signal: AbortSignal): Promise<Metric[]> {
  const points: Metric[] = [];
  let token: string | undefined;
  do {
    const query = { run_id: runId, metric_key: key, max_results: PAGE, ...(token && { page_token: token }) };
    const page = await answer(api.GET('/ajax-api/2.0/mlflow/metrics/get-history', { params: { query }, signal }));
    for (const point of page.metrics ?? []) points.push(point);
    token = page.next_page_token ?? undefined;
  } while (token);
  return points;
}
