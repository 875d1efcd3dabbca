import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useId, useState } from 'react';
import type { Experiment } from '@/api/schema.gen';
import { experimentsNamed } from '@/lib/experiments';
import styles from './experiment-picker.module.css';
import { useUiMessages } from './messages';
import { ErrorNote, LoadingState } from './states';
import { TextField } from './text-field';

type ExperimentPickerProps = {
  label: string;
  chosen: Experiment | undefined;
  onChoose: (experiment: Experiment) => void;
  /** Ids of experiments that are not to choose. */
  without?: readonly string[];
};

/** One of all experiments in use, found by a part of its name. */
export function ExperimentPicker({ label, chosen, onChoose, without = [] }: ExperimentPickerProps) {
  const t = useUiMessages();
  const name = useId();
  const [text, setText] = useState('');
  const found = useQuery({
    ...experimentsNamed(useDeferredValue(text.trim())),
    placeholderData: (before) => before,
  });
  const experiments = (found.data ?? []).filter(({ experiment_id: id }) => !without.includes(id));
  return (
    <fieldset className={styles['picker']}>
      <legend className="visually-hidden">{label}</legend>
      <TextField label={label} placeholder={t('experimentHint')} value={text} onChange={setText} autoComplete="off" />
      {found.error ? (
        <ErrorNote error={found.error} />
      ) : found.isLoading ? (
        <LoadingState />
      ) : experiments.length === 0 ? (
        <p className={styles['none']}>{t('noExperiment')}</p>
      ) : (
        <ul className={styles['list']}>
          {experiments.map((experiment) => (
            <li key={experiment.experiment_id}>
              <label className={styles['option']}>
                <input
                  type="radio"
                  name={name}
                  checked={experiment.experiment_id === chosen?.experiment_id}
                  onChange={() => onChoose(experiment)}
                />
                <span className="truncate" title={experiment.name}>
                  {experiment.name}
                </span>
                <span className="muted">{experiment.experiment_id}</span>
              </label>
            </li>
          ))}
        </ul>
      )}
    </fieldset>
  );
}
