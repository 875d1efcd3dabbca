import { useQuery } from '@tanstack/react-query';
import type { LinkProps } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useLoadedRows } from '@/lib/loaded-rows';
import { DataTable } from '@/ui/data-table/data-table';
import { SavedViews } from '@/ui/saved-views';
import { SearchField } from '@/ui/search-field';
import { FailedState, LoadingState } from '@/ui/states';
import { filterOf, STATES, WINDOWS, type State, type Window } from '../api/filter';
import { idOf, nameOf } from '../api/trace-facts';
import type { TraceLook } from '../api/look';
import { assessmentNamesQuery, NEWEST_FIRST, searchTraces, type Sort } from '../api/traces';
import { ChoiceMenu } from './choice-menu';
import { NoTraces } from './no-traces';
import { SelectedTraces } from './selected-traces';
import { useTraceColumns } from './trace-columns';
import { TraceDrawer } from './trace-drawer';
import { useTraceMessages } from '../messages';
import styles from './trace-list.module.css';

const ANY = '*';

/** What the address keeps of a list of traces. */
export type TraceListState = {
  q: string;
  state: State;
  window: Window;
  assessed: string;
  sort: Sort;
  selectedEvaluationId: string;
} & TraceLook;

type TraceListProps = {
  experimentId: string;
  /** Only traces of this run. */
  runId?: string;
  search: TraceListState;
  change: (changed: Partial<TraceListState>, replace?: boolean) => void;
  /** The address at which a trace is open beside the list. */
  opening: (traceId: string) => LinkProps;
};

/** Traces of an experiment or a run: found, chosen, opened beside the list. */
export function TraceList({ experimentId, runId, search, change, opening }: TraceListProps) {
  const t = useTraceMessages();
  const { sort, selectedEvaluationId: opened, span, tab, assessed, ...choice } = search;
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const { data: names = [] } = useQuery(assessmentNamesQuery(experimentId));
  const filter = useMemo(
    () =>
      filterOf({
        q: choice.q,
        state: choice.state,
        window: choice.window,
        runId,
        assessed: assessed === ANY ? names : assessed === '' ? [] : [assessed],
      }),
    [choice.q, choice.state, choice.window, runId, assessed, names],
  );
  const loaded = useLoadedRows(['traces', 'search', { experimentId, filter, sort }], (token, signal) =>
    searchTraces({ experimentId, filter, sort }, token, signal),
  );
  const columns = useTraceColumns(experimentId, names, opening);

  const place = loaded.rows.findIndex((trace) => idOf(trace) === opened);
  const openAt = (index: number) => {
    const found = loaded.rows[index];
    return found && (() => change({ selectedEvaluationId: idOf(found), span: '' }, true));
  };
  const current = loaded.rows[place];

  return (
    <>
      <div className={styles['bar']}>
        <SearchField
          label={t('search')}
          placeholder={t('searchHint')}
          value={choice.q}
          onChange={(q) => change({ q }, true)}
        />
        <ChoiceMenu
          label={t('status')}
          value={choice.state}
          options={STATES.map((option) => [option, t(`state.${option}`)] as const)}
          onChange={(state) => change({ state })}
        />
        <ChoiceMenu
          label={t('time')}
          value={choice.window}
          options={WINDOWS.map((option) => [option, t(`window.${option}`)] as const)}
          onChange={(window) => change({ window })}
        />
        {(names.length > 0 || assessed !== '') && (
          <ChoiceMenu
            label={t('assessed')}
            value={assessed}
            options={[['', t('assessed.all')], [ANY, t('assessed.any')], ...names.map((name) => [name, name] as const)]}
            onChange={(chosen) => change({ assessed: chosen })}
          />
        )}
        {runId === undefined && <SavedViews of={{ screen: 'traces', experimentId }} />}
        <SelectedTraces experimentId={experimentId} ids={[...selected]} onDone={() => setSelected(new Set())} />
      </div>
      {loaded.isLoading ? (
        <LoadingState />
      ) : loaded.error ? (
        <FailedState error={loaded.error} onRetry={() => void loaded.refetch()} />
      ) : (
        <DataTable
          label={t('traces')}
          columns={columns}
          rowCount={loaded.rowCount}
          row={loaded.row}
          rowId={idOf}
          onRange={loaded.onRange}
          sort={sort}
          onSort={(chosen) => change({ sort: chosen ?? NEWEST_FIRST })}
          selected={selected}
          onSelect={setSelected}
          onOpen={(trace) => change({ selectedEvaluationId: idOf(trace), span: '', tab: 'values' })}
          empty={
            <NoTraces isSearch={filter !== filterOf({ q: '', state: 'all', window: 'all', assessed: [], runId })} />
          }
        />
      )}
      <TraceDrawer
        experimentId={experimentId}
        traceId={opened}
        title={current ? nameOf(current) : opened}
        look={{ span, tab }}
        onLook={(look) => change(look, true)}
        onClose={() => change({ selectedEvaluationId: '', span: '', tab: 'values' })}
        onPrevious={place > 0 ? openAt(place - 1) : undefined}
        onNext={place >= 0 ? openAt(place + 1) : undefined}
      />
    </>
  );
}
