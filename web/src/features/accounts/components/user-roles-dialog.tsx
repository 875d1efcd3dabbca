import { useQuery } from '@tanstack/react-query';
import { allRolesQuery } from '@/lib/roles';
import { CheckBox } from '@/ui/check-box';
import { Dialog } from '@/ui/dialog';
import { FailedState, LoadingState } from '@/ui/states';
import { notifyError } from '@/ui/toast';
import { useGiveRole, type User } from '../api/users';
import { useAccountMessages } from '../messages';
import styles from './user-roles-dialog.module.css';

/** Which roles somebody has, workspace by workspace. */
export function UserRolesDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const t = useAccountMessages();
  const { data: roles, error, refetch } = useQuery(allRolesQuery);
  const give = useGiveRole();
  const has = new Set((user.roles ?? []).map(({ id }) => id));
  const workspaces = [...new Set((roles ?? []).map(({ workspace }) => workspace))];
  return (
    <Dialog open onClose={onClose} title={t('rolesOf', { name: user.username })}>
      {error && !roles && <FailedState error={error} onRetry={() => void refetch()} />}
      {!error && !roles && <LoadingState />}
      {roles?.length === 0 && <p className="muted">{t('noRoles')}</p>}
      {workspaces.map((workspace) => (
        <fieldset key={workspace} className={styles['workspace']}>
          <legend>{workspace}</legend>
          {roles
            ?.filter((role) => role.workspace === workspace)
            .map(({ id, name }) => (
              <CheckBox
                key={id}
                name={name}
                isOn={give.isPending && give.variables.roleId === id ? give.variables.isGiven : has.has(id)}
                onToggle={(isGiven) =>
                  give.mutate({ username: user.username, roleId: id, isGiven }, { onError: notifyError })
                }
              />
            ))}
        </fieldset>
      ))}
    </Dialog>
  );
}
