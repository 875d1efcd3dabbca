import { parse } from 'yaml';

export type Field = { name: string; type: string; isRequired: boolean };

/** What an MLmodel file says of a model. */
export type MlModel = {
  flavors: string[];
  inputs: Field[];
  outputs: Field[];
  params: Field[];
  mlflowVersion: string | undefined;
  pythonVersion: string | undefined;
  /** The module that loads it, such as `mlflow.sklearn`. */
  loader: string;
};

/** Aliases of YAML that are followed: a file that grows by them is refused. */
const ALIASES = 50;

/** A flavor that can be a module's name: what is none would be other code in what people copy and run. */
const MODULE = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** An MLmodel file; undefined where it is none. */
export function readModel(text: string): MlModel | undefined {
  try {
    const read = parse(text, { maxAliasCount: ALIASES, schema: 'core', logLevel: 'silent' }) as Record<
      string,
      unknown
    > | null;
    if (read === null || typeof read !== 'object' || typeof read['flavors'] !== 'object') return undefined;
    const flavors = Object.keys(read['flavors'] ?? {});
    const signature = (read['signature'] ?? {}) as Record<string, unknown>;
    const python = (read['flavors'] as Record<string, Record<string, unknown>>)['python_function'];
    const own = flavors.find((flavor) => flavor !== 'python_function' && MODULE.test(flavor));
    return {
      flavors,
      inputs: fieldsOf(signature['inputs']),
      outputs: fieldsOf(signature['outputs']),
      params: fieldsOf(signature['params']),
      mlflowVersion: textOf(read['mlflow_version']),
      pythonVersion: textOf(python?.['python_version']),
      loader: own === undefined ? 'mlflow.pyfunc' : `mlflow.${own}`,
    };
  } catch {
    return undefined; // no YAML, or one that would not end
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

type RawField = {
  name?: unknown;
  type?: unknown;
  required?: unknown;
  default?: unknown;
  optional?: unknown;
  'tensor-spec'?: { dtype?: unknown; shape?: unknown };
};

/** The fields of a schema, which MLmodel files hold as JSON. */
export function fieldsOf(schema: unknown): Field[] {
  if (typeof schema !== 'string') return [];
  try {
    const read = JSON.parse(schema) as unknown;
    return Array.isArray(read) ? (read as RawField[]).map(fieldOf) : [];
  } catch {
    return [];
  }
}

function fieldOf(raw: RawField, place: number): Field {
  const tensor = raw['tensor-spec'];
  return {
    name: typeof raw.name === 'string' ? raw.name : String(place),
    type: tensor
      ? `${textOf(tensor.dtype) ?? '?'} ${JSON.stringify(tensor.shape)}`
      : (textOf(raw.type) ?? '?') + (raw.default === undefined ? '' : ` = ${JSON.stringify(raw.default)}`),
    isRequired: raw.required !== false && raw.optional !== true,
  };
}
