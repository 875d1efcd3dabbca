import { useState } from 'react';
import { useCreateView, type SavedView, type ViewsOf } from '@/lib/views';
import { FormDialog } from './dialog';
import { useUiMessages } from './messages';
import { Switcher } from './switcher';
import { TextField } from './text-field';

type SaveViewProps = {
  of: ViewsOf;
  state: string;
  open: boolean;
  onClose: () => void;
  onSaved: (view: SavedView) => void;
};

/** Asks what a view is called and who sees it. */
export function SaveViewDialog({ of, state, open, onClose, onSaved }: SaveViewProps) {
  const t = useUiMessages();
  const [name, setName] = useState('');
  const [sight, setSight] = useState<'own' | 'shared'>('own');
  const create = useCreateView();
  const close = () => {
    onClose();
    setName('');
    create.reset();
  };
  return (
    <FormDialog
      open={open}
      onClose={close}
      title={t('saveView')}
      action={t('save')}
      busy={create.isPending}
      disabled={name.trim() === ''}
      error={create.error}
      onSubmit={() =>
        create.mutate(
          { ...of, name: name.trim(), state, shared: sight === 'shared' },
          {
            onSuccess: ({ view }) => {
              onSaved(view);
              close();
            },
          },
        )
      }
    >
      <TextField label={t('viewName')} value={name} onChange={setName} autoComplete="off" required />
      <Switcher
        label={t('viewSight')}
        value={sight}
        options={[
          ['own', t('viewOwn')],
          ['shared', t('viewShared')],
        ]}
        onChange={setSight}
      />
    </FormDialog>
  );
}
