import { FormDialog } from '@/ui/dialog';
import { notify } from '@/ui/toast';

/** A change on the server of one thing by its id, as TanStack Query has it. */
type Ending = {
  mutate: (id: string, options: { onSuccess: () => void }) => void;
  isPending: boolean;
  error: Error | null;
};

type ConfirmDialogProps = {
  title: string;
  text: string;
  action: string;
  /** What is said once it is over. */
  done: string;
  id: string;
  ending: Ending;
  onClose: () => void;
};

/** Asks before a secret or a token ends. */
export function ConfirmDialog({ title, text, action, done, id, ending, onClose }: ConfirmDialogProps) {
  return (
    <FormDialog
      open
      danger
      title={title}
      action={action}
      busy={ending.isPending}
      error={ending.error}
      onClose={onClose}
      onSubmit={() =>
        ending.mutate(id, {
          onSuccess: () => {
            notify(done);
            onClose();
          },
        })
      }
    >
      <p>{text}</p>
    </FormDialog>
  );
}
