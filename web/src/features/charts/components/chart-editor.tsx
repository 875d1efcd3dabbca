import { X } from 'lucide-react';
import { useState } from 'react';
import { ownId } from '@/lib/own-id';
import { Button, IconButton } from '@/ui/button';
import { FormDialog } from '@/ui/dialog';
import { TextField } from '@/ui/text-field';
import type { ChartRun, Keys } from '../api/charts';
import { FIELDS, KINDS, mayBeLog, sectionOf, type Chart, type ChartField, type Kind, type Layout } from '../layout';
import { useChartsMessages } from '../messages';
import styles from './chart-editor.module.css';
import { placeOf, type Section } from '../sections';
import { KeyField } from './key-field';
import { useSectionName } from './section-header';

type ChartEditorProps = {
  /** The chart that is changed; undefined for a new one. */
  chart: Chart | undefined;
  keys: Keys;
  runs: readonly ChartRun[];
  onClose: () => void;
  layout: Layout;
  sections: readonly Section[];
  /** The section is undefined where the chart stands with those of its kind. */
  onDone: (chart: Chart, section: string | undefined) => void;
};

/** No section is called so: their names hold no control characters. */
const NONE = '\u0000';

/** Asks what a chart shows. */
export function ChartEditor({ chart, keys, runs, layout, sections, onClose, onDone }: ChartEditorProps) {
  const t = useChartsMessages();
  const [kind, setKind] = useState<Kind>(chart?.kind ?? 'line');
  const [title, setTitle] = useState(chart?.title ?? '');
  const [fields, setFields] = useState<(ChartField | undefined)[]>(chart?.fields ?? [undefined]);
  const [baseline, setBaseline] = useState(chart?.baseline ?? runs[0]?.run_id ?? '');
  const [section, setSection] = useState(chart && placeOf(layout, chart));
  const nameOf = useSectionName(layout);
  const { least, most, of } = FIELDS[kind];
  const usable = fields.map((field) => (field && of.includes(field.kind) ? field : undefined)).slice(0, most);
  const slots =
    usable.length < least ? [...usable, ...new Array<undefined>(least - usable.length).fill(undefined)] : usable;
  const chosen = slots.filter((field) => field !== undefined);

  const submit = () => {
    const [first] = chosen;
    const made = {
      id: chart?.id ?? `c:${ownId()}`,
      kind,
      section: chart?.section ?? (first ? sectionOf(first) : ''),
      fields: chosen,
      ...(title.trim() !== '' && { title: title.trim() }),
      ...(kind === 'difference' && { baseline }),
    };
    onDone(made, section);
  };
  const labels = labelsOf(kind);
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t(chart ? 'editTitle' : 'add')}
      action={t(chart ? 'editAction' : 'addAction')}
      busy={false}
      disabled={chosen.length < (kind === 'box' ? 1 : least)}
      error={null}
      onSubmit={submit}
    >
      <label className={styles['field']}>
        <span>{t('kind')}</span>
        <select className={styles['select']} value={kind} onChange={(event) => setKind(event.target.value as Kind)}>
          {KINDS.map((option) => (
            <option key={option} value={option}>
              {t(`kind.${option}`)}
            </option>
          ))}
        </select>
      </label>
      <fieldset className={styles['fields']}>
        <legend>{t('fields')}</legend>
        {slots.map((field, i) => (
          <div key={i} className={styles['slot']}>
            <KeyField
              label={t(labels[i] ?? 'field.metric')}
              value={field}
              keys={keys}
              of={of}
              onChange={(value) => setFields(slots.with(i, { ...value, ...(field?.log && { log: true }) }))}
            />
            {field && mayBeLog(kind, i) && (
              <label className={styles['log']}>
                <input
                  type="checkbox"
                  aria-label={t('logOf', { name: field.key })}
                  checked={field.log === true}
                  onChange={(event) => setFields(slots.with(i, { ...field, log: event.target.checked }))}
                />
                <span>{t('logField')}</span>
              </label>
            )}
            {slots.length > least && (
              <IconButton
                label={t('field.remove', { name: field?.key ?? '' })}
                onClick={() => setFields(slots.toSpliced(i, 1))}
              >
                <X />
              </IconButton>
            )}
          </div>
        ))}
        {slots.length < most && (
          <Button kind="quiet" onClick={() => setFields([...slots, undefined])}>
            {t('field.add')}
          </Button>
        )}
      </fieldset>
      {kind === 'difference' && (
        <label className={styles['field']}>
          <span>{t('baseline')}</span>
          <select className={styles['select']} value={baseline} onChange={(event) => setBaseline(event.target.value)}>
            {runs.map((run) => (
              <option key={run.run_id} value={run.run_id}>
                {run.run_name}
              </option>
            ))}
          </select>
        </label>
      )}
      {sections.length > 1 && (
        <label className={styles['field']}>
          <span>{t('section')}</span>
          <select
            className={styles['select']}
            value={section ?? NONE}
            onChange={(event) => setSection(event.target.value === NONE ? undefined : event.target.value)}
          >
            {section === undefined && <option value={NONE}>{t('sectionByName')}</option>}
            {sections.map(({ id }) => (
              <option key={id} value={id}>
                {nameOf(id)}
              </option>
            ))}
          </select>
        </label>
      )}
      <TextField label={t('title')} hint={t('titleHint')} value={title} onChange={setTitle} autoComplete="off" />
    </FormDialog>
  );
}

type FieldLabel = 'field.image' | 'field.x' | 'field.y' | 'field.z' | 'field.value' | 'field.by' | 'field.metric';

function labelsOf(kind: Kind): FieldLabel[] {
  if (kind === 'scatter' || kind === 'contour') return ['field.x', 'field.y', 'field.z'];
  if (kind === 'image') return new Array<FieldLabel>(FIELDS.image.most).fill('field.image');
  return kind === 'box' ? ['field.value', 'field.by'] : ['field.metric'];
}
