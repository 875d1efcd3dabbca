import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { SERVER } from '@/lib/api-client';
import { Button } from '@/ui/button';
import { FormDialog } from '@/ui/dialog';
import { RelativeTime } from '@/ui/relative-time';
import { Line, Rows } from '@/ui/rows';
import { Section } from '@/ui/section';
import { FailedState, Skeleton } from '@/ui/states';
import { Switcher } from '@/ui/switcher';
import {
  MOST_SECRETS,
  SECRET_DAYS,
  secretsQuery,
  useCreateSecret,
  useDeleteSecret,
  type SecretDays,
} from '../api/credentials';
import { useProgramMessages } from '../program-messages';
import { ConfirmDialog } from './confirm-dialog';
import { ShownOnce } from './shown-once';

type SecretsProps = { id: string; applicationId: string };

/** With what a program gets itself tokens. */
export function Secrets({ id, applicationId }: SecretsProps) {
  const t = useProgramMessages();
  const { data: secrets, error, refetch } = useQuery(secretsQuery(id));
  const ending = useDeleteSecret(id);
  const [isAdding, setAdding] = useState(false);
  const [ended, setEnded] = useState<string>();
  const isFull = secrets !== undefined && secrets.length >= MOST_SECRETS;
  return (
    <Section
      title={t('secrets')}
      {...(secrets && { count: secrets.length })}
      actions={
        <Button onClick={() => setAdding(true)} disabled={isFull}>
          <Plus />
          {t('newSecret')}
        </Button>
      }
    >
      {error && !secrets && <FailedState error={error} onRetry={() => void refetch()} />}
      {!error && !secrets && <Skeleton />}
      {secrets?.length === 0 && <p className="muted">{t('noSecrets')}</p>}
      {isFull && <p className="muted">{t('mostSecrets')}</p>}
      <Rows label={t('secrets')}>
        {secrets?.map(({ id: secretId, create_time: made, expire_time: end }) => (
          <Line
            key={secretId}
            facts={
              <>
                {t('madeAt')} <RelativeTime millis={Date.parse(made)} /> · {t('ends')}{' '}
                <RelativeTime millis={Date.parse(end)} />
              </>
            }
            actions={<Button onClick={() => setEnded(secretId)}>{t('delete')}</Button>}
          >
            <code>{secretId}</code>
          </Line>
        ))}
      </Rows>
      {isAdding && <NewSecret id={id} applicationId={applicationId} onClose={() => setAdding(false)} />}
      {ended !== undefined && (
        <ConfirmDialog
          title={t('deleteSecret')}
          text={t('deleteSecretText')}
          action={t('delete')}
          done={t('secretDeleted')}
          id={ended}
          ending={ending}
          onClose={() => setEnded(undefined)}
        />
      )}
    </Section>
  );
}

function NewSecret({ id, applicationId, onClose }: SecretsProps & { onClose: () => void }) {
  const t = useProgramMessages();
  const create = useCreateSecret(id);
  const [days, setDays] = useState<SecretDays>('365');
  if (create.data) {
    const { secret } = create.data;
    return (
      <ShownOnce
        title={t('secretMade')}
        texts={[
          [t('clientId'), applicationId],
          [t('clientSecret'), secret],
          [
            t('secretUse'),
            `curl -u ${applicationId}:${secret} \\\n  -d grant_type=client_credentials ${SERVER}/oidc/v1/token`,
          ],
          [
            t('secretSdk'),
            [
              `export DATABRICKS_HOST=${SERVER}`,
              `export DATABRICKS_CLIENT_ID=${applicationId}`,
              `export DATABRICKS_CLIENT_SECRET=${secret}`,
            ].join('\n'),
          ],
        ]}
        onClose={onClose}
      />
    );
  }
  return (
    <FormDialog
      open
      title={t('newSecret')}
      action={t('makeSecret')}
      busy={create.isPending}
      error={create.error}
      onClose={onClose}
      onSubmit={() => create.mutate(days)}
    >
      <Switcher
        label={t('lifetime')}
        value={days}
        options={SECRET_DAYS.map((option) => [option, t('days', { count: Number(option) })] as const)}
        onChange={setDays}
      />
    </FormDialog>
  );
}
