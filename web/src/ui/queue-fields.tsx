import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { schemasQuery } from '@/lib/review-queues';
import { CheckBox } from './check-box';
import { useUiMessages } from './messages';
import styles from './queue-fields.module.css';
import { TextField } from './text-field';

/** What a review queue is to be. People stand there with commas between them. */
export type QueueDraft = { name: string; people: string; schemaIds: string[] };

export const NEW_QUEUE: QueueDraft = { name: '', people: '', schemaIds: [] };

type QueueFieldsProps = {
  experimentId: string;
  draft: QueueDraft;
  onChange: (draft: QueueDraft) => void;
  /** Its questions stay: it has traces. */
  isLocked?: boolean;
};

/** Asks what a review queue is called, who is to review and what they are asked. */
export function QueueFields({ experimentId, draft, onChange, isLocked = false }: QueueFieldsProps) {
  const t = useUiMessages();
  const hint = useId();
  const { data: schemas = [] } = useQuery(schemasQuery(experimentId));
  const toggle = (id: string, isOn: boolean) => {
    const others = draft.schemaIds.filter((other) => other !== id);
    onChange({ ...draft, schemaIds: isOn ? [...others, id] : others });
  };
  return (
    <>
      <TextField
        label={t('queueName')}
        value={draft.name}
        onChange={(name) => onChange({ ...draft, name })}
        autoComplete="off"
        maxLength={250}
        required
      />
      <TextField
        label={t('queuePeople')}
        hint={t('queuePeopleHint')}
        value={draft.people}
        onChange={(people) => onChange({ ...draft, people })}
        autoComplete="off"
      />
      <fieldset className={styles['questions']} aria-describedby={hint}>
        <legend>{t('queueQuestions')}</legend>
        <div className={styles['list']}>
          {schemas.toReversed().map((schema) => (
            <CheckBox
              key={schema.schema_id}
              name={schema.name}
              isOn={draft.schemaIds.includes(schema.schema_id)}
              isDisabled={isLocked}
              onToggle={(isOn) => toggle(schema.schema_id, isOn)}
            />
          ))}
        </div>
        <p id={hint} className="muted">
          {t(isLocked ? 'queueLocked' : 'queueQuestionsHint')}
        </p>
      </fieldset>
    </>
  );
}

/** The people that a text names. */
export function peopleIn(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
