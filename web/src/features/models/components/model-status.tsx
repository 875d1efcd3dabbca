import type { LoggedModelInfo } from '@/api/schema.gen';
import { Badge } from '@/ui/badge';
import { useModelMessages } from '../messages';

const TONES = {
  LOGGED_MODEL_STATUS_UNSPECIFIED: 'neutral',
  LOGGED_MODEL_PENDING: 'info',
  LOGGED_MODEL_READY: 'success',
  LOGGED_MODEL_UPLOAD_FAILED: 'danger',
} as const;

export function ModelStatus({ status }: { status: LoggedModelInfo['status'] }) {
  const t = useModelMessages();
  return <Badge tone={TONES[status]}>{t(status)}</Badge>;
}
