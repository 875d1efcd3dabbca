import { useMemo } from 'react';
import { bytes, count, duration } from '@/lib/format';
import { figuresOf, type Figures } from '../api/figures';
import type { Health } from '../api/health';
import { Tile as Figure, Tiles as Row } from '@/ui/tiles';
import { useSystemMessages } from '../messages';

type Tile = {
  name: string;
  value: string | undefined;
  hint?: string;
  of?: (figures: Figures) => number | undefined;
  isBad?: boolean;
};

/** What moves, each with how it went since the page was opened. */
export function Tiles({ answers, health }: { answers: readonly Health[]; health: Health }) {
  const t = useSystemMessages();
  const figures = useMemo(() => figuresOf(answers), [answers]);
  const last = figures.at(-1);
  const latest = figures.findLast((one) => one.meanMillis !== undefined);
  const { process, requests } = health;
  const tiles: Tile[] = [
    { name: t('perSecond'), value: last && rate(last.perSecond), of: (one) => one.perSecond },
    {
      name: t('mean'),
      value: latest?.meanMillis === undefined ? undefined : duration(latest.meanMillis),
      of: (one) => one.meanMillis,
    },
    {
      name: t('failed'),
      value: last && rate(last.failedPerMinute),
      of: (one) => one.failedPerMinute,
      isBad: last !== undefined && last.failedPerMinute > 0,
    },
    { name: t('cpu'), value: last && percent(last.cpuLoad), of: (one) => one.cpuLoad },
    {
      name: t('heap'),
      value: bytes(process.heap_used_bytes ?? 0),
      hint: t('ofMax', { max: bytes(process.heap_max_bytes ?? 0) }),
      of: (one) => one.heapUsed,
    },
    { name: t('underWay'), value: count(requests.under_way ?? 0), hint: t('underWayHint') },
  ];
  return (
    <Row label={t('now')}>
      {tiles.map(({ name, value, hint, of, isBad }) => (
        <Figure key={name} name={name} isBad={isBad} values={of && figures.map(of)}>
          {value ?? <small>{t('measuring')}</small>}
          {value !== undefined && hint !== undefined && <small>{hint}</small>}
        </Figure>
      ))}
    </Row>
  );
}

function rate(value: number): string {
  return value >= 100 ? count(Math.round(value)) : String(Number(value.toFixed(1)));
}

export function percent(share: number): string {
  return `${Number((share * 100).toFixed(share < 0.1 ? 1 : 0))} %`;
}
