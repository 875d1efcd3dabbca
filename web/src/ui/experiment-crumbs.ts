import { useQuery } from '@tanstack/react-query';
import { experimentQuery } from '@/lib/experiments';
import { useUiMessages } from './messages';
import type { Crumb } from './page';

/** The way to what belongs to an experiment: all of them, and this one by its name. */
export function useExperimentCrumbs(experimentId: string): Crumb[] {
  const t = useUiMessages();
  const { data: experiment } = useQuery(experimentQuery(experimentId));
  return [
    { text: t('experiments'), to: { to: '/experiments' } },
    {
      text: experiment?.name ?? experimentId,
      to: { to: '/experiments/$experimentId/runs', params: { experimentId } },
    },
  ];
}
