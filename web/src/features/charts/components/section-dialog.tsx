import { useState } from 'react';
import { FormDialog } from '@/ui/dialog';
import { TextField } from '@/ui/text-field';
import { useChartsMessages } from '../messages';

type SectionDialogProps = {
  /** What the section is called; undefined for one that is made. */
  name: string | undefined;
  onClose: () => void;
  onDone: (name: string) => void;
};

/** Asks what a section is called. */
export function SectionDialog({ name: before, onClose, onDone }: SectionDialogProps) {
  const t = useChartsMessages();
  const [name, setName] = useState(before ?? '');
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t(before === undefined ? 'addSection' : 'renameSection')}
      action={t(before === undefined ? 'addAction' : 'renameAction')}
      busy={false}
      disabled={name.trim() === '' || name.trim() === before}
      error={null}
      onSubmit={() => onDone(name.trim())}
    >
      <TextField label={t('sectionName')} value={name} onChange={setName} autoComplete="off" required />
    </FormDialog>
  );
}
