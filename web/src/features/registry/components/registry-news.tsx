import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useFollowedRegistry } from '@/lib/follow-model';
import { Rows } from '@/ui/rows';
import { ErrorNote, Skeleton } from '@/ui/states';
import { latestActivityQuery } from '../api/activity';
import { waitingQuery } from '../api/requests';
import { useApprovalMessages } from '../messages-approvals';
import { ActivityLine } from './activity-line';
import styles from './lists.module.css';
import { RequestLine } from './request-line';

const home = getRouteApi('/');

const FEW_REQUESTS = 5;
const FEW_ACTIVITIES = 8;

/** What waits for whoever looks, and what was done to models last; nothing where there are none. */
export function RegistryNews({ className }: { className?: string | undefined }) {
  const t = useApprovalMessages();
  const { live } = home.useSearch();
  useFollowedRegistry('registry', live);
  const waiting = useQuery(waitingQuery);
  const latest = useQuery(latestActivityQuery(FEW_ACTIVITIES));
  const requests = waiting.data?.requests;
  if (requests?.length === 0 && latest.data?.length === 0) return null;
  return (
    <>
      <section className={className}>
        <header className={styles['heading']}>
          <h2>{t('forMe')}</h2>
          <Link to="/inbox">{t('allRequests')}</Link>
        </header>
        <State of={waiting} />
        {requests?.length === 0 && <p className="muted">{t('noneForMe')}</p>}
        <Rows label={t('forMe')}>
          {requests?.slice(0, FEW_REQUESTS).map((request) => (
            <RequestLine key={request.request_id} request={request} />
          ))}
        </Rows>
      </section>
      <section className={className}>
        <header className={styles['heading']}>
          <h2>{t('news')}</h2>
          <Link to="/activity">{t('allActivity')}</Link>
        </header>
        <State of={latest} />
        {latest.data?.length === 0 && <p className="muted">{t('noActivity')}</p>}
        <Rows label={t('news')}>
          {latest.data?.map((activity) => (
            <ActivityLine key={activity.activity_id} activity={activity} about={{}} />
          ))}
        </Rows>
      </section>
    </>
  );
}

/** Of a part of the page that is not there yet. */
function State({ of: { data, error } }: { of: { data: unknown; error: Error | null } }): ReactNode {
  if (data !== undefined) return null;
  return error ? <ErrorNote error={error} /> : <Skeleton />;
}
