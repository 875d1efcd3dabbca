import { Link } from '@tanstack/react-router';
import { useRemoveAlias, useSetAlias } from '@/lib/registered';
import type { RegisteredModel } from '@/lib/registry';
import { modelVersionRoute } from '@/lib/routes';
import { AliasesEditor, type AliasFormProps } from '@/ui/aliases-editor';
import { useRegistryMessages } from '../messages';
import { OrAskDialog } from './or-ask-dialog';

/** The aliases of a model; of one of its versions alone where that is given. */
export function ModelAliases({ model, version }: { model: RegisteredModel; version?: string }) {
  const t = useRegistryMessages();
  const { name, aliases = [] } = model;
  const set = useSetAlias('registry', name);
  const remove = useRemoveAlias('registry', name);
  return (
    <AliasesEditor
      name={name}
      aliases={aliases}
      {...(version !== undefined && { version })}
      link={(number) => (
        <Link to={modelVersionRoute.to} params={{ modelName: name, version: number }}>
          {t('versionOf', { version: number })}
        </Link>
      )}
      set={set.mutateAsync}
      remove={remove.mutateAsync}
      form={OrAsk}
    />
  );
}

/** Where one may not set an alias one asks for it. */
function OrAsk({ about: { name, alias, version }, ...form }: AliasFormProps) {
  return <OrAskDialog {...form} target={{ alias }} place={{ name, version }} />;
}
