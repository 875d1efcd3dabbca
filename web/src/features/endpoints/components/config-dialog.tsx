import { useState } from 'react';
import { askedOf, type EndpointConfig, type ServingEndpoint } from '@/lib/endpoints';
import { FormDialog } from '@/ui/dialog';
import { notify } from '@/ui/toast';
import { useUpdateConfig } from '../api/changes';
import { useEndpointMessages } from '../messages';
import { ChangedMeanwhile } from './changed-meanwhile';
import { EntityFaults } from './entity-faults';
import { EntityFields } from './entity-fields';
import { RolloutEnds } from './rollout-ends';
import { useDrafts } from './use-drafts';

/**
 * Says what an endpoint is to serve from now on. What it serves goes on until all of that is loaded. If it was changed
 * since the form began, that is shown before anything is sent.
 */
export function ConfigDialog({ endpoint, onClose }: { endpoint: ServingEndpoint; onClose: () => void }) {
  const t = useEndpointMessages();
  const update = useUpdateConfig(endpoint.name);
  const [begun, setBegun] = useState(() => askedOf(endpoint));
  const [theirs, setTheirs] = useState<EndpointConfig>();
  const drafts = useDrafts(begun);
  const send = () =>
    update.mutate(
      { config: drafts.config(), known: theirs ?? begun },
      {
        onSuccess: (newer) => {
          setTheirs(newer);
          if (newer) return;
          notify(t('editDone'));
          onClose();
        },
      },
    );
  const take = (config: EndpointConfig) => {
    setBegun(config);
    setTheirs(undefined);
    drafts.beginWith(config);
  };
  return (
    <FormDialog
      open
      wide
      onClose={onClose}
      title={t('editTitle', { name: endpoint.name })}
      action={t(theirs ? 'editMine' : 'editAction')}
      busy={update.isPending}
      isChanged={drafts.isChanged}
      disabled={!drafts.isReady}
      error={update.error ?? drafts.error}
      foot={<EntityFaults drafts={drafts} />}
      onSubmit={send}
    >
      <p className="muted">{t('editText')}</p>
      <RolloutEnds endpoint={endpoint} />
      {theirs && <ChangedMeanwhile before={begun} now={theirs} onTake={() => take(theirs)} />}
      <EntityFields drafts={drafts} />
    </FormDialog>
  );
}
