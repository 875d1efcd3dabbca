import { queryOptions } from '@tanstack/react-query';
import type { GetShadowReportExample, GetShadowReportReport } from '@/api/schema.gen';
import { answer, api } from '@/lib/api-client';
import { PAUSED } from './paused';

const EVERY_MILLIS = 5_000;

export type ShadowReport = GetShadowReportReport;
export type ShadowExample = GetShadowReportExample;

/** How the answers of shadows compare; read again and again while the page is in sight, where that is to be. */
export function shadowsQuery(name: string, isLive: boolean) {
  return queryOptions({
    queryKey: ['endpoints', 'shadows', name],
    refetchInterval: EVERY_MILLIS,
    ...(!isLive && PAUSED),
    queryFn: async ({ signal }) => {
      const params = { path: { name } };
      const path = '/ajax-api/3.0/cairn/serving-endpoints/{name}/shadow-report';
      return (await answer(api.GET(path, { params, signal }))).reports ?? [];
    },
  });
}

/** The newest examples, and behind them those that somebody reads though newer ones pushed them out. */
export function withOpened(
  newest: readonly ShadowExample[],
  opened: readonly ShadowExample[],
): readonly ShadowExample[] {
  const ids = new Set(newest.map(({ request_id: id }) => id));
  return [...newest, ...opened.filter(({ request_id: id }) => !ids.has(id))];
}

/** Those that somebody reads, after one was opened or closed. The newest stands first, as among all. */
export function toggled(opened: readonly ShadowExample[], one: ShadowExample, isOpen: boolean): ShadowExample[] {
  const others = opened.filter(({ request_id: id }) => id !== one.request_id);
  if (!isOpen) return others;
  return [...others, one].toSorted((a, b) => (b.timestamp ?? 0) - (a.timestamp ?? 0));
}
