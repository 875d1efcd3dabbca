import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import type { ReadRunTableResponse } from '@/api/schema.gen';
import { readOnceMore } from './shown-rows';

const KEY = ['runs', 'table', {}, 0];

function table(...rows: [string, number][]): ReadRunTableResponse {
  const runs = rows.map(([id, loss]) => ({ info: { run_id: id, status: 'RUNNING' }, metrics: { loss } }));
  return { runs, more: false } as unknown as ReadRunTableResponse;
}

/** A table that is shown, and gets these answers one after the other. */
function shown(...answers: ReadRunTableResponse[]) {
  const client = new QueryClient();
  const queryFn = () => Promise.resolve(answers.shift() as ReadRunTableResponse);
  const observer = new QueryObserver<ReadRunTableResponse>(client, { queryKey: KEY, queryFn });
  return { client, stop: observer.subscribe(() => undefined) };
}

describe('rows that are read once more', () => {
  it('change where they stand, also those that were being read, and new ones are told of', async () => {
    const { client, stop } = shown(table(['a', 1], ['b', 1]), table(['new', 0], ['b', 2], ['a', 3]));
    expect(await readOnceMore(client)).toEqual(['new']);
    expect(client.getQueryData(KEY)).toEqual(table(['a', 3], ['b', 2]));
    stop();
  });

  it('do not stand where they stood when others are gone', async () => {
    const { client, stop } = shown(table(['a', 1], ['b', 1]), table(['b', 1]));
    expect(await readOnceMore(client)).toBeUndefined();
    stop();
  });
});
