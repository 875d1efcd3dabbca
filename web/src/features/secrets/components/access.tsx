import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { sessionQuery } from '@/lib/session';
import { Badge } from '@/ui/badge';
import { IconButton } from '@/ui/button';
import { ChoiceMenu } from '@/ui/choice-menu';
import { Line, Rows } from '@/ui/rows';
import { Section } from '@/ui/section';
import { FailedState, Skeleton } from '@/ui/states';
import { notify, notifyError } from '@/ui/toast';
import { aclsQuery, EVERYBODY, PERMISSIONS, useGive, useTakeAway, type Permission } from '../api/scopes';
import { useSecretMessages } from '../messages';
import { GiveForm } from './give-form';
import styles from './parts.module.css';

/** Who may do what with a scope, which who manages it changes. */
export function Access({ scope }: { scope: string }) {
  const t = useSecretMessages();
  const { data: items, error, refetch } = useQuery(aclsQuery(scope));
  const self = useQuery(sessionQuery).data?.user?.username;
  const give = useGive(scope);
  const takeAway = useTakeAway(scope, (name) => {
    if (name !== EVERYBODY) notify(t('removed', { name }));
  });
  const isBusy = give.isPending || takeAway.isPending;
  const set = (principal: string, permission: Permission) =>
    give.mutate({ principal, permission }, { onError: notifyError });
  const levels = PERMISSIONS.map((one) => [one, t(`may.${one}`)] as const);
  const everybodys = items?.find(({ principal }) => principal === EVERYBODY)?.permission ?? 'none';
  return (
    <Section title={t('who')}>
      <GiveForm scope={scope} items={items ?? []} />
      {error && !items && <FailedState error={error} onRetry={() => void refetch()} />}
      {!error && !items && <Skeleton />}
      {items && (
        <Rows label={t('who')}>
          <Line
            actions={
              <ChoiceMenu
                label={t('levelOf', { name: t('everybody') })}
                value={everybodys}
                options={[['none', t('nothing')] as const, ...levels]}
                disabled={isBusy}
                onChange={(permission) =>
                  permission === 'none'
                    ? takeAway.mutate(EVERYBODY, { onError: notifyError })
                    : set(EVERYBODY, permission)
                }
              />
            }
          >
            {t('everybody')}
          </Line>
          {items
            .filter(({ principal }) => principal !== EVERYBODY)
            .map(({ principal: name, permission }) => (
              <Line
                key={name}
                actions={
                  <span className={styles['actions']}>
                    <ChoiceMenu
                      label={t('levelOf', { name })}
                      value={permission}
                      options={levels}
                      disabled={isBusy}
                      onChange={(chosen) => set(name, chosen)}
                    />
                    <IconButton
                      label={t('removeOf', { name })}
                      disabled={isBusy}
                      onClick={() => takeAway.mutate(name, { onError: notifyError })}
                    >
                      <X />
                    </IconButton>
                  </span>
                }
              >
                {name} {name === self && <Badge>{t('you')}</Badge>}
              </Line>
            ))}
        </Rows>
      )}
      <p className="muted">{t('managers')}</p>
    </Section>
  );
}
