import { useMutation, useQueryClient } from '@tanstack/react-query';

/** A change on the server, after which everything shown of a kind of thing (the first part of its keys) is read anew. */
export function useChange<Variables, Result>(kind: string, change: (variables: Variables) => Promise<Result>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: change, onSuccess: () => client.invalidateQueries({ queryKey: [kind] }) });
}
