import { useSuspenseQuery } from '@tanstack/react-query';
import { catalogModelRoute } from '@/lib/routes';
import { Snippet } from '@/ui/copy-button';
import { Section } from '@/ui/section';
import { TagsEditor } from '@/ui/tags-editor';
import { WithAside } from '@/ui/with-aside';
import { aliasesOf, modelQuery, useTagModel, useUntagModel } from '../api/models';
import { AboutThing } from '../components/about-thing';
import { ModelAliases } from '../components/model-aliases';
import { useCatalogMessages } from '../messages';
import { loading } from '../snippets';

/** What a model of the catalogue is about, and how programs load it. */
export function ModelDetailsPage() {
  const t = useCatalogMessages();
  const { fullName } = catalogModelRoute.useParams();
  const { data: model } = useSuspenseQuery(modelQuery(fullName));
  const setTag = useTagModel(fullName);
  const removeTag = useUntagModel(fullName);
  const alias = aliasesOf(model)[0]?.alias;
  return (
    <WithAside
      aside={
        <>
          <AboutThing thing={model} />
          <TagsEditor tags={model.tags ?? []} set={setTag.mutateAsync} remove={removeTag.mutateAsync} />
        </>
      }
    >
      <ModelAliases fullName={fullName} aliases={aliasesOf(model)} />
      <Section title={t('load')}>
        <Snippet code={loading(`models:/${fullName}${alias === undefined ? '/1' : `@${alias}`}`)} />
      </Section>
    </WithAside>
  );
}
