import { Link } from '@tanstack/react-router';
import { bytes, count, duration } from '@/lib/format';
import { Badge } from '@/ui/badge';
import { RelativeTime } from '@/ui/relative-time';
import { Facts, Section } from '@/ui/section';
import type { Health } from '../api/health';
import { useSystemMessages } from '../messages';
import { percent } from './tiles';
import styles from './places.module.css';

/** What the server is and what it works on. */
export function Places({ health }: { health: Health }) {
  return (
    <div className={styles['places']}>
      <ServerFacts health={health} />
      <DatabaseFacts database={health.database} />
      <div className={styles['column']}>
        <StoreFacts store={health.artifacts} />
        <Waiting database={health.database} />
      </div>
    </div>
  );
}

function ServerFacts({ health }: { health: Health }) {
  const t = useSystemMessages();
  const { process, started_time: started = 0, now = 0 } = health;
  return (
    <Section title={t('server')}>
      <Facts
        facts={[
          [t('version'), `Cairn ${health.version}`],
          [t('mlflow'), health.mlflow_version],
          [t('upSince'), <RelativeTime key="up" millis={started} />],
          [t('java'), process.java],
          [t('processors'), count(process.processors ?? 0)],
          [t('threads'), count(process.threads ?? 0)],
          [
            t('collecting'),
            t('ofUptime', { share: percent((process.collect_millis ?? 0) / Math.max(now - started, 1)) }),
          ],
        ]}
      />
    </Section>
  );
}

function DatabaseFacts({ database }: { database: Health['database'] }) {
  const t = useSystemMessages();
  const { kind, version, free_bytes: free } = database;
  return (
    <Section title={t('database')}>
      <Facts
        facts={[
          [t('kind'), t(kind === 'sqlite' ? 'kind.sqlite' : 'kind.postgresql', { version })],
          [t('place'), <code key="place">{database.place}</code>],
          [t('schema'), String(database.schema_version)],
          [t('size'), bytes(database.bytes ?? 0)],
          [t('free'), typeof free === 'number' && bytes(free)],
          [t('answersIn'), moment(database.micros ?? 0)],
          [t('connections'), t('ofMost', { busy: count(database.busy ?? 0), most: count(database.connections ?? 0) })],
          [t('waiting'), count(database.waiting ?? 0)],
          [t('servers'), count(database.servers ?? 0)],
        ]}
      />
    </Section>
  );
}

/** How long an answer took, which is often hardly any time. */
function moment(micros: number): string {
  return micros < 100 ? '< 0.1ms' : duration(micros / 1_000);
}

const STORES = { folder: 'kind.folder', s3: 'kind.s3', azure: 'kind.azure', gcs: 'kind.gcs' } as const;

function StoreFacts({ store }: { store: Health['artifacts'] }) {
  const t = useSystemMessages();
  const { reachable, checked_time: checked, micros, free_bytes: free, total_bytes: total } = store;
  const hasSpace = typeof free === 'number' && typeof total === 'number';
  return (
    <Section
      title={t('store')}
      actions={
        typeof reachable === 'boolean' ? (
          <Badge tone={reachable ? 'success' : 'danger'}>{t(reachable ? 'reachable' : 'unreachable')}</Badge>
        ) : (
          <Badge>{t('asking')}</Badge>
        )
      }
    >
      <Facts
        facts={[
          [t('kind'), t(STORES[store.kind as keyof typeof STORES])],
          [t('place'), <code key="place">{store.place}</code>],
          [t('checked'), typeof checked === 'number' && <RelativeTime key="checked" millis={checked} />],
          [t('answersIn'), typeof micros === 'number' && moment(micros)],
          [
            t('free'),
            hasSpace && (
              <span key="free" className={styles['space']}>
                <span>{t('freeOf', { free: bytes(free), total: bytes(total) })}</span>
                <meter aria-label={t('used')} min={0} max={total} high={total * 0.85} value={total - free} />
              </span>
            ),
          ],
        ]}
      />
    </Section>
  );
}

function Waiting({ database }: { database: Health['database'] }) {
  const t = useSystemMessages();
  const { purging = 0, indexing = 0 } = database;
  return (
    <Section title={t('background')}>
      {purging + indexing === 0 ? (
        <p className="muted">{t('nothingWaits')}</p>
      ) : (
        <Facts
          facts={[
            [
              t('purging'),
              purging > 0 && (
                <Link key="purging" to="/trash">
                  {t('things', { count: purging })}
                </Link>
              ),
            ],
            [t('indexing'), indexing > 0 && count(indexing)],
          ]}
        />
      )}
    </Section>
  );
}
