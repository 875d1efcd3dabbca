import { useDraggable, useDroppable } from '@dnd-kit/core';
import { GripVertical, Maximize2, RotateCcw } from 'lucide-react';
import { useRef } from 'react';
import type { LineChartActions } from '@/ui/chart/line-chart';
import { IconButton } from '@/ui/button';
import { HowFar } from '@/ui/how-far';
import { titleOf, zoomed } from '../layout';
import { useChartsMessages } from '../messages';
import { ChartBody, type Drawn } from './chart-body';
import { ChartMenu, type ChartMenuProps } from './chart-menu';
import styles from './charts.module.css';
import { useKeep } from './use-keep';

type ChartCardProps = Drawn & ChartMenuProps & { width: number };

/** One chart with its title and what can be done with it. */
export function ChartCard(props: ChartCardProps) {
  const { chart, runs, layout, onLayout, images, polls, width, ...menu } = props;
  const t = useChartsMessages();
  const title = titleOf(chart);
  const actions = useRef<LineChartActions>(null);
  const { progress, keep, giveUp } = useKeep(chart, runs, layout, actions);
  const { setNodeRef: setGrip, listeners, isDragging } = useDraggable({ id: chart.id });
  const { setNodeRef: setCard, isOver, active } = useDroppable({ id: chart.id });
  const isTarget = isOver && !isDragging && active?.data.current?.['isSection'] !== true;
  const place = [isTarget ? styles['target'] : '', isDragging ? styles['dragged'] : ''];
  return (
    <article ref={setCard} className={[styles['card'], ...place].join(' ')} aria-label={title}>
      <header className={styles['cardHeader']}>
        <span ref={setGrip} className={styles['grip']} title={t('drag', { name: title })} aria-hidden {...listeners}>
          <GripVertical />
        </span>
        <h3 className="truncate" title={title}>
          {title}
        </h3>
        <HowFar progress={progress} onGiveUp={giveUp} />
        {layout.zooms[chart.id] && (
          <IconButton label={t('showAll')} onClick={() => onLayout(zoomed(layout, chart.id, undefined))}>
            <RotateCcw />
          </IconButton>
        )}
        <IconButton label={t('fullScreen')} onClick={() => onLayout({ ...layout, full: chart.id })}>
          <Maximize2 />
        </IconButton>
        <ChartMenu chart={chart} layout={layout} onLayout={onLayout} {...menu} onKeep={keep} />
      </header>
      <div className={styles['plot']}>
        {layout.full !== chart.id && (
          <ChartBody
            chart={chart}
            runs={runs}
            images={images}
            polls={polls}
            layout={layout}
            onLayout={onLayout}
            width={width}
            actions={actions}
          />
        )}
      </div>
    </article>
  );
}
