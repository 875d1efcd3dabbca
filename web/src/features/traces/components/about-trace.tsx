import { useChange } from '@/lib/change';
import type { TraceInfo } from '@/lib/traces';
import { JsonTree } from '@/ui/json-tree';
import { Section } from '@/ui/section';
import { TagsEditor } from '@/ui/tags-editor';
import { idOf } from '../api/trace-facts';
import { removeTag, setTag } from '../api/traces';
import { useTraceMessages } from '../messages';

/** The tags of a trace, which can be changed, and its metadata. */
export function AboutTrace({ trace }: { trace: TraceInfo }) {
  const t = useTraceMessages();
  const set = useChange('traces', (tag: Parameters<typeof setTag>[1]) => setTag(idOf(trace), tag));
  const remove = useChange('traces', (key: string) => removeTag(idOf(trace), key));
  const tags = Object.entries(trace.tags ?? {}).map(([key, value]) => ({ key, value }));
  return (
    <>
      <TagsEditor tags={tags} set={set.mutateAsync} remove={remove.mutateAsync} />
      <Section title={t('metadata')}>
        <JsonTree value={trace.trace_metadata ?? {}} />
      </Section>
    </>
  );
}
