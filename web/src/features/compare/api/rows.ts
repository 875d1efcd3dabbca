import type { Field, MlModel } from '@/lib/ml-model';

/** One thing that what is compared has, with what it is in each; undefined in one that has it not. */
export type ComparedRow<Kind extends string = string> = {
  id: string;
  kind: Kind;
  name: string;
  values: readonly (string | number | undefined)[];
  differs: boolean;
};

/** All that some subjects have of a kind, by name. */
export function rowsOf<Kind extends string, Subject>(
  kind: Kind,
  subjects: readonly Subject[],
  entries: (subject: Subject) => readonly (readonly [name: string, value: string | number])[],
): ComparedRow<Kind>[] {
  const found = new Map<string, (string | number | undefined)[]>();
  subjects.forEach((subject, place) => {
    for (const [name, value] of entries(subject)) {
      let values = found.get(name);
      if (!values) found.set(name, (values = new Array<undefined>(subjects.length).fill(undefined)));
      values[place] = value;
    }
  });
  return [...found].map(([name, values]) => row(kind, name, values));
}

/** The rows in the order of their names. */
export function byName<Row extends ComparedRow>(rows: readonly Row[]): Row[] {
  return rows.toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

export function row<Kind extends string>(
  kind: Kind,
  name: string,
  values: readonly (string | number | undefined)[],
): ComparedRow<Kind> {
  return { id: `${kind}.${name}`, kind, name, values, differs: values.some((value) => !Object.is(value, values[0])) };
}

/** Whether a row is shown where a kind is chosen; the columns of data sets belong to these. */
export function isOf(kind: string, { kind: own }: ComparedRow): boolean {
  return kind === 'all' || own === kind || (kind === 'data' && own === 'column');
}

/** What some models take and give, the fields in their own order. */
export function schemaRows(files: readonly (MlModel | undefined)[]): ComparedRow<'input' | 'output'>[] {
  return [
    ...rowsOf('input', files, (file) => (file?.inputs ?? []).map(typed)),
    ...rowsOf('output', files, (file) => (file?.outputs ?? []).map(typed)),
  ];
}

function typed({ name, type, isRequired }: Field): readonly [string, string] {
  return [name, isRequired ? type : `${type}?`];
}
