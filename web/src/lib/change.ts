import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';

/**
 * Reads everything shown of some kinds of things (the first parts of their keys) anew. What is being read for the first
 * time as well: its answer may be of before the change, and would pass for one of after it.
 */
export async function readAnew(client: QueryClient, ...kinds: readonly string[]): Promise<void> {
  await Promise.all(
    kinds.map(async (kind) => {
      await client.cancelQueries({ queryKey: [kind] });
      await client.invalidateQueries({ queryKey: [kind] });
    }),
  );
}

/**
 * A change on the server, after which everything shown of some kinds of things (the first parts of their keys) is read
 * anew.
 */
export function useChange<Variables, Result>(
  kinds: string | readonly string[],
  change: (variables: Variables) => Promise<Result>,
) {
  const client = useQueryClient();
  return useMutation({ mutationFn: change, onSuccess: () => readAnew(client, ...[kinds].flat()) });
}
