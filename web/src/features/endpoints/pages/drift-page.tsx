import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ScrollText } from 'lucide-react';
import { configOf, endpointQuery, isManagedBy } from '@/lib/endpoints';
import { endpointRoute } from '@/lib/routes';
import { ChoiceMenu } from '@/ui/choice-menu';
import { Section } from '@/ui/section';
import { EmptyState, ErrorNote, FailedState, LoadingState } from '@/ui/states';
import { driftQuery, sorted } from '../api/drift';
import { inferenceTableQuery, SPANS } from '../api/payloads';
import { BaselineActions } from '../components/baseline-actions';
import { DriftLine, DriftList } from '../components/drift-line';
import { useBaselineMessages } from '../messages-baseline';
import { useInferenceMessages } from '../messages-inference';
import styles from './pages.module.css';

const route = getRouteApi('/endpoints/$endpointName/drift');

/** How what an endpoint is asked and answers differs from what it was, column by column. */
export function DriftPage() {
  const t = useInferenceMessages();
  const told = useBaselineMessages();
  const { endpointName } = endpointRoute.useParams();
  const { data: endpoint } = useSuspenseQuery(endpointQuery(endpointName));
  const { span, entity } = route.useSearch();
  const show = route.useNavigate();
  const isManager = isManagedBy(endpoint);
  const found = useQuery({ ...driftQuery(endpointName, entity, span), enabled: isManager });
  const settings = useQuery({ ...inferenceTableQuery(endpointName), enabled: isManager });
  const [drift, table] = [found.data, settings.data];
  const error = found.error ?? settings.error;
  if (!isManager) return <EmptyState icon={<ScrollText />} title={t('notYours')} />;
  if (table && table.folder == null) {
    return (
      <EmptyState icon={<ScrollText />} title={t('off')}>
        <p className="muted">{told('off')}</p>
        <Link to="/endpoints/$endpointName/payloads" params={{ endpointName }}>
          {told('toPayloads')}
        </Link>
      </EmptyState>
    );
  }
  const names = (configOf(endpoint).served_entities ?? []).map(({ name }) => name ?? '');
  return (
    <div className={styles['page']} aria-busy={found.isPlaceholderData}>
      <div className={styles['bar']}>
        <ChoiceMenu
          label={t('span')}
          value={span}
          options={SPANS.map((one) => [one, t(`span.${one}`)] as const)}
          onChange={(chosen) => void show({ search: (past) => ({ ...past, span: chosen }), replace: true })}
        />
        {(names.length > 1 || entity !== '') && (
          <ChoiceMenu
            label={t('entity')}
            value={entity}
            options={['', ...names].map((one) => [one, one === '' ? t('anyEntity') : one] as const)}
            onChange={(chosen) => void show({ search: (past) => ({ ...past, entity: chosen }), replace: true })}
          />
        )}
        {table && <BaselineActions name={endpointName} isGiven={drift?.baseline === 'GIVEN'} />}
        {drift && (
          <span className="muted">
            {(drift.rows ?? 0) === 0 && (drift.columns ?? []).length > 0
              ? t('onlyPredictions')
              : t(`baseline.${drift.baseline_source == null ? drift.baseline : 'FILE'}`, {
                  now: drift.rows ?? 0,
                  before: drift.baseline_rows ?? 0,
                  source: drift.baseline_source ?? '',
                })}{' '}
            {!drift.is_whole && t('notWhole')}
          </span>
        )}
      </div>
      {drift && error && <ErrorNote error={error} />}
      {!drift ? (
        error ? (
          <FailedState error={error} onRetry={() => void Promise.all([found.refetch(), settings.refetch()])} />
        ) : (
          <LoadingState />
        )
      ) : (drift.columns ?? []).length === 0 ? (
        <EmptyState icon={<ScrollText />} title={t('noRows')} />
      ) : (
        <Section title={t('columns')} count={(drift.columns ?? []).length}>
          <p className="muted">{t('levels')}</p>
          <DriftList label={t('columns')}>
            {sorted(drift.columns ?? []).map((column) => (
              <DriftLine key={`${column.side} ${column.name}`} column={column} />
            ))}
          </DriftList>
        </Section>
      )}
    </div>
  );
}
