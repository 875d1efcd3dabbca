import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { axisOf, type XKind } from './axes';
import { shapeOf, type Frame, type Shape } from './geometry';
import type { Line, Window } from './line';
import { paint } from './paint';
import type { Palette } from './palette';
import { xRange, yRange } from './y-range';

export type PlotOptions = {
  kind: XKind;
  logX: boolean;
  logY: boolean;
  palette: Palette;
  /** Charts of one key show the pointer of each other. */
  syncKey: string;
  onZoom: (window: Window | undefined) => void;
  /** The pointer is somewhere: pixels from the left and the top of the plot; undefined where it is nowhere. */
  onCursor: (place: { left: number; top: number } | undefined) => void;
};

export type PlotContent = {
  lines: readonly Line[];
  window: Window | undefined;
  smoothing: number;
  ignoreOutliers: boolean;
  fromZero?: boolean | undefined;
};

/** Narrower selections are clicks. */
const LEAST_DRAG = 5;
const NOTHING: Window = [0, 1];

/**
 * A chart on the page. uPlot keeps the axes, the pointer and the selection; lines are painted by `paint`, since each
 * has an x of its own, and uPlot would want them joined into one table.
 */
export class Plot {
  private readonly chart: uPlot;
  private readonly options: PlotOptions;
  private content: PlotContent = { lines: [], window: undefined, smoothing: 0, ignoreOutliers: false };
  private shapes: readonly Shape[] = [];
  private focus: string | undefined;

  constructor(element: HTMLElement, size: { width: number; height: number }, options: PlotOptions) {
    this.options = options;
    this.chart = new uPlot(this.uplotOptions(size), [[...NOTHING], [null, null]], element);
  }

  private uplotOptions(size: { width: number; height: number }): uPlot.Options {
    const { kind, logX, logY, palette, syncKey, onZoom, onCursor } = this.options;
    return {
      ...size,
      ms: 1,
      padding: [10, 14, 0, 0],
      legend: { show: false },
      series: [{}, { scale: 'y', show: true, points: { show: false }, paths: () => null }],
      scales: {
        x: { time: kind === 'time', auto: false, distr: distribution(logX), range: exactly },
        y: { auto: false, distr: distribution(logY), range: exactly },
      },
      axes: [axisOf('x', kind, palette), axisOf('y', 'number', palette)],
      cursor: {
        y: false,
        points: { show: false },
        drag: { x: true, y: false, setScale: false, dist: LEAST_DRAG },
        sync: { key: syncKey, scales: ['x', null], setSeries: false, filters: { pub: isMove } },
        bind: {
          dblclick: () => () => {
            onZoom(undefined);
            return null;
          },
        },
      },
      hooks: {
        draw: [
          (chart) => paint(chart.ctx, this.frame(), this.shapes, { palette, ratio: uPlot.pxRatio, focus: this.focus }),
        ],
        setCursor: [({ cursor: { left = -1, top = -1 } }) => onCursor(left < 0 ? undefined : { left, top })],
        setSelect: [
          (chart) => {
            const { left, width } = chart.select;
            if (width < LEAST_DRAG) return;
            chart.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
            onZoom([chart.posToVal(left, 'x'), chart.posToVal(left + width, 'x')]);
          },
        ],
      },
    };
  }

  /** Shows other lines, or the same in another way. */
  show(content: PlotContent): void {
    if (content.lines !== this.content.lines || content.smoothing !== this.content.smoothing) {
      this.shapes = content.lines.map((line) => shapeOf(line, content.smoothing));
    }
    this.content = content;
    const { logX, logY } = this.options;
    const x = content.window ?? xRange(content.lines, logX) ?? (logX ? [1, 10] : NOTHING);
    const y = yRange(content.lines, { ...content, window: x, log: logY }) ?? (logY ? [1, 10] : NOTHING);
    this.chart.batch(() => {
      this.chart.setScale('x', { min: x[0], max: x[1] });
      this.chart.setScale('y', { min: y[0], max: y[1] });
      this.chart.redraw(false, true);
    });
  }

  /** Lets one line stand out. */
  setFocus(id: string | undefined): void {
    if (id === this.focus) return;
    this.focus = id;
    this.chart.redraw(false, false);
  }

  resize(width: number, height: number): void {
    if (width !== this.chart.width || height !== this.chart.height) this.chart.setSize({ width, height });
  }

  /** Moves the pointer, as keys do. */
  point(place: { left: number; top: number }): void {
    this.chart.setCursor(place);
  }

  /** The box of the plot within the chart, in pixels of the page. */
  box(): { left: number; top: number; width: number; height: number } {
    const { over } = this.chart;
    return { left: over.offsetLeft, top: over.offsetTop, width: over.offsetWidth, height: over.offsetHeight };
  }

  xAt(left: number): number {
    return this.chart.posToVal(left, 'x');
  }

  leftOf(x: number): number {
    return this.chart.valToPos(x, 'x');
  }

  topOf(y: number): number {
    return this.chart.valToPos(y, 'y');
  }

  get canvas(): HTMLCanvasElement {
    return this.chart.ctx.canvas;
  }

  get shown(): readonly Shape[] {
    return this.shapes;
  }

  /** Where the lines are, in pixels of the canvas. */
  frame(): Frame {
    const { bbox, scales } = this.chart;
    const scale = (key: 'x' | 'y', log: boolean) => ({ min: scales[key]?.min ?? 0, max: scales[key]?.max ?? 1, log });
    return { box: bbox, x: scale('x', this.options.logX), y: scale('y', this.options.logY) };
  }

  destroy(): void {
    this.chart.destroy();
  }
}

function exactly(_: uPlot, min: number | null, max: number | null): [number | null, number | null] {
  return [min, max];
}

/** Logarithmic or linear. */
function distribution(log: boolean): uPlot.Scale.Distr {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- uPlot's enum is not there at run time
  return log ? 3 : 1;
}

/** Other charts follow the pointer, but zoom for themselves. */
function isMove(type: string): boolean {
  return type === 'mousemove' || type === 'mouseleave';
}
