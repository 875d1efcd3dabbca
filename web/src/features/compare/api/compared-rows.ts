import type { DatasetInput } from '@/api/schema.gen';
import { columnsOf } from '@/lib/data-schema';
import type { Run } from './compared-runs';
import { metricEntries, type Measure } from './measured';
import { byName, row, rowsOf, type ComparedRow } from './rows';
import { toldApart, type Placed } from './told-apart';

export const KINDS = ['attribute', 'param', 'metric', 'data', 'tag'] as const;
/** A data set has a row of its own, and one of each column of its schema. */
export type Kind = (typeof KINDS)[number] | 'column';

export const ATTRIBUTES = ['status', 'start', 'duration', 'user', 'source', 'experiment'] as const;
const CONTEXT = 'mlflow.data.context';

/** All that some runs have, by kind and name. Tags that only programs read are left out. */
export function comparedRows(runs: readonly Run[], measures: readonly Placed<Measure>[] = []): ComparedRow<Kind>[] {
  const own = runs.map((run) => (run.data.metrics ?? []).map(({ key, value }) => [key, Number(value)] as const));
  return [
    ...ATTRIBUTES.map((name) =>
      row(
        'attribute',
        name,
        runs.map((run) => attribute(run, name)),
      ),
    ),
    ...byName(rowsOf('param', runs, (run) => (run.data.params ?? []).map(({ key, value }) => [key, value] as const))),
    ...byName(rowsOf('metric', metricEntries(own, measures), (entries) => entries)),
    ...dataRows(runs),
    ...byName(
      rowsOf('tag', runs, (run) =>
        (run.data.tags ?? [])
          .filter(({ key }) => !key.startsWith('mlflow.'))
          .map(({ key, value }) => [key, value] as const),
      ),
    ),
  ];
}

/** The data sets of runs, by what they were used for, each with its schema below it. */
function dataRows(runs: readonly Run[]): ComparedRow<Kind>[] {
  const inputs = runs.flatMap((run, place) =>
    (run.inputs?.dataset_inputs ?? []).map((item): Placed<DatasetInput> => ({ place, item })),
  );
  const called = ({ dataset, tags }: DatasetInput) => tags?.find(({ key }) => key === CONTEXT)?.value || dataset.name;
  const named = toldApart(inputs, called, [({ dataset }) => dataset.name, ({ dataset }) => dataset.digest]);
  return [...named].flatMap(([name, found]) => {
    const sets = runs.map((_, place) => found.find((one) => one.place === place)?.item.dataset);
    const columns = rowsOf('column', sets, (set) =>
      columnsOf(set?.schema).map(([column, type]) => [`${name} · ${column}`, type] as const),
    );
    return [
      row(
        'data',
        name,
        sets.map((set) => set && `${set.name} (${set.digest})`),
      ),
      ...columns,
    ];
  });
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
