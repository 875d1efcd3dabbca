import { isManagedBy, type ServingEndpoint } from '@/lib/endpoints';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { Progress } from '@/ui/progress';
import { RelativeTime } from '@/ui/relative-time';
import { Section } from '@/ui/section';
import { ErrorNote } from '@/ui/states';
import { counted, millis, numberOf } from '../api/figures';
import { useEndRollout, type Rollout } from '../api/rollouts';
import { useRolloutMessages } from '../messages-rollout';
import { FigureTable } from './figure-table';
import styles from './rollout.module.css';

const TONES = {
  RUNNING: 'info',
  DONE: 'success',
  TURNED_BACK: 'danger',
  ABORTED: 'neutral',
  REPLACED: 'neutral',
} as const;

type RolloutSectionProps = { endpoint: ServingEndpoint; rollout: Rollout };

/** The newest rollout: how far it is, how the entities do meanwhile, and why it ended. */
export function RolloutSection({ endpoint, rollout }: RolloutSectionProps) {
  const t = useRolloutMessages();
  const end = useEndRollout(endpoint.name);
  const { state, entity, steps = [], message } = rollout;
  const step = numberOf(rollout.step);
  const isRunning = state === 'RUNNING';
  const share = steps[step] ?? 0;
  const next = numberOf(rollout.step_timestamp) + numberOf(rollout.hold_seconds) * 1_000;
  return (
    <Section
      title={t('rollout')}
      actions={
        isRunning &&
        isManagedBy(endpoint) && (
          <span className={styles['head']}>
            <Button busy={end.isPending && end.variables === 'abort'} onClick={() => end.mutate('abort')}>
              {t('abort')}
            </Button>
            <Button busy={end.isPending && end.variables === 'promote'} onClick={() => end.mutate('promote')}>
              {t('promote', { share: steps.at(-1) ?? 0 })}
            </Button>
          </span>
        )
      }
    >
      {end.error && <ErrorNote error={end.error} />}
      <div className={styles['head']} role="status">
        <Badge tone={TONES[state]}>{t(`state.${state}`)}</Badge>
        <strong>{entity}</strong>
        <span>{t('atStep', { share, step: step + 1, of: steps.length })}</span>
        <span className="muted">
          {rollout.creator} · <RelativeTime millis={numberOf(rollout.end_timestamp ?? rollout.creation_timestamp)} />
        </span>
      </div>
      <Progress label={t('progress')} done={state === 'DONE' ? steps.length : step} total={steps.length} />
      {message != null && <p className={state === 'TURNED_BACK' ? 'danger' : 'muted'}>{message}</p>}
      {isRunning && (
        <p className="muted">
          {t('nextStep')} <RelativeTime millis={next} />. {t('waits', { count: numberOf(rollout.least_requests) })}
        </p>
      )}
      <FigureTable
        label={t('figures')}
        columns={[t('entity'), t('requests'), t('failed'), t('refused'), t('p50'), t('p95'), t('p99')]}
        rows={(rollout.figures ?? []).map((one) => [
          one.entity,
          counted(one.requests),
          counted(one.failed),
          counted(one.refused),
          millis(one.p50_ms),
          millis(one.p95_ms),
          millis(one.p99_ms),
        ])}
      />
    </Section>
  );
}
