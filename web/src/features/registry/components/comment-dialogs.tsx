import { useState } from 'react';
import { FormDialog } from '@/ui/dialog';
import { TextArea } from '@/ui/text-field';
import { notify } from '@/ui/toast';
import { useChangeComment, useDeleteComment, type ModelActivity } from '../api/activity';
import { useApprovalMessages } from '../messages-approvals';

type CommentDialogProps = { comment: ModelActivity; onClose: () => void };

/** Changes what one said. */
export function EditComment({ comment, onClose }: CommentDialogProps) {
  const t = useApprovalMessages();
  const [text, setText] = useState(comment.comment ?? '');
  const change = useChangeComment(comment.activity_id);
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t('editComment')}
      action={t('save')}
      busy={change.isPending}
      disabled={text.trim() === ''}
      error={change.error}
      onSubmit={() => change.mutate(text.trim(), { onSuccess: onClose })}
    >
      <TextArea label={t('comment')} value={text} onChange={setText} />
    </FormDialog>
  );
}

/** Asks before a comment is deleted. */
export function DeleteComment({ comment, onClose }: CommentDialogProps) {
  const t = useApprovalMessages();
  const remove = useDeleteComment(comment.activity_id);
  const onSuccess = () => {
    notify(t('commentDeleted'));
    onClose();
  };
  return (
    <FormDialog
      open
      danger
      onClose={onClose}
      title={t('deleteCommentTitle', { user: comment.user_id || t('somebody') })}
      action={t('delete')}
      busy={remove.isPending}
      error={remove.error}
      onSubmit={() => remove.mutate(undefined, { onSuccess })}
    >
      <p>{t('deleteCommentText')}</p>
    </FormDialog>
  );
}
