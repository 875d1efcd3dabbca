import { useMemo } from 'react';
import { CodeView } from '@/ui/code-view';
import { nameOf } from '../api/artifacts';
import type { PreviewProps } from '../components/artifact-view';
import { useArtifactMessages } from '../messages';
import { drawn } from './geography';
import { Head } from './head';
import styles from './previews.module.css';

const FIRST = 8 * 1024 * 1024;

/** The shapes of a GeoJSON file, drawn without a map below them, which would come from elsewhere. */
export default function GeoJsonPreview({ owner, path }: PreviewProps) {
  return (
    <Head owner={owner} path={path} first={FIRST}>
      {({ text }) => <Drawing text={text} path={path} />}
    </Head>
  );
}

function Drawing({ text, path }: { text: string; path: string }) {
  const t = useArtifactMessages();
  const drawing = useMemo(() => drawn(text), [text]);
  if (!drawing) return <CodeView text={text} name={nameOf(path)} label={path} />;
  return (
    <div className={styles['fill']}>
      <p className={`${styles['bar'] ?? ''} muted`}>{t('features', { count: drawing.shapes.length })}</p>
      <svg className={styles['map']} viewBox={drawing.viewBox} role="img" aria-label={path}>
        {drawing.shapes.map((shape, place) =>
          shape.kind === 'point' ? (
            <circle key={place} className={styles['point']} cx={shape.x} cy={shape.y} r={drawing.unit * 5}>
              <title>{shape.title}</title>
            </circle>
          ) : (
            <path key={place} className={styles[shape.kind]} d={shape.path} fillRule="evenodd">
              <title>{shape.title}</title>
            </path>
          ),
        )}
      </svg>
    </div>
  );
}
