import { FormDialog } from '@/ui/dialog';
import { useReviewMessages } from '../messages';

type ConfirmDeleteProps = {
  title: string;
  text: string;
  /** What the button says, where it is not "Delete". */
  action?: string;
  remove: { isPending: boolean; error: Error | null };
  onConfirm: () => void;
  onClose: () => void;
};

/** Asks whether something is really to go. */
export function ConfirmDelete({ title, text, action, remove, onConfirm, onClose }: ConfirmDeleteProps) {
  const t = useReviewMessages();
  return (
    <FormDialog
      open
      onClose={onClose}
      title={title}
      action={action ?? t('delete')}
      danger
      busy={remove.isPending}
      error={remove.error}
      onSubmit={onConfirm}
    >
      <p>{text}</p>
    </FormDialog>
  );
}
