import { queryOptions, useQueryClient } from '@tanstack/react-query';
import type { ApprovalRule } from '@/api/schema.gen';
import { answer, api } from '@/lib/api-client';
import { useChange } from '@/lib/change';

export type { ApprovalRule };

/** What takes an approved request with a model. */
export function rulesQuery(name: string) {
  return queryOptions({
    queryKey: ['registry', 'rules', name],
    queryFn: async ({ signal }) => {
      const params = { query: { name } };
      return (await answer(api.GET('/ajax-api/3.0/cairn/registry/approval-rules/get', { params, signal }))).rules ?? [];
    },
  });
}

/** Whether two rules are about the same stage or alias. */
export function isSame(one: ApprovalRule, other: ApprovalRule): boolean {
  return (one.stage ?? '') === (other.stage ?? '') && (one.alias ?? '') === (other.alias ?? '');
}

/** Changes the rules that the server has now, which may be others than those that are shown. */
export function useChangeRules(name: string) {
  const client = useQueryClient();
  return useChange('registry', async (change: (now: ApprovalRule[]) => ApprovalRule[]) => {
    const now = await client.query({ ...rulesQuery(name), staleTime: 0 });
    const body = { name, rules: change(now) };
    return answer(api.PUT('/ajax-api/3.0/cairn/registry/approval-rules/set', { body }));
  });
}
