import { useCallback, useEffect, useId, useImperativeHandle, useLayoutEffect, useRef, useState, type Ref } from 'react';
import { metricValue } from '@/lib/format';
import { useShownTheme } from '@/lib/theme';
import { xText, type XKind } from './axes';
import { chartKeys } from './chart-keys';
import { toCsv, toPng, toSvg } from './export';
import { hoverAt, type Hover } from './hover';
import type { Line, Window } from './line';
import styles from './line-chart.module.css';
import { useChartMessages } from './messages';
import { currentPalette } from './palette';
import { Plot, type PlotContent } from './plot';
import { SeriesMark } from './series-mark';
import { Tooltip } from './tooltip';

export type LineChartActions = {
  png: () => Promise<Blob>;
  svg: () => Blob;
  csv: () => Blob;
};

type LineChartProps = {
  /** What it shows, for those who listen. */
  label: string;
  lines: readonly Line[];
  kind: XKind;
  xLabel: string;
  logX: boolean;
  logY: boolean;
  smoothing: number;
  ignoreOutliers: boolean;
  /** Whether the y axis begins at 0, as that of counts does. */
  fromZero?: boolean;
  /** What of the x axis is shown; all where undefined. */
  window: Window | undefined;
  onWindow: (window: Window | undefined) => void;
  syncKey: string;
  actions?: Ref<LineChartActions>;
};

/** So many lines are told of where the pointer is, and fewer where it only follows that of another chart. */
const ROWS = 12;
const ROWS_AFAR = 4;

/** Lines over a common axis. A drag zooms, a double click goes back; so do + and 0, and the arrows read values. */
export function LineChart(props: LineChartProps) {
  const { label, lines, kind, logX, logY, smoothing, ignoreOutliers, fromZero } = props;
  const { window, onWindow, syncKey, xLabel } = props;
  const t = useChartMessages();
  const theme = useShownTheme();
  const hint = useId();
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<Plot>(undefined);
  const zoom = useRef(onWindow);
  const [hover, setHover] = useState<Hover>();
  const [isPointed, setPointed] = useState(false);
  const content: PlotContent = { lines, window, smoothing, ignoreOutliers, fromZero };
  const latest = useRef(content);

  useLayoutEffect(() => {
    zoom.current = onWindow;
    latest.current = content;
  });

  useLayoutEffect(() => {
    const element = host.current;
    if (!element) return undefined;
    const made = new Plot(
      element,
      { width: element.clientWidth, height: element.clientHeight },
      {
        kind,
        logX,
        logY,
        palette: currentPalette(),
        syncKey,
        onZoom: (to) => zoom.current(to),
        onCursor: (place) => setHover(place && hoverAt(made, place)),
      },
    );
    plot.current = made;
    made.show(latest.current);
    const observer = new ResizeObserver(() => made.resize(element.clientWidth, element.clientHeight));
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.destroy();
      plot.current = undefined;
    };
  }, [theme, kind, logX, logY, syncKey]);

  useEffect(() => {
    plot.current?.show({ lines, window, smoothing, ignoreOutliers, fromZero });
  }, [lines, window, smoothing, ignoreOutliers, fromZero]);

  const focus = isPointed ? hover?.rows[0]?.id : undefined;
  useEffect(() => plot.current?.setFocus(lines.length > 1 ? focus : undefined), [focus, lines]);

  useImperativeHandle(props.actions, () => ({
    png: () => toPng(plot.current as Plot, label),
    svg: () => toSvg(plot.current as Plot, { title: label, kind }),
    csv: () => toCsv(lines, kind, { name: t('name'), x: xLabel, y: label }),
  }));

  const leave = useCallback(() => setPointed(false), []);
  return (
    // The arrows read the chart: it is a thing of its own kind, for which ARIA has no role.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={host}
      className={styles['host']}
      role="application"
      aria-roledescription={t('chart')}
      aria-label={label}
      aria-describedby={hint}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it takes keys
      tabIndex={0}
      onKeyDown={(event) => chartKeys({ plot, hover, onWindow }, event)}
      onPointerEnter={() => setPointed(true)}
      onPointerLeave={leave}
      onBlur={() => plot.current?.point({ left: -10, top: -10 })}
      data-points={lines.reduce((sum, line) => sum + line.x.length, 0)}
    >
      <span id={hint} className="visually-hidden">
        {t('keys')}
      </span>
      {hover && hover.rows.length > 0 && (
        <Tooltip left={hover.left} top={hover.top} host={host} title={xText(kind, hover.x)}>
          {hover.rows.slice(0, isPointed ? ROWS : ROWS_AFAR).map((row) => (
            <li key={row.id}>
              <SeriesMark place={row.place} />
              <span className="truncate">{row.name}</span>
              <span className="numeric">{metricValue(row.y)}</span>
            </li>
          ))}
          {isPointed && hover.rows.length > ROWS && (
            <li className="muted">{t('others', { count: hover.rows.length - ROWS })}</li>
          )}
        </Tooltip>
      )}
    </div>
  );
}
