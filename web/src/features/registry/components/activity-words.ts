import { LEVELS, type Level } from '@/lib/permissions';
import { parsed } from '@/lib/traces';
import { usePermissionMessages } from '@/ui/permissions/messages';
import type { ModelActivity } from '../api/activity';
import type { ApprovalRule } from '../api/rules';
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
] as const;
const OF_STAGES = ['APPLIED_TRANSITION', 'SYSTEM_TRANSITION', 'REQUESTED_TRANSITION'] as const;
const DECIDED = ['APPROVED', 'REJECTED', 'CANCELLED'] as const;
/** What becomes of these is a text of its own, and not a word in a sentence. */
const TEXTS: readonly string[] = ['MODEL_CREATED', 'MODEL_DESCRIBED', 'VERSION_DESCRIBED'];
const LONGEST = 120;

function isLevel(word: string): word is Level {
  return (LEVELS as readonly string[]).includes(word);
}

function short(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)} …`;
}

/** What was said along with something that was done, or what a description or the rules are since then. */
export function useActivityText(): (activity: ModelActivity) => string | undefined {
  const ruleWord = useRuleWord();
  return ({ kind, to, comment }) => {
    if (kind === 'RULES_CHANGED') return rulesIn(to)?.map(ruleWord).join('\n') ?? to ?? undefined;
    return comment ?? (TEXTS.includes(kind) && to ? to : undefined);
  };
}

/** The rules that an activity tells of; undefined where they were written down as a sentence. */
function rulesIn(text: string | null | undefined): ApprovalRule[] | undefined {
  const read = parsed(text ?? undefined);
  return Array.isArray(read) ? (read as ApprovalRule[]) : undefined;
}

function useRuleWord(): (rule: ApprovalRule) => string {
  const t = useApprovalMessages();
  const { ruleOf } = useWish();
  return (rule) => t('rule', { rule: ruleOf(rule), by: t(rule.by_another === true ? 'byAnother' : 'byAnyone') });
}

/** What somebody did, as a sentence that goes on from their name. */
export function useActivityWords(): (activity: ModelActivity) => string {
  const t = useApprovalMessages();
  const { stageWord } = useWish();
  const permissions = usePermissionMessages();
  const levelWord = (level: string) => (isLevel(level) ? permissions(`level.${level}`) : level);
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
    if (kind === 'RULES_CHANGED') return t(to ? 'RULES_CHANGED' : 'RULES_REMOVED');
    if (kind === 'PERMISSION_CHANGED') {
      return t(to ? 'PERMISSION_SET' : 'PERMISSION_REMOVED', {
        ...words,
        from: levelWord(words.from),
        to: levelWord(words.to),
      });
    }
    const plain = PLAIN.find((one) => one === kind);
    return plain ? t(plain, words) : kind;
  };
}
