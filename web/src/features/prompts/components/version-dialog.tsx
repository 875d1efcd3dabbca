import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { betweenNames } from '@/lib/format';
import { promptVersionRoute } from '@/lib/routes';
import { FormDialog } from '@/ui/dialog';
import { Switcher } from '@/ui/switcher';
import { TextArea, TextField } from '@/ui/text-field';
import { plain, variablesOf, type Message, type Template } from '../api/template';
import { isSettings, useAddVersion, type PromptVersion } from '../api/versions';
import { usePromptMessages } from '../messages';
import { MessagesEditor } from './messages-editor';
import styles from './version-dialog.module.css';

/** What MLflow's client takes for a name. */
const NAME = /^[A-Za-z0-9_.-]+$/;

/** A place to fill, whose braces no message can hold. */
const EXAMPLE = { braces: '{{name}}' };

type VersionDialogProps = {
  /** Of the prompt that gets another version; a new prompt where there is none. */
  name?: string;
  /** The version that the new one begins with. */
  from?: PromptVersion;
  onClose: () => void;
};

/** Asks for the template of a new prompt, or of a new version of one. */
export function VersionDialog({ name: known, from, onClose }: VersionDialogProps) {
  const t = usePromptMessages();
  const navigate = useNavigate();
  const add = useAddVersion();
  const [name, setName] = useState(known ?? '');
  const [template, setTemplate] = useState<Template>(from?.template ?? '');
  const [message, setMessage] = useState('');
  const [modelConfig, setModelConfig] = useState(written(from?.modelConfig));
  const [responseFormat, setResponseFormat] = useState(written(from?.responseFormat));
  const isNamed = NAME.test(name.trim());
  const areSettings = isSettings(modelConfig) && isSettings(responseFormat);
  const submit = () =>
    add.mutate(
      {
        name: name.trim(),
        isNew: known === undefined,
        draft: { template, message: message.trim(), modelConfig, responseFormat },
      },
      {
        onSuccess: ({ version }) => {
          onClose();
          void navigate({ to: promptVersionRoute.to, params: { promptName: name.trim(), version } });
        },
      },
    );
  return (
    <FormDialog
      open
      wide
      onClose={onClose}
      title={known === undefined ? t('create') : t('addVersionTo', { name: known })}
      action={t('createAction')}
      busy={add.isPending}
      disabled={!isNamed || plain(template).trim() === '' || !areSettings}
      error={add.error}
      onSubmit={submit}
    >
      {known === undefined && (
        <TextField
          label={t('name')}
          hint={t('nameHint')}
          value={name}
          onChange={setName}
          autoComplete="off"
          spellCheck={false}
          required
        />
      )}
      <TemplateEditor template={template} onChange={setTemplate} />
      <TextField label={t('message')} hint={t('messageHint')} value={message} onChange={setMessage} />
      <details className={styles['settings']}>
        <summary>{t('settings')}</summary>
        <JsonField
          label={t('modelConfig')}
          example={'{ "model_name": "…", "temperature": 0.2 }'}
          value={modelConfig}
          onChange={setModelConfig}
        />
        <JsonField
          label={t('responseFormat')}
          example={'{ "type": "object", "properties": { } }'}
          value={responseFormat}
          onChange={setResponseFormat}
        />
      </details>
    </FormDialog>
  );
}

type TemplateEditorProps = { template: Template; onChange: (template: Template) => void };

function TemplateEditor({ template, onChange }: TemplateEditorProps) {
  const t = usePromptMessages();
  const kind = typeof template === 'string' ? 'text' : 'chat';
  const names = variablesOf(template);
  const turn = (wanted: 'text' | 'chat') => {
    if (wanted !== kind) onChange(typeof template === 'string' ? chatOf(template) : textOf(template));
  };
  return (
    <>
      <Switcher
        label={t('kind')}
        value={kind}
        options={[
          ['text', t('kind.text')],
          ['chat', t('kind.chat')],
        ]}
        onChange={turn}
      />
      {typeof template === 'string' ? (
        <TextArea
          label={t('template')}
          placeholder={t('templateHint', EXAMPLE)}
          value={template}
          onChange={onChange}
          className={styles['template']}
          spellCheck={false}
        />
      ) : (
        <MessagesEditor messages={template} onChange={onChange} />
      )}
      <p className="muted">
        {names.length === 0 ? t('templateHint', EXAMPLE) : t('variables', { names: names.join(betweenNames()) })}
      </p>
    </>
  );
}

function chatOf(text: string): Message[] {
  return [{ role: 'user', content: text }];
}

function textOf(messages: readonly Message[]): string {
  return messages.map(({ content }) => content).join('\n\n');
}

type JsonFieldProps = { label: string; example: string; value: string; onChange: (value: string) => void };

function JsonField({ label, example, value, onChange }: JsonFieldProps) {
  const t = usePromptMessages();
  return (
    <div className={styles['json']}>
      <span aria-hidden>{label}</span>
      <TextArea
        label={label}
        placeholder={example}
        value={value}
        onChange={onChange}
        spellCheck={false}
        aria-invalid={!isSettings(value)}
        className={styles['template']}
      />
      {!isSettings(value) && <p role="alert">{t('noJson')}</p>}
    </div>
  );
}

function written(settings: unknown): string {
  return settings === undefined ? '' : JSON.stringify(settings, null, 2);
}
