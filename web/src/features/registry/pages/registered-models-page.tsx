import { getRouteApi } from '@tanstack/react-router';
import { Box } from 'lucide-react';
import { newestOf } from '@/lib/registered';
import { PREAMBLE } from '@/lib/snippet';
import { Snippet } from '@/ui/copy-button';
import { RegisteredList } from '@/ui/registered/list';
import { EmptyState } from '@/ui/states';
import { CreateModelDialog } from '../components/create-model-dialog';
import { useModelKind } from '../components/model-kind';
import { Selection } from '../components/selection';
import { useRegistryMessages } from '../messages';

const route = getRouteApi('/models');

/** All registered models, whose newest versions can be compared. */
export function RegisteredModelsPage() {
  const t = useRegistryMessages();
  const kind = useModelKind();
  const search = route.useSearch();
  const show = route.useNavigate();
  return (
    <RegisteredList
      of="registry"
      kind={kind}
      keptAs="registered-models"
      words={{
        title: t('title'),
        list: t('models'),
        create: t('create'),
        search: t('search'),
        hint: t('searchHint'),
        news: (count) => t('newModels', { count }),
      }}
      search={search}
      show={(changed, replace) => void show({ search: (before) => ({ ...before, ...changed }), replace })}
      selection={(selected, clear) => (
        <Selection
          label={t('selectedModels')}
          count={selected.length}
          versions={selected.flatMap((model) => newestOf(model) ?? []).map(({ name, version }) => `${name}/${version}`)}
          action={t('compareNewest')}
          onClear={clear}
        />
      )}
      creating={(close) => <CreateModelDialog onClose={close} />}
      empty={<NoModels isSearch={search.q !== ''} />}
    />
  );
}

function NoModels({ isSearch }: { isSearch: boolean }) {
  const t = useRegistryMessages();
  return isSearch ? (
    <EmptyState icon={<Box />} title={t('noneFound')}>
      <p className="muted">{t('searchHint')}</p>
    </EmptyState>
  ) : (
    <EmptyState icon={<Box />} title={t('emptyTitle')}>
      <p className="muted">{t('emptyText')}</p>
      <Snippet
        code={`${PREAMBLE}\nmlflow.sklearn.log_model(\n    model, name="model", registered_model_name="churn"\n)`}
      />
    </EmptyState>
  );
}
