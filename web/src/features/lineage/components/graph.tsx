import type { LinkProps } from '@tanstack/react-router';
import { useId, useLayoutEffect, useMemo, useRef, type KeyboardEvent, type RefObject } from 'react';
import type { Edge, Node, Subject } from '../api/lineage';
import { laidOut, type Spot } from '../layout';
import { useLineageMessages } from '../messages';
import { useLineageWords } from '../words';
import styles from './graph.module.css';
import { KindIcon } from './kind-icon';
import { NodeLink } from './node-link';

/** Pixels. */
const WIDTH = 208;
const HEIGHT = 52;
const ACROSS = 64;
const DOWN = 16;
const MARGIN = 16;

type Point = { x: number; y: number };

type GraphProps = {
  nodes: readonly Node[];
  edges: readonly Edge[];
  around: (of: Subject) => LinkProps;
};

/** What came from what, from the left to the right. The arrows lead from node to node; it scrolls where it is wide. */
export function Graph({ nodes, edges, around }: GraphProps) {
  const t = useLineageMessages();
  const arrow = useId();
  const { places, width, height } = useMemo(() => placed(nodes, edges), [nodes, edges]);
  const root = nodes[0]?.key ?? '';
  const scroller = useKeptPlace(root, places.get(root));
  const ordered = useMemo(
    () =>
      nodes.toSorted((one, other) => {
        const [a, b] = [places.get(one.key), places.get(other.key)];
        return (a?.x ?? 0) - (b?.x ?? 0) || (a?.y ?? 0) - (b?.y ?? 0);
      }),
    [nodes, places],
  );
  return (
    // The links have the focus; the picture only hears their keys.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div ref={scroller} className={styles['scroller']} onKeyDown={walk}>
      <div className={styles['canvas']} style={{ width, height }}>
        <svg aria-hidden width={width} height={height} className={styles['edges']}>
          <defs>
            <marker id={arrow} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">
              <path d="M0 0 8 4 0 8z" className={styles['head']} />
            </marker>
          </defs>
          {edges.map((edge) => {
            const [from, to] = [places.get(edge.from), places.get(edge.to)];
            if (!from || !to) return null;
            return (
              <path
                key={`${edge.from} ${edge.to} ${edge.kind}`}
                d={curve(from, to)}
                markerEnd={`url(#${arrow})`}
                className={edge.kind === 'TOLD' ? styles['told'] : undefined}
              />
            );
          })}
        </svg>
        <ul aria-label={t('graph')} className={styles['nodes']}>
          {ordered.map((node) => (
            <NodeBox key={node.key} node={node} at={places.get(node.key)} isRoot={node.key === root} around={around} />
          ))}
        </ul>
      </div>
    </div>
  );
}

type NodeBoxProps = { node: Node; at: Point | undefined; isRoot: boolean; around: (of: Subject) => LinkProps };

function NodeBox({ node, at, isRoot, around }: NodeBoxProps) {
  const words = useLineageWords();
  const status = words.status(node);
  const facts = [words.kind(node), ...(status === null ? [] : [status])].join(' · ');
  const name = words.name(node);
  return (
    <li style={{ left: at?.x, top: at?.y, width: WIDTH, height: HEIGHT }}>
      <NodeLink
        node={node}
        around={around}
        title={[name, node.source].filter(Boolean).join('\n')}
        className={[styles['node'], node.is_hidden === true ? styles['hidden'] : ''].join(' ')}
        {...(isRoot && { 'aria-current': 'true' })}
      >
        <KindIcon node={node} />
        <span className={styles['text']}>
          <span className="truncate">{name}</span>
          <small className="truncate">{facts}</small>
        </span>
      </NodeLink>
    </li>
  );
}

/** Where each node is drawn: columns side by side, each in the middle of the height. */
function placed(nodes: readonly Node[], edges: readonly Edge[]) {
  const spots = laidOut(
    nodes.map(({ key }) => key),
    edges,
  );
  const heights: number[] = [];
  for (const { column } of spots.values()) heights[column] = (heights[column] ?? 0) + 1;
  const tallest = Math.max(1, ...heights);
  const point = ({ column, row }: Spot): Point => ({
    x: MARGIN + column * (WIDTH + ACROSS),
    y: MARGIN + (row + (tallest - (heights[column] ?? 1)) / 2) * (HEIGHT + DOWN),
  });
  return {
    places: new Map([...spots].map(([key, spot]) => [key, point(spot)] as const)),
    width: 2 * MARGIN + heights.length * (WIDTH + ACROSS) - ACROSS,
    height: 2 * MARGIN + tallest * (HEIGHT + DOWN) - DOWN,
  };
}

/** From the end of one node to the start of the next; what leads back goes below both. */
function curve(from: Point, to: Point): string {
  const middle = HEIGHT / 2;
  const [x1, y1, x2, y2] = [from.x + WIDTH, from.y + middle, to.x, to.y + middle];
  if (x2 > x1) {
    const half = (x2 - x1) / 2;
    return `M${x1} ${y1}C${x1 + half} ${y1} ${x2 - half} ${y2} ${x2 - 1} ${y2}`;
  }
  const below = Math.max(y1, y2) + HEIGHT;
  return `M${x1} ${y1}C${x1 + ACROSS} ${below} ${x2 - ACROSS} ${below} ${x2 - 1} ${y2}`;
}

/** What is asked about is in the middle at first, and stays where it is on the screen while more comes around it. */
function useKeptPlace(key: string, at: Point | undefined): RefObject<HTMLDivElement | null> {
  const scroller = useRef<HTMLDivElement>(null);
  const before = useRef<{ key: string; at: Point }>(undefined);
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box || !at) return;
    const last = before.current;
    before.current = { key, at };
    if (last?.key === key) box.scrollBy(at.x - last.at.x, at.y - last.at.y);
    else box.scrollTo(at.x + WIDTH / 2 - box.clientWidth / 2, at.y + HEIGHT / 2 - box.clientHeight / 2);
  }, [key, at]);
  return scroller;
}

const STEPS: Record<string, Point> = {
  ArrowRight: { x: 1, y: 0 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowDown: { x: 0, y: 1 },
  ArrowUp: { x: 0, y: -1 },
};

/** Leads to the nearest link in the direction of an arrow. */
function walk(event: KeyboardEvent<HTMLDivElement>): void {
  const step = STEPS[event.key];
  const here = document.activeElement;
  if (!step || !here || here === event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('a')];
  const from = here.getBoundingClientRect();
  const reached = links
    .map((link) => {
      const box = link.getBoundingClientRect();
      const [x, y] = [box.x - from.x, box.y - from.y];
      return { link, along: x * step.x + y * step.y, beside: Math.abs(x * step.y + y * step.x) };
    })
    .filter(({ along, beside }) => along > 1 && (step.x !== 0 || beside < 1))
    .toSorted((one, other) => one.along - other.along || one.beside - other.beside);
  event.preventDefault();
  reached[0]?.link.focus();
}
