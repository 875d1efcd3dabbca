import type { RouteHealth, TaskHealth } from '@/api/schema.gen';
import { count, duration } from '@/lib/format';
import { Badge } from '@/ui/badge';
import { RelativeTime } from '@/ui/relative-time';
import { Section } from '@/ui/section';
import { useSystemMessages } from '../messages';
import { FigureTable } from './figure-table';

const KNOWN = {
  live: 'task.live',
  'live-upkeep': 'task.live-upkeep',
  'stale-runs': 'task.stale-runs',
  trash: 'task.trash',
  retention: 'task.retention',
  'upload-sweep': 'task.upload-sweep',
  storage: 'task.storage',
  'trace-terms': 'task.trace-terms',
  'idempotency-keys': 'task.idempotency-keys',
} as const;

/** What the server does by itself, and how that went. */
export function Tasks({ tasks }: { tasks: readonly TaskHealth[] }) {
  const t = useSystemMessages();
  const state = ({ at_work: atWork, ended_time: ended, failed_time: failed }: TaskHealth) => {
    if (atWork === true) return <Badge tone="info">{t('atWork')}</Badge>;
    if (typeof failed === 'number' && failed === ended) return <Badge tone="danger">{t('lastFailed')}</Badge>;
    return <Badge>{t('idle')}</Badge>;
  };
  return (
    <Section title={t('tasks')} count={tasks.length}>
      <FigureTable
        label={t('tasks')}
        columns={[
          { name: t('task') },
          { name: t('state') },
          { name: t('lastTurn') },
          { name: t('took'), numeric: true },
          { name: t('every'), numeric: true },
          { name: t('turns'), numeric: true },
          { name: t('failures'), numeric: true },
        ]}
        rows={tasks.map((task) => ({
          id: task.name,
          cells: [
            task.name in KNOWN ? (
              <span key="name" title={task.name}>
                {t(KNOWN[task.name as keyof typeof KNOWN])}
              </span>
            ) : (
              <code key="name">{task.name}</code>
            ),
            state(task),
            <RelativeTime key="ended" millis={task.ended_time} />,
            typeof task.took_millis === 'number' && duration(task.took_millis),
            duration(task.pause_millis ?? 0),
            count(task.turns ?? 0),
            count(task.failures ?? 0),
          ],
        }))}
      />
    </Section>
  );
}

/** The routes that took most of the server's time. */
export function Routes({ routes }: { routes: readonly RouteHealth[] }) {
  const t = useSystemMessages();
  return (
    <Section title={t('routes')}>
      {routes.length === 0 ? (
        <p className="muted">{t('noRequests')}</p>
      ) : (
        <FigureTable
          label={t('routes')}
          columns={[
            { name: t('route') },
            { name: t('requests'), numeric: true },
            { name: t('refused'), numeric: true },
            { name: t('failedShort'), numeric: true },
            { name: t('meanShort'), numeric: true },
            { name: t('slowest'), numeric: true },
            { name: t('total'), numeric: true },
          ]}
          rows={routes.map((route) => ({
            id: `${route.method} ${route.route}`,
            cells: [
              <code key="route">
                {route.method} {route.route}
              </code>,
              count(route.answered ?? 0),
              count(route.refused ?? 0),
              count(route.failed ?? 0),
              duration(Number(route.millis ?? 0) / Math.max(route.answered ?? 0, 1)),
              duration(Number(route.max_millis ?? 0)),
              duration(Number(route.millis ?? 0)),
            ],
          }))}
        />
      )}
    </Section>
  );
}
