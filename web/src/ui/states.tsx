import { CircleAlert, Lock, SearchX, WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { ApiError } from '@/lib/api-client';
import { Button } from './button';
import { useUiMessages } from './messages';
import styles from './states.module.css';

type EmptyProps = { icon?: ReactNode; title: ReactNode; children?: ReactNode };

/** Nothing is here yet: what it is for, and what to do next. */
export function EmptyState({ icon, title, children }: EmptyProps) {
  return (
    <div className={styles['state']}>
      {icon}
      <h2>{title}</h2>
      {children}
    </div>
  );
}

type FailedProps = { error: Error; onRetry?: () => void };

/** What could not be shown, why, and what to do about it: missing, not permitted, no answer, or failed. */
export function FailedState({ error, onRetry }: FailedProps) {
  const t = useUiMessages();
  const { icon, title, hint } = explained(error, t);
  return (
    <div className={styles['state']} role="alert">
      {icon}
      <h2>{title}</h2>
      <p className={styles['hint']}>{hint}</p>
      <RequestId error={error} />
      {onRetry && <Button onClick={onRetry}>{t('retry')}</Button>}
    </div>
  );
}

function explained(error: Error, t: ReturnType<typeof useUiMessages>) {
  if (!(error instanceof ApiError)) return { icon: <CircleAlert />, title: t('failed'), hint: error.message };
  if (error.isOffline) return { icon: <WifiOff />, title: t('offline'), hint: t('offlineHint') };
  if (error.isForbidden) return { icon: <Lock />, title: t('forbidden'), hint: t('forbiddenHint') };
  if (error.isMissing) return { icon: <SearchX />, title: t('missing'), hint: error.message };
  return { icon: <CircleAlert />, title: t('failed'), hint: error.message };
}

/** The same in one line, beside what caused it. */
export function ErrorNote({ error }: { error: Error }) {
  const t = useUiMessages();
  const isOffline = error instanceof ApiError && error.isOffline;
  return (
    <p className={styles['note']} role="alert">
      {isOffline ? t('offline') : error.message} <RequestId error={error} />
    </p>
  );
}

function RequestId({ error }: { error: Error }) {
  const t = useUiMessages();
  if (!(error instanceof ApiError) || error.requestId === undefined || error.status < 500) return null;
  return <code className={styles['request']}>{t('requestId', { id: error.requestId })}</code>;
}

/** A grey bar in the place of a text that is on its way. */
export function Skeleton({ width = '100%' }: { width?: string }) {
  return <span className={styles['skeleton']} style={{ width }} aria-hidden />;
}

/** Grey bars in the place of a page. */
export function LoadingState() {
  const t = useUiMessages();
  return (
    <div className={styles['loading']} role="status" aria-label={t('loading')}>
      <Skeleton width="40%" />
      <Skeleton />
      <Skeleton width="85%" />
      <Skeleton width="92%" />
    </div>
  );
}
