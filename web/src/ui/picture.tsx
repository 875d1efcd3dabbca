import { ZoomIn, ZoomOut } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Button, IconButton } from './button';
import { useUiMessages } from './messages';
import styles from './picture.module.css';
import { EmptyState } from './states';

/** By how much a picture grows or shrinks at once. */
export const ZOOM_STEP = 1.5;

type PictureProps = {
  src: string;
  /** What it shows, for those who listen. */
  label: string;
  /** Pixels of the page for one of the picture; as large as its place where undefined. */
  zoom: number | undefined;
  onZoom: (zoom: number | undefined) => void;
  /** What else stands above it. */
  children?: ReactNode;
};

/** A picture, as large as its place, as it is, or magnified. Within a picture no script of an SVG runs. */
export function Picture({ src, label, zoom, onZoom, children }: PictureProps) {
  const t = useUiMessages();
  const [size, setSize] = useState<{ width: number; height: number }>();
  const [broken, setBroken] = useState<string>();
  return (
    <div className={styles['whole']}>
      <div className={styles['bar']}>
        {children}
        <IconButton label={t('zoomOut')} onClick={() => onZoom((zoom ?? 1) / ZOOM_STEP)}>
          <ZoomOut />
        </IconButton>
        <IconButton label={t('zoomIn')} onClick={() => onZoom((zoom ?? 1) * ZOOM_STEP)}>
          <ZoomIn />
        </IconButton>
        <Button aria-pressed={zoom === undefined} onClick={() => onZoom(undefined)}>
          {t('fit')}
        </Button>
        <Button aria-pressed={zoom === 1} onClick={() => onZoom(1)}>
          100%
        </Button>
        {size && (
          <span className="muted">
            {size.width} × {size.height}
            {zoom !== undefined && ` · ${Math.round(zoom * 100)}%`}
          </span>
        )}
      </div>
      {broken === src ? (
        <EmptyState title={t('brokenImage')} />
      ) : (
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by the keyboard
        <div className={styles['picture']} role="region" aria-label={label} tabIndex={0}>
          <img
            src={src}
            alt={label}
            data-fit={zoom === undefined || undefined}
            style={zoom === undefined || !size ? undefined : { width: size.width * zoom, height: size.height * zoom }}
            onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) => setSize({ width, height })}
            onError={() => setBroken(src)}
          />
        </div>
      )}
    </div>
  );
}
