import { Box, FlaskConical, Play, Waypoints } from 'lucide-react';
import type { Kind } from '../api/trash';

const ICONS = { experiment: FlaskConical, run: Play, logged_model: Box, trace: Waypoints } as const;

/** What something in the trash is, as a picture beside its name. */
export function KindIcon({ kind }: { kind: string }) {
  const Icon = ICONS[kind as Kind];
  return <Icon aria-hidden />;
}
