import { useState } from 'react';
import type { Role } from '@/lib/roles';
import { FormDialog } from '@/ui/dialog';
import { TextField } from '@/ui/text-field';
import { notify } from '@/ui/toast';
import { useCreateRole, useUpdateRole } from '../api/roles';
import { useRoleMessages } from '../messages';

type RoleDialogProps = { role?: Role; onDone?: (role: Role) => void; onClose: () => void };

/** Makes a role, or changes what is said of one. */
export function RoleDialog({ role, onDone, onClose }: RoleDialogProps) {
  const t = useRoleMessages();
  const create = useCreateRole();
  const update = useUpdateRole(role?.id ?? 0);
  const change = role ? update : create;
  const [name, setName] = useState(role?.name ?? '');
  const [description, setDescription] = useState(role?.description ?? '');
  return (
    <FormDialog
      open
      title={t(role ? 'change' : 'create')}
      action={t(role ? 'save' : 'createAction')}
      busy={change.isPending}
      error={change.error}
      disabled={name.trim() === ''}
      onClose={onClose}
      onSubmit={() =>
        change.mutate(
          { name: name.trim(), description: description.trim() },
          {
            onSuccess: ({ role: made }) => {
              notify(t(role ? 'changed' : 'created', { name: made.name }));
              onClose();
              onDone?.(made as Role);
            },
          },
        )
      }
    >
      <TextField label={t('name')} value={name} onChange={setName} autoComplete="off" maxLength={250} required />
      <TextField label={t('description')} value={description} onChange={setDescription} autoComplete="off" />
    </FormDialog>
  );
}
