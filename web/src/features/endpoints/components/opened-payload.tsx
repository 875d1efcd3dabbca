import { absoluteTime, duration } from '@/lib/format';
import { Badge } from '@/ui/badge';
import { CodeView } from '@/ui/code-view';
import { CopyId } from '@/ui/copy-button';
import { Dialog } from '@/ui/dialog';
import { Facts, Section } from '@/ui/section';
import { FailedState, LoadingState } from '@/ui/states';
import { pretty } from '../api/json-text';
import { known, usePayload, type Payload } from '../api/payloads';
import { useInferenceMessages } from '../messages-inference';
import { toneOf } from './payload-columns';

type OpenedPayloadProps = { endpoint: string; id: string; onClose: () => void };

/** One request that was kept, whole. */
export function OpenedPayload({ endpoint, id, onClose }: OpenedPayloadProps) {
  const t = useInferenceMessages();
  const { data: payload, error, refetch } = usePayload(endpoint, id);
  const time = payload ? absoluteTime(payload.timestamp_ms ?? 0) : '…';
  return (
    <Dialog open wide onClose={onClose} title={t('opened', { time })}>
      {payload ? (
        <Whole payload={payload} />
      ) : error ? (
        <FailedState error={error} onRetry={() => void refetch()} />
      ) : (
        <LoadingState />
      )}
    </Dialog>
  );
}

const WHY = [
  'REQUEST_NOT_READ',
  'REQUEST_TOO_LARGE',
  'RESPONSE_TOO_LARGE',
  'REQUEST_NOT_TEXT',
  'RESPONSE_NOT_TEXT',
  'REQUEST_NOT_REDACTABLE',
  'RESPONSE_NOT_REDACTABLE',
] as const;

function Whole({ payload }: { payload: Payload }) {
  const t = useInferenceMessages();
  const { status_code: status = 0, queue_ms: queue, model_ms: model, overhead_ms: rest } = payload;
  const parts = [queue, model, rest].flatMap((millis) => (millis == null ? [] : [duration(known(millis) ?? 0)]));
  return (
    <>
      <Facts
        facts={[
          [
            t('status'),
            <Badge key="status" tone={toneOf(status)}>
              {status}
            </Badge>,
          ],
          [t('took'), duration(known(payload.execution_time_ms) ?? 0)],
          [t('parts'), parts.join(' · ')],
          [t('entity'), payload.served_entity_name],
          [t('version'), `${payload.entity_name} ${payload.entity_version}`],
          [t('requester'), payload.requester],
          [t('id'), <CopyId key="id" id={payload.databricks_request_id} />],
          [t('clientId'), payload.client_request_id != null && <CopyId key="c" id={payload.client_request_id} />],
        ]}
      />
      <Side title={t('request')} side="REQUEST" text={payload.request} errors={payload.logging_errors} />
      <Side title={t('answer')} side="RESPONSE" text={payload.response} errors={payload.logging_errors} />
    </>
  );
}

type SideProps = {
  title: string;
  side: string;
  text: string | null | undefined;
  errors: string | null | undefined;
};

function Side({ title, side, text, errors }: SideProps) {
  const t = useInferenceMessages();
  const told = (errors ?? '').split(',').filter((error) => error.startsWith(side));
  const why = WHY.find((one) => told.includes(one));
  return (
    <Section title={title}>
      {text == null ? (
        <p className="muted">{why ? t(`why.${why}`) : t('notKept')}</p>
      ) : (
        <CodeView name={`${side.toLowerCase()}.json`} label={title} text={pretty(text)} grows />
      )}
    </Section>
  );
}
