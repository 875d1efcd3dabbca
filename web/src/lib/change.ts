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

export type Outcome<Variables, Result> = {
  onDone?: (result: Result, variables: Variables) => void;
  onError?: (error: Error) => void;
};

/**
 * A change on the server, after which everything shown of some kinds of things (the first parts of their keys) is read
 * anew.
 *
 * @param outcome what comes of it, told also when what asked for it has been left
 */
export function useChange<Variables, Result>(
  kinds: string | readonly string[],
  change: (variables: Variables) => Promise<Result>,
  { onDone, onError }: Outcome<Variables, Result> = {},
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: async (result, variables) => {
      await readAnew(client, ...[kinds].flat());
      onDone?.(result, variables);
    },
    ...(onError && { onError }),
  });
}
