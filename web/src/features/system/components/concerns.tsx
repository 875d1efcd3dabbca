import { CircleCheck, TriangleAlert } from 'lucide-react';
import { bytes } from '@/lib/format';
import { Badge } from '@/ui/badge';
import type { Concern } from '../api/figures';
import { useSystemMessages } from '../messages';
import styles from './concerns.module.css';

/** Whether all is well, in a word. */
export function Verdict({ concerns }: { concerns: readonly Concern[] }) {
  const t = useSystemMessages();
  return concerns.length === 0 ? (
    <Badge tone="success">
      <CircleCheck aria-hidden />
      {t('healthy')}
    </Badge>
  ) : (
    <Badge tone="warning">
      <TriangleAlert aria-hidden />
      {t('concerns', { count: concerns.length })}
    </Badge>
  );
}

/** What somebody should look at, a line each. */
export function Concerns({ concerns }: { concerns: readonly Concern[] }) {
  const t = useSystemMessages();
  if (concerns.length === 0) return null;
  const text = (concern: Concern) => {
    switch (concern.of) {
      case 'store':
        return t('concern.store', { problem: concern.problem });
      case 'disk':
        return t('concern.disk', { place: concern.place, free: bytes(concern.free) });
      case 'task':
        return t('concern.task', { name: concern.name, count: concern.failures });
      case 'database':
        return t('concern.database', { count: concern.waiting });
    }
  };
  return (
    <ul className={styles['concerns']} role="alert">
      {concerns.map((concern) => (
        <li key={text(concern)}>
          <TriangleAlert aria-hidden />
          {text(concern)}
        </li>
      ))}
    </ul>
  );
}
