import { Link } from '@tanstack/react-router';
import { Crosshair, X } from 'lucide-react';
import { IconButton } from '@/ui/button';
import type { Run } from '../api/compared-runs';
import { useCompareMessages } from '../messages';
import styles from './run-heading.module.css';

type RunHeadingProps = { run: Run; isBaseline: boolean; onBaseline: () => void; onRemove: () => void };

/** The name of a compared run above its column, and what can be done with it. */
export function RunHeading({ run, isBaseline, onBaseline, onRemove }: RunHeadingProps) {
  const t = useCompareMessages();
  const { run_id: runId, run_name: name, experiment_id: experimentId } = run.info;
  return (
    <span className={styles['heading']}>
      <Link
        to="/experiments/$experimentId/runs/$runId"
        params={{ experimentId, runId }}
        className="truncate"
        title={`${name} ${runId}`}
      >
        {name}
      </Link>
      <IconButton
        label={isBaseline ? t('isBaseline') : t('baseline', { name })}
        aria-pressed={isBaseline}
        className={isBaseline ? styles['chosen'] : undefined}
        onClick={onBaseline}
      >
        <Crosshair />
      </IconButton>
      <IconButton label={t('remove', { name })} onClick={onRemove}>
        <X />
      </IconButton>
    </span>
  );
}
