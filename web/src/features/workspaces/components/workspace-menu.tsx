import { HardDrive, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { DEFAULT_WORKSPACE } from '@/lib/workspace';
import type { Workspace } from '@/lib/workspaces';
import { MenuItem, MoreMenu } from '@/ui/menu';
import { useWorkspaceMessages } from '../messages';
import { DeleteWorkspaceDialog } from './delete-workspace-dialog';
import { StorageDialog } from './storage-dialog';
import { WorkspaceDialog } from './workspace-dialog';

/** What an administrator can do with a workspace. */
export function WorkspaceMenu({ workspace }: { workspace: Workspace }) {
  const t = useWorkspaceMessages();
  const [asked, setAsked] = useState<'change' | 'storage' | 'delete'>();
  const close = () => setAsked(undefined);
  return (
    <>
      <MoreMenu label={t('actionsOf', { name: workspace.name })}>
        <MenuItem icon={<Pencil />} onClick={() => setAsked('change')}>
          {t('change')}
        </MenuItem>
        <MenuItem icon={<HardDrive />} onClick={() => setAsked('storage')}>
          {t('storage')}
        </MenuItem>
        {workspace.name !== DEFAULT_WORKSPACE && (
          <MenuItem icon={<Trash2 />} danger onClick={() => setAsked('delete')}>
            {t('delete')}
          </MenuItem>
        )}
      </MoreMenu>
      {asked === 'change' && <WorkspaceDialog workspace={workspace} onClose={close} />}
      {asked === 'storage' && <StorageDialog name={workspace.name} onClose={close} />}
      {asked === 'delete' && <DeleteWorkspaceDialog name={workspace.name} onClose={close} />}
    </>
  );
}
