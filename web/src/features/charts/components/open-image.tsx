import { lazy, Suspense, useMemo } from 'react';
import type { Drawn } from './chart-body';

const ImageViewer = lazy(() => import('./image-viewer').then((module) => ({ default: module.ImageViewer })));

/** The image that the layout has open, wherever its chart is. */
export function OpenImage({ runs: all, images, layout, onLayout }: Drawn) {
  const { image } = layout;
  const key = image?.key ?? '';
  const runs = useMemo(() => all.filter((run) => images.ofRuns.get(run.run_id)?.has(key) === true), [all, images, key]);
  // The address may name one that is not there, or not any more.
  if (!image || !runs.some((run) => run.run_id === image.runId)) return null;
  return (
    <Suspense>
      <ImageViewer
        images={images}
        runs={runs}
        at={image}
        onMove={(to) => onLayout({ ...layout, image: to })}
        onClose={() => onLayout({ ...layout, image: undefined })}
      />
    </Suspense>
  );
}
