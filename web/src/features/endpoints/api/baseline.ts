import { answer, api, ask, SERVER } from '@/lib/api-client';
import { useChange } from '@/lib/change';

/**
 * What names the rows of a file of this server to it.
 *
 * @param columns that are predictions, with commas between them
 */
export function rowsOf(artifact: string, columns: string): string {
  const predictions = columns
    .split(',')
    .map((column) => column.trim())
    .filter((column) => column !== '');
  return JSON.stringify({ artifact: artifact.trim(), predictions });
}

/** Holds what an endpoint is asked against rows that somebody gives, as JSON in a form of a request, or names. */
export function useGiveBaseline(name: string) {
  return useChange('endpoints', (rows: string) =>
    ask(`${SERVER}/ajax-api/3.0/cairn/serving-endpoints/${encodeURIComponent(name)}/baseline`, {
      method: 'PUT',
      body: rows, // as it is, since it may be large
      headers: { 'Content-Type': 'application/json' },
    }),
  );
}

/** Holds it against its first requests again. */
export function useForgetBaseline(name: string) {
  return useChange('endpoints', () =>
    answer(api.DELETE('/ajax-api/3.0/cairn/serving-endpoints/{name}/baseline', { params: { path: { name } } })),
  );
}
