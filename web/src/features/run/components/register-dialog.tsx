import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useId, useState } from 'react';
import { registeredNamesQuery } from '@/lib/registry';
import { Snippet } from '@/ui/copy-button';
import { Dialog, FormDialog } from '@/ui/dialog';
import { LoadingState } from '@/ui/states';
import { Switcher } from '@/ui/switcher';
import { TextField } from '@/ui/text-field';
import { notify } from '@/ui/toast';
import { modelsOfRunQuery, useRegister } from '../api/links';
import type { Run } from '../api/run';
import { useRunMessages } from '../messages';

/** Makes one of the run's logged models a version of a registered model, new or not. */
export function RegisterDialog({ run, onClose }: { run: Run; onClose: () => void }) {
  const t = useRunMessages();
  const names = useId();
  const models = useQuery(modelsOfRunQuery(run));
  const [chosen, setChosen] = useState<string>();
  const [name, setName] = useState('');
  const known = useQuery(registeredNamesQuery(useDeferredValue(name.trim())));
  const register = useRegister(run.info.run_id);
  const model = models.data?.find(({ model_id: id }) => id === chosen) ?? models.data?.[0];

  if (models.data?.length === 0) {
    return (
      <Dialog open onClose={onClose} title={t('registerTitle')}>
        <p>{t('noModels')}</p>
        <Snippet
          code={`with mlflow.start_run(run_id="${run.info.run_id}"):\n    mlflow.sklearn.log_model(model, name="model")`}
        />
      </Dialog>
    );
  }
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t('registerTitle')}
      action={t('register')}
      busy={register.isPending}
      disabled={name.trim() === '' || model === undefined}
      error={register.error ?? models.error}
      onSubmit={() =>
        model &&
        register.mutate(
          { name: name.trim(), model },
          {
            onSuccess: (version) => {
              notify(t('registered', { name: version.name, version: version.version }));
              onClose();
            },
          },
        )
      }
    >
      {models.data === undefined ? (
        <LoadingState />
      ) : (
        models.data.length > 1 && (
          <Switcher
            label={t('model')}
            value={model?.model_id ?? ''}
            options={models.data.map((option) => [option.model_id, option.name] as const)}
            onChange={setChosen}
          />
        )
      )}
      <TextField
        label={t('registeredName')}
        hint={known.data?.includes(name.trim()) ? t('newVersion') : t('newModel')}
        value={name}
        onChange={setName}
        list={names}
        autoComplete="off"
        required
      />
      <datalist id={names}>
        {(known.data ?? []).map((option) => (
          <option key={option} value={option} />
        ))}
      </datalist>
    </FormDialog>
  );
}
