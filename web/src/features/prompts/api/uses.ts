import { queryOptions } from '@tanstack/react-query';
import type { Run } from '@/api/schema.gen';
import { answer, api } from '@/lib/api-client';
import { latestExperiments } from '@/lib/experiments';
import { holding, quotedText } from '@/lib/filter';
import { LINKED_PROMPTS, linkedPrompts } from '@/lib/prompts';
import type { TraceInfo } from '@/lib/traces';
import { experimentsOf, type Prompt } from './prompts';
import type { Place } from './versions';

/** So many are shown, the newest. */
export const SHOWN = 20;

/** The newest runs that used a version, in the latest experiments and in those that clients name. */
export function runsQuery(prompt: Prompt, { name, version }: Place) {
  return queryOptions({
    queryKey: ['runs', 'of prompt', name, version],
    queryFn: async ({ client, signal }): Promise<Run[]> => {
      const latest = await client.query(latestExperiments);
      const body = {
        experiment_ids: [...new Set([...experimentsOf(prompt), ...latest])],
        filter: `tags.\`${LINKED_PROMPTS}\` LIKE ${holding(`"name": "${name}", "version": "${version}"`)}`,
        max_results: SHOWN,
        order_by: ['attributes.start_time DESC'],
      };
      const found = await answer(api.POST('/ajax-api/2.0/mlflow/runs/search', { body, signal }));
      return (found.runs ?? []).filter((run) => uses(run, { name, version })); // a pattern finds names like it, too
    },
  });
}

function uses(run: Run, { name, version }: Place): boolean {
  const tag = run.data.tags?.find(({ key }) => key === LINKED_PROMPTS)?.value;
  return linkedPrompts(tag).some((one) => one.name === name && one.version === version);
}

/** The newest traces that used a version, in the same experiments. */
export function tracesQuery(prompt: Prompt, { name, version }: Place) {
  return queryOptions({
    queryKey: ['traces', 'of prompt', name, version],
    queryFn: async ({ client, signal }): Promise<TraceInfo[]> => {
      const latest = await client.query(latestExperiments);
      const ids = [...new Set([...experimentsOf(prompt), ...latest])];
      const body = {
        locations: ids.map((id) => ({
          type: 'MLFLOW_EXPERIMENT' as const,
          mlflow_experiment: { experiment_id: id },
        })),
        filter: `prompt = ${quotedText(`${name}/${version}`)}`,
        max_results: SHOWN,
        order_by: ['timestamp DESC'],
      };
      return (await answer(api.POST('/ajax-api/3.0/mlflow/traces/search', { body, signal }))).traces ?? [];
    },
  });
}
