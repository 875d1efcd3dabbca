import { useState, type ReactNode } from 'react';
import { ApiError } from '@/lib/api-client';
import { FormDialog } from '@/ui/dialog';
import { ErrorNote } from '@/ui/states';
import { TextArea } from '@/ui/text-field';
import { notify } from '@/ui/toast';
import { useAsk, type Target } from '../api/requests';
import type { Place } from '../api/versions';
import { useApprovalMessages } from '../messages-approvals';
import { useWish } from './wish';

type OrAskDialogProps = {
  title: string;
  action: string;
  onSubmit: () => void;
  onClose: () => void;
  busy: boolean;
  error: Error | null;
  disabled?: boolean;
  /** What is asked for where one may not do it, and for which version. */
  target: Target;
  place: Place;
  children?: ReactNode;
};

/** A dialog that changes what a version is; where that is refused, it says why and asks for it instead. */
export function OrAskDialog(props: OrAskDialogProps) {
  const { title, action, onSubmit, onClose, busy, error, disabled = false, target, place, children } = props;
  const t = useApprovalMessages();
  const wish = useWish();
  const ask = useAsk(place);
  const [comment, setComment] = useState('');
  const isRefused = error instanceof ApiError && error.status === 403;
  if (!isRefused) {
    return (
      <FormDialog open {...{ title, action, onSubmit, onClose, busy, error, disabled }}>
        {children}
      </FormDialog>
    );
  }
  const onSuccess = () => {
    notify(t('asked'));
    onClose();
  };
  return (
    <FormDialog
      open
      title={wish.asked(place.version, target)}
      action={t('ask')}
      onClose={onClose}
      busy={ask.isPending}
      error={ask.error}
      onSubmit={() => ask.mutate({ target, comment: comment.trim() }, { onSuccess })}
    >
      <ErrorNote error={error} />
      <TextArea label={t('comment')} placeholder={t('why')} value={comment} onChange={setComment} />
    </FormDialog>
  );
}
