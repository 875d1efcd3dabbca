import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import type { ModelVersion } from '@/lib/registry';
import { Button } from '@/ui/button';
import { CheckBox } from '@/ui/check-box';
import { Menu, MenuItem } from '@/ui/menu';
import { notify } from '@/ui/toast';
import { STAGES, useMoveVersion, type Stage } from '../api/versions';
import { useRegistryMessages } from '../messages';
import { OrAskDialog } from './or-ask-dialog';
import { isStage } from './stage-badge';

/** Versions in these stages are in use, so that a new one can push them out. */
const IN_USE: readonly Stage[] = ['Staging', 'Production'];

/** The stage of a version, and the way to another one. */
export function StageMenu({ version }: { version: ModelVersion }) {
  const t = useRegistryMessages();
  const [target, setTarget] = useState<Stage>();
  const stage = isStage(version.current_stage) ? version.current_stage : 'None';
  return (
    <>
      <Menu
        trigger={
          <Button>
            {t('moveStage', { stage: t(`stage.${stage}`) })}
            <ChevronDown aria-hidden />
          </Button>
        }
      >
        {STAGES.filter((option) => option !== stage).map((option) => (
          <MenuItem key={option} onClick={() => setTarget(option)}>
            {t(`stage.${option}`)}
          </MenuItem>
        ))}
      </Menu>
      {target && <Moving version={version} target={target} onClose={() => setTarget(undefined)} />}
    </>
  );
}

type MovingProps = { version: ModelVersion; target: Stage; onClose: () => void };

function Moving({ version, target, onClose }: MovingProps) {
  const t = useRegistryMessages();
  const move = useMoveVersion(version);
  const isInUse = IN_USE.includes(target);
  const [archives, setArchives] = useState(true);
  const words = { version: version.version, stage: t(`stage.${target}`) };
  return (
    <OrAskDialog
      onClose={onClose}
      target={{ stage: target }}
      place={version}
      title={t('moveTitle', words)}
      action={t('move')}
      busy={move.isPending}
      error={move.error}
      onSubmit={() =>
        move.mutate(
          { stage: target, archives: isInUse && archives },
          {
            onSuccess: () => {
              notify(t('moved', words));
              onClose();
            },
          },
        )
      }
    >
      {isInUse && <CheckBox name={t('archiveOthers', words)} isOn={archives} onToggle={setArchives} />}
    </OrAskDialog>
  );
}
