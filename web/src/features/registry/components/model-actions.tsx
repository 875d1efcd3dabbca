import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { readAnew } from '@/lib/change';
import { betweenNames } from '@/lib/format';
import { useDelete } from '@/lib/registered';
import { registeredModelQuery, type RegisteredModel } from '@/lib/registry';
import { registeredModelRoute } from '@/lib/routes';
import { FormDialog } from '@/ui/dialog';
import { MenuItem, MoreMenu } from '@/ui/menu';
import { ShareButton } from '@/ui/permissions/share-button';
import { RenameDialog } from '@/ui/rename-dialog';
import { notify } from '@/ui/toast';
import { useRenameModel } from '../api/models';
import { useRegistryMessages } from '../messages';

/** What can be done with a registered model as a whole. */
export function ModelActions({ model }: { model: RegisteredModel }) {
  const t = useRegistryMessages();
  const [asked, setAsked] = useState<'rename' | 'delete'>();
  const close = () => setAsked(undefined);
  return (
    <>
      <ShareButton thing={{ type: 'registered_model', id: model.name }} name={model.name} />
      <MoreMenu label={t('more')}>
        <MenuItem icon={<Pencil />} onClick={() => setAsked('rename')}>
          {t('rename')}
        </MenuItem>
        <MenuItem icon={<Trash2 />} danger onClick={() => setAsked('delete')}>
          {t('delete')}
        </MenuItem>
      </MoreMenu>
      {asked === 'rename' && <Renaming name={model.name} onClose={close} />}
      {asked === 'delete' && <Deletion model={model} onClose={close} />}
    </>
  );
}

/** The page goes to the new name, and what stands under the old one is forgotten. */
function Renaming({ name, onClose }: { name: string; onClose: () => void }) {
  const t = useRegistryMessages();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { mutate, isPending, error } = useRenameModel(name);
  const rename = (newName: string, { onSuccess }: { onSuccess: () => void }) =>
    mutate(newName, {
      onSuccess: (model) => {
        onSuccess();
        client.setQueryData(registeredModelQuery(model.name).queryKey, model);
        void navigate({ to: registeredModelRoute.to, params: { modelName: model.name }, replace: true }).then(() =>
          readAnew(client, 'registry'),
        );
      },
    });
  return (
    <RenameDialog
      title={t('renameTitle')}
      name={name}
      rename={{ mutate: rename, isPending, error }}
      done={(newName) => t('renamed', { name: newName })}
      open
      onClose={onClose}
    />
  );
}

function Deletion({ model, onClose }: { model: RegisteredModel; onClose: () => void }) {
  const t = useRegistryMessages();
  const client = useQueryClient();
  const navigate = useNavigate();
  const remove = useDelete();
  const { name, aliases = [] } = model;
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t('deleteModelTitle', { name })}
      action={t('delete')}
      danger
      busy={remove.isPending}
      error={remove.error}
      onSubmit={() =>
        remove.mutate(name, {
          onSuccess: () => {
            notify(t('modelDeleted', { name }));
            void navigate({ to: '/models' }).then(() => readAnew(client, 'registry'));
          },
        })
      }
    >
      <p>{t('deleteModelText')}</p>
      {aliases.length > 0 && (
        <p>
          {t('deleteAliases', { aliases: aliases.map(({ alias }) => `models:/${name}@${alias}`).join(betweenNames()) })}
        </p>
      )}
    </FormDialog>
  );
}
