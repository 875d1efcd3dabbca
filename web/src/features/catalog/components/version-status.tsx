import { Badge } from '@/ui/badge';
import type { Version } from '../api/models';
import { useCatalogMessages } from '../messages';

/** Whether a version can be used; nothing where it can. */
export function VersionStatus({ status }: Pick<Version, 'status'>) {
  const t = useCatalogMessages();
  if (status === 'READY') return null;
  return <Badge tone={status === 'FAILED_REGISTRATION' ? 'danger' : 'warning'}>{t(status)}</Badge>;
}
