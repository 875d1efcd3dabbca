import { useRouter } from '@tanstack/react-router';
import { Link2 } from 'lucide-react';
import type { TraceLook } from '@/lib/trace-look';
import type { TraceInfo } from '@/lib/traces';
import { screenAddress } from '@/lib/workspace';
import { CopyButton } from '@/ui/copy-button';
import { experimentOf, idOf } from '../api/trace-facts';
import { useTraceMessages } from '../messages';

/** Copies an address that shows a trace at a span, as it is looked at. */
export function CopyLink({ trace, look }: { trace: TraceInfo; look: TraceLook }) {
  const t = useTraceMessages();
  const router = useRouter();
  const { href } = router.buildLocation({
    to: '/experiments/$experimentId/traces/$traceId',
    params: { experimentId: experimentOf(trace), traceId: idOf(trace) },
    search: look,
  });
  return <CopyButton text={screenAddress(href)} label={t('copyLink')} icon={<Link2 />} />;
}
