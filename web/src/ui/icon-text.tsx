import type { ReactNode } from 'react';

/** A word with a picture before it, in a line with what is around it. */
export function IconText({ icon, text }: { icon: ReactNode; text: string }) {
  return (
    <>
      {icon}
      {text}
    </>
  );
}
