import { useState } from 'react';
import { configOf, type ServingEndpoint } from '@/lib/endpoints';
import { FormDialog } from '@/ui/dialog';
import { notify } from '@/ui/toast';
import { useUpdateConfig } from '../api/changes';
import { configFrom, draftOf, isWhole, splitKeyOf } from '../api/draft';
import { useEndpointMessages } from '../messages';
import { EntityFields } from './entity-fields';

/** Says what an endpoint is to serve from now on. What it serves goes on until all of that is loaded. */
export function ConfigDialog({ endpoint, onClose }: { endpoint: ServingEndpoint; onClose: () => void }) {
  const t = useEndpointMessages();
  const update = useUpdateConfig(endpoint.name);
  const [entities, setEntities] = useState(() => draftOf(configOf(endpoint)));
  const [splitKey, setSplitKey] = useState(() => splitKeyOf(configOf(endpoint)));
  return (
    <FormDialog
      open
      wide
      onClose={onClose}
      title={t('editTitle', { name: endpoint.name })}
      action={t('editAction')}
      busy={update.isPending}
      disabled={!isWhole(entities)}
      error={update.error}
      onSubmit={() =>
        update.mutate(configFrom(entities, splitKey), {
          onSuccess: () => {
            notify(t('editDone'));
            onClose();
          },
        })
      }
    >
      <p className="muted">{t('editText')}</p>
      <EntityFields entities={entities} onChange={setEntities} splitKey={splitKey} onSplitKey={setSplitKey} />
    </FormDialog>
  );
}
