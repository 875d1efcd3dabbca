import { Link, type LinkProps } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Column } from '@/ui/data-table/columns';
import { CopyId } from '@/ui/copy-button';
import { RelativeTime } from '@/ui/relative-time';
import type { Kind, TrashItem } from '../api/trash';
import { useTrashMessages } from '../messages';
import { KindIcon } from './kind-icon';
import styles from './trash-columns.module.css';

/** The page of something in the trash; traces have none there. */
export function pageOf({ kind, id, experiment_id: experimentId }: TrashItem): LinkProps | undefined {
  switch (kind as Kind) {
    case 'experiment':
      return { to: '/experiments/$experimentId', params: { experimentId } };
    case 'run':
      return { to: '/experiments/$experimentId/runs/$runId', params: { experimentId, runId: id } };
    default:
      return undefined;
  }
}

export function useTrashColumns(): Column<TrashItem>[] {
  const t = useTrashMessages();
  return useMemo(
    () => [
      { id: 'name', name: t('name'), width: 320, cell: (item) => <Name item={item} /> },
      { id: 'kind', name: t('kind'), width: 120, cell: ({ kind }) => t(`one.${kind as Kind}`) },
      {
        id: 'deleted',
        name: t('deleted'),
        width: 150,
        cell: ({ deleted_time: time }) =>
          time ? <RelativeTime millis={time} /> : <span className="muted">{t('unknownTime')}</span>,
      },
      {
        id: 'experiment',
        name: t('experiment'),
        width: 240,
        cell: ({ kind, experiment_id: experimentId, experiment_name: name }) =>
          kind === 'experiment' ? null : (
            <Link to="/experiments/$experimentId" params={{ experimentId }} title={name} className="truncate">
              {name}
            </Link>
          ),
      },
      { id: 'id', name: t('id'), width: 230, cell: ({ id }) => <CopyId id={id} /> },
      {
        id: 'files',
        name: t('files'),
        width: 420,
        cell: ({ artifact_uri: uri }) => (
          <code className="truncate" title={uri}>
            {uri}
          </code>
        ),
      },
    ],
    [t],
  );
}

function Name({ item }: { item: TrashItem }) {
  const t = useTrashMessages();
  const to = pageOf(item);
  const name = item.name === '' ? <span className="muted">{t('unnamed')}</span> : item.name;
  return (
    <span className={styles['name']}>
      <KindIcon kind={item.kind} />
      {to ? (
        <Link {...to} title={item.name} className="truncate">
          {name}
        </Link>
      ) : (
        <span className="truncate" title={item.name}>
          {name}
        </span>
      )}
    </span>
  );
}
