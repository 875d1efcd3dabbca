import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import { runPlace } from '@/lib/run-colors';
import { SeriesMark } from '@/ui/chart/series-mark';
import type { ChartRun } from '../api/charts';
import type { Images } from '../api/images';
import { stepsOf, type ImagePlace } from '../image-steps';
import { titleOf, type Chart } from '../layout';
import { useChartsMessages } from '../messages';
import styles from './image-grid.module.css';
import { ImageCell } from './image-cell';
import { StepSlider } from './step-slider';

type ImageGridProps = {
  chart: Chart;
  runs: readonly ChartRun[];
  images: Images;
  /** The step that is shown; the last one where undefined. */
  step: number | undefined;
  onStep: (step: number) => void;
  /** An image is to fill the window. */
  onOpen: (image: ImagePlace) => void;
  /** There is room for larger images. */
  isFull: boolean;
};

const ROW_HEIGHT = 148;
const FULL_ROW_HEIGHT = 284;
const ROWS_BEYOND = 1;

/** A row of images for each run, a column for each key, as they were at a step. Only rows in sight load theirs. */
export function ImageGrid({ chart, runs: all, images, step: chosen, onStep, onOpen, isFull }: ImageGridProps) {
  const t = useChartsMessages();
  const scroller = useRef<HTMLDivElement>(null);
  const keys = useMemo(() => chart.fields.map((field) => field.key), [chart]);
  const runs = useMemo(
    () => all.filter((run) => keys.some((key) => images.ofRuns.get(run.run_id)?.has(key) === true)),
    [all, keys, images],
  );
  const runIds = useMemo(() => runs.map((run) => run.run_id), [runs]);
  const steps = useMemo(() => stepsOf(images, runIds, keys), [images, runIds, keys]);
  const isAlone = runs.length === 1;
  const rows = useVirtualizer({
    count: runs.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (isFull ? FULL_ROW_HEIGHT : ROW_HEIGHT),
    overscan: ROWS_BEYOND,
  });
  const last = steps.at(-1);
  if (last === undefined) return <p className={styles['nothing']}>{t('noImages')}</p>;
  const step = chosen ?? last;

  const row = (run: ChartRun) => (
    <>
      {all.length > 1 && (
        <span role="rowheader" className={styles['run']} title={run.run_name}>
          <SeriesMark place={runPlace(run.run_id)} />
          <span>{run.run_name}</span>
        </span>
      )}
      {keys.map((key) => (
        <span key={key} role="cell" className={styles['cell']}>
          <ImageCell
            run={run}
            series={images.ofRuns.get(run.run_id)?.get(key)}
            step={step}
            onOpen={(place) => onOpen({ runId: run.run_id, key, place })}
          />
        </span>
      ))}
    </>
  );
  return (
    <div className={styles['whole']} data-full={isFull || undefined}>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls */}
      <div ref={scroller} className={styles['scroller']} role="table" aria-label={titleOf(chart)} tabIndex={0}>
        {keys.length > 1 && (
          <div role="row" className={styles['keys']}>
            {all.length > 1 && <span role="columnheader" className={styles['run']} aria-label={t('runs')} />}
            {keys.map((key) => (
              <span key={key} role="columnheader" className="truncate" title={key}>
                {key}
              </span>
            ))}
          </div>
        )}
        {isAlone ? (
          <div role="row" className={styles['alone']}>
            {row(runs[0] as ChartRun)}
          </div>
        ) : (
          <div className={styles['rows']} style={{ height: rows.getTotalSize() }} role="rowgroup">
            {rows.getVirtualItems().map(({ index, key, start, size }) => (
              <div
                key={key}
                role="row"
                className={styles['row']}
                style={{ transform: `translateY(${start}px)`, height: size }}
              >
                {row(runs[index] as ChartRun)}
              </div>
            ))}
          </div>
        )}
      </div>
      <StepSlider steps={steps} step={step} onStep={onStep} />
    </div>
  );
}
