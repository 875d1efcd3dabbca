import { useState } from 'react';
import { FormDialog } from './dialog';
import { useUiMessages } from './messages';
import { TextField } from './text-field';
import { notify } from './toast';

/** A change of a name on the server, as TanStack Query has it. */
type Rename = {
  mutate: (name: string, options: { onSuccess: () => void }) => void;
  isPending: boolean;
  error: Error | null;
};

type RenameDialogProps = {
  title: string;
  name: string;
  rename: Rename;
  /** What is said once the thing has its new name. */
  done: (name: string) => string;
  open: boolean;
  onClose: () => void;
};

/** Asks for another name of something. */
export function RenameDialog({ title, name: before, rename, done, open, onClose }: RenameDialogProps) {
  const t = useUiMessages();
  const [name, setName] = useState(before);
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title={title}
      action={t('rename')}
      busy={rename.isPending}
      disabled={name.trim() === '' || name === before}
      error={rename.error}
      onSubmit={() =>
        rename.mutate(name.trim(), {
          onSuccess: () => {
            notify(done(name.trim()));
            onClose();
          },
        })
      }
    >
      <TextField label={t('name')} value={name} onChange={setName} autoComplete="off" required />
    </FormDialog>
  );
}
