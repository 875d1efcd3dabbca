import { useCallback } from 'react';
import { metricValue } from '@/lib/format';
import { useReviewMessages } from '../messages';

/** Says between which numbers an answer must be; nothing where it may be any. */
export function useRangeText() {
  const t = useReviewMessages();
  return useCallback(
    (least: number | undefined, greatest: number | undefined): string => {
      if (least !== undefined && greatest !== undefined) {
        return t('range', { least: metricValue(least), greatest: metricValue(greatest) });
      }
      if (least !== undefined) return t('rangeFrom', { least: metricValue(least) });
      return greatest === undefined ? '' : t('rangeTo', { greatest: metricValue(greatest) });
    },
    [t],
  );
}
