import { BarChart, BoxplotChart, HeatmapChart, ParallelChart, ScatterChart } from 'echarts/charts';
import {
  GridComponent,
  LegendComponent,
  LegendScrollComponent,
  ParallelComponent,
  TooltipComponent,
  VisualMapComponent,
} from 'echarts/components';
import { init, use as register, type EChartsCoreOption } from 'echarts/core';
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers';
import { useImperativeHandle, useLayoutEffect, useRef, type Ref } from 'react';
import { useShownTheme } from '@/lib/theme';
import { currentPalette, type Palette } from './palette';

register([BarChart, BoxplotChart, HeatmapChart, ParallelChart, ScatterChart]);
register([
  GridComponent,
  LegendComponent,
  LegendScrollComponent,
  ParallelComponent,
  TooltipComponent,
  VisualMapComponent,
  CanvasRenderer,
  SVGRenderer,
]);

export type EChartOption = EChartsCoreOption;

export type PictureActions = { png: () => Promise<Blob>; svg: () => Blob };

type EChartProps = {
  /** What it shows, for those who look elsewhere. */
  label: string;
  option: (palette: Palette) => EChartOption;
  actions?: Ref<PictureActions>;
};

/** Any chart but that of lines, drawn by ECharts in the colours of the theme. */
export function EChart({ label, option, actions }: EChartProps) {
  const host = useRef<HTMLDivElement>(null);
  const chart = useRef<ReturnType<typeof init>>(undefined);
  const theme = useShownTheme();

  useLayoutEffect(() => {
    if (!host.current) return undefined;
    const made = init(host.current);
    chart.current = made;
    const observer = new ResizeObserver(() => made.resize());
    observer.observe(host.current);
    return () => {
      observer.disconnect();
      made.dispose();
    };
  }, []);

  useLayoutEffect(() => {
    chart.current?.setOption(themed(option, currentPalette()), { notMerge: true });
  }, [option, theme]);

  useImperativeHandle(actions, () => ({
    png: async () => {
      const { surface } = currentPalette();
      const url = chart.current?.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: surface }) ?? '';
      const bytes = Uint8Array.from(atob(url.slice(url.indexOf(',') + 1)), (char) => char.charCodeAt(0));
      return Promise.resolve(new Blob([bytes], { type: 'image/png' }));
    },
    svg: () => {
      const size = { width: host.current?.clientWidth ?? 600, height: host.current?.clientHeight ?? 400 };
      const drawn = init(null, null, { renderer: 'svg', ssr: true, ...size });
      const palette = currentPalette();
      drawn.setOption({ ...themed(option, palette), backgroundColor: palette.surface, animation: false });
      const text = drawn.renderToSVGString();
      drawn.dispose();
      return new Blob([text], { type: 'image/svg+xml' });
    },
  }));

  return <div ref={host} role="img" aria-label={label} style={{ width: '100%', height: '100%' }} />;
}

function themed(option: EChartProps['option'], palette: Palette): EChartOption {
  return {
    animation: false,
    color: [...palette.series],
    textStyle: { color: palette.muted, fontFamily: palette.font, fontSize: 11 },
    ...option(palette),
  };
}
