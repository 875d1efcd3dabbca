import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { readAnew } from '@/lib/change';
import { CheckBox } from '@/ui/check-box';
import { FormDialog } from '@/ui/dialog';
import { notify } from '@/ui/toast';
import { addressAround } from '../address';
import { placeOf, useDelete, type Thing } from '../api/things';
import { useCatalogMessages } from '../messages';

/** Asks before a catalog, a schema or a model goes. What is in it goes only if that is said. */
export function DeleteDialog({ thing, onClose }: { thing: Thing; onClose: () => void }) {
  const t = useCatalogMessages();
  const client = useQueryClient();
  const navigate = useNavigate();
  const name = thing.full_name;
  const place = placeOf(name);
  const [isWhole, setWhole] = useState(false);
  const remove = useDelete(place);
  const isModel = place.kind === 'model';
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t('deleteTitle', { kind: t(`kind.${place.kind}`), name })}
      action={t('delete')}
      danger
      busy={remove.isPending}
      error={remove.error}
      onSubmit={() =>
        remove.mutate(isWhole, {
          onSuccess: () => {
            notify(t('deleted', { name }));
            void navigate(addressAround(name)).then(() => readAnew(client, 'catalog'));
          },
        })
      }
    >
      <p>{t(isModel ? 'deleteModelText' : 'deleteText')}</p>
      {!isModel && <CheckBox name={t('deleteAll')} isOn={isWhole} onToggle={setWhole} />}
    </FormDialog>
  );
}
