import { BetweenHorizontalStart, ListRestart, Plus } from 'lucide-react';
import { Button, IconButton } from '@/ui/button';
import { SearchField } from '@/ui/search-field';
import type { Keys } from '../api/charts';
import { AXES, UNCHANGED, writtenLayout, type Layout, type Lines } from '../layout';
import { useChartsMessages } from '../messages';
import styles from './charts.module.css';
import { KeyField } from './key-field';

const METRICS = ['metric'] as const;

type ChartsToolbarProps = {
  layout: Layout;
  onLayout: (layout: Layout) => void;
  keys: Keys;
  onAdd: () => void;
  onAddSection: () => void;
};

/** How all line charts are drawn, a search over charts, and a way to add one. */
export function ChartsToolbar({ layout, onLayout, keys, onAdd, onAddSection }: ChartsToolbarProps) {
  const t = useChartsMessages();
  const { lines } = layout;
  const change = (part: Partial<Lines>) => {
    // Another axis has other windows.
    const zooms = part.x === undefined && part.xMetric === undefined ? layout.zooms : {};
    onLayout({ ...layout, lines: { ...lines, ...part }, zooms });
  };
  const switches = [
    ['logX', lines.logX],
    ['logY', lines.logY],
  ] as const;
  return (
    <div className={styles['toolbar']} role="group" aria-label={t('charts')}>
      <SearchField label={t('search')} value={layout.search} onChange={(search) => onLayout({ ...layout, search })} />
      <label className={styles['control']}>
        <span>{t('axis')}</span>
        <select
          className={styles['select']}
          value={lines.x}
          onChange={(event) => {
            const x = event.target.value as Lines['x'];
            const xMetric = x === 'METRIC' ? (keys.metrics.find((key) => key.has_history)?.key ?? '') : '';
            change({ x: x === 'METRIC' && xMetric === '' ? 'STEP' : x, xMetric });
          }}
        >
          {AXES.map((axis) => (
            <option key={axis} value={axis}>
              {t(`axis.${axis}`)}
            </option>
          ))}
        </select>
      </label>
      {lines.x === 'METRIC' && (
        <KeyField
          label={t('axisMetric')}
          value={{ kind: 'metric', key: lines.xMetric }}
          keys={keys}
          of={METRICS}
          onChange={({ key }) => change({ xMetric: key })}
        />
      )}
      {switches.map(([name, isOn]) => (
        <label key={name} className={styles['control']}>
          <input type="checkbox" checked={isOn} onChange={(event) => change({ [name]: event.target.checked })} />
          <span>{t(name)}</span>
        </label>
      ))}
      <label className={styles['control']}>
        <input
          type="checkbox"
          checked={lines.ignoreOutliers}
          onChange={(event) => change({ ignoreOutliers: event.target.checked })}
        />
        <span>{t('outliers')}</span>
      </label>
      <label className={styles['control']}>
        <span>{t('smoothing')}</span>
        <input
          type="range"
          min="0"
          max="0.99"
          step="0.01"
          value={lines.smoothing}
          onChange={(event) => change({ smoothing: Number(event.target.value) })}
        />
        <output className="numeric">{lines.smoothing.toFixed(2)}</output>
      </label>
      <span className={styles['end']}>
        {writtenLayout(layout) && (
          <IconButton label={t('reset')} onClick={() => onLayout(UNCHANGED)}>
            <ListRestart />
          </IconButton>
        )}
        <IconButton label={t('addSection')} onClick={onAddSection}>
          <BetweenHorizontalStart />
        </IconButton>
        <Button onClick={onAdd}>
          <Plus aria-hidden /> {t('add')}
        </Button>
      </span>
    </div>
  );
}
