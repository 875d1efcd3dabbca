import { DndContext, DragOverlay, PointerSensor, useSensor, useSensors, type DragEndEvent } from '@dnd-kit/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ChevronRight } from 'lucide-react';
import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { ChartRun } from '../api/charts';
import type { Images } from '../api/images';
import { IMAGES, moved, titleOf, type Chart, type Layout, type Section } from '../layout';
import { useChartsMessages } from '../messages';
import { ChartCard } from './chart-card';
import styles from './charts.module.css';

type ChartGridProps = {
  sections: readonly Section[];
  runs: readonly ChartRun[];
  images: Images;
  /** Charts of runs that go on are read anew by themselves. */
  polls: boolean;
  layout: Layout;
  onLayout: (layout: Layout) => void;
  onEdit: (chart: Chart) => void;
  onRemove: (chart: Chart) => void;
};

type Row = { key: string; section: Section; charts: Chart[] | undefined };

/** Where few charts are there, they are wider, but not this much. */
const LEAST_COLUMNS = 2;
const CARD_WIDTH = 360;
const CARD_HEIGHT = 292;
const HEADER_HEIGHT = 40;
const ROWS_BEYOND = 1;
const DRAG_PIXELS = 6;

/** Sections of charts. Only those in sight are in the page, and only they ask for data. */
export function ChartGrid({ sections, runs, images, polls, layout, onLayout, onEdit, onRemove }: ChartGridProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const width = useWidth(scroller);
  const largest = Math.max(LEAST_COLUMNS, ...sections.map((section) => section.charts.length));
  const columns = Math.max(Math.min(Math.floor(width / CARD_WIDTH), largest), 1);
  const rows = useMemo(() => rowsOf(sections, layout.closed, columns), [sections, layout.closed, columns]);
  const virtual = useVirtualizer({
    count: width === 0 ? 0 : rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (rows[index]?.charts ? CARD_HEIGHT : HEADER_HEIGHT),
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: ROWS_BEYOND,
  });
  useLayoutEffect(() => virtual.measure(), [virtual, rows]);

  const charts = useMemo(
    () => new Map(sections.flatMap((s) => s.charts.map((chart) => [chart.id, s] as const))),
    [sections],
  );
  const [dragged, setDragged] = useState<string>();
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: DRAG_PIXELS } }));
  const drop = ({ active, over }: DragEndEvent) => {
    setDragged(undefined);
    const section = charts.get(String(active.id));
    if (!over || over.id === active.id || !section || charts.get(String(over.id)) !== section) return;
    onLayout(moved(layout, section, String(active.id), String(over.id)));
  };
  const draggedChart = dragged === undefined ? undefined : charts.get(dragged)?.charts.find((c) => c.id === dragged);

  const card = (chart: Chart, section: Section) => {
    const place = section.charts.indexOf(chart);
    const before = section.charts[place - 1];
    const move = (to: string | undefined) => () => onLayout(moved(layout, section, chart.id, to));
    return (
      <ChartCard
        key={chart.id}
        chart={chart}
        runs={runs}
        images={images}
        polls={polls}
        lines={layout.lines}
        zoom={layout.zooms[chart.id]}
        onZoom={(zoom) => onLayout({ ...layout, zooms: zoomed(layout.zooms, chart.id, zoom) })}
        step={layout.steps[chart.id]}
        onStep={(step) => onLayout({ ...layout, steps: { ...layout.steps, [chart.id]: step } })}
        width={Math.floor(width / columns)}
        onEdit={() => onEdit(chart)}
        onRemove={() => onRemove(chart)}
        onBack={before && move(before.id)}
        onOn={place + 1 < section.charts.length ? move(section.charts[place + 2]?.id) : undefined}
      />
    );
  };
  return (
    <DndContext
      sensors={sensors}
      accessibility={SILENT}
      onDragStart={({ active }) => setDragged(String(active.id))}
      onDragEnd={drop}
      onDragCancel={() => setDragged(undefined)}
    >
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls */}
      <div ref={scroller} className={styles['scroller']} tabIndex={0}>
        <div className={styles['rows']} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index];
            if (!row) return null;
            return (
              <div key={item.key} className={styles['row']} style={{ transform: `translateY(${item.start}px)` }}>
                {row.charts ? (
                  <div
                    className={styles['cards']}
                    style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
                  >
                    {row.charts.map((chart) => card(chart, row.section))}
                  </div>
                ) : (
                  <SectionHeader section={row.section} layout={layout} onLayout={onLayout} />
                )}
              </div>
            );
          })}
        </div>
      </div>
      <DragOverlay>{draggedChart && <div className={styles['overlay']}>{titleOf(draggedChart)}</div>}</DragOverlay>
    </DndContext>
  );
}

/** The menus move charts for those who use keys; the grip is for the pointer alone. */
const SILENT = {
  screenReaderInstructions: { draggable: '' },
  announcements: {
    onDragStart: () => undefined,
    onDragOver: () => undefined,
    onDragEnd: () => undefined,
    onDragCancel: () => undefined,
  },
};

type SectionHeaderProps = { section: Section; layout: Layout; onLayout: (layout: Layout) => void };

function SectionHeader({ section, layout, onLayout }: SectionHeaderProps) {
  const t = useChartsMessages();
  const isOpen = !layout.closed.includes(section.name);
  const toggle = () => {
    const closed = isOpen ? [...layout.closed, section.name] : layout.closed.filter((name) => name !== section.name);
    onLayout({ ...layout, closed });
  };
  return (
    <button type="button" className={styles['section']} aria-expanded={isOpen} onClick={toggle}>
      <ChevronRight aria-hidden />
      <span className="truncate">
        {section.name === '' ? t('ungrouped') : section.name === IMAGES ? t('images') : section.name}
      </span>
      <small>{t('count', { count: section.charts.length })}</small>
    </button>
  );
}

function rowsOf(sections: readonly Section[], closed: readonly string[], columns: number): Row[] {
  return sections.flatMap((section) => {
    const header: Row = { key: `s ${section.name}`, section, charts: undefined };
    if (closed.includes(section.name)) return [header];
    const rows: Row[] = [header];
    for (let i = 0; i < section.charts.length; i += columns) {
      rows.push({ key: `c ${section.name} ${i}`, section, charts: section.charts.slice(i, i + columns) });
    }
    return rows;
  });
}

function zoomed(zooms: Layout['zooms'], id: string, zoom: readonly [number, number] | undefined): Layout['zooms'] {
  const others = Object.entries(zooms).filter(([other]) => other !== id);
  return Object.fromEntries(zoom ? [...others, [id, zoom]] : others);
}

function useWidth(element: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const target = element.current;
    if (!target) return undefined;
    const observer = new ResizeObserver(() => setWidth(target.clientWidth));
    observer.observe(target);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
