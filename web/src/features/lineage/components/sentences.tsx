import { Link, type LinkProps } from '@tanstack/react-router';
import { Crosshair } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { LinkLines } from '@/ui/link-lines';
import { RelativeTime } from '@/ui/relative-time';
import { Section } from '@/ui/section';
import type { Edge, Node, Subject } from '../api/lineage';
import { useLineageMessages } from '../messages';
import { useLineageWords } from '../words';
import { NodeLink, subjectOf } from './node-link';
import styles from './sentences.module.css';

/** So many are shown at a time. */
const MANY = 50;

type SentencesProps = { nodes: readonly Node[]; edges: readonly Edge[]; around: (of: Subject) => LinkProps };

/** The same as the picture, in words: what came from what. */
export function Sentences({ nodes, edges, around }: SentencesProps) {
  const t = useLineageMessages();
  const words = useLineageWords();
  const [most, setMost] = useState(MANY);
  const byKey = new Map(nodes.map((node) => [node.key, node]));
  return (
    <Section title={t('inWords')} count={edges.length}>
      <LinkLines label={t('inWords')}>
        {edges.slice(0, most).map((edge) => {
          const [from, to] = [byKey.get(edge.from), byKey.get(edge.to)];
          if (!from || !to) return null;
          return (
            <li key={`${edge.from} ${edge.to} ${edge.kind}`}>
              <Named node={from} around={around} />
              <span className="muted">{words.edge(edge)} →</span>
              <Named node={to} around={around} />
              {edge.detail && <Badge>{edge.detail}</Badge>}
              {edge.by && <span className="muted">{edge.by}</span>}
              {edge.time && <RelativeTime millis={edge.time} />}
            </li>
          );
        })}
      </LinkLines>
      {edges.length > most && (
        <div>
          <Button kind="quiet" onClick={() => setMost(most + MANY)}>
            {t('showMoreLines', { count: Math.min(MANY, edges.length - most) })}
          </Button>
        </div>
      )}
    </Section>
  );
}

function Named({ node, around }: { node: Node; around: (of: Subject) => LinkProps }) {
  const t = useLineageMessages();
  const words = useLineageWords();
  const name = words.name(node);
  return (
    <span className={styles['named']}>
      <span className="muted">{words.kind(node)}</span>
      <NodeLink node={node} around={around}>
        {name}
      </NodeLink>
      {node.is_hidden !== true && (
        <Link
          {...around(subjectOf(node))}
          className={styles['around']}
          aria-label={t('aroundThis', { name })}
          title={t('aroundThis', { name })}
        >
          <Crosshair aria-hidden />
        </Link>
      )}
    </span>
  );
}
