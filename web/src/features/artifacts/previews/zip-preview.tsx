import { useSuspenseQuery } from '@tanstack/react-query';
import { HttpRangeReader, ZipReader, type Entry } from '@zip.js/zip.js';
import { useMemo } from 'react';
import { ask } from '@/lib/api-client';
import { bytes, count } from '@/lib/format';
import { DataTable } from '@/ui/data-table/data-table';
import type { Column } from '@/ui/data-table/columns';
import { RelativeTime } from '@/ui/relative-time';
import { fileUrl } from '../api/artifacts';
import type { PreviewProps } from '../components/artifact-view';
import { useArtifactMessages } from '../messages';
import styles from './previews.module.css';

const MOST = 20_000;

/** What a zip file holds: only its directory is read, and nothing is unpacked. */
export default function ZipPreview({ owner, path }: PreviewProps) {
  const t = useArtifactMessages();
  const { data: entries } = useSuspenseQuery({
    queryKey: ['artifacts', owner.id, 'zip', path],
    staleTime: 60_000,
    queryFn: async () => {
      const reader = new ZipReader(new HttpRangeReader(fileUrl(owner, path), { fetch: ask }), { useWebWorkers: false });
      const found: Entry[] = [];
      for await (const entry of reader.getEntriesGenerator()) {
        found.push(entry);
        if (found.length >= MOST) break;
      }
      return found;
    },
  });
  const columns = useMemo(
    (): Column<Entry>[] => [
      { id: 'name', name: t('name'), width: 420, cell: ({ filename }) => <span title={filename}>{filename}</span> },
      {
        id: 'size',
        name: t('size'),
        width: 110,
        numeric: true,
        cell: (entry) => <span>{bytes(entry.uncompressedSize)}</span>,
      },
      {
        id: 'packed',
        name: t('packed'),
        width: 110,
        numeric: true,
        cell: (entry) => <span>{bytes(entry.compressedSize)}</span>,
      },
      {
        id: 'time',
        name: t('changed'),
        width: 150,
        cell: (entry) => <RelativeTime millis={entry.lastModDate.getTime()} />,
      },
    ],
    [t],
  );
  return (
    <div className={styles['fill']}>
      <p className={`${styles['bar'] ?? ''} muted`}>
        {t(entries.length >= MOST ? 'firstEntries' : 'entries', { entries: count(entries.length) })}
      </p>
      <DataTable
        label={path}
        columns={columns}
        rowCount={entries.length}
        row={(index) => entries[index]}
        rowId={({ filename }) => filename}
      />
    </div>
  );
}
