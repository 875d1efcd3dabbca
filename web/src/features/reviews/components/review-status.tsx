import { CircleCheck, CircleDashed, CircleSlash } from 'lucide-react';
import { Badge } from '@/ui/badge';
import type { Status } from '../api/reviews';
import { useReviewMessages } from '../messages';

const LOOKS = {
  PENDING: ['neutral', <CircleDashed key="" aria-hidden />],
  COMPLETE: ['success', <CircleCheck key="" aria-hidden />],
  DECLINED: ['warning', <CircleSlash key="" aria-hidden />],
} as const;

/** How far the review of a trace is. */
export function ReviewStatus({ status }: { status: Status }) {
  const t = useReviewMessages();
  const [tone, icon] = LOOKS[status];
  return (
    <Badge tone={tone}>
      {icon}
      {t(`status.${status}`)}
    </Badge>
  );
}
