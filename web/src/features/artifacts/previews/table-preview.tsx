import Papa from 'papaparse';
import { useMemo } from 'react';
import { count } from '@/lib/format';
import { DataTable } from '@/ui/data-table/data-table';
import type { Column } from '@/ui/data-table/columns';
import { CodeView } from '@/ui/code-view';
import { nameOf } from '../api/artifacts';
import type { PreviewProps } from '../components/artifact-view';
import { useArtifactMessages } from '../messages';
import { Head, type TextHead } from './head';
import styles from './previews.module.css';

/** The rows of a CSV or TSV file, as far as it is read. */
export default function TablePreview({ owner, path }: PreviewProps) {
  return (
    <Head owner={owner} path={path}>
      {(head) => <Table head={head} path={path} />}
    </Head>
  );
}

type Line = { place: number; cells: string[] };

function Table({ head: { text, isWhole }, path }: { head: TextHead; path: string }) {
  const t = useArtifactMessages();
  const { columns, lines } = useMemo(() => {
    const tab = /\.tsv$/i.test(path) ? '\t' : '';
    const { data } = Papa.parse<string[]>(text, { skipEmptyLines: true, delimiter: tab });
    const [header = [], ...rows] = isWhole ? data : data.slice(0, -1); // the last one may be cut
    return { columns: columnsOf(header, rows), lines: rows.map((cells, place): Line => ({ place, cells })) };
  }, [text, path, isWhole]);
  if (lines.length === 0) return <CodeView text={text} name={nameOf(path)} label={path} />;
  return (
    <div className={styles['fill']}>
      <p className={`${styles['bar'] ?? ''} muted`}>
        {t(isWhole ? 'rows' : 'rowsRead', { rows: count(lines.length), columns: columns.length })}
      </p>
      <DataTable
        label={path}
        columns={columns}
        rowCount={lines.length}
        row={(index) => lines[index]}
        rowId={({ place }) => String(place)}
      />
    </div>
  );
}

const LOOKED_AT = 50;

function columnsOf(header: readonly string[], rows: readonly string[][]): Column<Line>[] {
  return header.map((name, place) => {
    const seen = rows.slice(0, LOOKED_AT).map((cells) => cells[place] ?? '');
    return {
      id: String(place),
      name: name === '' ? String(place + 1) : name,
      numeric: seen.every((cell) => cell === '' || Number.isFinite(Number(cell))),
      cell: ({ cells }) => <span title={cells[place]}>{cells[place]}</span>,
    };
  });
}
