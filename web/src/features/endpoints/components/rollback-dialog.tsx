import { sharedNow, type ServingEndpoint } from '@/lib/endpoints';
import { DiffView } from '@/ui/diff-view';
import { FormDialog } from '@/ui/dialog';
import { notify } from '@/ui/toast';
import { useRollBack } from '../api/changes';
import { textOf, type KeptConfig } from '../api/configs';
import { useEndpointMessages } from '../messages';
import { RolloutEnds } from './rollout-ends';

type RollbackDialogProps = { endpoint: ServingEndpoint; to: KeptConfig; onClose: () => void };

/** Asks before an earlier configuration is served again, and shows what that changes. */
export function RollbackDialog({ endpoint, to, onClose }: RollbackDialogProps) {
  const t = useEndpointMessages();
  const back = useRollBack(endpoint.name);
  const version = to.config.config_version ?? 0;
  const [now, then] = [textOf(sharedNow(endpoint)), textOf(to.config)];
  return (
    <FormDialog
      open
      wide
      onClose={onClose}
      title={t('rollBackTitle', { version })}
      action={t('rollBack')}
      busy={back.isPending}
      error={back.error}
      onSubmit={() =>
        back.mutate(version, {
          onSuccess: () => {
            notify(t('rolledBack', { version }));
            onClose();
          },
        })
      }
    >
      <p className="muted">{t('rollBackText')}</p>
      <RolloutEnds endpoint={endpoint} />
      {now === then ? (
        <p>{t('rollBackSame')}</p>
      ) : (
        <DiffView name="configuration" label={t('rollBackTitle', { version })} before={now} after={then} />
      )}
    </FormDialog>
  );
}
