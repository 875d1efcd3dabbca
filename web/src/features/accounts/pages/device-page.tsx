import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Check, X } from 'lucide-react';
import { useState, type SyntheticEvent } from 'react';
import type { GetDeviceResponse } from '@/api/schema.gen';
import { Button } from '@/ui/button';
import { Page } from '@/ui/page';
import { RelativeTime } from '@/ui/relative-time';
import { EmptyState, ErrorNote, LoadingState } from '@/ui/states';
import { TextField } from '@/ui/text-field';
import { deviceQuery, useConfirmDevice } from '../api/device';
import styles from '../components/password.module.css';
import { useSignOnMessages } from '../sign-on-messages';

const route = getRouteApi('/device');

/** Asks whether a command line may act in one's name. */
export function DevicePage() {
  const t = useSignOnMessages();
  const { code } = route.useSearch();
  const { data: device, error, isFetching } = useQuery(deviceQuery(code));
  return (
    <Page title={t('device')}>
      {device ? <Confirm {...device} /> : isFetching ? <LoadingState /> : <Code key={code} error={error} />}
    </Page>
  );
}

/** The code that the command line shows. */
function Code({ error }: { error: Error | null }) {
  const t = useSignOnMessages();
  const { code } = route.useSearch();
  const show = route.useNavigate();
  const [typed, setTyped] = useState(code);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    void show({ search: { code: typed.trim() } });
  };
  return (
    <form className={styles['form']} onSubmit={submit} aria-label={t('device')}>
      <TextField
        label={t('deviceCode')}
        hint={t('deviceHint')}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        dir="ltr"
        required
        value={typed}
        onChange={setTyped}
      />
      {error && <ErrorNote error={error} />}
      <div>
        <Button type="submit" kind="primary" disabled={typed.trim() === ''}>
          {t('deviceFind')}
        </Button>
      </div>
    </form>
  );
}

function Confirm({ user_code: code, client, address, created_at: begun = 0 }: GetDeviceResponse) {
  const t = useSignOnMessages();
  const confirm = useConfirmDevice();
  if (confirm.isSuccess) {
    const isAllowed = confirm.variables.allow;
    return (
      <EmptyState icon={isAllowed ? <Check /> : <X />} title={t(isAllowed ? 'deviceAllowed' : 'deviceRefused')}>
        <p className="muted">{t(isAllowed ? 'deviceAllowedHint' : 'deviceRefusedHint')}</p>
      </EmptyState>
    );
  }
  const decide = (allow: boolean) => () => confirm.mutate({ code, allow });
  return (
    <div className={styles['form']}>
      <p>{t('deviceAsks', { client, address })}</p>
      <p>
        <strong>
          <code>{code}</code>
        </strong>
      </p>
      <p className="muted">
        {t('deviceSince')} <RelativeTime millis={begun} />
      </p>
      <p>{t('deviceWarning')}</p>
      {confirm.error && <ErrorNote error={confirm.error} />}
      <div>
        <Button kind="primary" busy={confirm.isPending} onClick={decide(true)}>
          {t('deviceAllow')}
        </Button>{' '}
        <Button disabled={confirm.isPending} onClick={decide(false)}>
          {t('deviceRefuse')}
        </Button>
      </div>
    </div>
  );
}
