import { useSuspenseQuery } from '@tanstack/react-query';
import { newestOf, useTag, useUntag } from '@/lib/registered';
import { registeredModelQuery } from '@/lib/registry';
import { registeredModelRoute } from '@/lib/routes';
import { RelativeTime } from '@/ui/relative-time';
import { Facts, Section } from '@/ui/section';
import { TagsEditor } from '@/ui/tags-editor';
import { WithAside } from '@/ui/with-aside';
import { ModelAliases } from '../components/model-aliases';
import { LoadSnippets } from '../components/load-snippets';
import { useRegistryMessages } from '../messages';

/** What a registered model is about, and how programs load it. */
export function DetailsPage() {
  const t = useRegistryMessages();
  const { modelName } = registeredModelRoute.useParams();
  const { data: model } = useSuspenseQuery(registeredModelQuery(modelName));
  const setTag = useTag('registry', modelName);
  const removeTag = useUntag('registry', modelName);
  const alias = model.aliases?.[0];
  const version = alias?.version ?? newestOf(model)?.version;
  return (
    <WithAside
      aside={
        <>
          <Section title={t('about')}>
            <Facts
              facts={[
                [t('created'), <RelativeTime key="created" millis={model.creation_timestamp} />],
                [t('updated'), <RelativeTime key="updated" millis={model.last_updated_timestamp} />],
              ]}
            />
          </Section>
          <TagsEditor tags={model.tags ?? []} set={setTag.mutateAsync} remove={removeTag.mutateAsync} />
        </>
      }
    >
      <ModelAliases model={model} />
      {version !== undefined && <LoadSnippets name={modelName} version={version} alias={alias?.alias} />}
    </WithAside>
  );
}
