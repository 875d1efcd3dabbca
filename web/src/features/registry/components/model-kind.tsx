import type { LinkProps } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { RegisteredModel } from '@/lib/registry';
import { modelVersionRoute, registeredModelRoute } from '@/lib/routes';
import { Badge } from '@/ui/badge';
import type { Kind } from '@/ui/registered/columns';
import { useRegistryMessages } from '../messages';
import { isStage } from './stage-badge';

/** What the list of registered models tells in its own way. */
export function useModelKind(): Kind {
  const t = useRegistryMessages();
  return useMemo(
    () => ({
      to: (name) => ({ to: registeredModelRoute.to, params: { modelName: name } }) as LinkProps,
      toVersion: (name, version) => ({ to: modelVersionRoute.to, params: { modelName: name, version } }) as LinkProps,
      more: [{ id: 'stages', name: t('stages'), width: 220, cell: (model) => <Stages model={model} /> }],
    }),
    [t],
  );
}

/** The newest version of each stage that people load from. */
function Stages({ model: { latest_versions: versions = [] } }: { model: RegisteredModel }) {
  const t = useRegistryMessages();
  return (['Production', 'Staging'] as const).flatMap((stage) => {
    const version = versions.find((one) => isStage(one.current_stage) && one.current_stage === stage);
    if (!version) return [];
    return (
      <Badge key={stage} tone={stage === 'Production' ? 'success' : 'warning'}>
        {`${t(`stage.${stage}`)}: ${version.version}`}
      </Badge>
    );
  });
}
