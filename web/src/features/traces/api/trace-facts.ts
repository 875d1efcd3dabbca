import { LINKED_PROMPTS, linkedPrompts, type LinkedPrompt } from '@/lib/prompts';
import { parsed, type TraceInfo } from '@/lib/traces';

export const SESSION = 'mlflow.trace.session';
const USER = 'mlflow.trace.user';
const COST = 'mlflow.trace.cost';
const TOKENS = 'mlflow.trace.tokenUsage';
const RUN = 'mlflow.sourceRun';
const NAME = 'mlflow.traceName';

type Tokens = {
  input_tokens?: number;
  output_tokens?: number;
  total_tokens?: number;
  cache_read_input_tokens?: number;
};

export function idOf(trace: TraceInfo): string {
  return trace.trace_id ?? '';
}

export function nameOf(trace: TraceInfo): string {
  return trace.tags?.[NAME] ?? idOf(trace);
}

/** When it began, in milliseconds since 1970. */
export function timeOf(trace: TraceInfo): number | undefined {
  return trace.request_time ? Date.parse(trace.request_time) : undefined;
}

/** In milliseconds; the server writes seconds: `0.975s`. */
export function durationOf(trace: TraceInfo): number | undefined {
  return trace.execution_duration ? Number.parseFloat(trace.execution_duration) * 1_000 : undefined;
}

export function sessionOf(trace: TraceInfo): string | undefined {
  return trace.trace_metadata?.[SESSION];
}

export function userOf(trace: TraceInfo): string | undefined {
  return trace.trace_metadata?.[USER];
}

export function runOf(trace: TraceInfo): string | undefined {
  return trace.trace_metadata?.[RUN];
}

export function experimentOf(trace: TraceInfo): string {
  return trace.trace_location?.mlflow_experiment?.experiment_id ?? '';
}

export function tokensOf(trace: TraceInfo): Tokens | undefined {
  return parsed(trace.trace_metadata?.[TOKENS]) as Tokens | undefined;
}

/** In dollars. */
export function costOf(trace: TraceInfo): number | undefined {
  return (parsed(trace.trace_metadata?.[COST]) as { total_cost?: number } | undefined)?.total_cost;
}

export function promptsOf(trace: TraceInfo): LinkedPrompt[] {
  return linkedPrompts(trace.tags?.[LINKED_PROMPTS]);
}

/** Tags that people gave, without those that mean something to programs. */
export function plainTagsOf(trace: TraceInfo) {
  return Object.entries(trace.tags ?? {})
    .filter(([key]) => !key.startsWith('mlflow.'))
    .map(([key, value]) => ({ key, value }));
}
