import { lazy, Suspense } from 'react';
import { LoadingState } from './states';

const Rendered = lazy(() => import('./diff-view-rendered'));

type DiffViewProps = {
  before: string;
  after: string;
  /** The file's name, which tells its language. */
  name: string;
  label: string;
};

/** Two texts line by line: beside each other, or where that has no room, in one. What is the same is folded. */
export function DiffView(props: DiffViewProps) {
  return (
    <Suspense fallback={<LoadingState />}>
      <Rendered {...props} />
    </Suspense>
  );
}
