import { queryOptions } from '@tanstack/react-query';
import type { LineageEdge, LineageNode } from '@/api/schema.gen';
import { answer, api } from '@/lib/api-client';

/** Something that a model came from or became. Of what one may not see only its key and kind are told. */
export type Node = LineageNode;
/** The way from one to the next: the keys of two nodes. */
export type Edge = LineageEdge;

/** Which node lineage is asked about, in the words that tell a node of an answer from others. */
export type Subject = { kind: Node['kind']; name: string; id: string };

export type Direction = 'BOTH' | 'UPSTREAM' | 'DOWNSTREAM';

type Asked = { of: Subject; direction: Direction; most: number };

/** What something came from and what became of it; the nearest first, what is asked about before all. */
export function lineageQuery({ of: { kind, name, id }, direction, most }: Asked) {
  return queryOptions({
    queryKey: ['lineage', kind, name, id, direction, most],
    queryFn: async ({ signal }) => {
      const query = { kind, name, id, direction, max_nodes: most };
      const found = await answer(api.GET('/ajax-api/3.0/cairn/lineage', { params: { query }, signal }));
      return { nodes: found.nodes ?? [], edges: found.edges ?? [], isTruncated: found.is_truncated === true };
    },
    placeholderData: (before) => before,
  });
}
