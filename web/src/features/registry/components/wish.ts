import type { ModelRequest, Target } from '../api/requests';
import type { ApprovalRule } from '../api/rules';
import { useRegistryMessages } from '../messages';
import { useApprovalMessages } from '../messages-approvals';
import { isStage } from './stage-badge';

/** What is asked for, in words. */
export function useWish() {
  const t = useApprovalMessages();
  const registry = useRegistryMessages();
  const stageWord = (stage: string) => (isStage(stage) ? registry(`stage.${stage}`) : stage);
  return {
    stageWord,
    /** What a rule is about. */
    ruleOf: ({ stage, alias }: ApprovalRule) =>
      stage == null ? t('ruleAlias', { alias: `@${alias ?? ''}` }) : t('ruleStage', { stage: stageWord(stage) }),
    /** In a few words. */
    of: ({ version, stage, alias }: Pick<ModelRequest, 'version' | 'stage' | 'alias'>) =>
      stage == null
        ? t('wantsAlias', { version, alias: `@${alias ?? ''}` })
        : t('wantsStage', { version, stage: stageWord(stage) }),
    /** As the title of who asks. */
    asked: (version: string, target: Target) =>
      'stage' in target
        ? t('askTitle', { version, stage: stageWord(target.stage) })
        : t('askAliasTitle', { version, alias: `@${target.alias}` }),
    /** What is now, which it would change; undefined where there is nothing. */
    now: ({ stage, from }: Pick<ModelRequest, 'stage' | 'from'>) =>
      from == null
        ? undefined
        : stage == null
          ? t('isOfVersion', { version: from })
          : t('isInStage', { stage: stageWord(from) }),
  };
}
