import { useNavigate } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/ui/button';
import { FormDialog } from '@/ui/dialog';
import { TextArea, TextField } from '@/ui/text-field';
import { addressOf } from '../address';
import { placeOf, useCreate, type Kind } from '../api/things';
import { useCatalogMessages } from '../messages';

type CreateProps = {
  kind: Kind;
  /** The full name of what it is to lie in; empty for a catalog. */
  within: string;
};

/** Makes a catalog, a schema or a model, and leads there. */
export function CreateButton({ kind, within }: CreateProps) {
  const t = useCatalogMessages();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button kind="primary" onClick={() => setOpen(true)}>
        <Plus />
        {t(`create.${kind}`)}
      </Button>
      {isOpen && <CreateDialog kind={kind} within={within} onClose={() => setOpen(false)} />}
    </>
  );
}

function CreateDialog({ kind, within, onClose }: CreateProps & { onClose: () => void }) {
  const t = useCatalogMessages();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [comment, setComment] = useState('');
  const create = useCreate(within);
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t(`create.${kind}`)}
      action={t('createAction')}
      busy={create.isPending}
      disabled={name.trim() === ''}
      error={create.error}
      onSubmit={() =>
        create.mutate(
          { name: name.trim(), comment },
          {
            onSuccess: (made) => {
              onClose();
              void navigate(addressOf(placeOf(made.full_name)));
            },
          },
        )
      }
    >
      <TextField
        label={t('name')}
        hint={t('nameHint')}
        value={name}
        onChange={setName}
        autoComplete="off"
        spellCheck={false}
        required
      />
      <TextArea label={t('description')} placeholder={t('description')} value={comment} onChange={setComment} />
    </FormDialog>
  );
}
