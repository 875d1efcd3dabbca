import { lazy, Suspense, type Ref } from 'react';
import type { LineChartActions } from '@/ui/chart/line-chart';
import type { ChartRun } from '../api/charts';
import type { Images } from '../api/images';
import { zoomed, type Chart, type Layout } from '../layout';
import { MetricLines } from './metric-lines';

const ImageGrid = lazy(() => import('./image-grid').then((module) => ({ default: module.ImageGrid })));
const ValueChart = lazy(() => import('./value-chart').then((module) => ({ default: module.ValueChart })));

/** What charts are drawn of, and how. */
export type Drawn = {
  runs: readonly ChartRun[];
  images: Images;
  /** Charts of runs that go on are read anew by themselves. */
  polls: boolean;
  layout: Layout;
  onLayout: (layout: Layout) => void;
};

type ChartBodyProps = Drawn & {
  chart: Chart;
  width: number;
  isFull?: boolean;
  actions: Ref<LineChartActions>;
};

/** What a chart draws, or the table that says the same. */
export function ChartBody({ chart, layout, onLayout, isFull = false, ...props }: ChartBodyProps) {
  const { id } = chart;
  const isTable = layout.tables.includes(id);
  if (chart.kind === 'line') {
    return (
      <MetricLines
        {...props}
        chart={chart}
        lines={layout.lines}
        zoom={layout.zooms[id]}
        onZoom={(zoom) => onLayout(zoomed(layout, id, zoom))}
        asTable={isTable}
      />
    );
  }
  return (
    <Suspense>
      {chart.kind === 'image' ? (
        <ImageGrid
          {...props}
          chart={chart}
          step={layout.steps[id]}
          onStep={(step) => onLayout({ ...layout, steps: { ...layout.steps, [id]: step } })}
          onOpen={(image) => onLayout({ ...layout, image })}
          isFull={isFull}
        />
      ) : (
        <ValueChart {...props} chart={chart} asTable={isTable} />
      )}
    </Suspense>
  );
}
