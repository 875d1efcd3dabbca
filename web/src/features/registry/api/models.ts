import { useMutation } from '@tanstack/react-query';
import { answer, api } from '@/lib/api-client';
import { useChange } from '@/lib/change';

export function useCreateModel() {
  return useChange('registry', (body: { name: string; description: string }) =>
    answer(api.POST('/ajax-api/2.0/mlflow/registered-models/create', { body })),
  );
}

/** Whoever shows the model goes to its new name, before anything is read anew. */
export function useRenameModel(name: string) {
  return useMutation({
    mutationFn: async (newName: string) => {
      const body = { name, new_name: newName };
      return (await answer(api.POST('/ajax-api/2.0/mlflow/registered-models/rename', { body }))).registered_model;
    },
  });
}
