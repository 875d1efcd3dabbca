import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { experimentQuery } from '@/lib/experiments';
import { usePermissionWords, type Permission } from './words';

/** What a permission is on; an experiment by its name, where one sees it. */
export function PermissionSubject({ permission, isHere }: { permission: Permission; isHere: boolean }) {
  const words = usePermissionWords();
  const { resource_type: type, resource_pattern: id } = permission;
  const isExperiment = isHere && type === 'experiment' && id !== '*';
  const { data: experiment } = useQuery({ ...experimentQuery(id), enabled: isExperiment });
  if (!experiment) return <span>{words.subject(permission)}</span>;
  return (
    <span>
      <Link to="/experiments/$experimentId" params={{ experimentId: id }}>
        {words.subject({ ...permission, resource_pattern: experiment.name })}
      </Link>
    </span>
  );
}
