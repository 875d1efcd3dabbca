import { ZoomIn, ZoomOut } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton } from '@/ui/button';
import { EmptyState } from '@/ui/states';
import { fileUrl } from '../api/artifacts';
import type { PreviewProps } from '../components/artifact-view';
import { useArtifactMessages } from '../messages';
import styles from './previews.module.css';

const STEP = 1.5;

/** A picture, as large as its place, as it is, or magnified. Within a picture no script of an SVG runs. */
export default function ImagePreview({ owner, path }: PreviewProps) {
  const t = useArtifactMessages();
  const [size, setSize] = useState<{ width: number; height: number }>();
  const [zoom, setZoom] = useState<number>();
  const [isBroken, setBroken] = useState(false);
  if (isBroken) return <EmptyState title={t('brokenImage')} />;
  return (
    <div className={styles['fill']}>
      <div className={styles['bar']}>
        <IconButton label={t('zoomOut')} onClick={() => setZoom((zoom ?? 1) / STEP)}>
          <ZoomOut />
        </IconButton>
        <IconButton label={t('zoomIn')} onClick={() => setZoom((zoom ?? 1) * STEP)}>
          <ZoomIn />
        </IconButton>
        <Button aria-pressed={zoom === undefined} onClick={() => setZoom(undefined)}>
          {t('fit')}
        </Button>
        <Button aria-pressed={zoom === 1} onClick={() => setZoom(1)}>
          100%
        </Button>
        {size && (
          <span className="muted">
            {size.width} × {size.height}
            {zoom !== undefined && ` · ${Math.round(zoom * 100)}%`}
          </span>
        )}
      </div>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by the keyboard */}
      <div className={styles['picture']} role="region" aria-label={path} tabIndex={0}>
        <img
          src={fileUrl(owner, path)}
          alt={path}
          data-fit={zoom === undefined || undefined}
          style={zoom === undefined || !size ? undefined : { width: size.width * zoom, height: size.height * zoom }}
          onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) => setSize({ width, height })}
          onError={() => setBroken(true)}
        />
      </div>
    </div>
  );
}
