import { useState } from 'react';
import { FormDialog } from '@/ui/dialog';
import { TextArea } from '@/ui/text-field';
import { notify } from '@/ui/toast';
import { useAsk } from '../api/requests';
import type { Place } from '../api/versions';
import { useApprovalMessages } from '../messages-approvals';
import { TargetFields, useTarget } from './target-fields';

/** Asks that a version moves to a stage or gets an alias. */
export function AskDialog({ place, onClose }: { place: Place; onClose: () => void }) {
  const t = useApprovalMessages();
  const fields = useTarget();
  const [comment, setComment] = useState('');
  const ask = useAsk(place);
  const onSuccess = () => {
    notify(t('asked'));
    onClose();
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t('askVersion', { version: place.version })}
      action={t('ask')}
      busy={ask.isPending}
      disabled={!fields.isWhole}
      error={ask.error}
      onSubmit={() => ask.mutate({ target: fields.target, comment: comment.trim() }, { onSuccess })}
    >
      <TargetFields label={t('kind')} fields={fields} />
      <TextArea label={t('comment')} placeholder={t('why')} value={comment} onChange={setComment} />
    </FormDialog>
  );
}
