import { useState } from 'react';
import { useCreateView, useDeleteView, useUpdateView, type SavedView, type ViewsOf } from '@/lib/views';
import { FormDialog } from './dialog';
import { useUiMessages } from './messages';
import { Switcher } from './switcher';
import { TextField } from './text-field';

type SaveViewProps = {
  of: ViewsOf;
  state: string;
  onClose: () => void;
  onSaved: (view: SavedView) => void;
};

/** Asks what a view is called and who sees it. */
export function SaveViewDialog({ of, state, onClose, onSaved }: SaveViewProps) {
  const t = useUiMessages();
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const create = useCreateView();
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t('saveView')}
      action={t('save')}
      busy={create.isPending}
      disabled={name.trim() === ''}
      error={create.error}
      onSubmit={() =>
        create.mutate(
          { ...of, name: name.trim(), state, shared },
          {
            onSuccess: ({ view }) => {
              onSaved(view);
              onClose();
            },
          },
        )
      }
    >
      <ViewFields name={name} onName={setName} shared={shared} onShared={setShared} />
    </FormDialog>
  );
}

type OfViewProps = { view: SavedView; onClose: () => void };

/** Gives a view another name, or shows it to others or no longer. */
export function ChangeViewDialog({ view, onClose }: OfViewProps) {
  const t = useUiMessages();
  const [name, setName] = useState(view.name);
  const [shared, setShared] = useState(view.shared === true);
  const update = useUpdateView();
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t('changeViewTitle')}
      action={t('save')}
      busy={update.isPending}
      disabled={name.trim() === ''}
      error={update.error}
      onSubmit={() => update.mutate({ view, name: name.trim(), shared }, { onSuccess: onClose })}
    >
      <ViewFields name={name} onName={setName} shared={shared} onShared={setShared} />
    </FormDialog>
  );
}

/** Asks before a view is gone: nothing brings back the links to it. */
export function DeleteViewDialog({ view, onClose }: OfViewProps) {
  const t = useUiMessages();
  const remove = useDeleteView();
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t('deleteViewTitle', { name: view.name })}
      action={t('delete')}
      danger
      busy={remove.isPending}
      error={remove.error}
      onSubmit={() => remove.mutate(view, { onSuccess: onClose })}
    >
      <p>{t(view.shared === true ? 'deleteSharedText' : 'deleteViewText')}</p>
    </FormDialog>
  );
}

type ViewFieldsProps = {
  name: string;
  onName: (name: string) => void;
  shared: boolean;
  onShared: (shared: boolean) => void;
};

function ViewFields({ name, onName, shared, onShared }: ViewFieldsProps) {
  const t = useUiMessages();
  return (
    <>
      <TextField label={t('viewName')} value={name} onChange={onName} autoComplete="off" required />
      <Switcher
        label={t('viewSight')}
        value={shared ? 'shared' : 'own'}
        options={[
          ['own', t('viewOwn')],
          ['shared', t('viewShared')],
        ]}
        onChange={(sight) => onShared(sight === 'shared')}
      />
    </>
  );
}
