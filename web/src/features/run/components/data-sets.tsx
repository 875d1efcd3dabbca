import type { DatasetInput } from '@/api/schema.gen';
import { columnsOf } from '@/lib/data-schema';
import { Badge } from '@/ui/badge';
import { CopyId } from '@/ui/copy-button';
import { Dialog } from '@/ui/dialog';
import { LinkLines } from '@/ui/link-lines';
import { Facts, Section } from '@/ui/section';
import { useRunMessages } from '../messages';
import styles from './data-sets.module.css';

const CONTEXT = 'mlflow.data.context';

type DataSetsProps = {
  inputs: readonly DatasetInput[];
  /** The data set that is looked at; empty for none. */
  open: string;
  onOpen: (id: string) => void;
};

/** What tells a data set from others of its run. */
function idOf({ dataset }: DatasetInput): string {
  return `${dataset.name} ${dataset.digest}`;
}

/** The data that a run used: what it is called, where it came from, and its schema. */
export function DataSets({ inputs, open, onOpen }: DataSetsProps) {
  const t = useRunMessages();
  const shown = inputs.find((input) => idOf(input) === open);
  if (inputs.length === 0) return null;
  return (
    <Section title={t('dataSets')} count={inputs.length}>
      <LinkLines>
        {inputs.map((input, place) => {
          const context = input.tags?.find((tag) => tag.key === CONTEXT)?.value;
          return (
            <li key={place}>
              <button type="button" className={styles['link']} onClick={() => onOpen(idOf(input))}>
                {input.dataset.name}
              </button>
              <CopyId id={input.dataset.digest} />
              {context !== undefined && context !== '' && <Badge>{context}</Badge>}
            </li>
          );
        })}
      </LinkLines>
      {shown && <DataSetDialog input={shown} onClose={() => onOpen('')} />}
    </Section>
  );
}

function DataSetDialog({ input: { dataset, tags }, onClose }: { input: DatasetInput; onClose: () => void }) {
  const t = useRunMessages();
  const columns = columnsOf(dataset.schema);
  return (
    <Dialog open onClose={onClose} title={dataset.name} wide>
      <Facts
        facts={[
          [t('digest'), <CopyId key="digest" id={dataset.digest} />],
          [t('sourceType'), dataset.source_type],
          [t('source'), <code key="source">{dataset.source}</code>],
          [t('profile'), dataset.profile && <code>{dataset.profile}</code>],
          ...(tags ?? []).map(({ key, value }) => [key, value] as const),
        ]}
      />
      {columns.length > 0 && (
        <Section title={t('schema')} count={columns.length}>
          <Facts facts={columns.map(([name, type]) => [name, <code key={name}>{type}</code>] as const)} />
        </Section>
      )}
    </Dialog>
  );
}
