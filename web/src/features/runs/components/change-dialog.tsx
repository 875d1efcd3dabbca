import type { ReactNode } from 'react';
import { FormDialog } from '@/ui/dialog';
import type { RunChange } from '../api/run-actions';
import { HowFar } from './how-far';

type ChangeDialogProps = {
  title: string;
  action: string;
  change: RunChange;
  disabled: boolean;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
};

/** Asks how many runs are to change. Who closes it meanwhile leaves the rest of them as it is. */
export function ChangeDialog({ change, onClose, children, ...dialog }: ChangeDialogProps) {
  return (
    <FormDialog
      {...dialog}
      open
      onClose={() => {
        change.giveUp();
        onClose();
      }}
      busy={change.isPending}
      error={change.error}
    >
      {children}
      <HowFar progress={change.progress} onGiveUp={change.giveUp} />
    </FormDialog>
  );
}
