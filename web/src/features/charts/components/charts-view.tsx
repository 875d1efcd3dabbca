import { useQuery } from '@tanstack/react-query';
import { useMemo, useState, type ReactNode } from 'react';
import { MOST_CHARTED } from '@/lib/charted-runs';
import { EmptyState, FailedState, LoadingState } from '@/ui/states';
import { notify } from '@/ui/toast';
import { keysQuery, type ChartRun, type Keys } from '../api/charts';
import { imagesQuery, NO_IMAGES } from '../api/images';
import { comparingCharts, inCommon } from '../comparing';
import { titleOf, type Chart, type Layout } from '../layout';
import { useChartsMessages } from '../messages';
import { put, sectionsOf, withSection } from '../sections';
import { useLayout } from '../use-layout';
import { ChartEditor } from './chart-editor';
import { ChartGrid } from './chart-grid';
import styles from './charts.module.css';
import { ChartsToolbar } from './charts-toolbar';
import { RunLegend } from './run-legend';
import { SectionDialog } from './section-dialog';

type ChartsViewProps = {
  runs: readonly ChartRun[];
  /** Which metrics are shown. */
  isShown?: (key: string) => boolean;
  /** Whether images are shown, too. */
  withImages?: boolean;
  /** Charts begin with how the runs differ, and no stream tells what those that go on log. */
  isComparing?: boolean;
  /** Which runs these are, where they are not all. */
  note?: string | undefined;
  /** In place of charts where there is no metric. */
  empty: ReactNode;
};

const every = () => true;
const NO_KEYS: Keys = { metrics: [], params: [], images: [], more: false };

/** Charts of some runs: those that a person made, and one of each metric by itself. */
export function ChartsView({
  runs: given,
  isShown = every,
  withImages = true,
  isComparing = false,
  note,
  empty,
}: ChartsViewProps) {
  const t = useChartsMessages();
  const [layout, setLayout] = useLayout();
  const [edited, setEdited] = useState<Chart | 'new'>();
  const [isNaming, setNaming] = useState(false);
  const all = useMemo(() => given.slice(0, MOST_CHARTED), [given]);
  const runIds = useMemo(() => all.map((run) => run.run_id), [all]);
  const runs = useMemo(() => all.filter((run) => !layout.hidden.includes(run.run_id)), [all, layout.hidden]);
  const { data, error, refetch } = useQuery(keysQuery(runIds));
  const { data: images = NO_IMAGES } = useQuery({ ...imagesQuery(runIds), enabled: withImages && runIds.length > 0 });
  const keys = useMemo(() => {
    if (!data) return NO_KEYS;
    const found = { ...data, metrics: data.metrics.filter(({ key }) => isShown(key)), images: images.keys };
    return isComparing ? inCommon(found, all.length) : found;
  }, [data, images, isShown, isComparing, all.length]);
  const sections = useMemo(
    () => sectionsOf(layout, { ...keys, first: isComparing ? comparingCharts(keys) : [] }),
    [layout, keys, isComparing],
  );

  if (all.length === 0) return <EmptyState title={t('noRunsTitle')}>{<p>{t('noRunsText')}</p>}</EmptyState>;
  if (!data) return error ? <FailedState error={error} onRetry={() => void refetch()} /> : <LoadingState />;
  if (keys.metrics.length + keys.images.length + layout.charts.length === 0) return empty;

  const remove = (chart: Chart) => {
    const before = layout;
    setLayout(without(layout, chart));
    notify(t('removed', { name: titleOf(chart) }), { label: t('undo'), run: () => setLayout(before) });
  };
  const toggle = (runId: string) => {
    const isHidden = layout.hidden.includes(runId);
    const hidden = isHidden ? layout.hidden.filter((other) => other !== runId) : [...layout.hidden, runId];
    setLayout({ ...layout, hidden });
  };
  return (
    <div className={styles['view']}>
      <ChartsToolbar
        layout={layout}
        onLayout={setLayout}
        keys={keys}
        onAdd={() => setEdited('new')}
        onAddSection={() => setNaming(true)}
      />
      {all.length > 1 && <RunLegend runs={all} hidden={layout.hidden} onToggle={toggle} />}
      {note !== undefined && <p className={styles['note']}>{note}</p>}
      {given.length > MOST_CHARTED && <p className={styles['note']}>{t('tooMany', { count: MOST_CHARTED })}</p>}
      {keys.more && <p className={styles['note']}>{t('moreKeys')}</p>}
      {images.more && <p className={styles['note']}>{t('moreImages')}</p>}
      {sections.length === 0 ? (
        <EmptyState title={t('noneFound')} />
      ) : (
        <ChartGrid
          sections={sections}
          runs={runs}
          images={images}
          polls={isComparing}
          layout={layout}
          onLayout={setLayout}
          onEdit={setEdited}
          onRemove={remove}
        />
      )}
      {edited && (
        <ChartEditor
          chart={edited === 'new' ? undefined : edited}
          keys={keys}
          runs={all}
          layout={layout}
          sections={sections}
          onClose={() => setEdited(undefined)}
          onDone={(chart, section) => {
            setLayout(put(withChart(layout, chart), chart, section ?? chart.section));
            setEdited(undefined);
          }}
        />
      )}
      {isNaming && (
        <SectionDialog
          name={undefined}
          onClose={() => setNaming(false)}
          onDone={(name) => {
            setLayout(withSection(layout, name));
            setNaming(false);
          }}
        />
      )}
    </div>
  );
}

function without(layout: Layout, { id }: Chart): Layout {
  const charts = layout.charts.filter((other) => other.id !== id);
  return { ...layout, charts, removed: /^[mid]:/.test(id) ? [...layout.removed, id] : layout.removed };
}

function withChart(layout: Layout, chart: Chart): Layout {
  const isKnown = layout.charts.some((other) => other.id === chart.id);
  const charts = isKnown
    ? layout.charts.map((other) => (other.id === chart.id ? chart : other))
    : [chart, ...layout.charts];
  return { ...layout, charts };
}
