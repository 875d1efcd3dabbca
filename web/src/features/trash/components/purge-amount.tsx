import type { Purged } from '../api/trash';
import { useTrashMessages } from '../messages';
import { KindIcon } from './kind-icon';
import styles from './purge-dialog.module.css';

/** How much of each kind a purge takes. */
export function PurgeAmount({ purged }: { purged: Purged }) {
  const t = useTrashMessages();
  const amounts = [
    ['experiment', purged.experiments, 'experiments'],
    ['run', purged.runs, 'runs'],
    ['logged_model', purged.logged_models, 'models'],
    ['trace', purged.traces, 'traces'],
  ] as const;
  return (
    <ul className={styles['amounts']} aria-label={t('wouldGo')}>
      {amounts
        .filter(([, count]) => count > 0)
        .map(([kind, count, text]) => (
          <li key={kind}>
            <KindIcon kind={kind} />
            {t(text, { count })}
          </li>
        ))}
      {purged.more && <li className="muted">{t('atLeast')}</li>}
    </ul>
  );
}
