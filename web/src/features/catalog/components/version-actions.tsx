import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { readAnew } from '@/lib/change';
import { betweenNames } from '@/lib/format';
import { catalogModelRoute } from '@/lib/routes';
import { FormDialog } from '@/ui/dialog';
import { MenuItem, MoreMenu } from '@/ui/menu';
import { ServeLink } from '@/ui/serve-link';
import { notify } from '@/ui/toast';
import { aliasesOf, useDeleteVersion, type Version } from '../api/models';
import { useCatalogMessages } from '../messages';

type OfVersion = { fullName: string; version: Version };

/** What can be done with a version as a whole. */
export function VersionActions(of: OfVersion) {
  const t = useCatalogMessages();
  const [isDeleting, setDeleting] = useState(false);
  return (
    <>
      {of.version.status === 'READY' && <ServeLink model={of.fullName} version={String(of.version.version)} />}
      <MoreMenu label={t('more')}>
        <MenuItem icon={<Trash2 />} danger onClick={() => setDeleting(true)}>
          {t('delete')}
        </MenuItem>
      </MoreMenu>
      {isDeleting && <Deletion {...of} onClose={() => setDeleting(false)} />}
    </>
  );
}

function Deletion({ fullName, version, onClose }: OfVersion & { onClose: () => void }) {
  const t = useCatalogMessages();
  const client = useQueryClient();
  const navigate = useNavigate();
  const remove = useDeleteVersion({ fullName, version: String(version.version) });
  const words = { name: fullName, version: version.version };
  const aliases = aliasesOf(version).map(({ alias }) => `models:/${fullName}@${alias}`);
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t('deleteVersionTitle', words)}
      action={t('delete')}
      danger
      busy={remove.isPending}
      error={remove.error}
      onSubmit={() =>
        remove.mutate(undefined, {
          onSuccess: () => {
            notify(t('versionDeleted', words));
            const model = { to: catalogModelRoute.to, params: { fullName } } as const;
            void navigate(model).then(() => readAnew(client, 'catalog'));
          },
        })
      }
    >
      <p>{t('deleteVersionText')}</p>
      {aliases.length > 0 && <p>{t('deleteAliases', { aliases: aliases.join(betweenNames()) })}</p>}
    </FormDialog>
  );
}
