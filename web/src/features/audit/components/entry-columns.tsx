import { useMemo } from 'react';
import { Badge } from '@/ui/badge';
import type { Column } from '@/ui/data-table/columns';
import { RelativeTime } from '@/ui/relative-time';
import type { AuditFilter, Entry } from '../api/audit';
import { useAuditMessages } from '../messages';
import styles from './entries.module.css';

/** What is told of an entry in a line. Who and what lead to all that they did, and that happened to them. */
export function useEntryColumns(show: (filter: Partial<AuditFilter>) => void): Column<Entry>[] {
  const t = useAuditMessages();
  return useMemo(
    () => [
      { id: 'time', name: t('time'), width: 130, cell: ({ time }) => <RelativeTime millis={time} /> },
      {
        id: 'actor',
        name: t('who'),
        width: 180,
        cell: ({ actor }) =>
          actor ? (
            <Only text={actor} label={t('only', { what: actor })} onClick={() => show({ actor })} />
          ) : (
            <span className="muted">{t('anyone')}</span>
          ),
      },
      {
        id: 'action',
        name: t('action'),
        width: 360,
        cell: ({ action }) => (
          <code className="truncate" title={action}>
            {action}
          </code>
        ),
      },
      {
        id: 'about',
        name: t('what'),
        width: 360,
        cell: ({ about }) =>
          thingsOf(about).map((thing) => (
            <Only key={thing} text={thing} label={t('only', { what: thing })} onClick={() => show({ about: thing })} />
          )),
      },
      {
        id: 'outcome',
        name: t('outcome'),
        width: 190,
        cell: ({ outcome }) =>
          outcome === 'OK' ? (
            t('outcome.OK')
          ) : (
            <Badge tone="danger">{outcome.toLowerCase().replaceAll('_', ' ')}</Badge>
          ),
      },
      { id: 'workspace', name: t('workspace'), width: 130, cell: ({ workspace }) => workspace },
    ],
    [t, show],
  );
}

/** The things that an entry is about, as they are looked for. */
export function thingsOf(about: Entry['about']): string[] {
  return Object.entries(about ?? {}).flatMap(([kind, values]) => values.map((value) => `${kind}=${value}`));
}

/** Something to look for alone. */
function Only({ text, label, onClick }: { text: string; label: string; onClick: () => void }) {
  return (
    <button type="button" tabIndex={-1} className={styles['only']} title={label} aria-label={label} onClick={onClick}>
      <span className="truncate">{text}</span>
    </button>
  );
}
