import { useNavigate } from '@tanstack/react-router';
import { Library } from 'lucide-react';
import type { ReactNode } from 'react';
import { useLoadedRows, type Page } from '@/lib/loaded-rows';
import type { Column } from '@/ui/data-table/columns';
import { DataTable } from '@/ui/data-table/data-table';
import { SearchField } from '@/ui/search-field';
import { EmptyState, FailedState, LoadingState } from '@/ui/states';
import { addressOf } from '../address';
import { placeOf, type Thing } from '../api/things';
import { useCatalogMessages } from '../messages';
import styles from './thing-list.module.css';

type ThingListProps<T> = {
  of: 'catalogs' | 'schemas' | 'models';
  /** The full name of what they lie in; empty for all. */
  within: string;
  load: (asked: { text: string; token: string | undefined; signal: AbortSignal }) => Promise<Page<T>>;
  columns: readonly Column<T>[];
  /** What their names are to hold. */
  text: string;
  onText: (text: string) => void;
  /** What to do where there is none. */
  hint?: ReactNode;
};

/** What lies in something, found by its name. */
export function ThingList<T extends Thing>({ of, within, load, columns, text, onText, hint }: ThingListProps<T>) {
  const t = useCatalogMessages();
  const navigate = useNavigate();
  const loaded = useLoadedRows(['catalog', of, within, text], (token, signal) => load({ text, token, signal }));
  return (
    <>
      <div className={styles['bar']}>
        <SearchField label={t(`search.${of}`)} placeholder={t('searchHint')} value={text} onChange={onText} />
      </div>
      {loaded.isLoading ? (
        <LoadingState />
      ) : loaded.error ? (
        <FailedState error={loaded.error} onRetry={() => void loaded.refetch()} />
      ) : (
        <DataTable
          label={t(of)}
          keptAs={`catalogue-${of}`}
          columns={columns}
          rowCount={loaded.rowCount}
          row={loaded.row}
          rowId={(thing) => thing.full_name}
          onRange={loaded.onRange}
          isStale={loaded.isStale}
          subject={`${within} ${text}`}
          onOpen={(thing) => void navigate(addressOf(placeOf(thing.full_name)))}
          empty={
            text === '' ? (
              <EmptyState icon={<Library />} title={t(`none.${of}`)}>
                <p className="muted">{t(`noneText.${of}`)}</p>
                {hint}
              </EmptyState>
            ) : (
              <EmptyState icon={<Library />} title={t('noneFound')} />
            )
          }
        />
      )}
    </>
  );
}
