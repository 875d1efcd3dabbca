import { useQuery } from '@tanstack/react-query';
import { Link, type LinkProps } from '@tanstack/react-router';
import { Waypoints } from 'lucide-react';
import { PREAMBLE } from '@/lib/snippet';
import { Button } from '@/ui/button';
import { Snippet } from '@/ui/copy-button';
import { EmptyState, FailedState, LoadingState } from '@/ui/states';
import { Switcher } from '@/ui/switcher';
import { lineageQuery, type Direction, type Node, type Subject } from '../api/lineage';
import { ALL, FEW } from '../bounds';
import { useLineageMessages } from '../messages';
import { useLineageWords } from '../words';
import { Graph } from './graph';
import styles from './lineage.module.css';
import { Sentences } from './sentences';

export type Sight = {
  /** What one looks at instead of what the page is about. */
  of: Subject | null;
  direction: Direction;
  most: number;
};

type LineageProps = {
  /** What the page is about. */
  subject: Subject;
  sight: Sight;
  onSight: (change: Partial<Sight>) => void;
  /** The way to another sight of this page. */
  link: (change: Partial<Sight>) => LinkProps;
};

const SNIPPET = `${PREAMBLE}

with mlflow.start_run():
    mlflow.log_input(mlflow.data.from_pandas(frame, name="customers"), context="training")
    mlflow.sklearn.log_model(model, name="model", registered_model_name="churn")`;

/** What something came from and what became of it, as a picture and in words. */
export function Lineage({ subject: own, sight, onSight, link }: LineageProps) {
  const t = useLineageMessages();
  const { of, direction, most } = sight;
  const { data, error, refetch, isPlaceholderData } = useQuery(lineageQuery({ of: of ?? own, direction, most }));
  const around = (subject: Subject) => link({ of: subject, most: FEW });
  return (
    <div className={styles['page']} aria-busy={isPlaceholderData}>
      <div className={styles['bar']}>
        <Switcher
          label={t('direction')}
          value={direction}
          options={(['BOTH', 'UPSTREAM', 'DOWNSTREAM'] as const).map((option) => [option, t(option)] as const)}
          onChange={(chosen) => onSight({ direction: chosen })}
        />
        {of && <Elsewhere node={data?.nodes[0]} back={link({ of: null })} />}
      </div>
      {error && !data ? (
        <FailedState error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <LoadingState />
      ) : data.edges.length === 0 ? (
        <EmptyState icon={<Waypoints />} title={t('nothing')}>
          <p className="muted">{t('nothingText')}</p>
          <Snippet code={SNIPPET} />
        </EmptyState>
      ) : (
        <>
          <Graph nodes={data.nodes} edges={data.edges} around={around} />
          <Notes
            nodes={data.nodes}
            isTruncated={data.isTruncated}
            onMore={most < ALL ? () => onSight({ most: ALL }) : undefined}
          />
          <Sentences nodes={data.nodes} edges={data.edges} around={around} />
        </>
      )}
    </div>
  );
}

function Elsewhere({ node, back }: { node: Node | undefined; back: LinkProps }) {
  const t = useLineageMessages();
  const words = useLineageWords();
  return (
    <>
      {node && <span>{t('around', { name: words.name(node) })}</span>}
      <Link {...back}>{t('back')}</Link>
    </>
  );
}

type NotesProps = { nodes: readonly Node[]; isTruncated: boolean; onMore: (() => void) | undefined };

/** What the picture leaves out. */
function Notes({ nodes, isTruncated, onMore }: NotesProps) {
  const t = useLineageMessages();
  const hidden = nodes.filter((node) => node.is_hidden === true).length;
  if (!isTruncated && hidden === 0) return null;
  return (
    <div className={styles['bar']} role="status">
      {hidden > 0 && <span className="muted">{t('hiddenNote', { count: hidden })}</span>}
      {isTruncated && <span className="muted">{t('truncated', { count: nodes.length })}</span>}
      {isTruncated && onMore && (
        <Button kind="quiet" onClick={onMore}>
          {t('showMore')}
        </Button>
      )}
    </div>
  );
}
