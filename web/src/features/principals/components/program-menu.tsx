import { Ellipsis, Pencil, Play, Square, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { calledBy, usePatchPrincipal, type Principal } from '@/lib/principals';
import { IconButton } from '@/ui/button';
import { Menu, MenuItem } from '@/ui/menu';
import { RenameDialog } from '@/ui/rename-dialog';
import { notify, notifyError } from '@/ui/toast';
import { useProgramMessages } from '../program-messages';
import { DeleteDialog } from './delete-dialog';

/** What an administrator can do with the account of a program. */
export function ProgramMenu({ program, onDeleted }: { program: Principal; onDeleted: () => void }) {
  const t = useProgramMessages();
  const patch = usePatchPrincipal('ServicePrincipals', program.id);
  const [asked, setAsked] = useState<'rename' | 'delete'>();
  const close = () => setAsked(undefined);
  const name = calledBy(program);
  const isActive = program.active !== false;
  const rename = {
    ...patch,
    mutate: (value: string, options: { onSuccess: () => void }) =>
      patch.mutate({ op: 'replace', path: 'displayName', value }, options),
  };
  const turn = () =>
    patch.mutate(
      { op: 'replace', path: 'active', value: !isActive },
      { onSuccess: () => notify(t(isActive ? 'disabledNow' : 'enabledNow', { name })), onError: notifyError },
    );
  return (
    <>
      <Menu
        trigger={
          <IconButton label={t('actionsOf', { name })}>
            <Ellipsis />
          </IconButton>
        }
      >
        <MenuItem icon={<Pencil />} onClick={() => setAsked('rename')}>
          {t('rename')}
        </MenuItem>
        <MenuItem icon={isActive ? <Square /> : <Play />} onClick={turn}>
          {t(isActive ? 'disable' : 'enable')}
        </MenuItem>
        <MenuItem icon={<Trash2 />} danger onClick={() => setAsked('delete')}>
          {t('delete')}
        </MenuItem>
      </Menu>
      {asked === 'rename' && (
        <RenameDialog
          open
          title={t('renameTitle', { name })}
          name={name}
          rename={rename}
          done={(now) => t('renamed', { name: now })}
          onClose={close}
        />
      )}
      {asked === 'delete' && (
        <DeleteDialog
          kind="ServicePrincipals"
          id={program.id}
          title={t('deleteTitle', { name })}
          text={t('deleteText')}
          action={t('delete')}
          done={t('deleted', { name })}
          onDone={() => {
            close();
            onDeleted();
          }}
          onClose={close}
        />
      )}
    </>
  );
}
