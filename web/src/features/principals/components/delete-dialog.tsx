import { useDeletePrincipal, type Kind } from '@/lib/principals';
import { FormDialog } from '@/ui/dialog';
import { notify } from '@/ui/toast';

type DeleteDialogProps = {
  kind: Kind;
  id: string;
  title: string;
  text: string;
  action: string;
  /** What is said once it is gone. */
  done: string;
  onDone: () => void;
  onClose: () => void;
};

/** Asks before a group or a program is deleted. */
export function DeleteDialog({ kind, id, title, text, action, done, onDone, onClose }: DeleteDialogProps) {
  const remove = useDeletePrincipal(kind, id, () => {
    notify(done);
    onDone();
  });
  return (
    <FormDialog
      open
      danger
      title={title}
      action={action}
      busy={remove.isPending}
      error={remove.error}
      onClose={onClose}
      onSubmit={() => remove.mutate()}
    >
      <p>{text}</p>
    </FormDialog>
  );
}
