import { ArrowDown, ArrowUp, ChevronLeft, ChevronRight, Download } from 'lucide-react';
import { useEffect, useState } from 'react';
import { runFileUrl } from '@/lib/artifact-url';
import { metricValue } from '@/lib/format';
import { ButtonLink, IconButton } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Picture, ZOOM_STEP } from '@/ui/picture';
import { RelativeTime } from '@/ui/relative-time';
import type { ChartRun } from '../api/charts';
import type { Images } from '../api/images';
import { inOtherRun, type ImagePlace } from '../image-steps';
import { useChartsMessages } from '../messages';
import styles from './image-grid.module.css';

type ImageViewerProps = {
  images: Images;
  runs: readonly ChartRun[];
  at: ImagePlace;
  onMove: (to: ImagePlace) => void;
  onClose: () => void;
};

/**
 * One image over the whole window, as it was logged. The arrows go through steps and runs, + - 0 change its size; where
 * it is larger than the window, the arrows move it, and , and . go through the steps.
 */
export function ImageViewer({ images, runs, at, onMove, onClose }: ImageViewerProps) {
  const t = useChartsMessages();
  const [zoom, setZoom] = useState<number>();
  const series = images.ofRuns.get(at.runId)?.get(at.key);
  const run = runs.find((one) => one.run_id === at.runId);
  const runIds = runs.map((one) => one.run_id);
  const inStep = (by: number) =>
    series?.steps[at.place + by] === undefined ? undefined : { ...at, place: at.place + by };
  const moves = {
    back: inStep(-1),
    on: inStep(1),
    up: inOtherRun(images, runIds, at, -1),
    down: inOtherRun(images, runIds, at, 1),
  };

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const action = KEYS[event.key];
      if (!action || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key.startsWith('Arrow') && zoom !== undefined) return; // they move the picture
      event.preventDefault();
      if (action === 'fit') setZoom(undefined);
      else if (action === 'larger') setZoom((zoom ?? 1) * ZOOM_STEP);
      else if (action === 'smaller') setZoom((zoom ?? 1) / ZOOM_STEP);
      else if (moves[action]) onMove(moves[action]);
    };
    // Before the dialog, which keeps the arrows for itself.
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  });

  if (!series || !run) return null;
  const path = series.paths[at.place] as string;
  const url = runFileUrl(run.run_id, path);
  const step = metricValue(series.steps[at.place] as number);
  const button = (action: keyof typeof moves, label: string, icon: React.ReactNode) => (
    <IconButton label={label} disabled={!moves[action]} onClick={() => moves[action] && onMove(moves[action])}>
      {icon}
    </IconButton>
  );
  return (
    <Dialog open onClose={onClose} title={`${run.run_name} · ${at.key}`} full>
      <div className={styles['viewer']}>
        <Picture src={url} label={t('imageOf', { run: run.run_name, key: at.key, step })} zoom={zoom} onZoom={setZoom}>
          {button('back', t('stepBack'), <ChevronLeft />)}
          <output className="numeric">{t('imageAt', { step, place: at.place + 1, count: series.steps.length })}</output>
          {button('on', t('stepOn'), <ChevronRight />)}
          {runs.length > 1 && (
            <>
              {button('up', t('runBack'), <ArrowUp />)}
              {button('down', t('runOn'), <ArrowDown />)}
            </>
          )}
          <span className="muted">
            <RelativeTime millis={series.timestamps[at.place]} />
          </span>
          <ButtonLink href={url} download={path.slice(path.lastIndexOf('/') + 1)}>
            <Download aria-hidden />
            {t('download')}
          </ButtonLink>
        </Picture>
      </div>
    </Dialog>
  );
}

const KEYS: Record<string, 'back' | 'on' | 'up' | 'down' | 'larger' | 'smaller' | 'fit'> = {
  ArrowLeft: 'back',
  ArrowRight: 'on',
  ',': 'back',
  '.': 'on',
  ArrowUp: 'up',
  ArrowDown: 'down',
  '+': 'larger',
  '=': 'larger',
  '-': 'smaller',
  '0': 'fit',
};
