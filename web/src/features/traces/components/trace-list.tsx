import { useQuery } from '@tanstack/react-query';
import type { LinkProps } from '@tanstack/react-router';
import { lazy, Suspense, useMemo, useState } from 'react';
import { lookOf, NO_LOOK } from '@/lib/trace-look';
import { useFreshRows } from '@/lib/fresh-rows';
import { experimentEvents } from '@/lib/live';
import { useLoadedRows } from '@/lib/loaded-rows';
import { DataTable } from '@/ui/data-table/data-table';
import { LiveButton } from '@/ui/live-button';
import { NewRows } from '@/ui/new-rows';
import { FailedState, LoadingState } from '@/ui/states';
import { columnIds } from '../api/columns';
import { filterOf, NO_CHOICE } from '../api/filter';
import { FIRST_LAYOUT, NEWEST_FIRST, type TraceListState } from '../api/list-state';
import { measuredTime } from '../api/measured-time';
import { idOf, nameOf } from '../api/trace-facts';
import { assessmentNamesQuery, searchTraces } from '../api/traces';
import { useListMessages } from '../list-messages';
import { useTraceMessages } from '../messages';
import { NoTraces } from './no-traces';
import { SelectedTraces } from './selected-traces';
import { TraceColumnPicker } from './trace-column-picker';
import { useTraceColumns } from './trace-columns';
import { TraceDrawer } from './trace-drawer';
import { ANY, TracesToolbar } from './traces-toolbar';

const TraceCharts = lazy(() => import('./trace-charts'));

type TraceListProps = {
  experimentId: string;
  /** Only traces of this run. */
  runId?: string;
  search: TraceListState;
  change: (changed: Partial<TraceListState>, replace?: boolean) => void;
  /** The address at which a trace is open beside the list. */
  opening: (traceId: string) => LinkProps;
};

/** Traces of an experiment or a run: found, chosen, opened beside the list, and over time. */
export function TraceList({ experimentId, runId, search, change, opening }: TraceListProps) {
  const t = useTraceMessages();
  const words = useListMessages();
  const { sort, selectedEvaluationId: opened, assessed, layout } = search;
  const { q, state, window, range, show, group, step } = search;
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const { data: names = [] } = useQuery(assessmentNamesQuery(experimentId));
  const filter = useMemo(
    () =>
      filterOf({
        q,
        state,
        window,
        range,
        runId,
        assessed: assessed === ANY ? names : assessed === '' ? [] : [assessed],
      }),
    [q, state, window, range, runId, assessed, names],
  );
  const isSearch = filter !== filterOf({ ...NO_CHOICE, runId });
  const queryKey = ['traces', 'search', { experimentId, filter, sort }];
  const load = (token: string | undefined, signal: AbortSignal) =>
    searchTraces({ experimentId, filter, sort }, token, signal);
  const loaded = useLoadedRows(queryKey, load, show === 'table');
  const fresh = useFreshRows({
    queryKey,
    load,
    rowId: idOf,
    path: search.live && show === 'table' ? experimentEvents(experimentId) : undefined,
    isOfExperiment: ({ traces }) => traces === true,
  });
  const ids = useMemo(() => columnIds(layout.columns, names), [layout.columns, names]);
  const columns = useTraceColumns(experimentId, ids, opening);
  const measured = useMemo(
    () => ({ experimentId, filter, group, step, ...measuredTime(window, range) }),
    [experimentId, filter, group, step, window, range],
  );

  const place = loaded.rows.findIndex((trace) => idOf(trace) === opened);
  const openAt = (index: number) => {
    const found = loaded.rows[index];
    return found && (() => change({ selectedEvaluationId: idOf(found), span: '', find: '' }, true));
  };
  const current = loaded.rows[place];

  return (
    <>
      <TracesToolbar
        search={search}
        change={change}
        names={names}
        views={runId === undefined ? { screen: 'traces', experimentId } : undefined}
        columns={
          <TraceColumnPicker
            experimentId={experimentId}
            shown={ids}
            assessed={names}
            traces={loaded.rows}
            onChange={(chosen) => change({ layout: { ...layout, columns: chosen } })}
            onReset={() => change({ layout: FIRST_LAYOUT })}
          />
        }
      >
        <LiveButton
          state={fresh.state}
          isPaused={!search.live}
          onPause={(isPaused) => change({ live: !isPaused }, true)}
        />
        <SelectedTraces experimentId={experimentId} ids={[...selected]} onDone={() => setSelected(new Set())} />
      </TracesToolbar>
      <NewRows count={fresh.count} text={words('newTraces', { count: fresh.count })} onShow={fresh.show} />
      {show === 'charts' ? (
        <Suspense fallback={<LoadingState />}>
          <TraceCharts
            choice={measured}
            isSearch={isSearch}
            onRange={(chosen) => change({ range: chosen ? chosen.map(Math.round) : [] })}
            tables={search.tables}
            full={search.full}
            onLook={change}
          />
        </Suspense>
      ) : loaded.isLoading ? (
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
          layout={layout}
          onLayout={(changed) => change({ layout: { ...layout, ...changed } }, true)}
          onHide={(id) => change({ layout: { ...layout, columns: ids.filter((other) => other !== id) } })}
          selected={selected}
          onSelect={setSelected}
          onOpen={(trace) => change({ ...NO_LOOK, selectedEvaluationId: idOf(trace) })}
          empty={<NoTraces isSearch={isSearch} />}
        />
      )}
      <TraceDrawer
        experimentId={experimentId}
        traceId={opened}
        title={current ? nameOf(current) : opened}
        look={lookOf(search)}
        onLook={(look) => change(look, true)}
        onClose={() => change({ ...NO_LOOK, selectedEvaluationId: '' })}
        onPrevious={place > 0 ? openAt(place - 1) : undefined}
        onNext={place >= 0 ? openAt(place + 1) : undefined}
      />
    </>
  );
}
