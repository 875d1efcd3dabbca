import { useQuery } from '@tanstack/react-query';
import { Share2 } from 'lucide-react';
import { useState } from 'react';
import type { Thing } from '@/lib/permissions';
import { sessionQuery } from '@/lib/session';
import { Button } from '../button';
import { usePermissionMessages } from './messages';
import { ShareDialog } from './share-dialog';

/** The way to who may do what with a thing; nothing where there are no accounts. */
export function ShareButton({ thing, name }: { thing: Thing; name: string }) {
  const t = usePermissionMessages();
  const session = useQuery(sessionQuery).data;
  const [isOpen, setOpen] = useState(false);
  if (!session?.user) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Share2 />
        {t('share')}
      </Button>
      {isOpen && <ShareDialog thing={thing} name={name} self={session.user.username} onClose={() => setOpen(false)} />}
    </>
  );
}
