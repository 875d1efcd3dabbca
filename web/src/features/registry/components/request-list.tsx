import { useState, type ReactNode } from 'react';
import { useFreshRows } from '@/lib/fresh-rows';
import { REGISTRY_EVENTS } from '@/lib/live';
import { useLoadedRows } from '@/lib/loaded-rows';
import { Button } from '@/ui/button';
import { NewRows } from '@/ui/new-rows';
import { Rows } from '@/ui/rows';
import { RowLinks } from '@/ui/row-links';
import { FailedState, LoadingState } from '@/ui/states';
import { listRequests, type Decision, type ModelRequest, type Requests } from '../api/requests';
import { useApprovalMessages } from '../messages-approvals';
import { DecisionDialog } from './decision-dialog';
import { RequestLine } from './request-line';
import styles from './lists.module.css';

type RequestListProps = { label: string; requests: Requests; isLive: boolean; empty: ReactNode };

/** Open requests, with what one may do about each. */
export function RequestList({ label, requests, isLive, empty }: RequestListProps) {
  const t = useApprovalMessages();
  const [asked, setAsked] = useState<{ request: ModelRequest; decision: Decision }>();
  const queryKey = ['registry', 'requests', requests];
  const load = (token: string | undefined, signal: AbortSignal) => listRequests(requests, token, signal);
  const loaded = useLoadedRows(queryKey, load);
  const fresh = useFreshRows({
    queryKey,
    load,
    rowId: ({ request_id: id }) => id,
    path: isLive ? REGISTRY_EVENTS : undefined,
    isOfModel: ({ name }) => requests.name === undefined || name === requests.name,
  });
  if (loaded.isLoading) return <LoadingState />;
  if (loaded.error) return <FailedState error={loaded.error} onRetry={() => void loaded.refetch()} />;
  const found = loaded.rows;
  return (
    <>
      <NewRows
        count={fresh.count}
        gone={fresh.gone}
        text={t('newRequests', { count: fresh.count })}
        onShow={fresh.show}
      />
      {found.length === 0 ? (
        empty
      ) : (
        <RowLinks className={styles['list']}>
          <Rows label={label}>
            {found.map((request) => (
              <RequestLine
                key={request.request_id}
                request={request}
                isOfOne={requests.version !== undefined}
                onDecide={(decision) => setAsked({ request, decision })}
              />
            ))}
          </Rows>
          {loaded.hasMore && (
            <Button busy={loaded.isLoadingMore} onClick={loaded.more}>
              {t('more')}
            </Button>
          )}
        </RowLinks>
      )}
      {asked && <DecisionDialog {...asked} onClose={() => setAsked(undefined)} />}
    </>
  );
}
