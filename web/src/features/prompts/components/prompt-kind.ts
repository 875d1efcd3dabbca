import type { LinkProps } from '@tanstack/react-router';
import { promptRoute, promptVersionRoute } from '@/lib/routes';
import type { Kind } from '@/ui/registered/columns';
import { ownTags } from '../api/prompts';

/** What the list of prompts tells in its own way. */
export const PROMPT_KIND: Kind = {
  to: (name) => ({ to: promptRoute.to, params: { promptName: name } }) as LinkProps,
  toVersion: (name, version) => ({ to: promptVersionRoute.to, params: { promptName: name, version } }) as LinkProps,
  tags: ownTags,
};
