import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { endpointsQuery, RESTING_MILLIS, servingOf } from '@/lib/endpoints';
import { betweenNames } from '@/lib/format';
import { endpointRoute } from '@/lib/routes';

/** The endpoints that answer with a version of a model; what is known of them, where there are any. */
export function useServedBy(model: string, version: string) {
  const known = useQuery({ ...endpointsQuery, refetchInterval: RESTING_MILLIS, refetchOnMount: 'always' }).data ?? [];
  const endpoints = servingOf(known, model, version);
  if (endpoints.length === 0) return undefined;
  return (
    <span>
      {endpoints.map(({ id, name }, place) => (
        <span key={id}>
          {place > 0 && betweenNames()}
          <Link to={endpointRoute.to} params={{ endpointName: name }}>
            {name}
          </Link>
        </span>
      ))}
    </span>
  );
}
