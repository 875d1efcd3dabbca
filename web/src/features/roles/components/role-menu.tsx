import { useNavigate } from '@tanstack/react-router';
import { Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Role } from '@/lib/roles';
import { FormDialog } from '@/ui/dialog';
import { MenuItem, MoreMenu } from '@/ui/menu';
import { notify } from '@/ui/toast';
import { useDeleteRole } from '../api/roles';
import { useRoleMessages } from '../messages';
import { RoleDialog } from './role-dialog';

/** What who manages the workspace can do with a role. */
export function RoleMenu({ role }: { role: Role }) {
  const t = useRoleMessages();
  const [asked, setAsked] = useState<'change' | 'delete'>();
  const close = () => setAsked(undefined);
  return (
    <>
      <MoreMenu label={t('more')}>
        <MenuItem icon={<Pencil />} onClick={() => setAsked('change')}>
          {t('change')}
        </MenuItem>
        <MenuItem icon={<Trash2 />} danger onClick={() => setAsked('delete')}>
          {t('delete')}
        </MenuItem>
      </MoreMenu>
      {asked === 'change' && <RoleDialog role={role} onClose={close} />}
      {asked === 'delete' && <DeleteRoleDialog role={role} onClose={close} />}
    </>
  );
}

function DeleteRoleDialog({ role, onClose }: { role: Role; onClose: () => void }) {
  const t = useRoleMessages();
  const navigate = useNavigate();
  const remove = useDeleteRole(role.id);
  return (
    <FormDialog
      open
      danger
      title={t('deleteTitle', { name: role.name })}
      action={t('delete')}
      busy={remove.isPending}
      error={remove.error}
      onClose={onClose}
      onSubmit={() =>
        remove.mutate(undefined, {
          onSuccess: () => {
            notify(t('deleted', { name: role.name }));
            void navigate({ to: '/roles' });
          },
        })
      }
    >
      <p>{t('deleteText')}</p>
    </FormDialog>
  );
}
