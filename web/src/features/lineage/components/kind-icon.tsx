import {
  Box,
  Cable,
  Code,
  Database,
  EyeOff,
  FlaskConical,
  Library,
  MessageSquareText,
  NotebookText,
  Package,
  Server,
  Table2,
  Workflow,
  type LucideIcon,
} from 'lucide-react';
import type { Node } from '../api/lineage';

const ICONS: Record<Node['kind'], LucideIcon> = {
  MODEL_VERSION: Box,
  PROMPT_VERSION: MessageSquareText,
  CATALOG_VERSION: Library,
  RUN: FlaskConical,
  LOGGED_MODEL: Package,
  DATASET: Database,
  TABLE: Table2,
  NOTEBOOK: NotebookText,
  JOB: Workflow,
  PIPELINE: Workflow,
  ENDPOINT: Server,
  CONNECTION: Cable,
  FUNCTION: Code,
  INDEX: Database,
};

/** What a node is, as a picture beside its words. */
export function KindIcon({ node: { kind, is_hidden: isHidden } }: { node: Node }) {
  const Icon = isHidden === true ? EyeOff : ICONS[kind];
  return <Icon aria-hidden />;
}
