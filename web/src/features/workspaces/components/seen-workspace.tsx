import { useQuery } from '@tanstack/react-query';
import { Layers } from 'lucide-react';
import type { ReactNode } from 'react';
import { DEFAULT_WORKSPACE, screenAddress, workspace } from '@/lib/workspace';
import { workspacesQuery } from '@/lib/workspaces';
import { ButtonLink } from '@/ui/button';
import { EmptyState } from '@/ui/states';
import { useWorkspaceMessages } from '../messages';

/** The screens of a workspace, where one sees it. */
export function SeenWorkspace({ children }: { children: ReactNode }) {
  const t = useWorkspaceMessages();
  const workspaces = useQuery({ ...workspacesQuery, enabled: workspace !== DEFAULT_WORKSPACE }).data;
  const isSeen = workspace === DEFAULT_WORKSPACE || workspaces?.some(({ name }) => name === workspace) !== false;
  if (isSeen) return children;
  return (
    <EmptyState icon={<Layers />} title={t('unseen', { name: workspace })}>
      <p className="muted">{t('unseenHint')}</p>
      <ButtonLink href={screenAddress('/', DEFAULT_WORKSPACE)}>{t('toDefault')}</ButtonLink>
    </EmptyState>
  );
}
