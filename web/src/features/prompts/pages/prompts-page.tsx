import { getRouteApi } from '@tanstack/react-router';
import { MessageSquareText } from 'lucide-react';
import { PREAMBLE } from '@/lib/snippet';
import { Snippet } from '@/ui/copy-button';
import { RegisteredList } from '@/ui/registered/list';
import { EmptyState } from '@/ui/states';
import { PROMPT_KIND } from '../components/prompt-kind';
import { VersionDialog } from '../components/version-dialog';
import { usePromptMessages } from '../messages';

const route = getRouteApi('/prompts');

/** All prompts. */
export function PromptsPage() {
  const t = usePromptMessages();
  const search = route.useSearch();
  const show = route.useNavigate();
  return (
    <RegisteredList
      of="prompts"
      kind={PROMPT_KIND}
      keptAs="prompts"
      words={{
        title: t('title'),
        list: t('title'),
        create: t('create'),
        search: t('search'),
        hint: t('searchHint'),
        news: (count) => t('newPrompts', { count }),
      }}
      search={search}
      show={(changed, replace) => void show({ search: (before) => ({ ...before, ...changed }), replace })}
      creating={(close) => <VersionDialog onClose={close} />}
      empty={<NoPrompts isSearch={search.q !== ''} />}
    />
  );
}

function NoPrompts({ isSearch }: { isSearch: boolean }) {
  const t = usePromptMessages();
  return isSearch ? (
    <EmptyState icon={<MessageSquareText />} title={t('noneFound')}>
      <p className="muted">{t('searchHint')}</p>
    </EmptyState>
  ) : (
    <EmptyState icon={<MessageSquareText />} title={t('emptyTitle')}>
      <p className="muted">{t('emptyText')}</p>
      <Snippet
        code={`${PREAMBLE}\nmlflow.genai.register_prompt(\n    name="greeting", template="Hello, {{name}}!"\n)`}
      />
    </EmptyState>
  );
}
