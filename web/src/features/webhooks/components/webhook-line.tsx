import { useState } from 'react';
import { betweenNames } from '@/lib/format';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { MenuItem, MoreMenu } from '@/ui/menu';
import { Line } from '@/ui/rows';
import { notifyError } from '@/ui/toast';
import { useSwitchWebhook, type Webhook } from '../api/webhooks';
import { useWebhookMessages } from '../messages';
import { DeleteWebhook } from './delete-webhook';
import { DeliveryLog } from './delivery-log';
import styles from './parts.module.css';
import { TrialDialog } from './trial-dialog';
import { WebhookDialog } from './webhook-dialog';

type Open = 'edit' | 'delete' | 'log' | 'test';

/** A webhook, and what can be done with it. */
export function WebhookLine({ webhook }: { webhook: Webhook }) {
  const t = useWebhookMessages();
  const change = useSwitchWebhook(webhook);
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const name = webhook.name || webhook.url;
  const isOn = webhook.status === 'ACTIVE';
  return (
    <>
      <Line
        facts={[webhook.url, webhook.events.join(betweenNames()), webhook.description]
          .filter((text) => text !== '')
          .join(' · ')}
        actions={
          <span className={styles['actions']}>
            <Button onClick={() => setOpen('log')}>{t('log')}</Button>
            <MoreMenu label={t('actions', { name })}>
              <MenuItem onClick={() => setOpen('test')}>{t('test')}</MenuItem>
              <MenuItem onClick={() => change.mutate(isOn ? 'DISABLED' : 'ACTIVE', { onError: notifyError })}>
                {t(isOn ? 'switchOff' : 'switchOn')}
              </MenuItem>
              {!webhook.isManaged && <MenuItem onClick={() => setOpen('edit')}>{t('edit')}</MenuItem>}
              <MenuItem danger onClick={() => setOpen('delete')}>
                {t('delete')}
              </MenuItem>
            </MoreMenu>
          </span>
        }
      >
        {name} <Badge tone={isOn ? 'success' : 'neutral'}>{t(`status.${webhook.status}`)}</Badge>{' '}
        {webhook.isManaged && <Badge>{t('managed')}</Badge>}{' '}
        {webhook.model !== undefined && <Badge>{t('ofModel', { model: webhook.model })}</Badge>}
      </Line>
      {open === 'edit' && <WebhookDialog webhook={webhook} onClose={close} />}
      {open === 'delete' && <DeleteWebhook webhook={webhook} name={name} onClose={close} />}
      {open === 'test' && <TrialDialog webhook={webhook} name={name} onClose={close} />}
      {open === 'log' && <DeliveryLog id={webhook.id} name={name} onClose={close} />}
    </>
  );
}
