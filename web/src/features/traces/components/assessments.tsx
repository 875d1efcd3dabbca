import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Assessment, TraceInfo } from '@/lib/traces';
import { Badge } from '@/ui/badge';
import { Button, IconButton } from '@/ui/button';
import { FormDialog } from '@/ui/dialog';
import { LongText } from '@/ui/long-text';
import { RelativeTime } from '@/ui/relative-time';
import { useDropAssessment } from '../api/assessments';
import type { Span } from '../api/spans';
import { idOf } from '../api/trace-facts';
import { useTraceMessages } from '../messages';
import { AssessDialog } from './assess-dialog';
import { AssessmentValue } from './assessment-value';
import styles from './assessments.module.css';

type AssessmentsProps = { trace: TraceInfo; spans: readonly Span[]; span: Span | undefined };
type Asked = { replaced?: Assessment };

/** What people, judges and programs said of a trace and of its spans; more can be said, replaced and taken back. */
export function Assessments({ trace, spans, span }: AssessmentsProps) {
  const t = useTraceMessages();
  const [asked, setAsked] = useState<Asked>();
  const [dropped, setDropped] = useState<Assessment>();
  const drop = useDropAssessment(idOf(trace));
  const all = trace.assessments ?? [];
  return (
    <>
      <div>
        <Button onClick={() => setAsked({})}>
          <Plus />
          {t('assess')}
        </Button>
      </div>
      {all.length === 0 && <p className="muted">{t('noAssessments')}</p>}
      <ul className={styles['list']}>
        {all.map((assessment) => (
          <Item
            key={assessment.assessment_id}
            assessment={assessment}
            spanName={spans.find((one) => one.id === assessment.span_id)?.name}
            onReplace={() => setAsked({ replaced: assessment })}
            onDrop={() => setDropped(assessment)}
          />
        ))}
      </ul>
      {asked && (
        <AssessDialog traceId={idOf(trace)} span={span} replaced={asked.replaced} onClose={() => setAsked(undefined)} />
      )}
      <FormDialog
        open={dropped !== undefined}
        onClose={() => setDropped(undefined)}
        title={t('removeTitle', { name: dropped?.assessment_name ?? '' })}
        action={t('remove')}
        danger
        busy={drop.isPending}
        error={drop.error}
        onSubmit={() => drop.mutate(dropped?.assessment_id ?? '', { onSuccess: () => setDropped(undefined) })}
      >
        {dropped?.overrides && <p>{t('removeText')}</p>}
      </FormDialog>
    </>
  );
}

type ItemProps = {
  assessment: Assessment;
  spanName: string | undefined;
  onReplace: () => void;
  onDrop: () => void;
};

function Item({ assessment, spanName, onReplace, onDrop }: ItemProps) {
  const t = useTraceMessages();
  const { source, feedback, rationale, span_id: spanId, assessment_name: name } = assessment;
  const isOver = assessment.valid === false;
  return (
    <li className={styles['item']} data-over={isOver || undefined}>
      <div className={styles['head']}>
        <strong>{name}</strong>
        <AssessmentValue assessment={assessment} />
        {!feedback && !assessment.issue && <Badge tone="info">{t('kind.expectation')}</Badge>}
        {isOver && <Badge>{t('overridden')}</Badge>}
        <span className={styles['actions']}>
          {!isOver && !assessment.issue && (
            <IconButton label={`${t('edit')} ${name ?? ''}`} onClick={onReplace}>
              <Pencil />
            </IconButton>
          )}
          <IconButton label={`${t('remove')} ${name ?? ''}`} onClick={onDrop}>
            <Trash2 />
          </IconButton>
        </span>
      </div>
      {rationale && (
        <p>
          <LongText text={rationale} />
        </p>
      )}
      {feedback?.error && (
        <p className={styles['failure']}>{feedback.error.error_message ?? feedback.error.error_code}</p>
      )}
      <p className={styles['facts']}>
        <span>
          {t(`source.${source?.source_type ?? 'SOURCE_TYPE_UNSPECIFIED'}`)} {source?.source_id}
        </span>
        {spanId && <span>{spanName === undefined ? t('aSpan') : t('onSpan', { name: spanName })}</span>}
        {assessment.create_time && <RelativeTime millis={Date.parse(assessment.create_time)} />}
      </p>
    </li>
  );
}
