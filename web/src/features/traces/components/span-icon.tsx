import {
  BookOpen,
  Bot,
  Braces,
  Circle,
  Database,
  Link2,
  ListOrdered,
  MessageSquare,
  Scale,
  Shield,
  Vault,
  Workflow,
  Wrench,
  type LucideIcon,
} from 'lucide-react';
import styles from './span-icon.module.css';

const ICONS: Record<string, readonly [LucideIcon, hue: string]> = {
  AGENT: [Bot, 'agent'],
  WORKFLOW: [Workflow, 'agent'],
  CHAIN: [Link2, 'agent'],
  LLM: [MessageSquare, 'model'],
  CHAT_MODEL: [MessageSquare, 'model'],
  EMBEDDING: [Database, 'retriever'],
  RETRIEVER: [BookOpen, 'retriever'],
  RERANKER: [ListOrdered, 'retriever'],
  MEMORY: [Vault, 'retriever'],
  TOOL: [Wrench, 'tool'],
  TASK: [Wrench, 'tool'],
  PARSER: [Braces, 'other'],
  GUARDRAIL: [Shield, 'judge'],
  EVALUATOR: [Scale, 'judge'],
};

/** What kind of step a span is, as a picture in its colour. */
export function SpanIcon({ type }: { type: string }) {
  const [Icon, hue] = ICONS[type.toUpperCase()] ?? [Circle, 'other'];
  return <Icon className={[styles['icon'], styles[hue]].join(' ')} role="img" aria-label={type} />;
}

/** The class that gives a bar the colour of its kind. */
export function hueOf(type: string): string {
  return styles[ICONS[type.toUpperCase()]?.[1] ?? 'other'] ?? '';
}
