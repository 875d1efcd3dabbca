import { Badge } from '@/ui/badge';
import { CopyId } from '@/ui/copy-button';
import { RelativeTime } from '@/ui/relative-time';
import { Facts, Section } from '@/ui/section';
import type { DataKey } from '../api/keys';
import { useKeyMessages } from '../messages';
import styles from './data-keys.module.css';

/** What data keys are for, as far as it has a name for people. */
const PURPOSES = ['audit', 'secrets', 'artifacts', 'contents'] as const;

/** Each data key, with its state. */
export function DataKeys({ keys }: { keys: readonly DataKey[] }) {
  const t = useKeyMessages();
  return (
    <Section title={t('dataKeys')} count={keys.length}>
      <ul className={styles['keys']} aria-label={t('dataKeys')}>
        {keys.map(({ id, purpose, wrapping_key: wrapping, created_at: made, retired_at: retired }) => {
          const known = PURPOSES.find((one) => one === purpose);
          return (
            <li key={id}>
              <h3>
                {known ? t(`purpose.${known}`) : purpose}{' '}
                <Badge tone={retired == null ? 'success' : 'neutral'}>{t(retired == null ? 'inUse' : 'toRead')}</Badge>
              </h3>
              <Facts
                facts={[
                  [t('made'), <RelativeTime key="made" millis={made} />],
                  [t('retired'), retired != null && <RelativeTime key="retired" millis={retired} />],
                  [t('wrappedWith'), <code key="with">{wrapping}</code>],
                  [t('id'), <CopyId key="id" id={id} />],
                ]}
              />
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
