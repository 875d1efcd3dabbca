import { Hourglass } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { onlineState } from '@/lib/online-state';
import { slowRequests } from '@/lib/slow-requests';
import { Button } from '@/ui/button';
import styles from './bars.module.css';
import { useAppMessages } from './messages';

/** Says that the server has not answered for some seconds; one can stop waiting, or go on. */
export function SlowBar() {
  const t = useAppMessages();
  const since = useSyncExternalStore(slowRequests.subscribe, slowRequests.since);
  const isOffline = useSyncExternalStore(onlineState.subscribe, onlineState.isOffline);
  if (since === undefined || isOffline) return null;
  return (
    <div className={styles['bar']}>
      <Hourglass aria-hidden />
      <span role="status">{t('slow')}</span>
      <Seconds key={since} since={since} />
      <Button onClick={slowRequests.goOn}>{t('goOnWaiting')}</Button>
      <Button onClick={slowRequests.stop}>{t('stopWaiting')}</Button>
    </div>
  );
}

/** For the eye alone: nobody wants to hear every second. */
function Seconds({ since }: { since: number }) {
  const t = useAppMessages();
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <span className="numeric" aria-hidden>
      {t('seconds', { seconds: Math.round((now - since) / 1_000) })}
    </span>
  );
}
