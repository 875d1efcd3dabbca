import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ListPermissionsResponse } from '@/api/schema.gen';
import {
  levelsOf,
  permissionsQuery,
  useRevokePermission,
  useSetPermission,
  type Grantee,
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
import { wordOf } from './words';

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
          <Inherited thing={thing} roles={data.roles ?? []} />
        </>
      ) : (
        <NotYours own={wordOf(thing.type, data.own as Level)} managers={(data.people ?? []).map(granteeOf)} />
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

function granteeOf({ username, is_group: isGroup = false }: { username: string; is_group?: boolean }): Grantee {
  return { name: username, isGroup };
}

function People({ thing, people, self }: { thing: Thing; people: People; self: string }) {
  const t = usePermissionMessages();
  const set = useSetPermission(thing);
  const revoke = useRevokePermission(thing);
  const chosen = levelsOf(thing.type);
  const levels = (now: string) => (chosen.includes(now as Level) ? chosen : [now as Level, ...chosen]);
  return (
    <Part title={t('people')}>
      {people.length === 0 && <p className="muted">{t('nobody')}</p>}
      <ul className={styles['list']} aria-label={t('people')}>
        {people.map(({ permission, ...person }) => {
          const grantee = granteeOf(person);
          const { name, isGroup } = grantee;
          return (
            <li key={`${isGroup} ${name}`}>
              <span className={styles['name']}>
                <span>
                  {name} {isGroup ? <Badge>{t('group')}</Badge> : name === self && <Badge>{t('you')}</Badge>}
                </span>
              </span>
              <ChoiceMenu
                label={t('levelOf', { name })}
                value={permission as Level}
                options={levels(permission).map((level) => [level, t(`level.${wordOf(thing.type, level)}`)] as const)}
                onChange={(level) => set.mutate({ to: grantee, level }, { onError: notifyError })}
              />
              <IconButton
                label={t('removeOf', { name })}
                onClick={() =>
                  revoke.mutate(grantee, { onSuccess: () => notify(t('removed', { name })), onError: notifyError })
                }
              >
                <X />
              </IconButton>
            </li>
          );
        })}
      </ul>
    </Part>
  );
}

type Roles = NonNullable<ListPermissionsResponse['roles']>;

function Inherited({ thing, roles }: { thing: Thing; roles: Roles }) {
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
            <span className="muted">{t(`level.${wordOf(thing.type, permission as Level)}`)}</span>
          </li>
        ))}
      </ul>
    </Part>
  );
}

function NotYours({ own, managers }: { own: Level | 'QUERY'; managers: readonly Grantee[] }) {
  const t = usePermissionMessages();
  return (
    <>
      <p>{t(own === 'MANAGE' || own === 'DENY' ? 'notYours.READ' : `notYours.${own}`)}</p>
      {managers.length === 0 ? (
        <p className="muted">{t('askWorkspace')}</p>
      ) : (
        <Part title={t('askWho')}>
          <ul className={styles['list']} aria-label={t('askWho')}>
            {managers.map(({ name, isGroup }) => (
              <li key={`${isGroup} ${name}`}>
                {name} {isGroup && <Badge>{t('group')}</Badge>}
              </li>
            ))}
          </ul>
        </Part>
      )}
    </>
  );
}
