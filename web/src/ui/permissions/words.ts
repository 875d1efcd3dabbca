import { useMemo } from 'react';
import type { Level } from '@/lib/permissions';
import { usePermissionMessages } from './messages';

/** The kinds of things that permissions are on; a server that is newer may know others. */
const KINDS = [
  'experiment',
  'run',
  'trace',
  'assessment',
  'logged_model',
  'review_queue',
  'scorer',
  'scorer_version',
  'registered_model',
  'registered_model_version',
  'prompt',
  'prompt_version',
  'serving_endpoint',
] as const;

const WITH_IDS = ['experiment', 'registered_model', 'prompt', 'scorer', 'serving_endpoint'] as const;

/** The word for a level: what is served is not used but asked. */
export function wordOf(type: string, level: Level): Level | 'QUERY' {
  return type === 'serving_endpoint' && level === 'USE' ? 'QUERY' : level;
}

export type Permission = { resource_type: string; resource_pattern: string; permission: string };

/** What a permission is on, and what it lets one do with that, as people say it. */
export function usePermissionWords() {
  const t = usePermissionMessages();
  return useMemo(
    () => ({
      kind: (type: string) => (isOneOf(KINDS, type) ? t(`things.${type}`) : type),
      subject: ({ resource_type: type, resource_pattern: pattern }: Permission) => {
        if (type === 'workspace') return t('whole');
        if (pattern === '*') return t('all', { things: isOneOf(KINDS, type) ? t(`things.${type}`) : type });
        return isOneOf(WITH_IDS, type) ? t(`thing.${type}`, { id: pattern }) : t('other', { type, id: pattern });
      },
      level: ({ resource_type: type, permission }: Permission) => {
        if (type === 'workspace') return t(permission === 'MANAGE' ? 'workspace.MANAGE' : 'workspace.USE');
        return t(`level.${wordOf(type, permission as Level)}`);
      },
    }),
    [t],
  );
}

function isOneOf<T extends string>(all: readonly T[], text: string): text is T {
  return (all as readonly string[]).includes(text);
}
