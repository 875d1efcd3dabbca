/** A value as OpenTelemetry's JSON writes it. */
export type AnyValue = {
  string_value?: string;
  bool_value?: boolean;
  int_value?: number | string;
  double_value?: number | string;
  bytes_value?: string;
  array_value?: { values?: AnyValue[] };
  kvlist_value?: { values?: KeyValue[] };
};
export type KeyValue = { key: string; value?: AnyValue };
export type RawSpan = {
  span_id: string;
  parent_span_id?: string;
  name?: string;
  start_time_unix_nano?: number | string;
  end_time_unix_nano?: number | string;
  attributes?: KeyValue[];
  events?: { name?: string; time_unix_nano?: number | string; attributes?: KeyValue[] }[];
  status?: { code?: string; message?: string };
};

export type SpanEvent = { name: string; time: number; attributes: Record<string, unknown> };
export type Span = {
  /** As hexadecimal digits. */
  id: string;
  parentId: string | undefined;
  name: string;
  type: string;
  /** In milliseconds since 1970. */
  start: number;
  /** Undefined while it runs. */
  end: number | undefined;
  status: 'OK' | 'ERROR' | 'UNSET';
  message: string;
  inputs: unknown;
  outputs: unknown;
  /** What else is known of it. */
  attributes: Record<string, unknown>;
  events: SpanEvent[];
};

const INPUTS = 'mlflow.spanInputs';
const OUTPUTS = 'mlflow.spanOutputs';
const TYPE = 'mlflow.spanType';
/** Attributes that are shown elsewhere, or say nothing to people. */
const KNOWN = new Set([INPUTS, OUTPUTS, TYPE, 'mlflow.traceRequestId']);
const NANOS = 1e6;

export function spanOf(raw: RawSpan): Span {
  const attributes = record(raw.attributes);
  const end = millis(raw.end_time_unix_nano);
  return {
    id: hex(raw.span_id),
    parentId: raw.parent_span_id ? hex(raw.parent_span_id) : undefined,
    name: raw.name ?? '',
    type: typeof attributes[TYPE] === 'string' ? attributes[TYPE] : 'UNKNOWN',
    start: millis(raw.start_time_unix_nano),
    end: end === 0 ? undefined : end,
    status: raw.status?.code?.endsWith('ERROR') ? 'ERROR' : raw.status?.code?.endsWith('OK') ? 'OK' : 'UNSET',
    message: raw.status?.message ?? '',
    inputs: unwrapped(attributes[INPUTS]),
    outputs: unwrapped(attributes[OUTPUTS]),
    attributes: Object.fromEntries(Object.entries(attributes).filter(([key]) => !KNOWN.has(key))),
    events: (raw.events ?? []).map((event) => ({
      name: event.name ?? '',
      time: millis(event.time_unix_nano),
      attributes: record(event.attributes),
    })),
  };
}

function millis(nanos: number | string | undefined): number {
  return Number(nanos ?? 0) / NANOS;
}

function record(pairs: KeyValue[] | undefined): Record<string, unknown> {
  return Object.fromEntries((pairs ?? []).map(({ key, value }) => [key, plain(value)]));
}

/** The value itself, without the names of its types. */
function plain(value: AnyValue | undefined): unknown {
  if (value === undefined) return null;
  if (value.kvlist_value) return record(value.kvlist_value.values);
  if (value.array_value) return (value.array_value.values ?? []).map(plain);
  const figure = value.int_value ?? value.double_value;
  if (figure !== undefined)
    return Number.isSafeInteger(Number(figure)) || typeof figure === 'number' ? Number(figure) : figure;
  return value.string_value ?? value.bool_value ?? value.bytes_value ?? null;
}

/** Many exporters write inputs and outputs as JSON in a text. */
function unwrapped(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

/** Ids come in base64. */
function hex(base64: string): string {
  return Array.from(atob(base64), (character) => character.charCodeAt(0).toString(16).padStart(2, '0')).join('');
}
