import { useQuery } from '@tanstack/react-query';
import { bytes } from '@/lib/format';
import { storageQuery } from '../api/storage';
import { useWorkspaceMessages } from '../messages';

/** How often one asks while the server finds out. */
const MEASURING_MILLIS = 2_000;

const isMeasured = ({ quota, used }: { quota?: number | null; used?: number | null }) => quota == null || used != null;

/** How much a workspace stores, of how much it may. */
export function StorageUse({ name }: { name: string }) {
  const t = useWorkspaceMessages();
  const { data: storage } = useQuery({
    ...storageQuery(name),
    refetchInterval: ({ state }) => (state.data && isMeasured(state.data) ? false : MEASURING_MILLIS),
  });
  if (!storage) return null;
  if (storage.quota == null) return <span className="muted">{t('noQuota')}</span>;
  if (!isMeasured(storage)) return <span className="muted">{t('measuring', { quota: bytes(storage.quota) })}</span>;
  return <>{t('usedOf', { used: bytes(storage.used ?? 0), quota: bytes(storage.quota) })}</>;
}
