import { queryOptions } from '@tanstack/react-query';
import { ApiError, ask } from '@/lib/api-client';
import { catalogFileUrl, isFullName } from '@/lib/catalog';
import { readModel, type MlModel } from '@/lib/ml-model';
import { versionFileUrl } from '@/lib/registry';
import { indented, pretty } from './json-text';

/** The request that MLflow keeps with a model that was logged with an input example. */
const KEPT = 'serving_input_example.json';
const AT_MOST = 256 * 1024;
const MODEL_FILE_AT_MOST = 1024 * 1024;

/** Values of the tensor that is made up have so many numbers at most. */
const MOST_VALUES = 1_000;

export type Example = { body: string; from: 'example' | 'signature' | 'nothing' };

/** Stands for one where none is known. */
export const NO_EXAMPLE: Example = { body: '{"inputs": []}', from: 'nothing' };

/** A request that a version of a model can answer: what it was logged with, else one made from its signature. */
export function exampleQuery(model: string, version: string) {
  return queryOptions({
    queryKey: ['endpoints', 'example', model, version],
    staleTime: 60_000,
    queryFn: async ({ signal }): Promise<Example> => {
      const fileOf = isFullName(model) ? catalogFileUrl : versionFileUrl;
      const read = (path: string, atMost: number) =>
        textAt(fileOf(model, version, path, { max_bytes: String(atMost) }), signal);
      const kept = indented((await read(KEPT, AT_MOST)) ?? ''); // undefined where that is not all of it, too
      if (kept !== undefined) return { body: kept, from: 'example' };
      const file = readModel((await read('MLmodel', MODEL_FILE_AT_MOST)) ?? '');
      const made = file && madeExample(file);
      return made === undefined ? NO_EXAMPLE : { body: pretty(JSON.stringify(made)), from: 'signature' };
    },
  });
}

/** The text of a file; undefined where it is not there, or one may not read it. */
async function textAt(url: string, signal: AbortSignal): Promise<string | undefined> {
  try {
    return await (await ask(url, { signal })).text();
  } catch (error) {
    if (error instanceof ApiError && !error.isPassing) return undefined;
    throw error;
  }
}

const VALUES: Record<string, unknown> = {
  string: 'text',
  boolean: true,
  long: 1,
  integer: 1,
  double: 0.5,
  float: 0.5,
  datetime: '2026-01-31T12:00:00',
  binary: 'AAAA',
};

const TENSOR = /^(\S+) (\[.*\])$/;

/** A request with a value of each input; undefined where the model does not say what it takes. */
export function madeExample({ inputs }: Pick<MlModel, 'inputs'>): unknown {
  if (inputs.length === 0) return undefined;
  const tensors = inputs.map(({ name, type }) => [name, TENSOR.exec(type)] as const);
  if (tensors.some(([, tensor]) => tensor === null)) {
    const columns = inputs.map(({ name }) => name);
    const isNamed = columns.some((name, place) => name !== String(place));
    const row = inputs.map(({ type }) => VALUES[type] ?? 0);
    return { dataframe_split: { ...(isNamed && { columns }), data: [row] } };
  }
  const values = tensors.map(([name, tensor]) => [name, tensorOf(tensor?.[1] ?? '', tensor?.[2] ?? '')] as const);
  const [only] = values;
  return { inputs: values.length === 1 && only?.[0] === '0' ? only[1] : Object.fromEntries(values) };
}

/** Of a shape as signatures write it, in which -1 is any length: one. */
function tensorOf(type: string, written: string): unknown {
  const shape = (JSON.parse(written) as number[]).map((length) => (length < 0 ? 1 : length));
  const count = shape.reduce((product, length) => product * length, 1);
  const value = /^(str|object)/.test(type) ? 'text' : type === 'bool' ? true : /int/.test(type) ? 1 : 0.5;
  return count > MOST_VALUES ? [] : filled(shape, value);
}

function filled([length, ...rest]: readonly number[], value: unknown): unknown {
  return length === undefined ? value : Array.from({ length }, () => filled(rest, value));
}
