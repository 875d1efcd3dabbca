import type { KeyboardEvent, RefObject } from 'react';
import type { Hover } from './hover';
import type { Window } from './line';
import type { Plot } from './plot';

type ChartKeys = {
  plot: RefObject<Plot | undefined>;
  hover: Hover | undefined;
  onWindow: (window: Window | undefined) => void;
};

/** Of the width of a chart, a key moves the pointer so far. */
const STEP = 1 / 50;

/** The keys of a chart: arrows move the pointer, + and - zoom about it, 0 shows all. */
export function chartKeys({ plot, hover, onWindow }: ChartKeys, event: KeyboardEvent): void {
  const chart = plot.current;
  if (!chart || event.ctrlKey || event.metaKey || event.altKey) return;
  const box = chart.box();
  const left = hover ? hover.left - box.left : box.width / 2;
  const { x } = chart.frame();
  const zoom = (factor: number) => {
    const [from, to] = [
      Math.max(left - (box.width / 2) * factor, 0),
      Math.min(left + (box.width / 2) * factor, box.width),
    ];
    onWindow(factor < 1 ? [chart.xAt(from), chart.xAt(to)] : undefined);
  };
  if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
    const moved = left + (event.key === 'ArrowLeft' ? -1 : 1) * box.width * STEP;
    chart.point({
      left: Math.min(Math.max(moved, 0), box.width - 1),
      top: hover ? hover.top - box.top : box.height / 2,
    });
  } else if (event.key === '+') zoom(0.5);
  else if (event.key === '-') zoomOut(x, onWindow);
  else if (event.key === '0') onWindow(undefined);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function zoomOut({ min, max, log }: { min: number; max: number; log: boolean }, onWindow: ChartKeys['onWindow']) {
  if (log) {
    const factor = Math.sqrt(max / min);
    onWindow([min / factor, max * factor]);
  } else {
    onWindow([min - (max - min) / 2, max + (max - min) / 2]);
  }
}
