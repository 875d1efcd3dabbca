import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { WifiOff } from 'lucide-react';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { isServerThere } from '@/lib/api-client';
import { onlineState } from '@/lib/online-state';
import styles from './bars.module.css';
import { useAppMessages } from './messages';

const FIRST_PAUSE_MILLIS = 500;
const LONGEST_PAUSE_MILLIS = 8_000;
/** A server that is away again this soon was not really back: it is looked for less often then. */
const BRIEFLY_MILLIS = 15_000;

/** Says that the server is away, and looks for it until it is back; then everything in sight is read anew. */
export function OfflineBar() {
  const t = useAppMessages();
  const isOffline = useSyncExternalStore(onlineState.subscribe, onlineState.isOffline);
  useProbe(isOffline);
  useReadingAnew();
  if (!isOffline) return null;
  return (
    <p className={styles['bar']} role="status">
      <WifiOff aria-hidden /> {t('offline')}
    </p>
  );
}

function useProbe(isOffline: boolean) {
  const found = useRef({ at: 0, pause: FIRST_PAUSE_MILLIS });
  useEffect(() => {
    if (!isOffline) return undefined;
    let isGone = false;
    let timer: ReturnType<typeof setTimeout>;
    const { at, pause: lastPause } = found.current;
    let pause = Date.now() - at < BRIEFLY_MILLIS ? lastPause : FIRST_PAUSE_MILLIS;
    const probe = async () => {
      const isThere = await isServerThere();
      pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
      if (isThere) {
        found.current = { at: Date.now(), pause };
        onlineState.set(false);
      } else if (!isGone) timer = setTimeout(() => void probe(), pause);
    };
    timer = setTimeout(() => void probe(), pause);
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [isOffline]);
}

function useReadingAnew() {
  const client = useQueryClient();
  const router = useRouter();
  useEffect(
    () =>
      onlineState.onReturn(() => {
        void client.invalidateQueries();
        if (router.state.matches.some(({ status }) => status === 'error')) void router.invalidate();
      }),
    [client, router],
  );
}
