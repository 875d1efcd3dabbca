import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '@/lib/api-client';
import type { ModelVersion } from '@/lib/registry';
import { CheckBox } from '@/ui/check-box';
import { FormDialog } from '@/ui/dialog';
import { TextField } from '@/ui/text-field';
import { notify } from '@/ui/toast';
import { useRegistryMessages } from '../messages';

/** Three names with dots between. */
const FULL_NAME = /^[^.\s]+\.[^.\s]+\.[^.\s]+$/;

type PromoteDialogProps = { version: ModelVersion; onClose: () => void };

/** Asks for the model of the catalogue that gets a copy of a version. */
export function PromoteDialog({ version: { name, version }, onClose }: PromoteDialogProps) {
  const t = useRegistryMessages();
  const [target, setTarget] = useState(`main.default.${name.replaceAll(/[^\w-]+/g, '_')}`);
  const [withTags, setWithTags] = useState(true);
  const [withDescription, setWithDescription] = useState(true);
  const promote = usePromote();
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t('promoteTitle', { name, version })}
      action={t('promote')}
      busy={promote.isPending}
      disabled={!FULL_NAME.test(target.trim())}
      error={promote.error}
      onSubmit={() =>
        promote.mutate(
          { name, version, to_name: target.trim(), with_tags: withTags, with_description: withDescription },
          {
            onSuccess: ({ model_version: copy }) => {
              notify(t('promoted', { name: copy.name, version: copy.version }));
              onClose();
            },
          },
        )
      }
    >
      <TextField
        label={t('promoteTo')}
        hint={t('promoteHint')}
        value={target}
        onChange={setTarget}
        autoComplete="off"
        spellCheck={false}
        required
      />
      <CheckBox name={t('promoteTags')} isOn={withTags} onToggle={setWithTags} />
      <CheckBox name={t('promoteDescription')} isOn={withDescription} onToggle={setWithDescription} />
    </FormDialog>
  );
}

type Promotion = { name: string; version: string; to_name: string; with_tags: boolean; with_description: boolean };

function usePromote() {
  return useMutation({
    mutationFn: (body: Promotion) => answer(api.POST('/ajax-api/3.0/cairn/registry/promote', { body })),
  });
}
