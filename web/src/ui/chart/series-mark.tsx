import { hueAt } from '@/lib/run-colors';
import { dashesOf } from './palette';

/** A piece of a line, as it looks in charts. */
export function SeriesMark({ place }: { place: number }) {
  return (
    <svg width="18" height="8" aria-hidden focusable="false">
      <line
        x1="0"
        y1="4"
        x2="18"
        y2="4"
        stroke={hueAt(place)}
        strokeWidth="2.5"
        strokeDasharray={dashesOf(place).join(' ')}
      />
    </svg>
  );
}
