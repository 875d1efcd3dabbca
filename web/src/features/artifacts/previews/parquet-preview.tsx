import { useSuspenseQuery } from '@tanstack/react-query';
import {
  asyncBufferFromUrl,
  parquetMetadataAsync,
  parquetReadObjects,
  type AsyncBuffer,
  type FileMetaData,
} from 'hyparquet';
import {
  decompressBrotli,
  decompressGzip,
  decompressLz4,
  decompressLz4Raw,
  decompressZstd,
} from 'hyparquet-compressors';
import { useMemo } from 'react';
import { ask } from '@/lib/api-client';
import { count } from '@/lib/format';
import { useLoadedRows } from '@/lib/loaded-rows';
import { DataTable } from '@/ui/data-table/data-table';
import type { Column } from '@/ui/data-table/columns';
import { FailedState, LoadingState } from '@/ui/states';
import { fileUrl } from '../api/artifacts';
import type { PreviewProps } from '../components/artifact-view';
import { useArtifactMessages } from '../messages';
import styles from './previews.module.css';

/** Rows that are read at once. */
const PAGE = 500;

/** All but Snappy, which the reader has in plain JavaScript; the page's policy allows no WebAssembly. */
const COMPRESSORS = {
  GZIP: (input: Uint8Array, length: number) => decompressGzip(input, length),
  ZSTD: (input: Uint8Array) => decompressZstd(input),
  BROTLI: (input: Uint8Array, length: number) => decompressBrotli(input, length),
  LZ4: (input: Uint8Array, length: number) => decompressLz4(input, length),
  LZ4_RAW: (input: Uint8Array, length: number) => decompressLz4Raw(input, length),
};

type Line = { place: number; cells: Record<string, unknown> };

/** The rows of a Parquet file: its footer, and then the pages that are in sight, are read by ranges. */
export default function ParquetPreview({ owner, path }: PreviewProps) {
  const url = fileUrl(owner, path);
  const { data: file } = useSuspenseQuery({
    queryKey: ['artifacts', owner.id, 'parquet', path],
    staleTime: Infinity,
    gcTime: 0,
    queryFn: async () => {
      const buffer = await asyncBufferFromUrl({ url, fetch: ask });
      return { buffer, metadata: await parquetMetadataAsync(buffer) };
    },
  });
  return <Rows {...file} path={path} id={owner.id} />;
}

function Rows({
  buffer,
  metadata,
  path,
  id,
}: {
  buffer: AsyncBuffer;
  metadata: FileMetaData;
  path: string;
  id: string;
}) {
  const t = useArtifactMessages();
  const total = Number(metadata.num_rows);
  const columns = useMemo(() => columnsOf(metadata), [metadata]);
  const loaded = useLoadedRows<Line>(['artifacts', id, 'parquet-rows', path], async (token) => {
    const rowStart = Number(token ?? 0);
    const rowEnd = Math.min(rowStart + PAGE, total);
    const rows = await parquetReadObjects({ file: buffer, metadata, rowStart, rowEnd, compressors: COMPRESSORS });
    return {
      rows: rows.map((cells, place) => ({ place: rowStart + place, cells })),
      next: rowEnd < total ? String(rowEnd) : undefined,
    };
  });
  if (loaded.error) return <FailedState error={loaded.error} onRetry={() => void loaded.refetch()} />;
  if (loaded.isLoading) return <LoadingState />;
  return (
    <div className={styles['fill']}>
      <p className={`${styles['bar'] ?? ''} muted`}>{t('rows', { rows: count(total), columns: columns.length })}</p>
      <DataTable
        label={path}
        columns={columns}
        rowCount={loaded.rowCount}
        row={loaded.row}
        rowId={({ place }) => String(place)}
        onRange={loaded.onRange}
      />
    </div>
  );
}

const NUMBERS = new Set(['INT32', 'INT64', 'INT96', 'FLOAT', 'DOUBLE']);

function columnsOf(metadata: FileMetaData): Column<Line>[] {
  const [root, ...fields] = metadata.schema;
  const names: Column<Line>[] = [];
  let at = 0;
  for (let top = 0; top < (root?.num_children ?? 0); top++) {
    const field = fields[at];
    if (!field) break;
    names.push({
      id: field.name,
      name: field.name,
      numeric: field.type !== undefined && NUMBERS.has(field.type) && field.converted_type === undefined,
      cell: ({ cells }) => <span title={shown(cells[field.name])}>{shown(cells[field.name])}</span>,
    });
    at += size(fields, at);
  }
  return names;
}

/** How many fields one takes in the flattened schema, with those below it. */
function size(fields: FileMetaData['schema'], at: number): number {
  let taken = 1;
  for (let child = 0; child < (fields[at]?.num_children ?? 0); child++) taken += size(fields, at + taken);
  return taken;
}

const LONGEST = 500;

function shown(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value.slice(0, LONGEST);
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'object') {
    return JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? String(part) : part)).slice(
      0,
      LONGEST,
    );
  }
  return typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean' ? String(value) : '';
}
