import { useQuery } from '@tanstack/react-query';
import { permissionsQuery } from '@/lib/permissions';
import { sessionQuery } from '@/lib/session';
import { useExperimentMessages } from '../messages';

/** Who manages an experiment by a permission of their own, as its maker does; nothing where there are no accounts. */
export function Owner({ id }: { id: string }) {
  const t = useExperimentMessages();
  const hasAccount = Boolean(useQuery(sessionQuery).data?.user);
  const { data } = useQuery({ ...permissionsQuery({ type: 'experiment', id }), enabled: hasAccount });
  const owners = (data?.people ?? []).filter(({ permission }) => permission === 'MANAGE');
  if (owners.length === 0) return null;
  return <span className="muted">{t('ownedBy', { names: owners.map(({ username }) => username).join(', ') })}</span>;
}
