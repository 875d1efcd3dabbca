import { ImageOff } from 'lucide-react';
import { useState } from 'react';
import { runFileUrl } from '@/lib/artifact-url';
import { metricValue } from '@/lib/format';
import type { ChartRun } from '../api/charts';
import type { Series } from '../api/images';
import { atOrBefore } from '../image-steps';
import { useChartsMessages } from '../messages';
import styles from './image-grid.module.css';

type ImageCellProps = {
  run: ChartRun;
  series: Series | undefined;
  step: number;
  onOpen: (place: number) => void;
};

/** The image of a run at a step, or the last one before it, which then says of which step it is. */
export function ImageCell({ run, series, step, onOpen }: ImageCellProps) {
  const t = useChartsMessages();
  const [broken, setBroken] = useState<string>();
  const place = series ? atOrBefore(series.steps, step) : -1;
  if (!series || place < 0) return <span className={styles['none']}>–</span>;
  const own = series.steps[place] as number;
  const src = runFileUrl(run.run_id, series.previews[place] as string);
  const label = t('imageOf', { run: run.run_name, key: series.key, step: metricValue(own) });
  return (
    <button type="button" className={styles['image']} title={label} onClick={() => onOpen(place)}>
      {broken === src ? (
        <ImageOff role="img" aria-label={t('brokenImage', { name: label })} />
      ) : (
        <img src={src} alt={label} loading="lazy" decoding="async" onError={() => setBroken(src)} />
      )}
      {own !== step && <span className={styles['step']}>{metricValue(own)}</span>}
    </button>
  );
}
