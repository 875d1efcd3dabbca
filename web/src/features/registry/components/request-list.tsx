import { useInfiniteQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { Button } from '@/ui/button';
import { Rows } from '@/ui/rows';
import { RowLinks } from '@/ui/row-links';
import { FailedState, LoadingState } from '@/ui/states';
import { requestsQuery, type Decision, type ModelRequest, type Requests } from '../api/requests';
import { useApprovalMessages } from '../messages-approvals';
import { DecisionDialog } from './decision-dialog';
import { RequestLine } from './request-line';
import styles from './lists.module.css';

type RequestListProps = { label: string; requests: Requests; empty: ReactNode };

/** Open requests, with what one may do about each. */
export function RequestList({ label, requests, empty }: RequestListProps) {
  const t = useApprovalMessages();
  const [asked, setAsked] = useState<{ request: ModelRequest; decision: Decision }>();
  const query = useInfiniteQuery(requestsQuery(requests));
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = query;
  const found = data?.pages.flatMap(({ requests: some = [] }) => some);
  if (!found) return error ? <FailedState error={error} onRetry={() => void refetch()} /> : <LoadingState />;
  return (
    <>
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
          {hasNextPage && (
            <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {t('more')}
            </Button>
          )}
        </RowLinks>
      )}
      {asked && <DecisionDialog {...asked} onClose={() => setAsked(undefined)} />}
    </>
  );
}
