import { sharedNow, type ServingEndpoint } from '@/lib/endpoints';
import { FormDialog } from '@/ui/dialog';
import { notify } from '@/ui/toast';
import { useUpdateConfig } from '../api/changes';
import { useEndpointMessages } from '../messages';
import { EntityFaults } from './entity-faults';
import { EntityFields } from './entity-fields';
import { RolloutEnds } from './rollout-ends';
import { useDrafts } from './use-drafts';

/** Says what an endpoint is to serve from now on. What it serves goes on until all of that is loaded. */
export function ConfigDialog({ endpoint, onClose }: { endpoint: ServingEndpoint; onClose: () => void }) {
  const t = useEndpointMessages();
  const update = useUpdateConfig(endpoint.name);
  const drafts = useDrafts(sharedNow(endpoint));
  return (
    <FormDialog
      open
      wide
      onClose={onClose}
      title={t('editTitle', { name: endpoint.name })}
      action={t('editAction')}
      busy={update.isPending}
      disabled={!drafts.isReady}
      error={update.error ?? drafts.error}
      foot={<EntityFaults drafts={drafts} />}
      onSubmit={() =>
        update.mutate(drafts.config(), {
          onSuccess: () => {
            notify(t('editDone'));
            onClose();
          },
        })
      }
    >
      <p className="muted">{t('editText')}</p>
      <RolloutEnds endpoint={endpoint} />
      <EntityFields drafts={drafts} />
    </FormDialog>
  );
}
