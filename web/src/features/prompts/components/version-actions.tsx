import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { GitCompareArrows, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { readAnew } from '@/lib/change';
import { betweenNames } from '@/lib/format';
import { promptRoute } from '@/lib/routes';
import { Button } from '@/ui/button';
import { FormDialog } from '@/ui/dialog';
import { MenuItem, MoreMenu } from '@/ui/menu';
import { notify } from '@/ui/toast';
import { useDeleteVersion, type PromptVersion } from '../api/versions';
import { usePromptMessages } from '../messages';
import { VersionDialog } from './version-dialog';

/** What can be done with a version as a whole; another one begins with its template. */
export function VersionActions({ version }: { version: PromptVersion }) {
  const t = usePromptMessages();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<'add' | 'delete'>();
  const close = () => setAsked(undefined);
  const params = { promptName: version.name };
  return (
    <>
      <Button
        onClick={() =>
          void navigate({ to: '/prompts/$promptName/compare', params, search: { before: '', after: version.version } })
        }
      >
        <GitCompareArrows aria-hidden />
        {t('compare')}
      </Button>
      <Button kind="primary" onClick={() => setAsked('add')}>
        <Plus />
        {t('addVersion')}
      </Button>
      <MoreMenu label={t('more')}>
        <MenuItem icon={<Trash2 />} danger onClick={() => setAsked('delete')}>
          {t('delete')}
        </MenuItem>
      </MoreMenu>
      {asked === 'add' && <VersionDialog name={version.name} from={version} onClose={close} />}
      {asked === 'delete' && <Deletion version={version} onClose={close} />}
    </>
  );
}

function Deletion({ version, onClose }: { version: PromptVersion; onClose: () => void }) {
  const t = usePromptMessages();
  const client = useQueryClient();
  const navigate = useNavigate();
  const remove = useDeleteVersion(version);
  const { name, version: number, aliases } = version;
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
            const prompt = { to: promptRoute.to, params: { promptName: name } } as const;
            void navigate(prompt).then(() => readAnew(client, 'prompts'));
          },
        })
      }
    >
      <p>{t('deleteVersionText')}</p>
      {aliases.length > 0 && (
        <p>
          {t('deleteAliases', { aliases: aliases.map((alias) => `prompts:/${name}@${alias}`).join(betweenNames()) })}
        </p>
      )}
    </FormDialog>
  );
}
