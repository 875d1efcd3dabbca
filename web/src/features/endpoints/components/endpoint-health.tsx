import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { endpointsQuery, reasonsOf, stateOf, type ServingEndpoint } from '@/lib/endpoints';
import { endpointRoute } from '@/lib/routes';
import { Line, Rows } from '@/ui/rows';
import { ErrorNote, Skeleton } from '@/ui/states';
import { useEndpointMessages } from '../messages';
import styles from './endpoint-health.module.css';
import { useReasons } from './reasons';
import { StateBadge } from './state';

const FEW = 8;

function isFine(endpoint: ServingEndpoint): boolean {
  return stateOf(endpoint) === 'ready' && reasonsOf(endpoint).length === 0;
}

/** Endpoints that need a look, and how many need none; nothing where there is no endpoint. */
export function EndpointHealth({ className }: { className: string | undefined }) {
  const t = useEndpointMessages();
  const said = useReasons();
  const { data: endpoints, error } = useQuery(endpointsQuery);
  if (endpoints?.length === 0) return null;
  const sick = endpoints?.filter((endpoint) => !isFine(endpoint)) ?? [];
  const fine = (endpoints?.length ?? 0) - sick.length;
  return (
    <section className={className}>
      <header className={styles['heading']}>
        <h2>{t('title')}</h2>
        <Link to="/endpoints">{t('all')}</Link>
      </header>
      {error ? <ErrorNote error={error} /> : !endpoints && <Skeleton />}
      {endpoints && <p className="muted">{fine === 0 ? t('noneReady') : t('fine', { count: fine })}</p>}
      <Rows label={t('unhealthy')}>
        {sick.slice(0, FEW).map((endpoint) => (
          <Line
            key={endpoint.id}
            facts={reasonsOf(endpoint).map(said).join(' ') || undefined}
            actions={<StateBadge endpoint={endpoint} />}
          >
            <Link to={endpointRoute.to} params={{ endpointName: endpoint.name }} data-row-link>
              {endpoint.name}
            </Link>
          </Line>
        ))}
      </Rows>
    </section>
  );
}
