import { ChartLine, Download, ListTree, Pause, Play, Rows3, Table2, X } from 'lucide-react';
import type { CountRunsResponse } from '@/api/schema.gen';
import { Button, ButtonLink, IconButton } from '@/ui/button';
import { SavedViews } from '@/ui/saved-views';
import { Switcher } from '@/ui/switcher';
import { AGGREGATES, SHOWN, type RunsSearch } from '../api/search';
import { csvAddress, RUN_VIEWS, type TableQuery } from '../api/table';
import { useRunMessages } from '../messages';
import { RunColumnPicker } from './column-picker';
import { FilterField } from './filter-field';
import styles from './runs-toolbar.module.css';

type ToolbarProps = {
  experimentId: string;
  query: TableQuery;
  search: RunsSearch;
  change: (changes: Partial<RunsSearch>, replace?: boolean) => void;
  onFilter: (text: string) => void;
  ids: readonly string[];
  onReset: () => void;
  counted: CountRunsResponse | undefined;
  error: Error | null;
  hasCharts: boolean;
};

/** Which runs the table shows, and how. */
export function RunsToolbar(props: ToolbarProps) {
  const { experimentId, query, search, change, ids, counted, error } = props;
  const t = useRunMessages();
  const { q, view, nested, group, live, layout } = search;
  return (
    <div className={styles['bar']}>
      <FilterField experimentId={experimentId} value={q} onChange={props.onFilter} error={error} />
      <Counted counted={counted} />
      <IconButton label={t(live ? 'pause' : 'goOn')} aria-pressed={!live} onClick={() => change({ live: !live }, true)}>
        {live ? <Pause /> : <Play />}
      </IconButton>
      <Switcher
        label={t('shown')}
        value={view}
        options={RUN_VIEWS.map((option) => [option, t(`view.${option}`)] as const)}
        onChange={(chosen) => change({ view: chosen })}
      />
      {group === '' ? (
        <Button aria-pressed={nested} title={t('nestedHint')} onClick={() => change({ nested: !nested, open: [] })}>
          <ListTree />
          {t('nested')}
        </Button>
      ) : (
        <Grouped search={search} change={change} />
      )}
      <RunColumnPicker
        experimentId={experimentId}
        shown={ids}
        onChange={(columns) => change({ layout: { ...layout, columns } })}
        onReset={props.onReset}
      />
      <SavedViews of={{ screen: 'runs', experimentId }} />
      <ButtonLink href={csvAddress(query, ids)} download title={t('csvHint')}>
        <Download aria-hidden />
        CSV
      </ButtonLink>
      {props.hasCharts && <Parts search={search} change={change} />}
    </div>
  );
}

type PartProps = Pick<ToolbarProps, 'search' | 'change'>;

/** By what runs are put together, and what is shown of their metrics. */
function Grouped({ search, change }: PartProps) {
  const t = useRunMessages();
  const name = search.group.slice(search.group.indexOf('.') + 1);
  return (
    <span className={styles['group']}>
      <span className={styles['chip']}>
        <Rows3 aria-hidden />
        <span className="truncate">{t('groupedBy', { column: name })}</span>
        <IconButton label={t('ungroup')} onClick={() => change({ group: '', open: [] })}>
          <X />
        </IconButton>
      </span>
      <Switcher
        label={t('aggregate')}
        value={search.aggregate}
        options={AGGREGATES.map((option) => [option, t(`aggregate.${option}`)] as const)}
        onChange={(aggregate) => change({ aggregate })}
      />
    </span>
  );
}

const ICONS = { table: <Table2 aria-hidden />, both: null, charts: <ChartLine aria-hidden /> };

function Parts({ search, change }: PartProps) {
  const t = useRunMessages();
  return (
    <Switcher
      label={t('parts')}
      value={search.show}
      options={SHOWN.map(
        (option) =>
          [
            option,
            <>
              {ICONS[option]}
              {t(`parts.${option}`)}
            </>,
          ] as const,
      )}
      onChange={(show) => change({ show })}
    />
  );
}

function Counted({ counted }: { counted: CountRunsResponse | undefined }) {
  const t = useRunMessages();
  if (!counted) return null;
  const { count: found = 0, total = 0 } = counted;
  return (
    <span className={styles['count']} role="status">
      {found === total ? t('countedAll', { count: total }) : t('counted', { count: found, total })}
    </span>
  );
}
