import type { ModelActivity } from '../api/activity';
import { useApprovalMessages } from '../messages-approvals';
import { useWish } from './wish';

const PLAIN = [
  'MODEL_CREATED',
  'MODEL_DESCRIBED',
  'MODEL_RENAMED',
  'MODEL_TAG_SET',
  'MODEL_TAG_DELETED',
  'VERSION_CREATED',
  'VERSION_DESCRIBED',
  'VERSION_DELETED',
  'VERSION_TAG_SET',
  'VERSION_TAG_DELETED',
  'ALIAS_DELETED',
  'REQUESTED_ALIAS',
  'NEW_COMMENT',
  'RULES_CHANGED',
] as const;
const OF_STAGES = ['APPLIED_TRANSITION', 'SYSTEM_TRANSITION', 'REQUESTED_TRANSITION'] as const;
const DECIDED = ['APPROVED', 'REJECTED', 'CANCELLED'] as const;
/** What becomes of these is a text of its own, and not a word in a sentence. */
const TEXTS: readonly string[] = ['MODEL_CREATED', 'MODEL_DESCRIBED', 'VERSION_DESCRIBED', 'RULES_CHANGED'];
const LONGEST = 120;

function short(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)} …`;
}

/** What was said along with something that was done, or what a description is since then. */
export function textOf({ kind, to, comment }: ModelActivity): string | undefined {
  return comment ?? (TEXTS.includes(kind) && to ? to : undefined);
}

/** What somebody did, as a sentence that goes on from their name. */
export function useActivityWords(): (activity: ModelActivity) => string {
  const t = useApprovalMessages();
  const { stageWord } = useWish();
  return ({ kind, version, subject, from, to }) => {
    const words = {
      version: version ?? '',
      subject: short(subject ?? ''),
      from: short(from ?? ''),
      to: short(to ?? ''),
    };
    const staged = { ...words, from: stageWord(from ?? ''), to: stageWord(to ?? '') };
    const aliased = { ...words, subject: `@${words.subject}` };
    if (kind === 'ALIAS_SET') return t(from == null ? 'ALIAS_SET' : 'ALIAS_MOVED', aliased);
    if (kind === 'ALIAS_DELETED' || kind === 'REQUESTED_ALIAS') return t(kind, aliased);
    const ofStage = OF_STAGES.find((one) => one === kind);
    if (ofStage) return t(ofStage, staged);
    const decided = DECIDED.find((one) => kind === `${one}_REQUEST`);
    if (decided) return subject == null ? t(`${decided}_REQUEST`, staged) : t(`${decided}_ALIAS`, aliased);
    const plain = PLAIN.find((one) => one === kind);
    return plain ? t(plain, words) : kind;
  };
}
