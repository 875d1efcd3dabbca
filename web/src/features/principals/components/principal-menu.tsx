import { Pencil, Trash2 } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { calledBy, usePatchPrincipal, type Kind, type Principal } from '@/lib/principals';
import { MenuItem, MoreMenu } from '@/ui/menu';
import { RenameDialog } from '@/ui/rename-dialog';
import { DeleteDialog } from './delete-dialog';

type PrincipalMenuProps = {
  kind: Kind;
  principal: Principal;
  words: {
    actionsOf: string;
    rename: string;
    renameTitle: string;
    renamed: (name: string) => string;
    delete: string;
    deleteTitle: string;
    deleteText: string;
    deleted: string;
  };
  /** What else can be done with it. */
  children?: ReactNode;
  onDeleted: () => void;
};

/** What an administrator can do with a group or a program: rename it, delete it. */
export function PrincipalMenu({ kind, principal, words, children, onDeleted }: PrincipalMenuProps) {
  const patch = usePatchPrincipal(kind, principal.id);
  const [asked, setAsked] = useState<'rename' | 'delete'>();
  const close = () => setAsked(undefined);
  const rename = {
    ...patch,
    mutate: (value: string, options: { onSuccess: () => void }) =>
      patch.mutate({ op: 'replace', path: 'displayName', value }, options),
  };
  return (
    <>
      <MoreMenu label={words.actionsOf}>
        <MenuItem icon={<Pencil />} onClick={() => setAsked('rename')}>
          {words.rename}
        </MenuItem>
        {children}
        <MenuItem icon={<Trash2 />} danger onClick={() => setAsked('delete')}>
          {words.delete}
        </MenuItem>
      </MoreMenu>
      {asked === 'rename' && (
        <RenameDialog
          open
          title={words.renameTitle}
          name={calledBy(principal)}
          rename={rename}
          done={words.renamed}
          onClose={close}
        />
      )}
      {asked === 'delete' && (
        <DeleteDialog
          kind={kind}
          id={principal.id}
          title={words.deleteTitle}
          text={words.deleteText}
          action={words.delete}
          done={words.deleted}
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
