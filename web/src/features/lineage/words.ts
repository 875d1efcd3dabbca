import { useMemo } from 'react';
import type { Edge, Node } from './api/lineage';
import { useLineageMessages } from './messages';

/** Kinds of which names are shared by numbered versions. */
const NUMBERED: readonly Node['kind'][] = ['MODEL_VERSION', 'PROMPT_VERSION', 'CATALOG_VERSION'];

/** What is said of most, and tells nobody anything. */
const ORDINARY: readonly string[] = ['', 'None', 'READY', 'LOGGED_MODEL_READY', 'FINISHED'];

/** What nodes and edges are called. */
export function useLineageWords() {
  const t = useLineageMessages();
  return useMemo(
    () => ({
      kind: ({ kind }: Node) => t(`kind.${kind}`),
      edge: ({ kind }: Edge) => t(`edge.${kind}`),
      name: ({ is_hidden: isHidden, kind, name, id }: Node) => {
        if (isHidden === true) return t('hidden');
        if (NUMBERED.includes(kind)) return t('version', { name: name ?? '', version: id ?? '' });
        return name ?? id ?? '';
      },
      status: ({ status }: Node) =>
        status === 'DELETED' ? t('deleted') : ORDINARY.includes(status ?? '') ? null : (status ?? null),
    }),
    [t],
  );
}
