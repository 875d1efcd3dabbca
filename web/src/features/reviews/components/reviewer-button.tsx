import { UserRound } from 'lucide-react';
import { useState } from 'react';
import { chooseReviewer, useReviewer } from '@/lib/reviewer';
import { Button } from '@/ui/button';
import { FormDialog } from '@/ui/dialog';
import { TextField } from '@/ui/text-field';
import { useReviewMessages } from '../messages';

/** Under which name one answers, which can be changed where there are no accounts. */
export function ReviewerButton() {
  const t = useReviewMessages();
  const { name: reviewer, isSignedIn } = useReviewer();
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState(reviewer);
  const open = () => {
    setName(reviewer);
    setOpen(true);
  };
  if (isSignedIn) return null;
  return (
    <>
      <Button kind="quiet" onClick={open}>
        <UserRound />
        <span className="truncate">{t('reviewer', { name: reviewer })}</span>
      </Button>
      <FormDialog
        open={isOpen}
        onClose={() => setOpen(false)}
        title={t('reviewerTitle')}
        action={t('save')}
        busy={false}
        error={null}
        disabled={name.trim() === ''}
        onSubmit={() => {
          chooseReviewer(name);
          setOpen(false);
        }}
      >
        <TextField
          label={t('name')}
          hint={t('reviewerHint')}
          value={name}
          onChange={setName}
          autoComplete="off"
          maxLength={250}
          required
        />
      </FormDialog>
    </>
  );
}
