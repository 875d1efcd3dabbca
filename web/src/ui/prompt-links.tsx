import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import type { LinkedPrompt } from '@/lib/prompts';
import { promptVersionRoute } from '@/lib/routes';

/** Versions of prompts that something used, each leading to its page. */
export function PromptLinks({ prompts }: { prompts: readonly LinkedPrompt[] }) {
  return prompts.map(({ name, version }, place) => (
    <Fragment key={`${name}/${version}`}>
      {place > 0 && ', '}
      <Link to={promptVersionRoute.to} params={{ promptName: name, version }}>
        {`${name}/${version}`}
      </Link>
    </Fragment>
  ));
}
