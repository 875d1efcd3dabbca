import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FormDialog } from '@/ui/dialog';
import { ErrorNote, LoadingState } from '@/ui/states';
import { TextField } from '@/ui/text-field';
import { notify, notifyError } from '@/ui/toast';
import { previewQuery, totalOf, usePurge, type PurgeTarget, type Purged } from '../api/trash';
import { useTrashMessages } from '../messages';
import { PurgeAmount } from './purge-amount';
import styles from './purge-dialog.module.css';

const AGE = /^(?=\d)(\d{1,6}d)?(\d{1,6}h)?(\d{1,6}m)?(\d{1,6}s)?$/;

type PurgeDialogProps = { target: PurgeTarget; onClose: () => void; onPurge: () => void };

/** Says what a purge would take and what would stay, and purges it once somebody agrees. */
export function PurgeDialog({ target: first, onClose, onPurge }: PurgeDialogProps) {
  const t = useTrashMessages();
  const [target, setTarget] = useState(first);
  const isAge = target.of !== 'older' || AGE.test(target.age);
  const preview = useQuery({ ...previewQuery(target), enabled: isAge });
  const purge = usePurge({
    onSuccess: (purged) => notify(t('purged', { count: totalOf(purged) })),
    onError: notifyError,
  });
  const found = isAge && !preview.isFetching ? preview.data : undefined;
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t(target.of === 'older' ? 'purgeOld' : 'purgeTitle')}
      action={t('purgeNow')}
      danger
      busy={false}
      disabled={found === undefined || totalOf(found) === 0}
      error={null}
      onSubmit={() => {
        // It may take long, and is not waited for: the page shows how far it is.
        purge.mutate(target);
        onPurge();
      }}
    >
      {target.of === 'older' && (
        <TextField
          label={t('olderThan')}
          hint={t('olderHint')}
          value={target.age}
          onChange={(age) => setTarget({ of: 'older', age: age.trim() })}
          autoComplete="off"
          required
        />
      )}
      {preview.error !== null && !preview.isFetching ? (
        <ErrorNote error={preview.error} />
      ) : found ? (
        <Found found={found} />
      ) : (
        isAge && <LoadingState />
      )}
    </FormDialog>
  );
}

function Found({ found }: { found: Purged }) {
  const t = useTrashMessages();
  return (
    <>
      {totalOf(found) === 0 ? (
        <p>{t('nothingGoes')}</p>
      ) : (
        <>
          <PurgeAmount purged={found} />
          <p>{t('purgeText')}</p>
        </>
      )}
      {found.kept.length > 0 && (
        <details open={found.kept.length < 5}>
          <summary>{t('kept', { count: found.kept.length })}</summary>
          <ul className={styles['kept']}>
            {found.kept.map((item) => (
              <li key={`${item.kind}:${item.id}`}>
                <strong>{item.name === '' ? item.id : item.name}</strong>{' '}
                <span className="muted">{item.kept_because}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
