import { useEffect, type ReactNode } from 'react';
import { FormDialog } from '@/ui/dialog';
import { HowFar } from '@/ui/how-far';
import type { RunChange } from '../api/run-actions';

type ChangeDialogProps = {
  title: string;
  action: string;
  change: RunChange;
  disabled: boolean;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
};

/** Asks how many runs are to change. Who leaves it meanwhile leaves the rest of them as it is. */
export function ChangeDialog({ change, onClose, children, ...dialog }: ChangeDialogProps) {
  const { giveUp } = change;
  useEffect(() => giveUp, [giveUp]);
  return (
    <FormDialog {...dialog} open onClose={onClose} busy={change.isPending} mayLeave error={change.error}>
      {children}
      <HowFar progress={change.progress} />
    </FormDialog>
  );
}
