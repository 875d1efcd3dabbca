import { useQuery } from '@tanstack/react-query';
import { permissionsQuery } from '@/lib/permissions';

/** Whether one manages a model; false until that is known. */
export function useManagesModel(name: string): boolean {
  return useQuery(permissionsQuery({ type: 'registered_model', id: name })).data?.own === 'MANAGE';
}
