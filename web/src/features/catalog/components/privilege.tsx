import { Badge } from '@/ui/badge';
import { isPrivilege } from '../api/grants';
import { useCatalogMessages } from '../messages';

/** As people write it. */
export function privilegeName(privilege: string): string {
  return privilege.replaceAll('_', ' ');
}

/** A privilege, explained on hover. */
export function PrivilegeBadge({ privilege }: { privilege: string }) {
  const t = useCatalogMessages();
  return (
    <span title={isPrivilege(privilege) ? t(`privilege.${privilege}`) : undefined}>
      <Badge tone={privilege === 'MANAGE' ? 'warning' : 'info'}>{privilegeName(privilege)}</Badge>
    </span>
  );
}
