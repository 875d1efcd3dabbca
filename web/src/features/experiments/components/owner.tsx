import { useQuery } from '@tanstack/react-query';
import { betweenNames } from '@/lib/format';
import { permissionsQuery } from '@/lib/permissions';
import { sessionQuery } from '@/lib/session';
import { useExperimentMessages } from '../messages';

/** As many are named; the others are counted, and named where one points. */
const MOST_NAMED = 2;

/** Who manages an experiment by a permission of their own, as its maker does; nothing where there are no accounts. */
export function Owner({ id }: { id: string }) {
  const t = useExperimentMessages();
  const hasAccount = Boolean(useQuery(sessionQuery).data?.user);
  const { data } = useQuery({ ...permissionsQuery({ type: 'experiment', id }), enabled: hasAccount });
  const owners = (data?.people ?? [])
    .filter(({ permission }) => permission === 'MANAGE')
    .map(({ username }) => username);
  if (owners.length === 0) return null;
  const names = owners.slice(0, MOST_NAMED).join(betweenNames());
  const count = owners.length - MOST_NAMED;
  return (
    <span className="muted" title={count > 0 ? owners.join(betweenNames()) : undefined}>
      {count > 0 ? t('ownedByMore', { names, count }) : t('ownedBy', { names })}
    </span>
  );
}
