import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, type LinkProps } from '@tanstack/react-router';
import { reasonsOf, stateOf, type ServingEndpoint } from '@/lib/endpoints';
import { endpointRoute } from '@/lib/routes';
import { configsQuery } from '../api/configs';
import { useEndpointMessages } from '../messages';
import styles from '../pages/pages.module.css';
import { useReasons } from './reasons';

/** What somebody who looks at an endpoint should know first: what is on its way, and what did not work. */
export function Notices({ endpoint }: { endpoint: ServingEndpoint }) {
  const t = useEndpointMessages();
  const said = useReasons();
  const state = stateOf(endpoint);
  if (endpoint.state.config_update === 'UPDATE_FAILED') return <Failed endpoint={endpoint} />;
  // That a rollout was turned back stands below, with its figures.
  const reasons = reasonsOf(endpoint)
    .filter(({ reason }) => reason?.kind !== 'ROLLOUT_TURNED_BACK')
    .map(said);
  if (state === 'ready' && reasons.length === 0) return null;
  const tone = state === 'updating' ? 'info' : state === 'ready' ? 'warning' : 'danger';
  const headings = {
    ready: 'noticeOld',
    updating: 'noticeUpdating',
    updateFailed: 'noticeFailed',
    notReady: 'noticeNotReady',
  };
  const isStarting =
    state === 'updating' && endpoint.state.ready === 'NOT_READY' && !(endpoint.config && endpoint.pending_config);
  return (
    <div className={styles['notice']} data-tone={tone} role="status">
      <strong>{t(isStarting ? 'noticeStarting' : (headings[state] as 'noticeOld'))}</strong>
      {reasons.map((reason) => (
        <span key={reason}>{reason}</span>
      ))}
    </div>
  );
}

/** The newest configuration could not be loaded: which, and why. */
function Failed({ endpoint }: { endpoint: ServingEndpoint }) {
  const t = useEndpointMessages();
  const said = useReasons();
  const newest = useInfiniteQuery(configsQuery(endpoint.name)).data?.pages[0]?.configs?.[0];
  const version = newest?.config.config_version ?? 0;
  const isServing = endpoint.state.ready === 'READY';
  const to = {
    to: `${endpointRoute.to}/history`,
    params: { endpointName: endpoint.name },
    search: { config: version },
  };
  return (
    <div className={styles['notice']} data-tone={isServing ? 'warning' : 'danger'} role="status">
      <strong>{t(isServing ? 'noticeFailed' : 'noticeNotReady')}</strong>
      {newest?.message != null && <span>{said(newest)}</span>}
      {newest && <Link {...(to as unknown as LinkProps)}>{t('configOf', { version })}</Link>}
    </div>
  );
}
