import { CircleAlert, CircleCheck, CircleDashed, LoaderCircle } from 'lucide-react';
import type { TraceInfo } from '@/lib/traces';
import { Badge } from '@/ui/badge';
import { useTraceMessages } from '../messages';

const LOOKS = {
  OK: ['success', <CircleCheck key="" aria-hidden />],
  ERROR: ['danger', <CircleAlert key="" aria-hidden />],
  IN_PROGRESS: ['info', <LoaderCircle key="" aria-hidden />],
  STATE_UNSPECIFIED: ['neutral', <CircleDashed key="" aria-hidden />],
} as const;

export function TraceStatus({ trace }: { trace: TraceInfo }) {
  const t = useTraceMessages();
  const state = trace.state ?? 'STATE_UNSPECIFIED';
  const [tone, icon] = LOOKS[state];
  return (
    <Badge tone={tone}>
      {icon}
      {t(`state.${state}`)}
    </Badge>
  );
}
