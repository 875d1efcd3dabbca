import { absoluteTime, isoTime, relativeTime } from '@/lib/format';
import { useTick } from '@/lib/now';

/** How long ago; the time itself on hover. Nothing where there is no time. */
export function RelativeTime({ millis }: { millis: number | null | undefined }) {
  useTick();
  if (millis === null || millis === undefined) return null;
  return (
    <time dateTime={isoTime(millis)} title={absoluteTime(millis)}>
      {relativeTime(millis)}
    </time>
  );
}
