import { useState } from 'react';
import { assessedValue, type Assessment } from '@/lib/traces';
import { FormDialog } from '@/ui/dialog';
import { Switcher } from '@/ui/switcher';
import { TextArea, TextField } from '@/ui/text-field';
import { KINDS, useAssess, type Kind } from '../api/assessments';
import type { Span } from '../api/spans';
import { formOf, FORMS, textOf, valueIn, type Form } from '../api/values';
import { useTraceMessages } from '../messages';

type AssessDialogProps = {
  traceId: string;
  /** The one that is looked at, which can be assessed in place of the whole trace. */
  span: Span | undefined;
  replaced: Assessment | undefined;
  onClose: () => void;
};

/** Asks what is thought of a trace or a span. What was said before can be replaced, and stays to be read. */
export function AssessDialog({ traceId, span, replaced, onClose }: AssessDialogProps) {
  const t = useTraceMessages();
  const before = replaced && assessedValue(replaced);
  const [kind, setKind] = useState<Kind>(replaced && !replaced.feedback ? 'expectation' : 'feedback');
  const [name, setName] = useState(replaced?.assessment_name ?? '');
  const [form, setForm] = useState<Form>(replaced ? formOf(before) : 'bool');
  const [text, setText] = useState(replaced ? textOf(before) : 'true');
  const [rationale, setRationale] = useState('');
  const [target, setTarget] = useState<'trace' | 'span'>('trace');
  const assess = useAssess(traceId);
  const value = valueIn(form, text);

  const submit = () =>
    assess.mutate(
      {
        kind,
        name: name.trim(),
        value,
        rationale: rationale.trim(),
        spanId: replaced ? (replaced.span_id ?? undefined) : target === 'span' ? span?.id : undefined,
        overrides: replaced?.assessment_id ?? undefined,
      },
      { onSuccess: onClose },
    );
  return (
    <FormDialog
      open
      onClose={onClose}
      title={replaced ? t('overrideTitle', { name }) : t('assessTitle')}
      action={t('save')}
      busy={assess.isPending}
      error={assess.error}
      disabled={name.trim() === '' || value === undefined}
      onSubmit={submit}
    >
      {!replaced && (
        <>
          {span && (
            <Switcher
              label={t('target')}
              value={target}
              options={[
                ['trace', t('target.trace')],
                ['span', t('target.span', { name: span.name.slice(0, 30) })],
              ]}
              onChange={setTarget}
            />
          )}
          <Switcher
            label={t('kind')}
            value={kind}
            options={KINDS.map((option) => [option, t(`kind.${option}`)] as const)}
            onChange={setKind}
          />
          <TextField label={t('name')} value={name} onChange={setName} autoComplete="off" required />
        </>
      )}
      <Switcher
        label={t('form')}
        value={form}
        options={FORMS.map((option) => [option, t(`form.${option}`)] as const)}
        onChange={(chosen) => {
          setForm(chosen);
          if (chosen === 'bool') setText('true');
        }}
      />
      {form === 'bool' ? (
        <Switcher
          label={t('value')}
          value={text}
          options={[
            ['true', t('yes')],
            ['false', t('no')],
          ]}
          onChange={setText}
        />
      ) : form === 'number' ? (
        <TextField label={t('value')} value={text} onChange={setText} inputMode="decimal" autoComplete="off" />
      ) : (
        <TextArea label={t('value')} placeholder={t('value')} value={text} onChange={setText} />
      )}
      <TextArea label={t('rationale')} placeholder={t('rationale')} value={rationale} onChange={setRationale} />
    </FormDialog>
  );
}
