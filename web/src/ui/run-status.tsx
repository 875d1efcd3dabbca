import { Ban, CircleCheck, CircleDashed, CircleX, Clock, LoaderCircle } from 'lucide-react';
import type { RunInfo } from '@/api/schema.gen';
import { Badge } from './badge';
import { useUiMessages } from './messages';

const LOOKS = {
  RUNNING: { tone: 'info', Icon: LoaderCircle },
  SCHEDULED: { tone: 'neutral', Icon: Clock },
  FINISHED: { tone: 'success', Icon: CircleCheck },
  FAILED: { tone: 'danger', Icon: CircleX },
  KILLED: { tone: 'warning', Icon: Ban },
} as const;

/** How a run is doing; marked where it claims to run but has not reported for long. */
export function RunStatus({
  status,
  stale = false,
}: {
  status: RunInfo['status'];
  stale?: boolean | null | undefined;
}) {
  const t = useUiMessages();
  const { tone, Icon } = LOOKS[status];
  return (
    <>
      <Badge tone={tone}>
        <Icon aria-hidden />
        {t(`status.${status}`)}
      </Badge>
      {stale === true && (
        <span title={t('staleHint')}>
          <Badge tone="warning">
            <CircleDashed aria-hidden />
            {t('stale')}
          </Badge>
        </span>
      )}
    </>
  );
}
