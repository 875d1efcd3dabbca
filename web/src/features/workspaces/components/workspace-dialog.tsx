import { useState } from 'react';
import type { Workspace } from '@/lib/workspaces';
import { FormDialog } from '@/ui/dialog';
import { TextField } from '@/ui/text-field';
import { notify } from '@/ui/toast';
import { useCreateWorkspace, useUpdateWorkspace } from '../api/changes';
import { useWorkspaceMessages } from '../messages';

/** Small letters, digits, and hyphens between them, as the server asks for. */
const NAME = /^[a-z0-9][-a-z0-9]{0,61}[a-z0-9]$/;

/** Makes a workspace, or changes what is said of one. */
export function WorkspaceDialog({ workspace, onClose }: { workspace?: Workspace; onClose: () => void }) {
  const t = useWorkspaceMessages();
  const create = useCreateWorkspace();
  const update = useUpdateWorkspace();
  const change = workspace ? update : create;
  const [name, setName] = useState(workspace?.name ?? '');
  const [description, setDescription] = useState(workspace?.description ?? '');
  const [root, setRoot] = useState(workspace?.default_artifact_root ?? '');
  const isName = workspace !== undefined || NAME.test(name);
  return (
    <FormDialog
      open
      title={workspace ? t('changeTitle', { name }) : t('create')}
      action={t(workspace ? 'save' : 'createAction')}
      busy={change.isPending}
      error={change.error}
      disabled={!isName}
      onClose={onClose}
      onSubmit={() =>
        change.mutate(
          { name, description: description.trim(), default_artifact_root: root.trim() },
          {
            onSuccess: () => {
              notify(t(workspace ? 'changed' : 'created', { name }));
              onClose();
            },
          },
        )
      }
    >
      {!workspace && (
        <TextField
          label={t('name')}
          hint={t('nameHint')}
          {...(name !== '' && !isName && { error: t('nameWrong') })}
          value={name}
          onChange={setName}
          autoComplete="off"
          required
        />
      )}
      <TextField label={t('description')} value={description} onChange={setDescription} autoComplete="off" />
      <TextField
        label={t('root')}
        hint={t('rootHint')}
        placeholder="s3://bucket/team"
        value={root}
        onChange={setRoot}
        autoComplete="off"
        spellCheck={false}
      />
    </FormDialog>
  );
}
