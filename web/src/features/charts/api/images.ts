import { queryOptions } from '@tanstack/react-query';
import type { ListRunImagesImageSeries } from '@/api/schema.gen';
import { answer, api } from '@/lib/api-client';

/** The images of one key of one run, in the order of their steps: the n-th of each list is of the n-th image. */
export type Series = Required<ListRunImagesImageSeries>;

/** What some runs logged with `log_image(key=…, step=…)`, by run and key. */
export type Images = {
  ofRuns: ReadonlyMap<string, ReadonlyMap<string, Series>>;
  keys: readonly string[];
  /** Whether there are others, which are too many to be listed. */
  more: boolean;
};

export const NO_IMAGES: Images = { ofRuns: new Map(), keys: [], more: false };

/** The images of all runs at once. What tells of new files of a run reads those of that run anew. */
export function imagesQuery(runIds: readonly string[]) {
  return queryOptions({
    queryKey: ['artifacts', runIds.length === 1 ? runIds[0] : 'of runs', 'images', runIds],
    enabled: runIds.length > 0,
    queryFn: async ({ signal }): Promise<Images> => {
      const found = await answer(
        api.POST('/ajax-api/3.0/cairn/runs/images', { body: { run_ids: [...runIds] }, signal }),
      );
      const ofRuns = new Map(
        (found.runs ?? []).map(({ run_id: runId, series = [] }) => [
          runId,
          new Map(series.map((one) => [one.key, whole(one)])),
        ]),
      );
      const keys = new Set([...ofRuns.values()].flatMap((series) => [...series.keys()]));
      return { ofRuns, keys: [...keys].sort(), more: found.more === true };
    },
    placeholderData: (before) => before,
  });
}

function whole({ key, steps = [], timestamps = [], paths = [], previews = [] }: ListRunImagesImageSeries): Series {
  return { key, steps, timestamps, paths, previews };
}
