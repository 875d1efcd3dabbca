import { useQuery } from '@tanstack/react-query';
import { Outlet, type LinkProps } from '@tanstack/react-router';
import { isGone } from '@/lib/api-client';
import { endpointQuery, type ServingEndpoint } from '@/lib/endpoints';
import { endpointRoute } from '@/lib/routes';
import { NavTabs } from '@/ui/nav-tabs';
import { Page } from '@/ui/page';
import { ErrorNote, FailedState, LoadingState } from '@/ui/states';
import { EndpointActions } from '../components/endpoint-actions';
import { StateBadge } from '../components/state';
import { useEndpointMessages } from '../messages';
import { useInferenceMessages } from '../messages-inference';
import { useShadowMessages } from '../messages-shadow';
import { useWatchMessages } from '../messages-watch';

/** One endpoint: its name, how it is, what can be done with it, and below that its parts. */
export function EndpointPage() {
  const { endpointName } = endpointRoute.useParams();
  const { data: endpoint, error, refetch } = useQuery(endpointQuery(endpointName));
  if (endpoint && !isGone(error)) return <Loaded key={endpoint.id} endpoint={endpoint} error={error} />;
  return error ? <FailedState error={error} onRetry={() => void refetch()} /> : <LoadingState />;
}

/** The error is of a look that failed later. */
function Loaded({ endpoint, error }: { endpoint: ServingEndpoint; error: Error | null }) {
  const t = useEndpointMessages();
  const watch = useWatchMessages();
  const shadow = useShadowMessages();
  const inference = useInferenceMessages();
  const params = { endpointName: endpoint.name };
  const to = (part: string) => ({ to: `${endpointRoute.to}${part}`, params }) as unknown as LinkProps;
  return (
    <Page
      title={endpoint.name}
      crumbs={[{ text: t('title'), to: { to: '/endpoints' } as LinkProps }]}
      aside={<StateBadge endpoint={endpoint} />}
      actions={<EndpointActions endpoint={endpoint} />}
      fill
    >
      <NavTabs
        label={t('parts')}
        tabs={[
          { text: t('overview'), to: to(''), exact: true },
          { text: t('query'), to: to('/query') },
          { text: watch('metrics'), to: to('/metrics') },
          { text: shadow('shadows'), to: to('/shadows') },
          { text: watch('logs'), to: to('/logs') },
          { text: inference('payloads'), to: to('/payloads') },
          { text: inference('drift'), to: to('/drift') },
          { text: t('history'), to: to('/history') },
          { text: inference('events'), to: to('/events') },
        ]}
      />
      {error && <ErrorNote error={error} />}
      <Outlet />
    </Page>
  );
}
