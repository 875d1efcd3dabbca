import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useMemo, useState, type ComponentType, type Dispatch, type SetStateAction } from 'react';
import type { RunInfo } from '@/api/schema.gen';
import { NewRows } from '@/ui/new-rows';
import { Split } from '@/ui/split';
import { FailedState, LoadingState } from '@/ui/states';
import { FIRST_LAYOUT } from '../api/layout';
import { useLiveRuns } from '../api/live';
import { queryOf, type RunsSearch } from '../api/search';
import { tablePage } from '../api/table';
import type { Line } from '../components/line';
import { RunSelection } from '../components/run-selection';
import { RunsTable, type Rows, type RunsTableProps } from '../components/runs-table';
import { RunsToolbar } from '../components/runs-toolbar';
import { useChartedGroups, useChartedRows, type Charted } from '../components/use-charted-runs';
import { useColumnIds } from '../components/use-columns';
import { useGroupRows } from '../components/use-group-rows';
import { useLines } from '../components/use-lines';
import { useRunRows } from '../components/use-run-rows';
import { useRunMessages } from '../messages';

const route = getRouteApi('/experiments/$experimentId/runs');
const NONE: ReadonlySet<string> = new Set();

type RunsPageProps = {
  /** What stands beside the table: charts of its runs, and a note where these are not all. */
  charts?: ComponentType<{ experimentId: string; runs: readonly RunInfo[]; note: string | undefined }> | undefined;
};

/** The runs of an experiment: found, sorted, compared, in a table of any length. */
export function RunsPage(props: RunsPageProps) {
  const { experimentId } = route.useParams();
  return <RunsOf key={experimentId} experimentId={experimentId} {...props} />;
}

function RunsOf({ experimentId, charts }: RunsPageProps & { experimentId: string }) {
  const search = route.useSearch();
  const show = route.useNavigate();
  const [selected, setSelected] = useState(NONE);
  const query = useMemo(() => queryOf(experimentId, search), [experimentId, search]);
  const ids = useColumnIds(search.layout, useQuery(tablePage(query, 0)).data?.columns);

  const change = useCallback(
    (changes: Partial<RunsSearch>, replace = false) => {
      if (changes.view !== undefined) setSelected(NONE); // nothing there is chosen yet
      void show({ search: (before) => ({ ...before, ...changes }), replace });
    },
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

type PartProps = Omit<RunsTableProps, 'rows'> &
  RunsPageProps & { onSelect: Dispatch<SetStateAction<ReadonlySet<string>>> };

function Ungrouped(props: PartProps) {
  const rows = useRunRows(props.query, props.search.open);
  return <Parts {...props} rows={rows} charted={useChartedRows(props, rows.below)} />;
}

function Grouped(props: PartProps) {
  const { query, search, ids } = props;
  const { group: column, aggregate, open } = search;
  const rows = useGroupRows(query, { column, aggregate, open }, ids);
  const charted = useChartedGroups(props, rows.groups, rows.below);
  // Without groups there is nothing to chart: whether that is all there is, they themselves say.
  const { isLoading, error, refetch } = rows.groups.length === 0 ? rows : charted;
  return <Parts {...props} rows={rows} charted={{ ...charted, isLoading, error, refetch }} />;
}

function Parts({ rows, charted, charts: Charts, ...props }: PartProps & { rows: Rows; charted: Charted }) {
  const t = useRunMessages();
  const { experimentId, query, search, change, ids, selected, onSelect } = props;
  const { show, share } = search;
  const live = useLiveRuns(experimentId, search.live);
  const onFilter = useCallback(
    (text: string) => {
      onSelect(NONE);
      change({ q: text }, true);
    },
    [change, onSelect],
  );
  const table = <RunsTable {...props} rows={rows} />;
  const note = charted.only && t(`only.${charted.only}`, { count: charted.runs.length });
  const beside =
    Charts &&
    (charted.isLoading ? (
      <LoadingState />
    ) : charted.error && charted.runs.length === 0 && search.q === '' ? (
      <FailedState error={charted.error} onRetry={charted.refetch} />
    ) : (
      <Charts experimentId={experimentId} runs={charted.runs} note={note} />
    ));
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
      <RunSelection ids={[...selected]} query={query} matching={rows.counted?.count ?? 0} onSelect={onSelect} />
      <NewRows count={live.newRuns} text={t('newRuns', { count: live.newRuns })} onShow={live.showNew} />
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
