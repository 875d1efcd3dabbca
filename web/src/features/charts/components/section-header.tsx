import { useDraggable, useDroppable } from '@dnd-kit/core';
import { ArrowDown, ArrowUp, ChevronRight, GripVertical, Pencil, Trash2 } from 'lucide-react';
import { MenuItem, MoreMenu } from '@/ui/menu';
import { SECTION } from '../dropped';
import { IMAGES, type Layout } from '../layout';
import { useChartsMessages } from '../messages';
import { isOwn, withoutSection, type Section } from '../sections';
import styles from './charts.module.css';

/** What a section is called. */
export function useSectionName(layout: Layout): (id: string) => string {
  const t = useChartsMessages();
  return (id) => layout.names[id] ?? (id === '' ? t('ungrouped') : id === IMAGES ? t('images') : id);
}

type SectionHeaderProps = {
  section: Section;
  layout: Layout;
  onLayout: (layout: Layout) => void;
  onRename: () => void;
  /** Moves it by one place; undefined where it cannot go further. */
  onUp: (() => void) | undefined;
  onDown: (() => void) | undefined;
};

/** The heading of a section, which opens and closes it. Charts that are dropped on it go there. */
export function SectionHeader({ section, layout, onLayout, onRename, onUp, onDown }: SectionHeaderProps) {
  const t = useChartsMessages();
  const { id, charts } = section;
  const name = useSectionName(layout)(id);
  const isOpen = !layout.closed.includes(id);
  const {
    setNodeRef: setGrip,
    listeners,
    isDragging,
  } = useDraggable({ id: `${SECTION}${id}`, data: { isSection: true } });
  const { setNodeRef, isOver } = useDroppable({ id: `${SECTION}${id}` });
  const toggle = () => {
    const closed = isOpen ? [...layout.closed, id] : layout.closed.filter((other) => other !== id);
    onLayout({ ...layout, closed });
  };
  const isTarget = isOver && !isDragging;
  return (
    <div ref={setNodeRef} className={[styles['sectionBar'], isTarget ? styles['over'] : ''].join(' ')}>
      <span ref={setGrip} className={styles['grip']} title={t('dragSection', { name })} aria-hidden {...listeners}>
        <GripVertical />
      </span>
      <button type="button" className={styles['section']} aria-expanded={isOpen} onClick={toggle}>
        <ChevronRight aria-hidden />
        <span className="truncate" title={name}>
          {name}
        </span>
        <small>{charts.length === 0 ? t('emptySection') : t('count', { count: charts.length })}</small>
      </button>
      <MoreMenu label={t('moreOfSection', { name })}>
        <MenuItem icon={<Pencil />} onClick={onRename}>
          {t('renameSection')}
        </MenuItem>
        <MenuItem icon={<ArrowUp />} disabled={!onUp} onClick={() => onUp?.()}>
          {t('moveUp')}
        </MenuItem>
        <MenuItem icon={<ArrowDown />} disabled={!onDown} onClick={() => onDown?.()}>
          {t('moveDown')}
        </MenuItem>
        {isOwn(id) && (
          <MenuItem icon={<Trash2 />} danger onClick={() => onLayout(withoutSection(layout, id))}>
            {t('removeSection')}
          </MenuItem>
        )}
      </MoreMenu>
    </div>
  );
}
