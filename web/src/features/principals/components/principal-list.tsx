import { useState, type ReactNode } from 'react';
import { useLoadedRows } from '@/lib/loaded-rows';
import { searchPrincipals, type Kind, type Principal } from '@/lib/principals';
import { Button } from '@/ui/button';
import type { Column } from '@/ui/data-table/columns';
import { DataTable } from '@/ui/data-table/data-table';
import { IconText } from '@/ui/icon-text';
import { Page } from '@/ui/page';
import { SearchField } from '@/ui/search-field';
import { EmptyState, FailedState, LoadingState } from '@/ui/states';
import styles from './parts.module.css';

type Words = {
  title: string;
  about: string;
  search: string;
  create: string;
  none: string;
  noneHint: string;
  noneFound: string;
};

type PrincipalListProps = {
  kind: Kind;
  words: Words;
  icon: ReactNode;
  columns: readonly Column<Principal>[];
  /** What is looked for. */
  text: string;
  onText: (text: string) => void;
  onOpen: (principal: Principal) => void;
  /** What asks for a new one. */
  creating: (close: () => void) => ReactNode;
};

/** All groups, or all programs, found by their names and loaded page by page. */
export function PrincipalList({ kind, words, icon, columns, text, onText, onOpen, creating }: PrincipalListProps) {
  const loaded = useLoadedRows(['principals', kind, 'list', text], (token, signal) =>
    searchPrincipals(kind, text, token, signal),
  );
  const [isCreating, setCreating] = useState(false);
  if (loaded.error) return <FailedState error={loaded.error} onRetry={() => void loaded.refetch()} />;
  if (loaded.isLoading) return <LoadingState />;
  return (
    <Page
      title={words.title}
      fill
      actions={
        <Button kind="primary" onClick={() => setCreating(true)}>
          <IconText icon={icon} text={words.create} />
        </Button>
      }
    >
      <p className="muted">{words.about}</p>
      <div className={styles['bar']}>
        <SearchField label={words.search} value={text} onChange={onText} />
      </div>
      <DataTable
        label={words.title}
        keptAs={kind}
        columns={columns}
        rowCount={loaded.rowCount}
        row={loaded.row}
        rowId={({ id }) => id}
        onRange={loaded.onRange}
        isStale={loaded.isStale}
        subject={text}
        onOpen={onOpen}
        empty={
          <EmptyState icon={icon} title={text === '' ? words.none : words.noneFound}>
            {text === '' && <p className="muted">{words.noneHint}</p>}
          </EmptyState>
        }
      />
      {isCreating && creating(() => setCreating(false))}
    </Page>
  );
}
