import { useState } from 'react';
import { FormDialog } from '@/ui/dialog';
import { TextField } from '@/ui/text-field';
import { notify } from '@/ui/toast';
import { useTagRuns } from '../api/run-actions';
import { useRunMessages } from '../messages';
import { HowFar } from './how-far';

/** Asks for a tag that runs get. */
export function TagDialog({ ids, onClose }: { ids: readonly string[]; onClose: () => void }) {
  const t = useRunMessages();
  const [key, setKey] = useState('');
  const [value, setValue] = useState('');
  const tag = useTagRuns();
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t('tagTitle', { count: ids.length })}
      action={t('addTag')}
      busy={tag.isPending}
      disabled={key.trim() === ''}
      error={tag.error}
      onSubmit={() =>
        tag.mutate(
          { ids, key: key.trim(), value },
          {
            onSuccess: (done) => {
              notify(t('tagged', { count: done }));
              onClose();
            },
          },
        )
      }
    >
      <TextField label={t('tagKey')} value={key} onChange={setKey} autoComplete="off" required />
      <TextField label={t('tagValue')} value={value} onChange={setValue} autoComplete="off" />
      <HowFar progress={tag.progress} onGiveUp={tag.giveUp} />
    </FormDialog>
  );
}
