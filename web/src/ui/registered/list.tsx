import { useNavigate } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { RegisteredModel } from '@/api/schema.gen';
import { ApiError } from '@/lib/api-client';
import { useFreshRows } from '@/lib/fresh-rows';
import { REGISTRY_EVENTS } from '@/lib/live';
import { useLoadedRows } from '@/lib/loaded-rows';
import { LAST_CHANGED, searchRegistered, type Registered, type RegisteredSearch } from '@/lib/registered';
import { Button } from '../button';
import { DataTable } from '../data-table/data-table';
import { LiveButton } from '../live-button';
import { NewRows } from '../new-rows';
import { Page } from '../page';
import { SearchField } from '../search-field';
import { ErrorNote, FailedState, LoadingState } from '../states';
import { useRegisteredColumns, type Kind } from './columns';
import styles from './list.module.css';

type RegisteredListProps = {
  of: Registered;
  kind: Kind;
  words: { title: string; list: string; create: string; search: string; hint: string; news: (count: number) => string };
  search: RegisteredSearch;
  show: (changed: Partial<RegisteredSearch>, replace: boolean) => void;
  /** What this browser keeps the widths of columns by. */
  keptAs: string;
  /** What is done with rows that are selected; none can be where this is not given. */
  selection?: (selected: readonly RegisteredModel[], clear: () => void) => ReactNode;
  /** Asks for what makes another one. */
  creating: (close: () => void) => ReactNode;
  empty: ReactNode;
};

const NONE: ReadonlySet<string> = new Set();

/** All registered models, or all prompts, found by their names or by the filter language. */
export function RegisteredList(props: RegisteredListProps) {
  const { of, kind, words, search, show, keptAs, selection, creating, empty } = props;
  const { q, sort, live } = search;
  const navigate = useNavigate();
  const [isCreating, setCreating] = useState(false);
  const [selected, setSelected] = useState(NONE);
  const queryKey = [of, 'search', { q, sort }];
  const load = (token: string | undefined, signal: AbortSignal) => searchRegistered(of, { q, sort }, token, signal);
  const loaded = useLoadedRows(queryKey, load);
  const fresh = useFreshRows({
    queryKey,
    load,
    rowId: ({ name }) => name,
    path: live ? REGISTRY_EVENTS : undefined,
    isOfModel: ({ prompt = false }) => prompt === (of === 'prompts'),
  });
  const columns = useRegisteredColumns(kind);
  // A filter that is none is told beside it; anything else takes the place of the list.
  const isFault = loaded.error instanceof ApiError && loaded.error.isFault;
  return (
    <Page
      title={words.title}
      fill
      actions={
        <Button kind="primary" onClick={() => setCreating(true)}>
          <Plus />
          {words.create}
        </Button>
      }
    >
      <div className={styles['bar']}>
        <SearchField
          label={words.search}
          placeholder={words.hint}
          value={q}
          onChange={(text) => show({ q: text }, true)}
        />
        <LiveButton state={fresh.state} isPaused={!live} onPause={(isPaused) => show({ live: !isPaused }, true)} />
        {loaded.error && isFault && <ErrorNote error={loaded.error} />}
        {selection?.(
          loaded.rows.filter(({ name }) => selected.has(name)),
          () => setSelected(NONE),
        )}
      </div>
      <NewRows count={fresh.count} gone={fresh.gone} text={words.news(fresh.count)} onShow={fresh.show} />
      {loaded.isLoading ? (
        <LoadingState />
      ) : loaded.error && !isFault ? (
        <FailedState error={loaded.error} onRetry={() => void loaded.refetch()} />
      ) : (
        <DataTable
          label={words.list}
          keptAs={keptAs}
          columns={columns}
          rowCount={loaded.rowCount}
          row={loaded.row}
          rowId={({ name }) => name}
          onRange={loaded.onRange}
          {...(selection && { selected, onSelect: setSelected })}
          sort={sort}
          onSort={(chosen) => show({ sort: chosen ?? LAST_CHANGED }, false)}
          onOpen={({ name }) => void navigate(kind.to(name))}
          empty={empty}
        />
      )}
      {isCreating && creating(() => setCreating(false))}
    </Page>
  );
}
