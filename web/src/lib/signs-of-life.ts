import { useQuery } from '@tanstack/react-query';
import { useEffect, useLayoutEffect, useRef } from 'react';
import type { RunInfo } from '@/api/schema.gen';
import { answer, api } from './api-client';
import { quotedText } from './filter';

/** A run that falls silent sends nothing that would say so: the server is asked this often. */
const ASKED_MILLIS = 60_000;
/** Runs that are asked about at once. */
const MOST_ASKED = 500;

type Signs = {
  /** Ids of the runs shown that are under way. */
  running: () => readonly string[];
  /** Gets what the server says of them now. */
  tell: (infos: readonly RunInfo[]) => void;
};

/**
 * Asks once a minute, while the page is in sight, how the runs do that are shown as under way.
 *
 * @param screen tells two that ask apart
 */
export function useSignsOfLife(screen: string, experimentId: string, isOn: boolean, signs: Signs): void {
  const current = useRef(signs);
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
      const ids = current.current.running().slice(0, MOST_ASKED);
      if (ids.length === 0) return NONE;
      const filter = `attributes.run_id IN (${ids.map(quotedText).join(', ')})`;
      const choice = { run_view_type: 'ALL' as const, filter };
      const body = { experiment_id: experimentId, choice, columns: [], order_by: [], max_results: ids.length };
      const found = await answer(api.POST('/ajax-api/3.0/cairn/runs/table', { body, signal }));
      return (found.runs ?? []).map(({ info }) => info);
    },
  });
  useEffect(() => {
    if (data.length > 0) current.current.tell(data);
  }, [data]);
}

const NONE: readonly RunInfo[] = [];
