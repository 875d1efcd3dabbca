import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { readAnew } from '@/lib/change';
import { betweenNames } from '@/lib/format';
import { newestOf, useDelete } from '@/lib/registered';
import { Button } from '@/ui/button';
import { FormDialog } from '@/ui/dialog';
import { MenuItem, MoreMenu } from '@/ui/menu';
import { ShareButton } from '@/ui/permissions/share-button';
import { notify } from '@/ui/toast';
import type { Prompt } from '../api/prompts';
import { promptVersionQuery } from '../api/versions';
import { usePromptMessages } from '../messages';
import { VersionDialog } from './version-dialog';

/** What can be done with a prompt as a whole. */
export function PromptActions({ prompt }: { prompt: Prompt }) {
  const t = usePromptMessages();
  const [asked, setAsked] = useState<'add' | 'delete'>();
  const close = () => setAsked(undefined);
  const newest = newestOf(prompt)?.version;
  const { data: from } = useQuery({
    ...promptVersionQuery(prompt.name, newest ?? ''),
    enabled: newest !== undefined,
  });
  return (
    <>
      <ShareButton thing={{ type: 'prompt', id: prompt.name }} name={prompt.name} />
      <Button kind="primary" onClick={() => setAsked('add')}>
        <Plus />
        {t('addVersion')}
      </Button>
      <MoreMenu label={t('more')}>
        <MenuItem icon={<Trash2 />} danger onClick={() => setAsked('delete')}>
          {t('delete')}
        </MenuItem>
      </MoreMenu>
      {asked === 'add' && <VersionDialog name={prompt.name} {...(from && { from })} onClose={close} />}
      {asked === 'delete' && <Deletion prompt={prompt} onClose={close} />}
    </>
  );
}

function Deletion({ prompt: { name, aliases = [] }, onClose }: { prompt: Prompt; onClose: () => void }) {
  const t = usePromptMessages();
  const client = useQueryClient();
  const navigate = useNavigate();
  const remove = useDelete();
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t('deletePromptTitle', { name })}
      action={t('delete')}
      danger
      busy={remove.isPending}
      error={remove.error}
      onSubmit={() =>
        remove.mutate(name, {
          onSuccess: () => {
            notify(t('promptDeleted', { name }));
            void navigate({ to: '/prompts' }).then(() => readAnew(client, 'prompts'));
          },
        })
      }
    >
      <p>{t('deletePromptText')}</p>
      {aliases.length > 0 && (
        <p>
          {t('deleteAliases', {
            aliases: aliases.map(({ alias }) => `prompts:/${name}@${alias}`).join(betweenNames()),
          })}
        </p>
      )}
    </FormDialog>
  );
}
