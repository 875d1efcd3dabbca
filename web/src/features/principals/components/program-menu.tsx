import { Play, Square } from 'lucide-react';
import { calledBy, usePatchPrincipal, type Principal } from '@/lib/principals';
import { MenuItem } from '@/ui/menu';
import { notify, notifyError } from '@/ui/toast';
import { useProgramMessages } from '../program-messages';
import { PrincipalMenu } from './principal-menu';

/** What an administrator can do with the account of a program. */
export function ProgramMenu({ program, onDeleted }: { program: Principal; onDeleted: () => void }) {
  const t = useProgramMessages();
  const patch = usePatchPrincipal('ServicePrincipals', program.id);
  const name = calledBy(program);
  const isActive = program.active !== false;
  const turn = () =>
    patch.mutate(
      { op: 'replace', path: 'active', value: !isActive },
      { onSuccess: () => notify(t(isActive ? 'disabledNow' : 'enabledNow', { name })), onError: notifyError },
    );
  return (
    <PrincipalMenu
      kind="ServicePrincipals"
      principal={program}
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
    >
      <MenuItem icon={isActive ? <Square /> : <Play />} onClick={turn}>
        {t(isActive ? 'disable' : 'enable')}
      </MenuItem>
    </PrincipalMenu>
  );
}
