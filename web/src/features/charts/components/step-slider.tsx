import { ChevronLeft, ChevronRight } from 'lucide-react';
import { metricValue } from '@/lib/format';
import { IconButton } from '@/ui/button';
import { atOrBefore } from '../image-steps';
import { useChartsMessages } from '../messages';
import styles from './image-grid.module.css';

type StepSliderProps = { steps: readonly number[]; step: number; onStep: (step: number) => void };

/** Chooses one of some steps, which may be any distance apart. */
export function StepSlider({ steps, step, onStep }: StepSliderProps) {
  const t = useChartsMessages();
  const place = Math.max(atOrBefore(steps, step), 0);
  const go = (to: number) => {
    const chosen = steps[to];
    if (chosen !== undefined) onStep(chosen);
  };
  return (
    <div className={styles['slider']}>
      <IconButton label={t('stepBack')} disabled={place === 0} onClick={() => go(place - 1)}>
        <ChevronLeft />
      </IconButton>
      <input
        type="range"
        aria-label={t('axis.STEP')}
        aria-valuetext={metricValue(step)}
        min="0"
        max={steps.length - 1}
        value={place}
        onChange={(event) => go(Number(event.target.value))}
      />
      <IconButton label={t('stepOn')} disabled={place === steps.length - 1} onClick={() => go(place + 1)}>
        <ChevronRight />
      </IconButton>
      <output className="numeric">{t('atStep', { step: metricValue(step) })}</output>
    </div>
  );
}
