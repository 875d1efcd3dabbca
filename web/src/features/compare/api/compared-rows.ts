import type { Run } from './compared-runs';

export const KINDS = ['attribute', 'param', 'metric', 'tag'] as const;
export type Kind = (typeof KINDS)[number];

/** One thing that runs have, with what it is in each of them; undefined in a run that has it not. */
export type ComparedRow = {
  id: string;
  kind: Kind;
  name: string;
  values: readonly (string | number | undefined)[];
  differs: boolean;
};

export const ATTRIBUTES = ['status', 'start', 'duration', 'user', 'source', 'experiment'] as const;

/** All that some runs have, by kind and name. Tags that only programs read are left out. */
export function comparedRows(runs: readonly Run[]): ComparedRow[] {
  return [
    ...ATTRIBUTES.map((name) =>
      row(
        'attribute',
        name,
        runs.map((run) => attribute(run, name)),
      ),
    ),
    ...rowsOf('param', runs, (run) => (run.data.params ?? []).map(({ key, value }) => [key, value])),
    ...rowsOf('metric', runs, (run) => (run.data.metrics ?? []).map(({ key, value }) => [key, value])),
    ...rowsOf('tag', runs, (run) =>
      (run.data.tags ?? []).filter(({ key }) => !key.startsWith('mlflow.')).map(({ key, value }) => [key, value]),
    ),
  ];
}

function rowsOf(kind: Kind, runs: readonly Run[], entries: (run: Run) => [string, string | number][]): ComparedRow[] {
  const found = new Map<string, (string | number | undefined)[]>();
  runs.forEach((run, place) => {
    for (const [name, value] of entries(run)) {
      let values = found.get(name);
      if (!values) found.set(name, (values = new Array<undefined>(runs.length).fill(undefined)));
      values[place] = value;
    }
  });
  return [...found.entries()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, values]) => row(kind, name, values));
}

function row(kind: Kind, name: string, values: readonly (string | number | undefined)[]): ComparedRow {
  return { id: `${kind}.${name}`, kind, name, values, differs: values.some((value) => !Object.is(value, values[0])) };
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
