import { betweenNames, count } from '@/lib/format';
import { missingOf, sumOf, twins } from '../api/draft';
import { useEndpointMessages } from '../messages';
import styles from './entity-fields.module.css';
import type { Drafts } from './use-drafts';

/** The shares of several entities together, and what keeps the form from being sent that is not in sight. */
export function EntityFaults({ drafts: { entities, opened } }: { drafts: Drafts }) {
  const t = useEndpointMessages();
  if (entities.length < 2) return null;
  const sum = sumOf(entities);
  const same = [...twins(entities)];
  const faulty = entities.findIndex((entity) => entity.key !== opened && missingOf(entity) !== undefined);
  const fault = entities[faulty] && missingOf(entities[faulty]);
  return (
    <span role="status" className={styles['faults']}>
      <span className={sum === 100 ? 'muted' : styles['bad']}>
        {Number.isNaN(sum) ? t('badShare') : t(sum === 100 ? 'sum' : 'badSum', { sum: count(sum) })}
      </span>
      {fault && <span className={styles['bad']}>{t(`missing.${fault}`, { number: faulty + 1 })}</span>}
      {same.length > 0 && <span className={styles['bad']}>{t('sameName', { name: same.join(betweenNames()) })}</span>}
    </span>
  );
}
