import { useState } from 'react';
import { useCreatePrincipal, type Kind, type Principal } from '@/lib/principals';
import { FormDialog } from '@/ui/dialog';
import { TextField } from '@/ui/text-field';
import { notify } from '@/ui/toast';

type NewDialogProps = {
  kind: Kind;
  title: string;
  label: string;
  action: string;
  /** What is said once it is there. */
  done: (name: string) => string;
  onDone: (made: Principal) => void;
  onClose: () => void;
};

/** Makes a group or a program, of which only the name is asked. */
export function NewDialog({ kind, title, label, action, done, onDone, onClose }: NewDialogProps) {
  const create = useCreatePrincipal(kind);
  const [text, setText] = useState('');
  const name = text.trim();
  return (
    <FormDialog
      open
      title={title}
      action={action}
      busy={create.isPending}
      error={create.error}
      disabled={name === ''}
      onClose={onClose}
      onSubmit={() =>
        create.mutate(name, {
          onSuccess: (made) => {
            notify(done(name));
            onDone(made);
          },
        })
      }
    >
      <TextField label={label} value={text} onChange={setText} autoComplete="off" maxLength={250} required />
    </FormDialog>
  );
}
