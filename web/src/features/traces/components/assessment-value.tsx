import { assessedValue, type Assessment } from '@/lib/traces';
import { Badge } from '@/ui/badge';
import { textOf } from '../api/values';
import { useTraceMessages } from '../messages';

/** Judgements that are written as words. */
const GOOD = new Set(['yes', 'pass', 'true', 'correct', 'good']);
const BAD = new Set(['no', 'fail', 'false', 'incorrect', 'bad']);

/** What was said, in a word. */
export function AssessmentValue({ assessment }: { assessment: Assessment }) {
  const t = useTraceMessages();
  if (assessment.feedback?.error) return <Badge tone="warning">{t('failedAssessment')}</Badge>;
  const value = assessedValue(assessment);
  const word = typeof value === 'boolean' ? String(value) : typeof value === 'string' ? value.toLowerCase() : '';
  const tone = GOOD.has(word) ? 'success' : BAD.has(word) ? 'danger' : 'neutral';
  const text = typeof value === 'boolean' ? t(value ? 'yes' : 'no') : textOf(value);
  if (text.length > 40) return <span title={text.slice(0, 500)}>{text.slice(0, 500)}</span>;
  return <Badge tone={tone}>{text}</Badge>;
}
