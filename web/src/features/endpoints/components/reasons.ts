import type { RolloutReason, ServedReason } from '@/api/schema.gen';
import type { Reason } from '@/lib/endpoints';
import { bytes } from '@/lib/format';
import { numberOf } from '../api/figures';
import { useReasonMessages } from '../messages-reason';
import { useRolloutMessages } from '../messages-rollout';

/** Says why a rollout ended, in the words of who reads it, with the share in percent that the entity had where given. */
export function useRolloutReasons() {
  const t = useRolloutMessages();
  return ({ limit, ...values }: RolloutReason, share?: number): string => {
    const reason = t(`reason.${limit}`, {
      count: numberOf(values.count),
      requests: numberOf(values.requests),
      allowed: rounded(values.allowed),
      others: rounded(values.others),
      times: rounded(values.times),
    });
    const isLimit = limit !== 'CONFIGURATION' && limit !== 'VERSION';
    return isLimit && share !== undefined ? t('at', { share, reason }) : reason;
  };
}

type Finding = NonNullable<ServedReason['found']>;

/** Says why an entity is as it is, in the words of who reads it; what the server did not find itself is quoted. */
export function useReasons() {
  const t = useReasonMessages();
  const ofRollout = useRolloutReasons();
  const found = ({ code, number, quoted }: Finding) =>
    t(`found.${code}`, { count: numberOf(number), quoted: quoted ?? '' });
  const said = ({ kind, rollout, room, ...values }: ServedReason): string => {
    const [model, version] = [values.model ?? '', values.version ?? ''];
    const what = model === '' ? t('it') : t('what', { model, version });
    const quoted = values.detail == null ? '' : t('quoted', { text: values.detail });
    const detail = rollout ? ofRollout(rollout) : values.found ? found(values.found) : quoted;
    return t(kind, {
      what,
      model,
      version,
      name: values.name ?? '',
      detail,
      wanted: bytes(numberOf(room?.wanted)),
      taken: bytes(numberOf(room?.taken)),
      most: bytes(numberOf(room?.most)),
    });
  };
  return ({ message, reason }: Reason): string => {
    if (!reason) return message ?? '';
    const { configuration } = reason;
    return configuration == null ? said(reason) : t('configuration', { configuration, reason: said(reason) });
  };
}

/** Without digits that nobody reads. */
function rounded(value: unknown): number {
  return Math.round(Number(value ?? 0) * 10) / 10;
}
