import { useQuery } from '@tanstack/react-query';
import { endpointsQuery } from '@/lib/endpoints';
import { betweenNames } from '@/lib/format';
import { FormDialog } from '@/ui/dialog';
import { ErrorNote, Skeleton } from '@/ui/states';
import { notify } from '@/ui/toast';
import { useDeleteScope } from '../api/scopes';
import { secretsQuery, useDeleteSecret, usersOf } from '../api/values';
import { useSecretMessages } from '../messages';

/** So many keys are named, and the others counted. */
const NAMED = 20;

/** What is known of the endpoints that one sees of which a model is given one of some secrets, by their names. */
type Users = { names: string; error: Error | null; isPending: boolean };

function useUsers(scope: string, keys: readonly string[]): Users {
  const { data, error, isPending } = useQuery(endpointsQuery);
  const users = keys.flatMap((key) => usersOf(data ?? [], scope, key));
  const names = [...new Set(users.map(({ name }) => name))].join(betweenNames());
  return { names, error: data ? null : error, isPending };
}

/** Says so as well where it is not known whether there are any. */
function UsersNote({ users: { names, error, isPending }, text }: { users: Users; text: (names: string) => string }) {
  const t = useSecretMessages();
  if (isPending) return <Skeleton />;
  if (!error) return names === '' ? null : <p>{text(names)}</p>;
  return (
    <>
      <p>{t('usersUnknown')}</p>
      <ErrorNote error={error} />
    </>
  );
}

type DeleteScopeProps = { scope: string; onGone: () => Promise<void>; onClose: () => void };

/** Says which secrets go with a scope, and deletes it. */
export function DeleteScope({ scope, onGone, onClose }: DeleteScopeProps) {
  const t = useSecretMessages();
  const { data: secrets, error } = useQuery(secretsQuery(scope));
  const remove = useDeleteScope(scope, () => {
    notify(t('scopeGone', { scope }));
    return onGone();
  });
  const keys = (secrets ?? []).map(({ key }) => key);
  const users = useUsers(scope, keys);
  const more = keys.length - NAMED;
  const named = keys.slice(0, NAMED).join(betweenNames());
  return (
    <FormDialog
      open
      danger
      title={t('deleteScopeTitle', { scope })}
      action={t('delete')}
      busy={remove.isPending}
      error={remove.error}
      disabled={!secrets || users.isPending}
      onClose={onClose}
      onSubmit={() => remove.mutate()}
    >
      {!secrets && (error ? <ErrorNote error={error} /> : <Skeleton />)}
      {secrets && keys.length === 0 && <p>{t('deleteScopeEmpty')}</p>}
      {keys.length > 0 && (
        <p>
          {t('deleteScopeText', {
            count: keys.length,
            keys: more > 0 ? t('deleteScopeMore', { keys: named, count: more }) : named,
          })}{' '}
          {t('forGood')}
        </p>
      )}
      {keys.length > 0 && <UsersNote users={users} text={(endpoints) => t('usedNote', { endpoints })} />}
    </FormDialog>
  );
}

type DeleteSecretProps = { scope: string; secret: string; onClose: () => void };

/** Asks before a secret is deleted. */
export function DeleteSecret({ scope, secret: key, onClose }: DeleteSecretProps) {
  const t = useSecretMessages();
  const remove = useDeleteSecret(scope);
  const users = useUsers(scope, [key]);
  return (
    <FormDialog
      open
      danger
      title={t('deleteTitle', { key })}
      action={t('delete')}
      busy={remove.isPending}
      error={remove.error}
      disabled={users.isPending}
      onClose={onClose}
      onSubmit={() =>
        remove.mutate(key, {
          onSuccess: () => {
            notify(t('deleted', { key }));
            onClose();
          },
        })
      }
    >
      <p>{t('deleteText')}</p>
      <UsersNote users={users} text={(endpoints) => t('deleteUsed', { endpoints })} />
    </FormDialog>
  );
}
