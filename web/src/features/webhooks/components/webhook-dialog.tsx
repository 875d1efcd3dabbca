import { useState } from 'react';
import { CheckBox } from '@/ui/check-box';
import { FormDialog } from '@/ui/dialog';
import { TextField } from '@/ui/text-field';
import { notify } from '@/ui/toast';
import { EVENTS, useSaveWebhook, type Webhook } from '../api/webhooks';
import { useWebhookMessages } from '../messages';
import styles from './parts.module.css';

/** Makes a webhook, or changes one of MLflow's. Its secret is never shown, only replaced. */
export function WebhookDialog({ webhook, onClose }: { webhook?: Webhook; onClose: () => void }) {
  const t = useWebhookMessages();
  const save = useSaveWebhook(webhook?.id);
  const [name, setName] = useState(webhook?.name ?? '');
  const [url, setUrl] = useState(webhook?.url ?? '');
  const [description, setDescription] = useState(webhook?.description ?? '');
  const [secret, setSecret] = useState('');
  const [events, setEvents] = useState<readonly string[]>(webhook?.events ?? ['model_version.created']);
  const toggle = (event: string, isOn: boolean) =>
    setEvents((before) => (isOn ? [...before, event] : before.filter((other) => other !== event)));
  return (
    <FormDialog
      open
      wide
      title={t(webhook ? 'editTitle' : 'create')}
      action={t(webhook ? 'save' : 'createAction')}
      busy={save.isPending}
      error={save.error}
      disabled={name.trim() === '' || url.trim() === '' || events.length === 0}
      onClose={onClose}
      onSubmit={() =>
        save.mutate(
          { name: name.trim(), url: url.trim(), description, events, secret: secret === '' ? undefined : secret },
          {
            onSuccess: () => {
              notify(t('saved', { name: name.trim() }));
              onClose();
            },
          },
        )
      }
    >
      <TextField label={t('name')} value={name} onChange={setName} autoComplete="off" maxLength={63} required />
      <TextField label={t('url')} hint={t('urlHint')} value={url} onChange={setUrl} autoComplete="off" required />
      <TextField label={t('description')} value={description} onChange={setDescription} autoComplete="off" />
      <TextField
        label={t('secret')}
        hint={webhook ? `${t('secretHint')} ${t('secretKept')}` : t('secretHint')}
        type="password"
        value={secret}
        onChange={setSecret}
        autoComplete="new-password"
      />
      <fieldset className={styles['events']}>
        <legend>{t('events')}</legend>
        {EVENTS.map((event) => (
          <CheckBox key={event} name={event} isOn={events.includes(event)} onToggle={(isOn) => toggle(event, isOn)} />
        ))}
      </fieldset>
    </FormDialog>
  );
}
