import { useQuery } from '@tanstack/react-query';
import type { Grantee } from '@/lib/permissions';
import { allRolesQuery, isOwn, rolesOfQuery, useGiveRole } from '@/lib/roles';
import { CheckBox } from '../check-box';
import { Dialog } from '../dialog';
import { FailedState, LoadingState } from '../states';
import { notifyError } from '../toast';
import { usePermissionMessages } from './messages';
import styles from './roles-dialog.module.css';

type RolesDialogProps = { of: Grantee; title: string; onClose: () => void };

/** Which roles somebody or a group has, workspace by workspace. */
export function RolesDialog({ of, title, onClose }: RolesDialogProps) {
  const t = usePermissionMessages();
  const all = useQuery(allRolesQuery);
  const own = useQuery(rolesOfQuery(of));
  const give = useGiveRole(of);
  const error = all.error ?? own.error;
  const roles = all.data?.filter((role) => !isOwn(role));
  const has = new Set((own.data ?? []).map(({ id }) => id));
  const workspaces = [...new Set((roles ?? []).map(({ workspace }) => workspace))];
  const isThere = roles !== undefined && own.data !== undefined;
  return (
    <Dialog open onClose={onClose} title={title}>
      {error && !isThere && (
        <FailedState error={error} onRetry={() => void Promise.all([all.refetch(), own.refetch()])} />
      )}
      {!error && !isThere && <LoadingState />}
      {roles?.length === 0 && <p className="muted">{t('noRoles')}</p>}
      {isThere &&
        workspaces.map((workspace) => (
          <fieldset key={workspace} className={styles['workspace']}>
            <legend>{workspace}</legend>
            {roles
              .filter((role) => role.workspace === workspace)
              .map(({ id, name }) => (
                <CheckBox
                  key={id}
                  name={name}
                  isOn={give.isPending && give.variables.id === id ? give.variables.isGiven : has.has(id)}
                  onToggle={(isGiven) => give.mutate({ id, isGiven }, { onError: notifyError })}
                />
              ))}
          </fieldset>
        ))}
    </Dialog>
  );
}
