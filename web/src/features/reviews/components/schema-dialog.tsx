import { useState } from 'react';
import type { LabelSchema } from '@/lib/review-queues';
import { CheckBox } from '@/ui/check-box';
import { FormDialog } from '@/ui/dialog';
import { Switcher } from '@/ui/switcher';
import { TextArea, TextField } from '@/ui/text-field';
import { useCreateSchema, useUpdateSchema } from '../api/reviews';
import { draftOf, formOf, INPUTS, NEW_SCHEMA, type SchemaForm } from '../api/schema-draft';
import { useReviewMessages } from '../messages';
import styles from './reviews.module.css';

type SchemaDialogProps = {
  experimentId: string;
  /** The one that is changed; a new one where it is undefined. */
  schema: LabelSchema | undefined;
  onClose: () => void;
};

/** Asks what reviewers are to be asked, and how they answer. */
export function SchemaDialog({ experimentId, schema, onClose }: SchemaDialogProps) {
  const t = useReviewMessages();
  const [form, setForm] = useState(schema ? formOf(schema) : NEW_SCHEMA);
  const create = useCreateSchema(experimentId);
  const update = useUpdateSchema(schema?.schema_id ?? '');
  const save = schema ? update : create;
  const draft = draftOf(form);
  const change = (changed: Partial<SchemaForm>) => setForm({ ...form, ...changed });
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t(schema ? 'editQuestion' : 'createQuestion')}
      action={t(schema ? 'save' : 'create')}
      busy={save.isPending}
      error={save.error}
      disabled={draft === undefined}
      onSubmit={() => draft && save.mutate(draft, { onSuccess: onClose })}
    >
      <TextField
        label={t('name')}
        value={form.name}
        onChange={(name) => change({ name })}
        autoComplete="off"
        maxLength={250}
        required
      />
      {schema ? (
        <p className={styles['hint']}>{t('fixedInput')}</p>
      ) : (
        <>
          <div className={styles['choice']}>
            <Switcher
              label={t('kind')}
              value={form.type}
              options={[
                ['FEEDBACK', t('type.FEEDBACK')],
                ['EXPECTATION', t('type.EXPECTATION')],
              ]}
              onChange={(type) => change({ type })}
            />
            <span className={styles['hint']}>{t(`typeHint.${form.type}`)}</span>
          </div>
          <div className={styles['choice']}>
            <Switcher
              label={t('answer')}
              value={form.kind}
              options={INPUTS.map((kind) => [kind, t(`input.${kind}`)] as const)}
              onChange={(kind) => change({ kind })}
            />
          </div>
        </>
      )}
      <InputFields form={form} change={change} isNew={!schema} />
      <TextArea
        label={t('instruction')}
        placeholder={t('instructionHint')}
        value={form.instruction}
        maxLength={1_000}
        className={styles['brief']}
        onChange={(instruction) => change({ instruction })}
      />
      <CheckBox
        name={t('enableComment')}
        isOn={form.enableComment}
        onToggle={(enableComment) => change({ enableComment })}
      />
    </FormDialog>
  );
}

type InputFieldsProps = { form: SchemaForm; change: (changed: Partial<SchemaForm>) => void; isNew: boolean };

function InputFields({ form, change, isNew }: InputFieldsProps) {
  const t = useReviewMessages();
  const field = (key: 'positive' | 'negative' | 'least' | 'greatest' | 'longest', isFigure = false) => (
    <TextField
      key={key}
      label={t(key)}
      value={form[key]}
      onChange={(value) => change({ [key]: value })}
      autoComplete="off"
      {...(isFigure ? { inputMode: 'decimal' as const } : { maxLength: 64 })}
    />
  );
  switch (form.kind) {
    case 'pass_fail':
      return (
        <div className={styles['pair']}>
          {field('positive')}
          {field('negative')}
        </div>
      );
    case 'categorical':
      return (
        <>
          <TextArea
            label={t('options')}
            placeholder={t('options')}
            value={form.options}
            onChange={(options) => change({ options })}
          />
          <CheckBox
            name={t('multiple')}
            isOn={form.multiple}
            isDisabled={!isNew}
            onToggle={(multiple) => change({ multiple })}
          />
        </>
      );
    case 'numeric':
      return (
        <div className={styles['pair']}>
          {field('least', true)}
          {field('greatest', true)}
        </div>
      );
    case 'text':
      return field('longest', true);
  }
}
