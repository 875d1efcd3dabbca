import type { RolloutReason } from '@/api/schema.gen';
import { numberOf } from '../api/figures';
import { useRolloutMessages } from '../messages-rollout';

type RolloutReasonTextProps = {
  reason: RolloutReason;
  /** What the entity had of the requests, in percent. */
  share: number;
};

/** Why a rollout ended, in the words of who reads it. */
export function RolloutReasonText({ reason: { limit, ...values }, share }: RolloutReasonTextProps) {
  const t = useRolloutMessages();
  const reason = t(`reason.${limit}`, {
    count: numberOf(values.count),
    requests: numberOf(values.requests),
    allowed: rounded(values.allowed),
    others: rounded(values.others),
    times: rounded(values.times),
  });
  return limit === 'CONFIGURATION' ? reason : t('at', { share, reason });
}

/** Without digits that nobody reads. */
function rounded(value: unknown): number {
  return Math.round(Number(value ?? 0) * 10) / 10;
}
