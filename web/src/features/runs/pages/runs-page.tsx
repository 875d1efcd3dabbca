import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useMemo, useState, type ComponentType } from 'react';
import { Split } from '@/ui/split';
import { FIRST_LAYOUT } from '../api/layout';
import { useLiveRuns } from '../api/live';
import { queryOf, type RunsSearch } from '../api/search';
import { tablePage, type TableRun } from '../api/table';
import type { Line } from '../components/line';
import { NewRuns } from '../components/new-runs';
import { RunSelection } from '../components/run-selection';
import { RunsTable, type Rows, type RunsTableProps } from '../components/runs-table';
import { RunsToolbar } from '../components/runs-toolbar';
import { useColumnIds } from '../components/use-columns';
import { useGroupRows } from '../components/use-group-rows';
import { useLines } from '../components/use-lines';
import { useRunRows } from '../components/use-run-rows';
import { useRunMessages } from '../messages';

const route = getRouteApi('/experiments/$experimentId/runs');
const NONE: ReadonlySet<string> = new Set();

type RunsPageProps = {
  /** What stands beside the table: charts of the runs that are shown. */
  charts?: ComponentType<{ experimentId: string; runs: readonly TableRun[] }> | undefined;
};

/** The runs of an experiment: found, sorted, compared, in a table of any length. */
export function RunsPage({ charts }: RunsPageProps) {
  const { experimentId } = route.useParams();
  const search = route.useSearch();
  const show = route.useNavigate();
  const [selected, setSelected] = useState(NONE);
  const query = useMemo(() => queryOf(experimentId, search), [experimentId, search]);
  const ids = useColumnIds(search.layout, useQuery(tablePage(query, 0)).data?.columns);

  const change = useCallback(
    (changes: Partial<RunsSearch>, replace = false) =>
      void show({ search: (before) => ({ ...before, ...changes }), replace }),
    [show],
  );
  const actions = useMemo(() => {
    const toggled = (key: 'open' | 'pins' | 'hidden', id: string) =>
      void show({
        search: (before) => ({
          ...before,
          [key]: before[key].includes(id) ? before[key].filter((other) => other !== id) : [...before[key], id],
        }),
        replace: true,
      });
    return {
      toggle: (line: Line) => toggled('open', line.id),
      pin: (runId: string) => toggled('pins', runId),
      hide: (runId: string) => toggled('hidden', runId),
    };
  }, [show]);
  const columns = useLines(ids, search, actions);
  const props = { experimentId, query, search, change, ids, columns, charts, selected, onSelect: setSelected };
  const shared = { ...props, toggle: actions.toggle };
  return search.group === '' ? <Ungrouped {...shared} /> : <Grouped {...shared} />;
}

type PartProps = RunsTableProps & RunsPageProps;

function Ungrouped(props: PartProps) {
  return <Parts {...props} rows={useRunRows(props.query, props.search.open)} />;
}

function Grouped(props: PartProps) {
  const { query, search, ids } = props;
  const { group: column, aggregate, open } = search;
  return <Parts {...props} rows={useGroupRows(query, { column, aggregate, open }, ids)} />;
}

function Parts({ rows, charts: Charts, ...props }: PartProps & { rows: Rows }) {
  const t = useRunMessages();
  const { experimentId, query, search, change, ids, selected, onSelect } = props;
  const { hidden, show, share, view } = search;
  const live = useLiveRuns(experimentId, search.live);
  const onFilter = useCallback(
    (text: string) => {
      onSelect(NONE);
      change({ q: text }, true);
    },
    [change, onSelect],
  );
  const seen = useMemo(() => {
    const unseen = new Set(hidden);
    return rows.runs.filter((run) => !unseen.has(run.info.run_id));
  }, [rows.runs, hidden]);
  const table = <RunsTable {...props} rows={rows} />;
  const beside = Charts && <Charts experimentId={experimentId} runs={seen} />;
  return (
    <>
      <RunsToolbar
        experimentId={experimentId}
        query={query}
        search={search}
        change={change}
        onFilter={onFilter}
        ids={ids}
        onReset={() => change({ layout: FIRST_LAYOUT })}
        counted={rows.counted}
        error={rows.error}
        hasCharts={Charts !== undefined}
      />
      <RunSelection ids={[...selected]} experimentId={experimentId} view={view} onClear={() => onSelect(NONE)} />
      <NewRuns count={live.newRuns} onShow={live.showNew} />
      {beside === undefined || show === 'table' ? (
        table
      ) : show === 'charts' ? (
        beside
      ) : (
        <Split
          label={t('parts')}
          share={share}
          onShare={(chosen) => change({ share: chosen }, true)}
          first={table}
          second={beside}
        />
      )}
    </>
  );
}
