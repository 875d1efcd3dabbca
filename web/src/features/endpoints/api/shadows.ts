import { queryOptions } from '@tanstack/react-query';
import type { GetShadowReportReport } from '@/api/schema.gen';
import { answer, api } from '@/lib/api-client';

const EVERY_MILLIS = 5_000;

export type ShadowReport = GetShadowReportReport;

/** How the answers of shadows compare, read again and again while the page is in sight. */
export function shadowsQuery(name: string) {
  return queryOptions({
    queryKey: ['endpoints', 'shadows', name],
    refetchInterval: EVERY_MILLIS,
    queryFn: async ({ signal }) => {
      const params = { path: { name } };
      const path = '/ajax-api/3.0/cairn/serving-endpoints/{name}/shadow-report';
      return (await answer(api.GET(path, { params, signal }))).reports ?? [];
    },
  });
}
