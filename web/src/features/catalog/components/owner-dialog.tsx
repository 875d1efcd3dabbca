import { useState } from 'react';
import type { Grantee } from '@/lib/permissions';
import { FormDialog } from '@/ui/dialog';
import { GranteeField } from '@/ui/permissions/grantee-field';
import { notify } from '@/ui/toast';
import { useHandOver, type Place } from '../api/things';
import { useCatalogMessages } from '../messages';

/** Hands a thing over to somebody, or to a group. */
export function OwnerDialog({ place, onClose }: { place: Place; onClose: () => void }) {
  const t = useCatalogMessages();
  const [to, setTo] = useState<Grantee>({ name: '', isGroup: false });
  const handOver = useHandOver(place);
  const owner = to.name.trim();
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t('handOverTitle', { name: place.fullName })}
      action={t('handOver')}
      busy={handOver.isPending}
      disabled={owner === ''}
      error={handOver.error}
      onSubmit={() =>
        handOver.mutate(owner, {
          onSuccess: () => {
            notify(t('handedOver', { name: place.fullName, owner }));
            onClose();
          },
        })
      }
    >
      <p>{t('handOverText')}</p>
      <GranteeField value={to} onChange={setTo} />
    </FormDialog>
  );
}
