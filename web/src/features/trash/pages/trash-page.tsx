import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Hourglass, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { SummarizeTrashResponse } from '@/api/schema.gen';
import { count } from '@/lib/format';
import { useLoadedRows } from '@/lib/loaded-rows';
import { Button } from '@/ui/button';
import { DataTable } from '@/ui/data-table/data-table';
import { Page } from '@/ui/page';
import { SearchField } from '@/ui/search-field';
import { EmptyState, FailedState, LoadingState } from '@/ui/states';
import { Switcher } from '@/ui/switcher';
import { AGES, keyOf, KINDS, searchTrash, summaryQuery, type Kind, type PurgeTarget } from '../api/trash';
import { PurgeDialog } from '../components/purge-dialog';
import { PurgeProgress } from '../components/purge-progress';
import { Retention } from '../components/retention';
import { pageOf, useTrashColumns } from '../components/trash-columns';
import { TrashSelection } from '../components/trash-selection';
import { useTrashMessages } from '../messages';
import styles from './trash-page.module.css';

const route = getRouteApi('/trash');
const NONE: ReadonlySet<string> = new Set();
const USUAL_AGE = '30d';

/** What is deleted and not gone: found, restored, purged. */
export function TrashPage() {
  const t = useTrashMessages();
  const { q: text, kind, age } = route.useSearch();
  const summary = useQuery(summaryQuery({ text, age }));
  const [selected, setSelected] = useState(NONE);
  const [target, setTarget] = useState<PurgeTarget>();
  const { retention, purge } = summary.data ?? {};
  return (
    <Page
      title={t('title')}
      fill
      actions={
        <>
          <Button onClick={() => setTarget({ of: 'older', age: retention?.trash ?? USUAL_AGE })}>
            <Hourglass />
            {t('purgeOld')}
          </Button>
          <Button onClick={() => setTarget({ of: 'everything' })}>
            <Trash2 />
            {t('purgeAll')}
          </Button>
        </>
      }
    >
      {retention && <Retention retention={retention} />}
      <PurgeProgress progress={purge ?? undefined} />
      <Bar summary={summary.data} onChange={() => setSelected(NONE)} />
      <TrashSelection
        keys={[...selected]}
        onClear={() => setSelected(NONE)}
        onPurge={(keys) => setTarget({ of: 'named', keys })}
      />
      <Rows key={`${kind} ${age}`} selected={selected} onSelect={setSelected} />
      {target && (
        <PurgeDialog
          target={target}
          onClose={() => setTarget(undefined)}
          onPurge={() => {
            setTarget(undefined);
            setSelected(NONE);
          }}
        />
      )}
    </Page>
  );
}

type BarProps = { summary: SummarizeTrashResponse | undefined; onChange: () => void };

/** Which things are shown, with how many there are of each kind. */
function Bar({ summary, onChange }: BarProps) {
  const t = useTrashMessages();
  const { q: text, kind, age } = route.useSearch();
  const show = route.useNavigate();
  const amounts: Partial<Record<Kind, number | undefined>> = {
    experiment: summary?.experiments,
    run: summary?.runs,
    logged_model: summary?.logged_models,
    trace: summary?.traces,
  };
  const all = summary && Object.values(amounts).reduce((sum: number, amount) => sum + (amount ?? 0), 0);
  const choose = (changes: Partial<ReturnType<typeof route.useSearch>>, replace = false) => {
    onChange();
    void show({ search: (before) => ({ ...before, ...changes }), replace });
  };
  const option = <K extends Kind | 'all'>(of: K, amount: number | undefined) =>
    [
      of,
      <>
        {t(`kind.${of}`)}
        {amount !== undefined && <span className={styles['count']}>{count(amount)}</span>}
      </>,
    ] as const;
  return (
    <div className={styles['bar']}>
      <SearchField label={t('search')} value={text} onChange={(q) => choose({ q }, true)} />
      <Switcher
        label={t('kinds')}
        value={kind}
        options={[option('all', all), ...KINDS.map((of) => option(of, amounts[of]))]}
        onChange={(chosen) => choose({ kind: chosen })}
      />
      <Switcher
        label={t('ages')}
        value={age}
        options={AGES.map((of) => [of, t(`age.${of}`)] as const)}
        onChange={(chosen) => choose({ age: chosen })}
      />
    </div>
  );
}

type RowsProps = { selected: ReadonlySet<string>; onSelect: (selected: ReadonlySet<string>) => void };

function Rows({ selected, onSelect }: RowsProps) {
  const t = useTrashMessages();
  const navigate = useNavigate();
  const { q: text, kind, age } = route.useSearch();
  const columns = useTrashColumns();
  const loaded = useLoadedRows(['trash', 'list', { text, kind, age }], (token, signal) =>
    searchTrash({ text, kind, age }, token, signal),
  );
  if (loaded.isLoading) return <LoadingState />;
  if (loaded.error) return <FailedState error={loaded.error} onRetry={() => void loaded.refetch()} />;
  return (
    <DataTable
      label={t('title')}
      keptAs="trash"
      columns={columns}
      rowCount={loaded.rowCount}
      row={loaded.row}
      rowId={keyOf}
      onRange={loaded.onRange}
      isStale={loaded.isStale}
      subject={text}
      selected={selected}
      onSelect={onSelect}
      onOpen={(item) => {
        const to = pageOf(item);
        if (to) void navigate(to);
      }}
      empty={<Nothing isSearch={text !== '' || kind !== 'all' || age !== 'any'} />}
    />
  );
}

function Nothing({ isSearch }: { isSearch: boolean }) {
  const t = useTrashMessages();
  const show = route.useNavigate();
  return (
    <EmptyState icon={<Trash2 />} title={t(isSearch ? 'noneFound' : 'emptyTitle')}>
      <p className="muted">{t(isSearch ? 'noneFoundText' : 'emptyText')}</p>
      {isSearch && (
        <Button onClick={() => void show({ search: { q: '', kind: 'all', age: 'any' } })}>{t('showAll')}</Button>
      )}
    </EmptyState>
  );
}
