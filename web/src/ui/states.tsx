import { CircleAlert, Hourglass, Lock, SearchX, WifiOff } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, type ReactNode } from 'react';
import { ApiError } from '@/lib/api-client';
import { Button } from './button';
import { CopyButton } from './copy-button';
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

/** When what may pass is tried again by itself. A server that is away is looked for elsewhere. */
const PASSING_MILLIS = 10_000;

/** What could not be shown, why, and what to do about it: missing, not permitted, no answer, or failed. */
export function FailedState({ error, onRetry }: FailedProps) {
  const t = useUiMessages();
  const { icon, title, hint } = explained(error, t);
  const isPassing = onRetry !== undefined && error instanceof ApiError && error.isPassing && !error.isOffline;
  useRepeated(isPassing ? onRetry : undefined, PASSING_MILLIS);
  return (
    <div className={styles['state']} role="alert">
      {icon}
      <h2>{title}</h2>
      <p className={styles['hint']}>{hint}</p>
      {isPassing && <p className={styles['hint']}>{t('passingHint')}</p>}
      <RequestId error={error} />
      {onRetry && <Button onClick={onRetry}>{t('retry')}</Button>}
    </div>
  );
}

function explained(error: Error, t: ReturnType<typeof useUiMessages>) {
  if (!(error instanceof ApiError)) return { icon: <CircleAlert />, title: t('failed'), hint: error.message };
  if (error.isOffline) return { icon: <WifiOff />, title: t('offline'), hint: t('offlineHint') };
  if (error.isStopped) return { icon: <Hourglass />, title: t('stopped'), hint: t('stoppedHint') };
  if (error.isForbidden) return { icon: <Lock />, title: t('forbidden'), hint: t('forbiddenHint') };
  if (error.isMissing) return { icon: <SearchX />, title: t('missing'), hint: error.message };
  return { icon: <CircleAlert />, title: t('failed'), hint: error.message };
}

/** The same in one line, beside what caused it. */
export function ErrorNote({ error }: { error: Error }) {
  return (
    <p className={styles['note']} role="alert">
      {useErrorText(error)} <RequestId error={error} />
    </p>
  );
}

/** What went wrong, in one sentence. */
export function useErrorText(error: Error | undefined): string {
  const t = useUiMessages();
  if (!(error instanceof ApiError)) return error?.message ?? '';
  return error.isOffline ? t('offline') : error.isStopped ? t('stopped') : error.message;
}

/** What the server's log knows a refused request by, to copy. */
export function RequestId({ error }: { error: Error | undefined }) {
  const t = useUiMessages();
  if (!(error instanceof ApiError) || error.requestId === undefined) return null;
  return (
    <span className={styles['request']}>
      <code>{t('requestId', { id: error.requestId })}</code>
      <CopyButton text={error.requestId} label={t('copyRequestId')} />
    </span>
  );
}

function useRepeated(action: (() => void) | undefined, millis: number) {
  const isOn = action !== undefined;
  const current = useRef(action);
  useLayoutEffect(() => {
    current.current = action;
  });
  useEffect(() => {
    if (!isOn) return undefined;
    const timer = setInterval(() => current.current?.(), millis);
    return () => clearInterval(timer);
  }, [isOn, millis]);
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
