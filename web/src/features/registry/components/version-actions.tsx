import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Copy, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { readAnew } from '@/lib/change';
import { betweenNames } from '@/lib/format';
import type { ModelVersion } from '@/lib/registry';
import { registeredModelRoute } from '@/lib/routes';
import { FormDialog } from '@/ui/dialog';
import { MenuItem, MoreMenu } from '@/ui/menu';
import { ServeLink } from '@/ui/serve-link';
import { notify } from '@/ui/toast';
import { useDeleteVersion } from '../api/versions';
import { useRegistryMessages } from '../messages';
import { PromoteDialog } from './promote-dialog';
import { isStage } from './stage-badge';
import { StageMenu } from './stage-menu';

/** What can be done with a version as a whole. */
export function VersionActions({ version }: { version: ModelVersion }) {
  const t = useRegistryMessages();
  const [asked, setAsked] = useState<'promote' | 'delete'>();
  const close = () => setAsked(undefined);
  return (
    <>
      <ServeLink model={version.name} version={version.version} />
      <StageMenu version={version} />
      <MoreMenu label={t('more')}>
        <MenuItem icon={<Copy />} onClick={() => setAsked('promote')}>
          {t('promote')}
        </MenuItem>
        <MenuItem icon={<Trash2 />} danger onClick={() => setAsked('delete')}>
          {t('delete')}
        </MenuItem>
      </MoreMenu>
      {asked === 'promote' && <PromoteDialog version={version} onClose={close} />}
      {asked === 'delete' && <Deletion version={version} onClose={close} />}
    </>
  );
}

function Deletion({ version, onClose }: { version: ModelVersion; onClose: () => void }) {
  const t = useRegistryMessages();
  const client = useQueryClient();
  const navigate = useNavigate();
  const remove = useDeleteVersion(version);
  const { name, version: number, aliases = [], current_stage: stage } = version;
  const words = { name, version: number };
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
            const model = { to: registeredModelRoute.to, params: { modelName: name } } as const;
            void navigate(model).then(() => readAnew(client, 'registry'));
          },
        })
      }
    >
      <p>{t('deleteVersionText')}</p>
      {isStage(stage) && (stage === 'Staging' || stage === 'Production') && (
        <p>{t('deleteStage', { stage: t(`stage.${stage}`) })}</p>
      )}
      {aliases.length > 0 && (
        <p>
          {t('deleteAliases', { aliases: aliases.map((alias) => `models:/${name}@${alias}`).join(betweenNames()) })}
        </p>
      )}
    </FormDialog>
  );
}
