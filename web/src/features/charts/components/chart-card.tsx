import { useDraggable, useDroppable } from '@dnd-kit/core';
import {
  ArrowLeft,
  ArrowRight,
  Download,
  Ellipsis,
  GripVertical,
  Maximize2,
  Pencil,
  RotateCcw,
  Table2,
  Trash2,
} from 'lucide-react';
import { lazy, Suspense, useRef, useState, type Ref, type RefObject } from 'react';
import { save } from '@/ui/chart/export';
import type { Window } from '@/ui/chart/line';
import type { LineChartActions } from '@/ui/chart/line-chart';
import { Dialog } from '@/ui/dialog';
import { IconButton } from '@/ui/button';
import { Menu, MenuItem } from '@/ui/menu';
import { notifyError } from '@/ui/toast';
import type { ChartRun } from '../api/charts';
import type { Images } from '../api/images';
import { titleOf, type Chart, type Lines } from '../layout';
import { useChartsMessages } from '../messages';
import styles from './charts.module.css';
import { MetricLines } from './metric-lines';
import { RunLegend } from './run-legend';

const ImageGrid = lazy(() => import('./image-grid').then((module) => ({ default: module.ImageGrid })));
const ValueChart = lazy(() => import('./value-chart').then((module) => ({ default: module.ValueChart })));

type ChartCardProps = {
  chart: Chart;
  runs: readonly ChartRun[];
  images: Images;
  polls: boolean;
  lines: Lines;
  zoom: Window | undefined;
  onZoom: (zoom: Window | undefined) => void;
  /** The step that a chart of images shows. */
  step: number | undefined;
  onStep: (step: number) => void;
  width: number;
  onEdit: () => void;
  onRemove: () => void;
  /** Moves it by one place; undefined where it cannot go further. */
  onBack: (() => void) | undefined;
  onOn: (() => void) | undefined;
};

/** One chart with its title and what can be done with it. */
export function ChartCard(props: ChartCardProps) {
  const { chart, zoom, onZoom, runs } = props;
  const t = useChartsMessages();
  const title = titleOf(chart);
  const [isFull, setFull] = useState(false);
  const [isTable, setTable] = useState(false);
  const actions = useRef<LineChartActions>(null);
  const { setNodeRef: setGrip, listeners, isDragging } = useDraggable({ id: chart.id });
  const { setNodeRef: setCard, isOver } = useDroppable({ id: chart.id });
  const place = [isOver && !isDragging ? styles['target'] : '', isDragging ? styles['dragged'] : ''];
  return (
    <article ref={setCard} className={[styles['card'], ...place].join(' ')} aria-label={title}>
      <header className={styles['cardHeader']}>
        <span ref={setGrip} className={styles['grip']} title={t('drag', { name: title })} aria-hidden {...listeners}>
          <GripVertical />
        </span>
        <h3 className="truncate" title={title}>
          {title}
        </h3>
        {zoom && (
          <IconButton label={t('showAll')} onClick={() => onZoom(undefined)}>
            <RotateCcw />
          </IconButton>
        )}
        <IconButton label={t('fullScreen')} onClick={() => setFull(true)}>
          <Maximize2 />
        </IconButton>
        <Actions {...props} actions={actions} isTable={isTable} onTable={() => setTable(!isTable)} />
      </header>
      <div className={styles['plot']}>{!isFull && <Body {...props} actions={actions} isTable={isTable} />}</div>
      <Dialog open={isFull} onClose={() => setFull(false)} title={title} full>
        <div className={styles['fullPlot']}>
          <Body {...props} isFull width={Math.floor(window.innerWidth * 0.9)} actions={actions} isTable={isTable} />
        </div>
        {runs.length > 1 && chart.kind !== 'image' && <RunLegend runs={runs} />}
      </Dialog>
    </article>
  );
}

type BodyProps = ChartCardProps & { isTable: boolean; isFull?: boolean; actions: Ref<LineChartActions> };

function Body(props: BodyProps) {
  const { chart, isTable, isFull = false, actions, runs } = props;
  if (chart.kind === 'line') return <MetricLines {...props} asTable={isTable} />;
  return (
    <Suspense>
      {chart.kind === 'image' ? (
        <ImageGrid {...props} isFull={isFull} />
      ) : (
        <ValueChart chart={chart} runs={runs} asTable={isTable} actions={actions} />
      )}
    </Suspense>
  );
}

type ActionsProps = ChartCardProps & {
  isTable: boolean;
  onTable: () => void;
  actions: RefObject<LineChartActions | null>;
};

function Actions({ chart, onEdit, onRemove, onBack, onOn, isTable, onTable, actions }: ActionsProps) {
  const t = useChartsMessages();
  const title = titleOf(chart);
  const keep = (kind: 'png' | 'svg' | 'csv') => {
    Promise.resolve(actions.current?.[kind]())
      .then((file) => file && save(file, `${title}.${kind}`))
      .catch(notifyError);
  };
  return (
    <Menu
      trigger={
        <IconButton label={t('more', { name: title })}>
          <Ellipsis />
        </IconButton>
      }
    >
      <MenuItem icon={<Pencil />} onClick={onEdit}>
        {t('edit')}
      </MenuItem>
      {chart.kind !== 'image' && (
        <MenuItem icon={<Table2 />} onClick={onTable}>
          {t(isTable ? 'asChart' : 'asTable')}
        </MenuItem>
      )}
      {!isTable && chart.kind !== 'image' && (
        <>
          {(['png', 'svg', 'csv'] as const).map((kind) => (
            <MenuItem key={kind} icon={<Download />} onClick={() => keep(kind)}>
              {t(kind)}
            </MenuItem>
          ))}
        </>
      )}
      <MenuItem icon={<ArrowLeft />} disabled={!onBack} onClick={() => onBack?.()}>
        {t('moveBack')}
      </MenuItem>
      <MenuItem icon={<ArrowRight />} disabled={!onOn} onClick={() => onOn?.()}>
        {t('moveOn')}
      </MenuItem>
      <MenuItem icon={<Trash2 />} danger onClick={onRemove}>
        {t('remove')}
      </MenuItem>
    </Menu>
  );
}
