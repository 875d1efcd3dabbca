import { useQuery } from '@tanstack/react-query';
import { WifiOff } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { onlineState } from '@/lib/online-state';
import { SERVER } from '@/lib/api-client';
import styles from './offline-bar.module.css';
import { useAppMessages } from './messages';

const PAUSE_MILLIS = 2_000;

/** Says that the server is away, and looks for it until it is back; then everything in sight is read anew. */
export function OfflineBar() {
  const t = useAppMessages();
  const isOffline = useSyncExternalStore(onlineState.subscribe, onlineState.isOffline);
  useQuery({
    queryKey: ['health'],
    enabled: isOffline,
    refetchInterval: PAUSE_MILLIS,
    retry: false,
    gcTime: 0,
    queryFn: async ({ client }) => {
      const health = await fetch(`${SERVER}/health`, { cache: 'no-store' });
      if (health.ok) {
        onlineState.set(false);
        void client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'health' });
      }
      return health.ok;
    },
  });
  if (!isOffline) return null;
  return (
    <p className={styles['bar']} role="status">
      <WifiOff aria-hidden /> {t('offline')}
    </p>
  );
}
