import { lazy, Suspense } from 'react';
import { LoadingState } from './states';

const Rendered = lazy(() => import('./code-view-rendered'));

type CodeViewProps = {
  text: string;
  /** The file's name, which tells its language. */
  name: string;
  label: string;
  /** As high as its text, as in a page, rather than as the place that it has. */
  grows?: boolean;
};

/** Text or code of any kind and length to read: coloured, searched with Ctrl F, folded. */
export function CodeView(props: CodeViewProps) {
  return (
    <Suspense fallback={<LoadingState />}>
      <Rendered {...props} />
    </Suspense>
  );
}
