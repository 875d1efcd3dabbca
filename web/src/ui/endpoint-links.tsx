import { Link } from '@tanstack/react-router';
import type { ServingEndpoint } from '@/lib/endpoints';
import { betweenNames } from '@/lib/format';
import { endpointRoute } from '@/lib/routes';

/** Endpoints by their names in a line, each with a link to it. */
export function EndpointLinks({ endpoints }: { endpoints: readonly ServingEndpoint[] }) {
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
