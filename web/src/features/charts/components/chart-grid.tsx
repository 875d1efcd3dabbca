import { DndContext, DragOverlay, PointerSensor, useSensor, useSensors, type DragEndEvent } from '@dnd-kit/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { titleOf, type Chart } from '../layout';
import { dropped, SECTION } from '../dropped';
import { moved, movedSection, renamed, type Section } from '../sections';
import type { Drawn } from './chart-body';
import { ChartCard } from './chart-card';
import styles from './charts.module.css';
import { FullChart } from './full-chart';
import { OpenImage } from './open-image';
import { SectionDialog } from './section-dialog';
import { SectionHeader, useSectionName } from './section-header';

type ChartGridProps = Drawn & {
  sections: readonly Section[];
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
export function ChartGrid({ sections, onEdit, onRemove, ...drawn }: ChartGridProps) {
  const { layout, onLayout } = drawn;
  const nameOf = useSectionName(layout);
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

  const known = useMemo(
    () =>
      new Map(sections.flatMap((section) => section.charts.map((chart) => [chart.id, { chart, section }] as const))),
    [sections],
  );
  const [dragged, setDragged] = useState<string>();
  const [named, setNamed] = useState<Section>();
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: DRAG_PIXELS } }));
  const drop = ({ active, over }: DragEndEvent) => {
    setDragged(undefined);
    if (over && over.id !== active.id) {
      onLayout(dropped(layout, sections, String(active.id), String(over.id)));
    }
  };
  const full = known.get(layout.full)?.chart;

  const card = (chart: Chart, section: Section) => {
    const place = section.charts.indexOf(chart);
    const before = section.charts[place - 1];
    const move = (to: string | undefined) => () => onLayout(moved(layout, section, chart, to));
    return (
      <ChartCard
        key={chart.id}
        {...drawn}
        chart={chart}
        width={Math.floor(width / columns)}
        onEdit={() => onEdit(chart)}
        onRemove={() => onRemove(chart)}
        onBack={before && move(before.id)}
        onOn={place + 1 < section.charts.length ? move(section.charts[place + 2]?.id) : undefined}
      />
    );
  };
  const header = (section: Section) => {
    const place = sections.indexOf(section);
    const before = sections[place - 1];
    const move = (to: string | undefined) => () => onLayout(movedSection(layout, sections, section.id, to));
    return (
      <SectionHeader
        section={section}
        layout={layout}
        onLayout={onLayout}
        onRename={() => setNamed(section)}
        onUp={before && move(before.id)}
        onDown={place + 1 < sections.length ? move(sections[place + 2]?.id) : undefined}
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
                  header(row.section)
                )}
              </div>
            );
          })}
        </div>
      </div>
      <DragOverlay>
        {dragged !== undefined && (
          <div className={styles['overlay']}>
            {dragged.startsWith(SECTION)
              ? nameOf(dragged.slice(SECTION.length))
              : titleOf(known.get(dragged)?.chart ?? { fields: [] })}
          </div>
        )}
      </DragOverlay>
      {full ? <FullChart {...drawn} chart={full} /> : <OpenImage {...drawn} />}
      {named && (
        <SectionDialog
          name={nameOf(named.id)}
          onClose={() => setNamed(undefined)}
          onDone={(name) => {
            onLayout(renamed(layout, named.id, name));
            setNamed(undefined);
          }}
        />
      )}
    </DndContext>
  );
}

/** The menus move charts and sections for those who use keys; the grips are for the pointer alone. */
const SILENT = {
  screenReaderInstructions: { draggable: '' },
  announcements: {
    onDragStart: () => undefined,
    onDragOver: () => undefined,
    onDragEnd: () => undefined,
    onDragCancel: () => undefined,
  },
};

function rowsOf(sections: readonly Section[], closed: readonly string[], columns: number): Row[] {
  return sections.flatMap((section) => {
    const header: Row = { key: `s ${section.id}`, section, charts: undefined };
    if (closed.includes(section.id)) return [header];
    const rows: Row[] = [header];
    for (let i = 0; i < section.charts.length; i += columns) {
      rows.push({ key: `c ${section.id} ${i}`, section, charts: section.charts.slice(i, i + columns) });
    }
    return rows;
  });
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
