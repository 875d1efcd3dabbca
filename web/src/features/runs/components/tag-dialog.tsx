import { useState } from 'react';
import { TextField } from '@/ui/text-field';
import { notify } from '@/ui/toast';
import { useTagRuns } from '../api/run-actions';
import { useRunMessages } from '../messages';
import { ChangeDialog } from './change-dialog';

/** Asks for a tag that runs get. */
export function TagDialog({ ids, onClose }: { ids: readonly string[]; onClose: () => void }) {
  const t = useRunMessages();
  const [key, setKey] = useState('');
  const [value, setValue] = useState('');
  const tag = useTagRuns({ onDone: (done) => notify(t('tagged', { count: done })) });
  return (
    <ChangeDialog
      title={t('tagTitle', { count: ids.length })}
      action={t('addTag')}
      change={tag}
      disabled={key.trim() === ''}
      onSubmit={() => tag.mutate({ ids, key: key.trim(), value }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <TextField label={t('tagKey')} value={key} onChange={setKey} autoComplete="off" required />
      <TextField label={t('tagValue')} value={value} onChange={setValue} autoComplete="off" />
    </ChangeDialog>
  );
}
