import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ListPermissionsResponse } from '@/api/schema.gen';
import {
  CHOSEN_LEVELS,
  permissionsQuery,
  useRevokePermission,
  useSetPermission,
  type Level,
  type Thing,
} from '@/lib/permissions';
import { Badge } from '../badge';
import { IconButton } from '../button';
import { ChoiceMenu } from '../choice-menu';
import { Dialog } from '../dialog';
import { FailedState, LoadingState } from '../states';
import { notify, notifyError } from '../toast';
import { AddPerson } from './add-person';
import { usePermissionMessages } from './messages';
import styles from './share.module.css';

type ShareDialogProps = { thing: Thing; name: string; self: string; onClose: () => void };

/** Who may do what with a thing, and the way to change that for who manages it. */
export function ShareDialog({ thing, name, self, onClose }: ShareDialogProps) {
  const t = usePermissionMessages();
  const { data, error, refetch } = useQuery(permissionsQuery(thing));
  return (
    <Dialog open onClose={onClose} title={t('shareTitle', { name })}>
      {error ? (
        <FailedState error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <LoadingState />
      ) : data.own === 'MANAGE' ? (
        <>
          <AddPerson thing={thing} />
          <People thing={thing} people={data.people ?? []} self={self} />
          <Inherited roles={data.roles ?? []} />
        </>
      ) : (
        <NotYours own={data.own as Level} managers={(data.people ?? []).map(({ username }) => username)} />
      )}
    </Dialog>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles['part']}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

type People = NonNullable<ListPermissionsResponse['people']>;

function People({ thing, people, self }: { thing: Thing; people: People; self: string }) {
  const t = usePermissionMessages();
  const set = useSetPermission(thing);
  const revoke = useRevokePermission(thing);
  const levels = (now: string) => (now === 'USE' ? (['USE', ...CHOSEN_LEVELS] as const) : CHOSEN_LEVELS);
  return (
    <Part title={t('people')}>
      {people.length === 0 && <p className="muted">{t('nobody')}</p>}
      <ul className={styles['list']} aria-label={t('people')}>
        {people.map(({ username, permission }) => (
          <li key={username}>
            <span className={styles['name']}>
              <span>
                {username} {username === self && <Badge>{t('you')}</Badge>}
              </span>
            </span>
            <ChoiceMenu
              label={t('levelOf', { name: username })}
              value={permission as Level}
              options={levels(permission).map((level) => [level, t(`level.${level}`)] as const)}
              onChange={(level) => set.mutate({ username, level }, { onError: notifyError })}
            />
            <IconButton
              label={t('removeOf', { name: username })}
              onClick={() =>
                revoke.mutate(username, {
                  onSuccess: () => notify(t('removed', { name: username })),
                  onError: notifyError,
                })
              }
            >
              <X />
            </IconButton>
          </li>
        ))}
      </ul>
    </Part>
  );
}

type Roles = NonNullable<ListPermissionsResponse['roles']>;

function Inherited({ roles }: { roles: Roles }) {
  const t = usePermissionMessages();
  return (
    <Part title={t('inherited')}>
      <ul className={styles['list']} aria-label={t('inherited')}>
        <li>
          <span className={styles['name']}>{t('admins')}</span>
          <span className="muted">{t('level.MANAGE')}</span>
        </li>
        {roles.map(({ role_id: id, role_name: role, username, permission, members = 0 }) => (
          <li key={id}>
            <span className={styles['name']}>
              {username ?? role}
              <small>{username ? t('ofPerson') : t('ofRole', { count: members })}</small>
            </span>
            <span className="muted">{t(`level.${permission as Level}`)}</span>
          </li>
        ))}
      </ul>
    </Part>
  );
}

function NotYours({ own, managers }: { own: Level; managers: readonly string[] }) {
  const t = usePermissionMessages();
  return (
    <>
      <p>{t(own === 'EDIT' || own === 'USE' ? `notYours.${own}` : 'notYours.READ')}</p>
      {managers.length === 0 ? (
        <p className="muted">{t('askWorkspace')}</p>
      ) : (
        <Part title={t('askWho')}>
          <ul className={styles['list']} aria-label={t('askWho')}>
            {managers.map((manager) => (
              <li key={manager}>{manager}</li>
            ))}
          </ul>
        </Part>
      )}
    </>
  );
}
