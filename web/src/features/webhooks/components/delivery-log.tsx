import { useInfiniteQuery } from '@tanstack/react-query';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { RelativeTime } from '@/ui/relative-time';
import { Line, Rows } from '@/ui/rows';
import { ErrorNote, Skeleton } from '@/ui/states';
import { notify, notifyError } from '@/ui/toast';
import { deliveriesQuery, useDeliverAgain, type Delivery } from '../api/deliveries';
import { useWebhookMessages } from '../messages';
import styles from './parts.module.css';

const TONES = { PENDING: 'info', DELIVERED: 'success', FAILED: 'danger' } as const;

/** What a webhook was told, and what became of it. */
export function DeliveryLog({ id, name, onClose }: { id: string; name: string; onClose: () => void }) {
  const t = useWebhookMessages();
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(deliveriesQuery(id));
  const again = useDeliverAgain(id);
  const deliveries = data?.pages.flatMap(({ deliveries: some = [] }) => some);
  const send = (delivery: Delivery) =>
    again.mutate(delivery.delivery_id, { onSuccess: () => notify(t('againDone')), onError: notifyError });
  return (
    <Dialog open wide title={t('logOf', { name })} onClose={onClose}>
      <div className={styles['log']}>
        {error && <ErrorNote error={error} />}
        {!error && !deliveries && <Skeleton />}
        {deliveries?.length === 0 && <p className="muted">{t('noLog')}</p>}
        <Rows label={t('log')}>
          {deliveries?.map((delivery) => (
            <Line
              key={delivery.delivery_id}
              facts={<Facts delivery={delivery} />}
              actions={<Button onClick={() => send(delivery)}>{t('again')}</Button>}
            >
              <Badge tone={TONES[delivery.status]}>{t(`delivery.${delivery.status}`)}</Badge> {delivery.event} ·{' '}
              {delivery.model_name}
            </Line>
          ))}
        </Rows>
        {hasNextPage && (
          <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('more')}
          </Button>
        )}
      </div>
    </Dialog>
  );
}

function Facts({ delivery }: { delivery: Delivery }) {
  const t = useWebhookMessages();
  const { creation_timestamp: made, next_attempt: next, response_status: status, error } = delivery;
  return (
    <>
      <RelativeTime millis={made} /> · {t('attempts', { count: delivery.attempts ?? 0 })}
      {status != null && ` · ${t('answer', { status })}`}
      {next != null && (
        <>
          {' '}
          · {t('next')} <RelativeTime millis={next} />
        </>
      )}
      {error != null && ` · ${error}`}
    </>
  );
}
