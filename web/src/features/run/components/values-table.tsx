import { useMemo, type ReactNode } from 'react';
import { DataTable } from '@/ui/data-table/data-table';
import type { Column } from '@/ui/data-table/columns';
import { SearchField } from '@/ui/search-field';
import { Section } from '@/ui/section';
import { useRunMessages } from '../messages';
import styles from './values-table.module.css';

type ValuesTableProps<Row extends { key: string }> = {
  title: string;
  rows: readonly Row[];
  rowId: (row: Row) => string;
  columns: readonly Column<Row>[];
  text: string;
  onText: (text: string) => void;
  searchLabel: string;
  none: ReactNode;
};

const SEARCHED_FROM = 8;
const MOST_SHOWN = 14;

/** Keys with their values, by name, to be searched by a part of it; any number of them. */
export function ValuesTable<Row extends { key: string }>(props: ValuesTableProps<Row>) {
  const { title, rows, rowId, columns, text, onText, searchLabel, none } = props;
  const t = useRunMessages();
  const shown = useMemo(() => {
    const wanted = text.trim().toLowerCase();
    const names = new Intl.Collator(undefined, { numeric: true });
    return rows
      .filter((row) => wanted === '' || row.key.toLowerCase().includes(wanted))
      .sort((one, other) => names.compare(one.key, other.key));
  }, [rows, text]);
  return (
    <Section
      title={title}
      count={rows.length}
      actions={
        (rows.length > SEARCHED_FROM || text !== '') && (
          <SearchField label={searchLabel} value={text} onChange={onText} />
        )
      }
    >
      {rows.length === 0 ? (
        <div className={styles['none']}>{none}</div>
      ) : (
        <div
          className={styles['table']}
          style={{ blockSize: `${(Math.min(Math.max(shown.length, 2), MOST_SHOWN) + 1) * 36 + 3}px` }}
        >
          <DataTable
            label={title}
            keptAs={`run.${columns.map(({ id }) => id).join('.')}`}
            columns={columns}
            rowCount={shown.length}
            row={(index) => shown[index]}
            rowId={rowId}
            empty={<p className={styles['none']}>{t('noneFound')}</p>}
          />
        </div>
      )}
    </Section>
  );
}
