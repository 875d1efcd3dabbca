import { ThumbsDown, ThumbsUp } from 'lucide-react';
import { useState } from 'react';
import type { LabelSchema } from '@/lib/review-queues';
import { IconText } from '@/ui/icon-text';
import { TextArea, TextField } from '@/ui/text-field';
import { boundOf, faultOf, lacksAnswer, type Draft } from '../api/answers';
import { useReviewMessages } from '../messages';
import styles from './answer-form.module.css';
import { Choices } from './choices';
import { useRangeText } from './use-range-text';

type QuestionProps = { schema: LabelSchema; draft: Draft; onChange: (draft: Draft) => void };

/** One question, and what is answered to it. */
export function Question({ schema, draft, onChange }: QuestionProps) {
  const t = useReviewMessages();
  const { name, instruction, type, enable_comment: asksWhy } = schema;
  return (
    <fieldset className={styles['question']}>
      <legend className={styles['name']}>
        {name}
        {type === 'EXPECTATION' && <span className={styles['kind']}>{t('type.EXPECTATION')}</span>}
      </legend>
      {instruction && <p className={styles['instruction']}>{instruction}</p>}
      <Input schema={schema} value={draft.value} onChange={(value) => onChange({ ...draft, value })} />
      {asksWhy === true && (
        <TextArea
          label={`${t('comment')} ${name}`}
          placeholder={t('comment')}
          className={styles['brief']}
          value={draft.comment}
          aria-invalid={lacksAnswer(schema, draft)}
          onChange={(comment) => onChange({ ...draft, comment })}
        />
      )}
      {lacksAnswer(schema, draft) && <p className={styles['fault']}>{t('fault.unanswered')}</p>}
    </fieldset>
  );
}

type InputProps = { schema: LabelSchema; value: unknown; onChange: (value: unknown) => void };

function Input({ schema, value, onChange }: InputProps) {
  const { pass_fail: labels, categorical, numeric } = schema.input;
  if (labels) {
    return (
      <Choices
        label={schema.name}
        chosen={typeof value === 'boolean' ? [String(value)] : []}
        options={[
          ['true', <IconText key="" icon={<ThumbsUp aria-hidden />} text={labels.positive_label ?? ''} />],
          ['false', <IconText key="" icon={<ThumbsDown aria-hidden />} text={labels.negative_label ?? ''} />],
        ]}
        onChange={([chosen]) => onChange(chosen === undefined ? undefined : chosen === 'true')}
      />
    );
  }
  if (categorical) {
    const chosen = Array.isArray(value) ? (value as string[]) : typeof value === 'string' ? [value] : [];
    const isMany = categorical.multi_select === true;
    return (
      <Choices
        label={schema.name}
        chosen={chosen}
        multiple={isMany}
        options={(categorical.options ?? []).map((option) => [option, option] as const)}
        onChange={(now) => onChange(now.length === 0 ? undefined : isMany ? now : now[0])}
      />
    );
  }
  if (numeric) return <Figure schema={schema} value={value} onChange={onChange} />;
  return <Text schema={schema} value={value} onChange={onChange} />;
}

function Figure({ schema, value, onChange }: InputProps) {
  const t = useReviewMessages();
  const range = useRangeText();
  const { min_value: least, max_value: greatest } = schema.input.numeric ?? {};
  const [text, setText] = useState(typeof value === 'number' ? String(value) : '');
  const fault = faultOf(schema, value);
  return (
    <TextField
      label={<span className="visually-hidden">{`${t('yourAnswer')} ${schema.name}`}</span>}
      hint={range(boundOf(least), boundOf(greatest)) || undefined}
      error={fault && t(`fault.${fault.text}`, { limit: fault.limit })}
      value={text}
      inputMode="decimal"
      autoComplete="off"
      onChange={(typed) => {
        setText(typed);
        const figure = Number(typed);
        onChange(typed.trim() === '' ? undefined : Number.isFinite(figure) ? figure : typed);
      }}
    />
  );
}

function Text({ schema, value, onChange }: InputProps) {
  const t = useReviewMessages();
  const fault = faultOf(schema, value);
  return (
    <>
      <TextArea
        label={`${t('yourAnswer')} ${schema.name}`}
        placeholder={t('yourAnswer')}
        className={styles['text']}
        value={typeof value === 'string' ? value : ''}
        aria-invalid={fault !== undefined}
        onChange={(typed) => onChange(typed === '' ? undefined : typed)}
      />
      {fault && <p className={styles['fault']}>{t(`fault.${fault.text}`, { limit: fault.limit })}</p>}
    </>
  );
}
