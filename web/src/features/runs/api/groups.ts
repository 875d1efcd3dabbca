import { queryOptions } from '@tanstack/react-query';
import type { RunGroup } from '@/api/schema.gen';
import { answer, api } from '@/lib/api-client';
import { quotedKey } from '@/lib/filter';
import type { Aggregate } from './search';
import { choiceOf, type Sort, type TableQuery } from './table';

export type { RunGroup };

/** Metrics of which groups have sums. */
const MOST_METRICS = 20;

/** Groups that are shown. */
export const MOST_GROUPS = 1_000;

/** A column as the server writes it, its key in quotes where that is no word. */
export function columnField(id: string): string {
  const dot = id.indexOf('.');
  return dot < 0 ? `attributes.${id}` : `${id.slice(0, dot)}.${quotedKey(id.slice(dot + 1))}`;
}

/** Whether runs are put together by a column. */
export function isGroupable(id: string): boolean {
  return id.includes('.') || id === 'status' || id === 'user_id' || id === 'run_name';
}

/** The metrics that groups are summed up by: that of the order first. */
export function summedMetrics(columns: readonly string[], sort: Sort): string[] {
  const metrics = columns.filter((id) => id.startsWith('metrics.'));
  const first = metrics.filter((id) => id === sort.id);
  return [...first, ...metrics.filter((id) => id !== sort.id)]
    .slice(0, MOST_METRICS)
    .map((id) => id.slice('metrics.'.length));
}

/** Whether the best value of a metric is its least: where the table is sorted so. */
export function isLeastBest(sort: Sort): boolean {
  return sort.id.startsWith('metrics.') && !sort.descending;
}

/** The groups of matching runs, largest first. */
export function tableGroups(query: TableQuery, group: string, metrics: readonly string[]) {
  const { experimentId, text, view, sort } = query;
  const least = isLeastBest(sort);
  return queryOptions({
    queryKey: ['runs', 'groups', { experimentId, text, view, group, metrics, least }],
    queryFn: ({ signal }) =>
      answer(
        api.POST('/ajax-api/3.0/cairn/runs/groups', {
          body: {
            experiment_id: experimentId,
            choice: choiceOf({ text, view, nested: false }),
            group_by: columnField(group),
            metrics: [...metrics],
            least_best: least,
            max_results: MOST_GROUPS,
          },
          signal,
        }),
      ),
  });
}

/** What the runs of a group come to in a metric. */
export function aggregateOf(
  group: RunGroup,
  metric: string,
  aggregate: Aggregate,
  leastBest: boolean,
): number | undefined {
  const summary = group.metrics?.[metric];
  if (!summary) return undefined;
  const chosen = aggregate === 'best' ? (leastBest ? 'min' : 'max') : aggregate;
  return Number(summary[chosen]);
}

/** Groups in the order of the table: by a metric's aggregate, else the largest first. */
export function sortedGroups(groups: readonly RunGroup[], sort: Sort, aggregate: Aggregate): readonly RunGroup[] {
  if (!sort.id.startsWith('metrics.')) return groups;
  const metric = sort.id.slice('metrics.'.length);
  const sign = sort.descending ? -1 : 1;
  const valueOf = (group: RunGroup) => aggregateOf(group, metric, aggregate, isLeastBest(sort));
  return [...groups].sort((a, b) => {
    const [x, y] = [valueOf(a), valueOf(b)];
    if (x === undefined || y === undefined) return Number(x === undefined) - Number(y === undefined);
    return sign * (x - y);
  });
}
