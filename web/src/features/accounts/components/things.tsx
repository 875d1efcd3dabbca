import type { ReactNode } from 'react';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { Line, Rows } from '@/ui/rows';

type Thing = {
  id: string;
  name: string;
  mark?: string | undefined;
  facts: ReactNode;
  action: string;
  onAction: () => void;
};

/** What belongs to an account, each with what is known of it and the way to end it. */
export function Things({ label, things }: { label: string; things: readonly Thing[] }) {
  return (
    <Rows label={label}>
      {things.map(({ id, name, mark, facts, action, onAction }) => (
        <Line
          key={id}
          facts={facts}
          actions={
            <Button onClick={onAction} aria-label={`${action}: ${name}`}>
              {action}
            </Button>
          }
        >
          <strong>
            {name} {mark !== undefined && <Badge>{mark}</Badge>}
          </strong>
        </Line>
      ))}
    </Rows>
  );
}
