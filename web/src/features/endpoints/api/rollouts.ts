import { queryOptions } from '@tanstack/react-query';
import type { Rollout } from '@/api/schema.gen';
import { answer, api, isGone } from '@/lib/api-client';
import { useChange } from '@/lib/change';
import { CHANGING_MILLIS, RESTING_MILLIS, type EndpointConfig, type ServedEntity } from '@/lib/endpoints';

export type { Rollout };

/** The newest rollout of an endpoint; null where it had none. */
export function rolloutQuery(name: string) {
  return queryOptions({
    queryKey: ['endpoints', 'rollout', name],
    queryFn: async ({ signal }): Promise<Rollout | null> => {
      const params = { path: { name } };
      try {
        return await answer(api.GET('/ajax-api/3.0/cairn/serving-endpoints/{name}/rollout', { params, signal }));
      } catch (error) {
        if (error instanceof Error && isGone(error)) return null;
        throw error;
      }
    },
    refetchInterval: ({ state: { data } }) => (data?.state === 'RUNNING' ? CHANGING_MILLIS : RESTING_MILLIS),
  });
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

function numberOf(text: string): number | undefined {
  const number = Number(text.trim().replace(',', '.'));
  return text.trim() === '' || !Number.isFinite(number) || number < 0 ? undefined : number;
}

/** As the server takes it; undefined where something is no number. */
export function rolloutFrom(draft: RolloutDraft, share: number) {
  const steps = stepsOf(draft.steps, share);
  const [minutes, requests] = [numberOf(draft.minutes), numberOf(draft.requests)];
  const limits = [draft.errors, draft.errorsAbove, draft.millis, draft.times];
  const isWrong = limits.some((text) => text.trim() !== '' && numberOf(text) === undefined);
  if (!steps || !minutes || !requests || isWrong) return undefined;
  return {
    entity: draft.entity,
    steps,
    hold_seconds: Math.max(1, Math.round(minutes * 60)),
    least_requests: Math.round(requests),
    limits: {
      error_percentage: numberOf(draft.errors) ?? null,
      error_percentage_above_others: numberOf(draft.errorsAbove) ?? null,
      p95_ms: numberOf(draft.millis) ?? null,
      p95_times_others: numberOf(draft.times) ?? null,
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
