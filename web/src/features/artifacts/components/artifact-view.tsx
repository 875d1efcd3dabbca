import { Download, FileQuestion, FolderArchive } from 'lucide-react';
import { Link, useParams, type LinkProps } from '@tanstack/react-router';
import { lazy, Suspense, type ComponentType } from 'react';
import { bytes } from '@/lib/format';
import { runRoute } from '@/lib/routes';
import { CopyButton } from '@/ui/copy-button';
import { EmptyState, LoadingState } from '@/ui/states';
import { Switcher } from '@/ui/switcher';
import { fileUrl, nameOf, zipUrl, type FileInfo, type Owner } from '../api/artifacts';
import { hasSource, kindOf, type Kind } from '../kind-of';
import { useArtifactMessages } from '../messages';
import styles from './artifact-view.module.css';
import { PreviewBoundary } from './preview-boundary';

export type View = 'preview' | 'source';

/** What every preview is given. */
export type PreviewProps = { owner: Owner; path: string };

const PREVIEWS: Record<Kind, ComponentType<PreviewProps>> = {
  image: lazy(() => import('../previews/image-preview')),
  audio: lazy(() => import('../previews/audio-preview')),
  video: lazy(() => import('../previews/video-preview')),
  pdf: lazy(() => import('../previews/pdf-preview')),
  html: lazy(() => import('../previews/html-preview')),
  markdown: lazy(() => import('../previews/markdown-preview')),
  notebook: lazy(() => import('../previews/notebook-preview')),
  json: lazy(() => import('../previews/json-preview')),
  geojson: lazy(() => import('../previews/geojson-preview')),
  table: lazy(() => import('../previews/table-preview')),
  parquet: lazy(() => import('../previews/parquet-preview')),
  zip: lazy(() => import('../previews/zip-preview')),
  model: lazy(() => import('../previews/model-preview')),
  unknown: lazy(() => import('../previews/text-preview')),
};

/** Where runs keep the images that they log by step. */
const IMAGES = 'images';

type ArtifactViewProps = {
  owner: Owner;
  path: string;
  /** What is known of it; undefined until that is told. */
  file: FileInfo | undefined;
  view: View;
  onView: (view: View) => void;
};

/** One file or folder: what it is called, how to get it, and what it holds. */
export function ArtifactView({ owner, path, file, view, onView }: ArtifactViewProps) {
  const t = useArtifactMessages();
  const name = nameOf(path);
  const isFolder = file?.is_dir === true || path === '';
  const isKnown = file !== undefined || path === '';
  const zip = zipUrl(owner, path);
  const Preview = PREVIEWS[view === 'source' ? 'unknown' : kindOf(name)];
  return (
    <section className={styles['view']} aria-label={path === '' ? t('files') : path}>
      <header className={styles['header']}>
        <span className={styles['path']} title={path}>
          {path === '' ? t('allFiles') : path}
          {path !== '' && <CopyButton text={path} label={t('copyPath')} />}
        </span>
        {typeof file?.file_size === 'number' && !isFolder && <span className="muted">{bytes(file.file_size)}</span>}
        <span className={styles['actions']}>
          {isKnown && !isFolder && hasSource(name) && (
            <Switcher
              label={t('shownAs')}
              value={view}
              options={[
                ['preview', t('preview')],
                ['source', t('sourceText')],
              ]}
              onChange={onView}
            />
          )}
          {!isKnown ? null : isFolder ? (
            zip !== undefined && (
              <a href={zip} download className={styles['download']}>
                <FolderArchive aria-hidden />
                {t('downloadFolder')}
              </a>
            )
          ) : (
            <a href={fileUrl(owner, path)} download={name} className={styles['download']}>
              <Download aria-hidden />
              {t('download')}
            </a>
          )}
        </span>
      </header>
      <div className={styles['body']}>
        {!isKnown ? (
          <LoadingState />
        ) : isFolder ? (
          <EmptyState icon={<FileQuestion />} title={t('chooseFile')}>
            <p className="muted">{t('chooseFileText')}</p>
            {owner.kind === 'run' && path === IMAGES && <ImagesByStep />}
          </EmptyState>
        ) : (
          <PreviewBoundary key={view}>
            <Suspense fallback={<LoadingState />}>
              <Preview owner={owner} path={path} />
            </Suspense>
          </PreviewBoundary>
        )}
      </div>
    </section>
  );
}

function ImagesByStep() {
  const t = useArtifactMessages();
  const { experimentId, runId } = useParams({ strict: false });
  // A part of another feature, which this one does not know by its type.
  const to = { to: `${runRoute.to}/metrics`, params: { experimentId, runId } } as unknown as LinkProps;
  return <Link {...to}>{t('imagesByStep')}</Link>;
}
