import { Link, type LinkProps } from '@tanstack/react-router';
import type { ComponentProps, ReactNode } from 'react';
import { screenAddress, workspace as current } from '@/lib/workspace';
import type { Node, Subject } from '../api/lineage';

type NodeLinkProps = {
  node: Node;
  /** Shows the lineage of what has no page. */
  around: (of: Subject) => LinkProps;
  children: ReactNode;
} & Pick<ComponentProps<'a'>, 'className' | 'title' | 'style' | 'aria-current'>;

/** The way to what a node is: its page, which may be in another workspace, or else its lineage. */
export function NodeLink({ node, around, children, ...look }: NodeLinkProps) {
  if (node.is_hidden === true) return <span {...look}>{children}</span>;
  const page = pageOf(node);
  if (page === undefined) {
    return (
      <Link {...around(subjectOf(node))} {...look}>
        {children}
      </Link>
    );
  }
  const isElsewhere = typeof node.workspace === 'string' && node.workspace !== current;
  return (
    <a href={isElsewhere ? screenAddress(page, node.workspace ?? '') : `#${page}`} {...look}>
      {children}
    </a>
  );
}

export function subjectOf({ kind, name, id }: Node): Subject {
  return { kind, name: name ?? '', id: id ?? '' };
}

/** The address of what has a page. */
function pageOf({ kind, name, id, experiment_id: experiment, workspace }: Node): string | undefined {
  const [model, key] = [encodeURIComponent(name ?? ''), encodeURIComponent(id ?? '')];
  switch (kind) {
    case 'MODEL_VERSION':
      return `/models/${model}/versions/${key}`;
    case 'PROMPT_VERSION':
      return `/prompts/${model}/versions/${key}`;
    case 'CATALOG_VERSION':
      return `/catalogue/models/${model}/versions/${key}`;
    case 'RUN':
      return `/runs/${key}`;
    case 'LOGGED_MODEL':
      return typeof experiment === 'string' ? `/experiments/${experiment}/models/${key}` : undefined;
    case 'ENDPOINT': // one of another system is in no workspace
      return typeof workspace === 'string' ? `/endpoints/${key}` : undefined;
    default:
      return undefined;
  }
}
