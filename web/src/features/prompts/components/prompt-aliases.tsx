import { Link } from '@tanstack/react-router';
import { useRemoveAlias, useSetAlias } from '@/lib/registered';
import { promptVersionRoute } from '@/lib/routes';
import { AliasesEditor } from '@/ui/aliases-editor';
import type { Prompt } from '../api/prompts';
import { usePromptMessages } from '../messages';

type PromptAliasesProps = { prompt: Prompt; version?: string };

/** The aliases of a prompt; of one of its versions alone where that is given. */
export function PromptAliases({ prompt: { name, aliases = [] }, version }: PromptAliasesProps) {
  const t = usePromptMessages();
  const set = useSetAlias('prompts', name);
  const remove = useRemoveAlias('prompts', name);
  return (
    <AliasesEditor
      name={name}
      scheme="prompts"
      aliases={aliases}
      {...(version !== undefined && { version })}
      link={(number) => (
        <Link to={promptVersionRoute.to} params={{ promptName: name, version: number }}>
          {t('versionOf', { version: number })}
        </Link>
      )}
      set={set.mutateAsync}
      remove={remove.mutateAsync}
    />
  );
}
