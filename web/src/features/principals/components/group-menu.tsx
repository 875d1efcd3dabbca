import { calledBy, type Principal } from '@/lib/principals';
import { useGroupMessages } from '../group-messages';
import { PrincipalMenu } from './principal-menu';

/** What an administrator can do with a group. */
export function GroupMenu({ group, onDeleted }: { group: Principal; onDeleted: () => void }) {
  const t = useGroupMessages();
  const name = calledBy(group);
  return (
    <PrincipalMenu
      kind="Groups"
      principal={group}
      words={{
        actionsOf: t('actionsOf', { name }),
        rename: t('rename'),
        renameTitle: t('renameTitle', { name }),
        renamed: (now) => t('renamed', { name: now }),
        delete: t('delete'),
        deleteTitle: t('deleteTitle', { name }),
        deleteText: t('deleteText'),
        deleted: t('deleted', { name }),
      }}
      onDeleted={onDeleted}
    />
  );
}
