import { Link } from '@tanstack/react-router';
import type { RegisteredModelAlias } from '@/lib/registry';
import { catalogVersionRoute } from '@/lib/routes';
import { AliasesEditor } from '@/ui/aliases-editor';
import { useRemoveAlias, useSetAlias } from '../api/models';
import { useCatalogMessages } from '../messages';

type ModelAliasesProps = { fullName: string; aliases: readonly RegisteredModelAlias[]; version?: string };

/** The aliases of a model of the catalogue; of one of its versions alone where that is given. */
export function ModelAliases({ fullName, aliases, version }: ModelAliasesProps) {
  const t = useCatalogMessages();
  const set = useSetAlias(fullName);
  const remove = useRemoveAlias(fullName);
  return (
    <AliasesEditor
      name={fullName}
      aliases={aliases}
      {...(version !== undefined && { version })}
      link={(number) => (
        <Link to={catalogVersionRoute.to} params={{ fullName, version: number }}>
          {t('versionOf', { version: number })}
        </Link>
      )}
      set={set.mutateAsync}
      remove={remove.mutateAsync}
    />
  );
}
