import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { LockOpen } from 'lucide-react';
import { sessionQuery } from '@/lib/session';
import { EmptyState, FailedState, LoadingState } from '@/ui/states';
import { metastoreQuery } from '../api/grants';
import { placeOf } from '../api/things';
import { Grants } from '../components/grants';
import { Owners } from '../components/owners';
import { useCatalogMessages } from '../messages';
import styles from './pages.module.css';

/** Who may do what with the thing that the address names, or with all of the catalogue. */
export function GrantsPage() {
  const t = useCatalogMessages();
  const { fullName } = useParams({ strict: false });
  const session = useQuery(sessionQuery).data;
  if (!session) return <LoadingState />;
  if (!session.user) {
    return (
      <EmptyState icon={<LockOpen />} title={t('openToAll')}>
        <p className="muted">{t('openToAllText')}</p>
      </EmptyState>
    );
  }
  return (
    <div className={styles['scrolled']}>
      {fullName === undefined ? (
        <OfAll />
      ) : (
        <>
          <Owners fullName={fullName} />
          <Grants key={fullName} on={placeOf(fullName)} name={fullName} />
        </>
      )}
    </div>
  );
}

function OfAll() {
  const t = useCatalogMessages();
  const { data: metastore, error, refetch } = useQuery(metastoreQuery);
  if (error && !metastore) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!metastore) return <LoadingState />;
  return <Grants on={{ kind: 'metastore', fullName: metastore.metastore_id }} name={t('kind.metastore')} />;
}
