import { useQuery } from '@tanstack/react-query';
import { endpointsQuery, RESTING_MILLIS, servingOf } from '@/lib/endpoints';
import { EndpointLinks } from './endpoint-links';

/** The endpoints that answer with a version of a model; what is known of them, where there are any. */
export function useServedBy(model: string, version: string) {
  const known = useQuery({ ...endpointsQuery, refetchInterval: RESTING_MILLIS, refetchOnMount: 'always' }).data ?? [];
  const endpoints = servingOf(known, model, version);
  return endpoints.length === 0 ? undefined : <EndpointLinks endpoints={endpoints} />;
}
