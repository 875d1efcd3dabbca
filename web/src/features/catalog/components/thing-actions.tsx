import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Pencil, Trash2, UserRoundPen } from 'lucide-react';
import { useState } from 'react';
import { readAnew } from '@/lib/change';
import { useHasAccounts } from '@/lib/session';
import { MenuItem, MoreMenu } from '@/ui/menu';
import { RenameDialog } from '@/ui/rename-dialog';
import { addressOf } from '../address';
import { placeOf, useRename, type Place, type Thing } from '../api/things';
import { useCatalogMessages } from '../messages';
import { DeleteDialog } from './delete-dialog';
import { OwnerDialog } from './owner-dialog';

/** What can be done with a catalog, a schema or a model as a whole. */
export function ThingActions({ thing }: { thing: Thing }) {
  const t = useCatalogMessages();
  const hasAccounts = useHasAccounts();
  const [asked, setAsked] = useState<'rename' | 'owner' | 'delete'>();
  const close = () => setAsked(undefined);
  const place = placeOf(thing.full_name);
  return (
    <>
      <MoreMenu label={t('more')}>
        <MenuItem icon={<Pencil />} onClick={() => setAsked('rename')}>
          {t('rename')}
        </MenuItem>
        {hasAccounts && (
          <MenuItem icon={<UserRoundPen />} onClick={() => setAsked('owner')}>
            {t('handOver')}
          </MenuItem>
        )}
        <MenuItem icon={<Trash2 />} danger onClick={() => setAsked('delete')}>
          {t('delete')}
        </MenuItem>
      </MoreMenu>
      {asked === 'rename' && <Renaming place={place} name={thing.name} onClose={close} />}
      {asked === 'owner' && <OwnerDialog place={place} onClose={close} />}
      {asked === 'delete' && <DeleteDialog thing={thing} onClose={close} />}
    </>
  );
}

/** The page goes to the new name, and what stands under the old one is forgotten. */
function Renaming({ place, name, onClose }: { place: Place; name: string; onClose: () => void }) {
  const t = useCatalogMessages();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { mutate, isPending, error } = useRename(place);
  const rename = (newName: string, { onSuccess }: { onSuccess: () => void }) =>
    mutate(newName, {
      onSuccess: (thing) => {
        onSuccess();
        const to = addressOf(placeOf(thing.full_name));
        void navigate({ ...to, replace: true }).then(() => readAnew(client, 'catalog'));
      },
    });
  return (
    <RenameDialog
      title={t('renameTitle', { kind: t(`kind.${place.kind}`) })}
      name={name}
      rename={{ mutate: rename, isPending, error }}
      done={(newName) => t('renamed', { name: newName })}
      open
      onClose={onClose}
    />
  );
}
