import { lazy, Suspense } from 'react';
import { LoadingState } from './states';

const Rendered = lazy(() => import('./markdown-rendered'));

/** Markdown of people, rendered. HTML in it is shown as the text that it is, and never run. */
export function Markdown({ text }: { text: string }) {
  return (
    <Suspense fallback={<LoadingState />}>
      <Rendered text={text} />
    </Suspense>
  );
}
