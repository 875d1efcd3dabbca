import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import type { RunInfo } from '@/api/schema.gen';
import { answer, api } from './api-client';
import { quotedText } from './filter';

/** A run that falls silent sends nothing that would say so: the server is asked this often. */
const ASKED_MILLIS = 60_000;
/** Runs that are asked about at once. */
const MOST_ASKED = 500;

type Signs = {
  /** The runs shown that are under way. */
  running: () => readonly RunInfo[];
  /** Gets what the server says of them now. */
  tell: (infos: readonly RunInfo[]) => void;
};

/**
 * Asks once a minute, while the page is in sight, how the runs do that are shown as under way. What is known of a run by
 * something later than the question is not overwritten by the answer.
 *
 * @param screen tells two that ask apart
 * @returns what is told of each run that something else was heard of
 */
export function useSignsOfLife(screen: string, experimentId: string, isOn: boolean, signs: Signs) {
  const current = useRef(signs);
  const heard = useRef(new Set<string>());
  useLayoutEffect(() => {
    current.current = signs;
  });
  const { data } = useQuery({
    queryKey: ['signs of life', screen, experimentId],
    enabled: isOn,
    initialData: NONE, // what is shown was just read
    staleTime: ASKED_MILLIS,
    gcTime: 0,
    refetchInterval: ASKED_MILLIS,
    structuralSharing: false, // each answer is told, also where it says what the one before did
    queryFn: async ({ signal }): Promise<readonly RunInfo[]> => {
      const asked = current.current.running().slice(0, MOST_ASKED);
      if (asked.length === 0) return NONE;
      heard.current.clear();
      const filter = `attributes.run_id IN (${asked.map((run) => quotedText(run.run_id)).join(', ')})`;
      const choice = { run_view_type: 'ALL' as const, filter };
      const body = { experiment_id: experimentId, choice, columns: [], order_by: [], max_results: asked.length };
      const found = await answer(api.POST('/ajax-api/3.0/cairn/runs/table', { body, signal }));
      const shown = new Set(current.current.running()); // one that was read anew meanwhile is another object
      const same = new Set(asked.filter((run) => shown.has(run)).map((run) => run.run_id));
      return (found.runs ?? [])
        .map(({ info }) => info)
        .filter(({ run_id: id }) => same.has(id) && !heard.current.has(id));
    },
  });
  useEffect(() => {
    if (data.length > 0) current.current.tell(data);
  }, [data]);
  return useCallback((runId: string) => void heard.current.add(runId), []);
}

const NONE: readonly RunInfo[] = [];
