import { useQuery } from '@tanstack/react-query';
import { KeyRound, RotateCw } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/ui/button';
import { CopyId } from '@/ui/copy-button';
import { Page } from '@/ui/page';
import { Facts, Section } from '@/ui/section';
import { EmptyState, FailedState, LoadingState } from '@/ui/states';
import { keysQuery, type Keys } from '../api/keys';
import { DataKeys } from '../components/data-keys';
import { RotateDialog } from '../components/rotate-dialog';
import { useKeyMessages } from '../messages';
import styles from '../components/data-keys.module.css';

/** With what data are encrypted, for administrators, who take new keys. */
export function KeysPage() {
  const { data: keys, error, refetch } = useQuery(keysQuery);
  if (keys) return <Loaded keys={keys} />;
  return error ? <FailedState error={error} onRetry={() => void refetch()} /> : <LoadingState />;
}

function Loaded({ keys: { place, wrapping_key: wrapping, data_keys: all = [] } }: { keys: Keys }) {
  const t = useKeyMessages();
  const [isAsking, setAsking] = useState(false);
  const older = all.filter(({ retired_at: retired }) => retired != null).length;
  const others = all.filter((key) => key.wrapping_key !== wrapping).length;
  return (
    <Page
      title={t('title')}
      actions={
        all.length > 0 && (
          <Button onClick={() => setAsking(true)}>
            <RotateCw />
            {t('rotate')}
          </Button>
        )
      }
    >
      <p className="muted">{t('about')}</p>
      <Section title={t('wrapping')}>
        <div className={styles['facts']}>
          <Facts
            facts={[
              [t('place'), <code key="place">{place}</code>],
              [t('name'), wrapping != null && <CopyId key="name" id={wrapping} />],
            ]}
          />
        </div>
      </Section>
      {others > 0 && <p>{t('notCurrent', { count: others })}</p>}
      {older > 0 && <p className="muted">{t('older', { count: older })}</p>}
      {all.length > 0 ? (
        <DataKeys keys={all} />
      ) : (
        <EmptyState icon={<KeyRound />} title={t('none')}>
          <p className="muted">{t('noneHint')}</p>
        </EmptyState>
      )}
      {isAsking && <RotateDialog onClose={() => setAsking(false)} />}
    </Page>
  );
}
