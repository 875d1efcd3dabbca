import { ArrowLeft, ArrowRight, Pencil, Table2, Trash2 } from 'lucide-react';
import { FileItems, FILES, type FileKind } from '@/ui/chart/file-items';
import { MenuItem, MoreMenu } from '@/ui/menu';
import { titleOf, type Chart, type Layout } from '../layout';
import { useChartsMessages } from '../messages';
import { hasEveryPoint } from './use-keep';

export type ChartMenuProps = {
  chart: Chart;
  layout: Layout;
  onLayout: (layout: Layout) => void;
  onEdit: () => void;
  onRemove: () => void;
  /** Moves it by one place; undefined where it cannot go further. */
  onBack: (() => void) | undefined;
  onOn: (() => void) | undefined;
};

/** What can be done with a chart. */
export function ChartMenu(props: ChartMenuProps & { onKeep: (kind: FileKind) => void }) {
  const { chart, layout, onLayout, onEdit, onRemove, onBack, onOn, onKeep } = props;
  const t = useChartsMessages();
  const isTable = layout.tables.includes(chart.id);
  const toggle = () => {
    const others = layout.tables.filter((id) => id !== chart.id);
    onLayout({ ...layout, tables: isTable ? others : [...others, chart.id] });
  };
  // A table has no picture, and every point comes from the server.
  const kinds = isTable ? FILES.filter((kind) => kind === 'csv' && hasEveryPoint(chart, layout)) : FILES;
  return (
    <MoreMenu label={t('more', { name: titleOf(chart) })}>
      <MenuItem icon={<Pencil />} onClick={onEdit}>
        {t('edit')}
      </MenuItem>
      {chart.kind !== 'image' && (
        <>
          <MenuItem icon={<Table2 />} onClick={toggle}>
            {t(isTable ? 'asChart' : 'asTable')}
          </MenuItem>
          <FileItems
            kinds={kinds}
            text={(kind) =>
              t(kind !== 'csv' || chart.kind !== 'line' ? kind : hasEveryPoint(chart, layout) ? 'csvAll' : 'csvDrawn')
            }
            onKeep={onKeep}
          />
        </>
      )}
      <MenuItem icon={<ArrowLeft />} disabled={!onBack} onClick={() => onBack?.()}>
        {t('moveBack')}
      </MenuItem>
      <MenuItem icon={<ArrowRight />} disabled={!onOn} onClick={() => onOn?.()}>
        {t('moveOn')}
      </MenuItem>
      <MenuItem icon={<Trash2 />} danger onClick={onRemove}>
        {t('remove')}
      </MenuItem>
    </MoreMenu>
  );
}
