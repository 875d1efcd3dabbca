import { Ellipsis, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { calledBy, usePatchPrincipal, type Principal } from '@/lib/principals';
import { IconButton } from '@/ui/button';
import { Menu, MenuItem } from '@/ui/menu';
import { RenameDialog } from '@/ui/rename-dialog';
import { useGroupMessages } from '../group-messages';
import { DeleteDialog } from './delete-dialog';

/** What an administrator can do with a group. */
export function GroupMenu({ group, onDeleted }: { group: Principal; onDeleted: () => void }) {
  const t = useGroupMessages();
  const patch = usePatchPrincipal('Groups', group.id);
  const [asked, setAsked] = useState<'rename' | 'delete'>();
  const close = () => setAsked(undefined);
  const name = calledBy(group);
  const rename = {
    ...patch,
    mutate: (value: string, options: { onSuccess: () => void }) =>
      patch.mutate({ op: 'replace', path: 'displayName', value }, options),
  };
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
          kind="Groups"
          id={group.id}
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
