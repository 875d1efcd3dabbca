import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { readAnew } from '@/lib/change';
import { CheckBox } from '@/ui/check-box';
import { FormDialog } from '@/ui/dialog';
import { TextArea } from '@/ui/text-field';
import { notify } from '@/ui/toast';
import { useDecide, type Decision, type ModelRequest } from '../api/requests';
import { useApprovalMessages } from '../messages-approvals';
import { useWish } from './wish';

const DONE = { approve: 'approved', reject: 'rejected', cancel: 'cancelled' } as const;
/** Versions in these stages are in use, so that a new one can push them out. */
const IN_USE: readonly string[] = ['Staging', 'Production'];

type DecisionDialogProps = { request: ModelRequest; decision: Decision; onClose: () => void };

/** Asks why, before a request is approved, rejected or taken back. */
export function DecisionDialog({ request, decision, onClose }: DecisionDialogProps) {
  const t = useApprovalMessages();
  const client = useQueryClient();
  const words = useWish();
  const wish = words.of(request);
  const [comment, setComment] = useState('');
  const [archives, setArchives] = useState(true);
  const decide = useDecide(decision);
  const { stage } = request;
  const pushesOut = decision === 'approve' && stage != null && IN_USE.includes(stage);
  const close = () => {
    if (decide.error) void readAnew(client, 'registry'); // somebody else may have decided it
    onClose();
  };
  const onSuccess = () => {
    notify(t(DONE[decision], { wish }));
    onClose();
  };
  return (
    <FormDialog
      open
      onClose={close}
      title={t(`${decision}Title`, { wish })}
      action={t(decision)}
      danger={decision === 'reject'}
      busy={decide.isPending}
      error={decide.error}
      onSubmit={() =>
        decide.mutate({ request, comment: comment.trim(), archives: pushesOut && archives }, { onSuccess })
      }
    >
      {decision === 'approve' && <p className="muted">{t('approveText')}</p>}
      {pushesOut && (
        <CheckBox name={t('archiveOthers', { stage: words.stageWord(stage) })} isOn={archives} onToggle={setArchives} />
      )}
      <TextArea label={t('comment')} placeholder={t('whyDecided')} value={comment} onChange={setComment} />
    </FormDialog>
  );
}
