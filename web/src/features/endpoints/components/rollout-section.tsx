import { useState } from 'react';
import { isManagedBy, type ServingEndpoint } from '@/lib/endpoints';
import { betweenNames, duration } from '@/lib/format';
import { useTick } from '@/lib/now';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { Progress } from '@/ui/progress';
import { RelativeTime } from '@/ui/relative-time';
import { Facts, Section } from '@/ui/section';
import { ErrorNote } from '@/ui/states';
import { counted, millis, numberOf } from '../api/figures';
import { limitsOf, useEndRollout, waitOf, type Rollout } from '../api/rollouts';
import { useEndpointMessages } from '../messages';
import { useRolloutMessages } from '../messages-rollout';
import { FigureTable } from './figure-table';
import { PromoteDialog } from './promote-dialog';
import { useRolloutReasons } from './reasons';
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
  const said = useRolloutReasons();
  const end = useEndRollout(endpoint.name);
  const [isPromoting, setPromoting] = useState(false);
  const { state, entity, steps = [], message, reason } = rollout;
  const step = numberOf(rollout.step);
  const mayEnd = state === 'RUNNING' && isManagedBy(endpoint);
  const share = steps[step] ?? 0;
  return (
    <Section
      title={t('rollout')}
      actions={
        mayEnd && (
          <span className={styles['head']}>
            <Button
              busy={end.isPending && end.variables === 'abort'}
              disabled={end.isPending}
              onClick={() => end.mutate('abort')}
            >
              {t('abort')}
            </Button>
            <Button
              disabled={end.isPending}
              onClick={() => {
                end.reset();
                setPromoting(true);
              }}
            >
              {t('promote', { share: steps.at(-1) ?? 0 })}
            </Button>
          </span>
        )
      }
    >
      {end.error && !isPromoting && <ErrorNote error={end.error} />}
      <div className={styles['head']} role="status">
        <Badge tone={TONES[state]}>{t(`state.${state}`)}</Badge>
        <strong>{entity}</strong>
        <span>{t('atStep', { share, step: step + 1, of: steps.length })}</span>
        <span className="muted">
          {rollout.creator} · <RelativeTime millis={numberOf(rollout.end_timestamp ?? rollout.creation_timestamp)} />
        </span>
      </div>
      <Progress label={t('progress')} done={state === 'DONE' ? steps.length : step} total={steps.length} />
      {message != null && (
        <p className={state === 'TURNED_BACK' ? 'danger' : 'muted'}>{reason ? said(reason, share) : message}</p>
      )}
      <Plan rollout={rollout} />
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
      {isPromoting && (
        <PromoteDialog
          rollout={rollout}
          end={end}
          onClose={() => {
            setPromoting(false);
            if (!end.isPending) end.reset(); // an error that was read there is not told again here
          }}
        />
      )}
    </Section>
  );
}

/** What it does by itself, and what it waits for. */
function Plan({ rollout }: { rollout: Rollout }) {
  useTick();
  const t = useRolloutMessages();
  const general = useEndpointMessages();
  const wait = waitOf(rollout);
  const isRunning = rollout.state === 'RUNNING';
  const limits = limitsOf(rollout).map(([limit, value]) => t(`limit.${limit}`, { value }));
  return (
    <Facts
      facts={[
        [t('steps'), rollout.steps?.map((share) => general('percent', { share })).join(betweenNames())],
        [t('hold'), duration(numberOf(rollout.hold_seconds) * 1_000)],
        [t('least'), counted(rollout.least_requests)],
        [t('limits'), limits.length > 0 ? limits.join(t('or')) : t('noLimit')],
        [t('notBefore'), isRunning && wait.until !== undefined && <RelativeTime key="until" millis={wait.until} />],
        [t('waitsFor'), isRunning && wait.requests > 0 && t('requestsMore', { count: wait.requests })],
      ]}
    />
  );
}
