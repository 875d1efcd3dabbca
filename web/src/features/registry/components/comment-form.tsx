import { useState, type SyntheticEvent } from 'react';
import { Button } from '@/ui/button';
import { ErrorNote } from '@/ui/states';
import { TextArea } from '@/ui/text-field';
import { useComment } from '../api/activity';
import type { Place } from '../api/versions';
import { useApprovalMessages } from '../messages-approvals';
import styles from './lists.module.css';

/** Where one says something about a version. What was typed stays, and takes no more words, until it is there. */
export function CommentForm({ place }: { place: Place }) {
  const t = useApprovalMessages();
  const [text, setText] = useState('');
  const comment = useComment(place);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (text.trim() === '' || comment.isPending) return;
    comment.mutate(text.trim(), { onSuccess: () => setText('') });
  };
  return (
    <form className={styles['writing']} onSubmit={submit}>
      <TextArea
        label={t('commentLabel')}
        placeholder={t('commentLabel')}
        value={text}
        onChange={setText}
        rows={3}
        readOnly={comment.isPending}
      />
      {comment.error && <ErrorNote error={comment.error} />}
      <Button type="submit" busy={comment.isPending} disabled={text.trim() === ''}>
        {t('addComment')}
      </Button>
    </form>
  );
}
