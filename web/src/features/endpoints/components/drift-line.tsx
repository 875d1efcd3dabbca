import type { ReactNode } from 'react';
import { betweenNames, metricValue } from '@/lib/format';
import { Badge } from '@/ui/badge';
import { Facts } from '@/ui/section';
import type { DriftColumn } from '../api/drift';
import { known } from '../api/payloads';
import { useInferenceMessages } from '../messages-inference';
import styles from './drift-line.module.css';

const TONES = { STRONG: 'danger', MODERATE: 'warning', STABLE: 'success', TOO_FEW: 'neutral' } as const;
const WIDTH = 120;
const HEIGHT = 40;

export function DriftList({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul className={styles['columns']} aria-label={label}>
      {children}
    </ul>
  );
}

/** A column of inputs or predictions: as it was, as it is, and how much that differs. */
export function DriftLine({ column }: { column: DriftColumn }) {
  const t = useInferenceMessages();
  const { baseline, current, kind, level, psi, ks } = column;
  const both = (before: unknown, now: unknown) => t('wasNow', { before: figure(before), now: figure(now) });
  const share = ({ count = 0, missing = 0 }: DriftColumn['current']) =>
    count + missing === 0 ? '–' : `${metricValue((100 * missing) / (count + missing))} %`;
  const texts = ({ top }: DriftColumn['current']) => (top ?? []).slice(0, 3).map(({ value }) => value);
  return (
    <li>
      <div className={styles['head']}>
        <strong>{column.name}</strong>
        <span className="muted">{t(`side.${column.side}`)}</span>
        <Badge tone={TONES[level]}>{t(`level.${level}`)}</Badge>
      </div>
      <div className={styles['figures']}>
        {kind === 'NUMBER' && <Bars column={column} label={t('bars', { name: column.name })} />}
        <Facts
          facts={
            kind === 'NUMBER'
              ? [
                  [t('psi'), psi != null && figure(psi)],
                  [t('ks'), ks != null && figure(ks)],
                  [t('mean'), both(baseline.mean, current.mean)],
                  [t('median'), both(baseline.quantiles?.[2], current.quantiles?.[2])],
                  [t('spread'), both(baseline.std, current.std)],
                  [t('range'), `${figure(current.min)} – ${figure(current.max)}`],
                  [t('missing'), t('wasNow', { before: share(baseline), now: share(current) })],
                ]
              : [
                  [t('psi'), psi != null && figure(psi)],
                  [
                    t('frequent'),
                    t('wasNow', {
                      before: texts(baseline).join(betweenNames()) || '–',
                      now: texts(current).join(betweenNames()) || '–',
                    }),
                  ],
                  [t('missing'), t('wasNow', { before: share(baseline), now: share(current) })],
                ]
          }
        />
      </div>
    </li>
  );
}

function figure(value: unknown): string {
  const number = known(value);
  return number === undefined ? '–' : metricValue(number);
}

function Bars({ column: { baseline, current }, label }: { column: DriftColumn; label: string }) {
  const sharesOf = ({ bars = [] }: DriftColumn['current']) => bars.map((share) => known(share) ?? 0);
  const [before, now] = [sharesOf(baseline), sharesOf(current)];
  const count = Math.max(before.length, now.length);
  if (count === 0) return null;
  const top = Math.max(...before, ...now) || 1;
  const step = WIDTH / count;
  const bar = (share: number, place: number, [inset, kind]: readonly [number, string]) => (
    <rect
      key={`${kind} ${place}`}
      className={styles[kind]}
      x={place * step + inset}
      width={Math.max(step - 2 * inset, 1)}
      y={HEIGHT - (share / top) * HEIGHT}
      height={(share / top) * HEIGHT}
    />
  );
  return (
    <svg className={styles['bars']} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      {before.map((share, place) => bar(share, place, [0.5, 'before']))}
      {now.map((share, place) => bar(share, place, [3, 'now']))}
    </svg>
  );
}
