import { Badge } from '@/ui/badge';
import { STAGES, type Stage } from '../api/versions';
import { useRegistryMessages } from '../messages';

const TONES = { None: 'neutral', Staging: 'warning', Production: 'success', Archived: 'neutral' } as const;

export function isStage(word: string): word is Stage {
  return (STAGES as readonly string[]).includes(word);
}

/** How far a version has come; nothing where it has not set out. */
export function StageBadge({ stage }: { stage: string }) {
  const t = useRegistryMessages();
  if (stage === 'None' || !isStage(stage)) return null;
  return <Badge tone={TONES[stage]}>{t(`stage.${stage}`)}</Badge>;
}
