import { useQuery } from '@tanstack/react-query';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { ChevronsUpDown, Layers, Settings2 } from 'lucide-react';
import { useIsAdmin } from '@/lib/session';
import { DEFAULT_WORKSPACE, screenAddress, workspace } from '@/lib/workspace';
import { workspacesQuery } from '@/lib/workspaces';
import { Menu, MenuChoice, MenuItem } from '@/ui/menu';
import { useWorkspaceMessages } from '../messages';
import styles from './workspace-switch.module.css';

/** The workspace that one is in, and the way to others; nothing where there is only the one that every server has. */
export function WorkspaceSwitch() {
  const isAdmin = useIsAdmin();
  const t = useWorkspaceMessages();
  const navigate = useNavigate();
  const router = useRouter();
  const workspaces = useQuery(workspacesQuery).data ?? [];
  const isOnly = workspaces.every(({ name }) => name === DEFAULT_WORKSPACE);
  if (isOnly && workspace === DEFAULT_WORKSPACE) return null;
  // What a screen with an id shows is not in the other workspace.
  const open = (name: string) => {
    const { matches, location: shown } = router.state;
    const isOfNone = Object.keys(matches.at(-1)?.params ?? {}).length === 0;
    location.assign(screenAddress(isOfNone ? shown.pathname : '/experiments', name));
  };
  return (
    <Menu
      align="start"
      trigger={
        <button type="button" className={styles['switch']} aria-label={t('switch', { name: workspace })}>
          <Layers aria-hidden />
          <span className="truncate" title={workspace}>
            {workspace}
          </span>
          <ChevronsUpDown aria-hidden />
        </button>
      }
    >
      <MenuChoice
        label={t('title')}
        value={workspace}
        options={workspaces.map(({ name }) => [name, name] as const)}
        onChange={open}
      />
      {isAdmin && (
        <MenuItem icon={<Settings2 />} onClick={() => void navigate({ to: '/workspaces' })}>
          {t('manage')}
        </MenuItem>
      )}
    </Menu>
  );
}
