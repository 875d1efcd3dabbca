import { queryOptions, type QueryClient, type QueryKey } from '@tanstack/react-query';
import type { Rollout, RolloutLimits } from '@/api/schema.gen';
import { answer, api, isGone } from '@/lib/api-client';
import { useChange } from '@/lib/change';
import {
  CHANGING_MILLIS,
  isManagedBy,
  RESTING_MILLIS,
  type EndpointConfig,
  type ServedEntity,
  type ServingEndpoint,
} from '@/lib/endpoints';
import { numberOf } from './figures';
import { meanings, typedCount, typedNumber } from './typed-number';

export type { Rollout };

/** The newest rollout of an endpoint; null where it had none. */
export function rolloutQuery(name: string) {
  const queryKey = ['endpoints', 'rollout', name];
  return queryOptions({
    queryKey,
    queryFn: async ({ client, signal }) => {
      const before = client.getQueryData<Rollout | null>(queryKey);
      const rollout = await newest(name, signal);
      if (before?.state === 'RUNNING' && rollout?.state !== 'RUNNING') await readBeside(client, name);
      return rollout;
    },
    refetchInterval: ({ state: { data } }) => (data?.state === 'RUNNING' ? CHANGING_MILLIS : RESTING_MILLIS),
  });
}

async function newest(name: string, signal: AbortSignal): Promise<Rollout | null> {
  const params = { path: { name } };
  try {
    return await answer(api.GET('/ajax-api/3.0/cairn/serving-endpoints/{name}/rollout', { params, signal }));
  } catch (error) {
    if (error instanceof Error && isGone(error)) return null;
    throw error;
  }
}

/**
 * Reads anew what else is shown of endpoints: a rollout that ends by itself changes their shares, and their events. Only
 * the shares are waited for, since they are shown beside the rollout.
 */
export async function readBeside(client: QueryClient, name: string): Promise<void> {
  const isShares = ([, part, of]: QueryKey) => part === 'one' && of === name;
  const isOther = (key: QueryKey) => key[1] !== 'rollout' && !isShares(key);
  void client.invalidateQueries({ queryKey: ['endpoints'], predicate: ({ queryKey }) => isOther(queryKey) });
  await client.invalidateQueries({ queryKey: ['endpoints', 'one', name] });
}

/** Whether one may start a rollout: not before it is known that none is under way. */
export function mayRollOut(endpoint: ServingEndpoint, rollout: Rollout | null | undefined): boolean {
  const { config, pending_config: pending } = endpoint;
  if (!isManagedBy(endpoint) || !config || pending || answering(config).length < 2) return false;
  return rollout !== undefined && rollout?.state !== 'RUNNING';
}

/** What a rollout waits for before it goes on: a time that is to come, and how many requests it still needs. */
export function waitOf(rollout: Rollout, now = Date.now()): { until: number | undefined; requests: number } {
  const until = numberOf(rollout.step_timestamp) + numberOf(rollout.hold_seconds) * 1_000;
  const had = numberOf(rollout.figures?.find(({ entity }) => entity === rollout.entity)?.requests);
  return {
    until: until > now ? until : undefined,
    requests: Math.max(0, numberOf(rollout.least_requests) - had),
  };
}

const LIMITS = [
  'error_percentage',
  'error_percentage_above_others',
  'p95_ms',
  'p95_times_others',
  'p99_ms',
  'p99_times_others',
] as const satisfies readonly (keyof RolloutLimits)[];

/** The limits that a rollout has. */
export function limitsOf({ limits }: Rollout): [limit: (typeof LIMITS)[number], value: number][] {
  return LIMITS.flatMap((limit) => (limits[limit] == null ? [] : [[limit, Number(limits[limit])]]));
}

/** What a form holds of a rollout: texts as they are typed, empty for no limit. */
export type RolloutDraft = {
  entity: string;
  steps: string;
  minutes: string;
  requests: string;
  errors: string;
  errorsAbove: string;
  millis: string;
  times: string;
};

export const USUAL: RolloutDraft = {
  entity: '',
  steps: '5, 25, 50, 100',
  minutes: '10',
  requests: '100',
  errors: '5',
  errorsAbove: '2',
  millis: '',
  times: '2',
};

/** The steps that are above what an entity has; undefined where they are none. */
export function stepsOf(text: string, share: number): number[] | undefined {
  const steps = text.split(/[\s,、]+/).filter((step) => step !== '');
  const numbers = steps.map((step) => (/^\d{1,3}$/.test(step) ? Number(step) : Number.NaN));
  const isGrowing = numbers.every((step, place) => step > (numbers[place - 1] ?? share) && step <= 100);
  return numbers.length > 0 && isGrowing ? numbers : undefined;
}

/** What is wrong with a number that was typed; undefined where nothing is. */
export type NumberFault = 'badMinutes' | 'badRequests' | 'badLimit' | 'ambiguous';

export function faultOf(part: Exclude<keyof RolloutDraft, 'entity' | 'steps'>, text: string): NumberFault | undefined {
  if (part === 'requests') return typedCount(text) ? undefined : 'badRequests';
  if (meanings(text)) return 'ambiguous';
  if (part === 'minutes') return typedNumber(text) ? undefined : 'badMinutes';
  return text.trim() === '' || typedNumber(text) !== undefined ? undefined : 'badLimit';
}

/** As the server takes it; undefined where something is no number. */
export function rolloutFrom(draft: RolloutDraft, share: number) {
  const { entity, steps: typed, ...numbers } = draft;
  const steps = stepsOf(typed, share);
  const parts = Object.keys(numbers) as (keyof typeof numbers)[];
  if (!steps || parts.some((part) => faultOf(part, numbers[part]))) return undefined;
  return {
    entity,
    steps,
    hold_seconds: Math.max(1, Math.round((typedNumber(draft.minutes) ?? 0) * 60)),
    least_requests: typedCount(draft.requests) ?? 0,
    limits: {
      error_percentage: typedNumber(draft.errors) ?? null,
      error_percentage_above_others: typedNumber(draft.errorsAbove) ?? null,
      p95_ms: typedNumber(draft.millis) ?? null,
      p95_times_others: typedNumber(draft.times) ?? null,
    },
  };
}

/** The entities that get requests by their shares. */
export function answering(config: EndpointConfig): ServedEntity[] {
  return (config.served_entities ?? []).filter(({ cairn_shadow: shadow }) => shadow == null);
}

/** The same with the shares that a rollout gives, where it moves those. */
export function sharedBy(config: EndpointConfig, rollout: Rollout | null | undefined): EndpointConfig {
  if (rollout?.state !== 'RUNNING' || rollout.config_version !== config.config_version) return config;
  return { ...config, traffic_config: { ...config.traffic_config, routes: rollout.shares ?? [] } };
}

export function useStartRollout(name: string) {
  return useChange('endpoints', (body: NonNullable<ReturnType<typeof rolloutFrom>>) =>
    answer(api.POST('/ajax-api/3.0/cairn/serving-endpoints/{name}/rollout', { params: { path: { name } }, body })),
  );
}

/** Ends a rollout: with the shares of its last step, or with those that were before it. */
export function useEndRollout(name: string) {
  return useChange('endpoints', (how: 'abort' | 'promote') => {
    const request = { params: { path: { name } }, body: {} };
    return how === 'abort'
      ? answer(api.POST('/ajax-api/3.0/cairn/serving-endpoints/{name}/rollout/abort', request))
      : answer(api.POST('/ajax-api/3.0/cairn/serving-endpoints/{name}/rollout/promote', request));
  });
}
