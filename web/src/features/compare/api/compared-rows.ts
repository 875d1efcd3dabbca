import type { Run } from './compared-runs';
import { byName, row, rowsOf, type ComparedRow } from './rows';

export const KINDS = ['attribute', 'param', 'metric', 'tag'] as const;
export type Kind = (typeof KINDS)[number];

export const ATTRIBUTES = ['status', 'start', 'duration', 'user', 'source', 'experiment'] as const;

/** All that some runs have, by kind and name. Tags that only programs read are left out. */
export function comparedRows(runs: readonly Run[]): ComparedRow<Kind>[] {
  return [
    ...ATTRIBUTES.map((name) =>
      row(
        'attribute',
        name,
        runs.map((run) => attribute(run, name)),
      ),
    ),
    ...byName(rowsOf('param', runs, (run) => (run.data.params ?? []).map(({ key, value }) => [key, value] as const))),
    ...byName(rowsOf('metric', runs, (run) => (run.data.metrics ?? []).map(({ key, value }) => [key, value] as const))),
    ...byName(
      rowsOf('tag', runs, (run) =>
        (run.data.tags ?? [])
          .filter(({ key }) => !key.startsWith('mlflow.'))
          .map(({ key, value }) => [key, value] as const),
      ),
    ),
  ];
}

function attribute({ info, data }: Run, name: (typeof ATTRIBUTES)[number]): string | number | undefined {
  switch (name) {
    case 'status':
      return info.status;
    case 'start':
      return info.start_time ?? undefined;
    case 'duration':
      return info.end_time && info.start_time ? info.end_time - info.start_time : undefined;
    case 'user':
      return info.user_id;
    case 'source':
      return data.tags?.find(({ key }) => key === 'mlflow.source.name')?.value;
    case 'experiment':
      return info.experiment_id;
  }
}
