import { getRouteApi } from '@tanstack/react-router';
import { GitCompareArrows } from 'lucide-react';
import { useMemo } from 'react';
import { Button } from '@/ui/button';
import type { Column } from '@/ui/data-table/columns';
import { DataTable } from '@/ui/data-table/data-table';
import { Page } from '@/ui/page';
import { SearchField } from '@/ui/search-field';
import { EmptyState, FailedState, LoadingState } from '@/ui/states';
import { Switcher } from '@/ui/switcher';
import { comparedRows, KINDS, type ComparedRow } from '../api/compared-rows';
import { MOST_RUNS, useComparedRuns, type Run } from '../api/compared-runs';
import { ComparedValue } from '../components/compared-value';
import { RunHeading } from '../components/run-heading';
import { useCompareMessages } from '../messages';
import styles from './compare-page.module.css';

const route = getRouteApi('/compare');
const LAYOUT = { order: [], widths: {}, pinned: ['name'] };

/** Runs of any experiments side by side: what they were given, what came out, and where they differ. */
export function ComparePage() {
  const t = useCompareMessages();
  const { runs: ids } = route.useSearch();
  const { runs, isLoading, missing, error, refetch } = useComparedRuns(ids.slice(0, MOST_RUNS));
  return (
    <Page
      title={t('title', { count: ids.length })}
      crumbs={[{ text: t('experiments'), to: { to: '/experiments' } }]}
      fill
    >
      {missing > 0 && <p className="muted">{t('missing', { count: missing })}</p>}
      {isLoading ? (
        <LoadingState />
      ) : error ? (
        <FailedState error={error} onRetry={refetch} />
      ) : runs.length === 0 ? (
        <EmptyState icon={<GitCompareArrows />} title={t('empty')}>
          <p className="muted">{t('emptyText')}</p>
        </EmptyState>
      ) : (
        <Compared runs={runs} />
      )}
    </Page>
  );
}

function Compared({ runs }: { runs: Run[] }) {
  const t = useCompareMessages();
  const { q, kind, diff } = route.useSearch();
  const show = route.useNavigate();
  const rows = useMemo(() => comparedRows(runs), [runs]);
  const ofKind = rows.filter((row) => kind === 'all' || row.kind === kind);
  const text = q.toLowerCase();
  const shown = ofKind.filter((row) => (!diff || row.differs) && row.name.toLowerCase().includes(text));
  const columns = useColumns(runs);
  return (
    <>
      <div className={styles['bar']}>
        <SearchField
          label={t('search')}
          value={q}
          onChange={(typed) => void show({ search: (before) => ({ ...before, q: typed }), replace: true })}
        />
        <Switcher
          label={t('kinds')}
          value={kind}
          options={(['all', ...KINDS] as const).map((option) => [option, t(`kind.${option}`)] as const)}
          onChange={(chosen) => void show({ search: (before) => ({ ...before, kind: chosen }) })}
        />
        <Button
          aria-pressed={diff}
          kind={diff ? 'primary' : 'normal'}
          onClick={() => void show({ search: (before) => ({ ...before, diff: !diff }) })}
        >
          {t('onlyDifferences')}
        </Button>
        <span className="muted">
          {t('differing', { count: ofKind.filter((row) => row.differs).length, total: ofKind.length })}
        </span>
      </div>
      <DataTable
        label={t('title', { count: runs.length })}
        columns={columns}
        layout={LAYOUT}
        rowCount={shown.length}
        row={(index) => shown[index]}
        rowId={(row) => row.id}
        empty={
          <EmptyState icon={<GitCompareArrows />} title={text === '' ? t('none') : t('noMatch')}>
            <p className="muted">{text === '' ? t('noneText') : t('noMatchText')}</p>
          </EmptyState>
        }
      />
    </>
  );
}

function useColumns(runs: readonly Run[]): Column<ComparedRow>[] {
  const t = useCompareMessages();
  const { baseline } = route.useSearch();
  const show = route.useNavigate();
  return useMemo(() => {
    const base = runs.findIndex((run) => run.info.run_id === baseline);
    const named: Column<ComparedRow> = {
      id: 'name',
      name: t('name'),
      width: 240,
      cell: ({ kind, name }) => (
        <span title={name}>
          {kind === 'attribute' ? t(`attribute.${name as 'status'}`) : name}{' '}
          {kind !== 'attribute' && <small className="muted">{t(`of.${kind}`)}</small>}
        </span>
      ),
    };
    const ofRun = (run: Run, place: number): Column<ComparedRow> => {
      const id = run.info.run_id;
      return {
        id,
        name: run.info.run_name,
        width: 200,
        header: (
          <RunHeading
            run={run}
            isBaseline={id === baseline}
            onBaseline={() => void show({ search: (before) => ({ ...before, baseline: id === baseline ? '' : id }) })}
            onRemove={() =>
              void show({ search: (before) => ({ ...before, runs: before.runs.filter((other) => other !== id) }) })
            }
          />
        ),
        cell: (row) => <ComparedValue row={row} place={place} baseline={base < 0 ? undefined : base} />,
      };
    };
    return [named, ...runs.map(ofRun)];
  }, [runs, baseline, show, t]);
}
