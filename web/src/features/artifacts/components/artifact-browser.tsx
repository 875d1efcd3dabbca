import { File, Folder, FolderOpen } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import { bytes } from '@/lib/format';
import { Snippet } from '@/ui/copy-button';
import { EmptyState, ErrorNote, Skeleton } from '@/ui/states';
import { Tree, type TreeRow } from '@/ui/tree';
import { nameOf, type Owner } from '../api/artifacts';
import { useFile, useFolders, type Entry } from '../api/folders';
import { useArtifactMessages } from '../messages';
import styles from './artifact-browser.module.css';
import { ArtifactView, type View } from './artifact-view';

type ArtifactBrowserProps = {
  owner: Owner;
  /** The file or folder that is shown; empty for none. */
  path: string;
  view: View;
  onPath: (path: string) => void;
  onView: (view: View) => void;
};

const REST = '\u0000rest:';

/** Files and folders beside what the chosen one holds. */
export function ArtifactBrowser({ owner: { kind, id }, path, view, onPath, onView }: ArtifactBrowserProps) {
  const t = useArtifactMessages();
  const owner = useMemo(() => ({ kind, id }), [kind, id]);
  const { entries, open, toggle, loadMore, refetch } = useFolders(owner, path);
  const [selected, setSelected] = useState(path);
  if (path !== selected && path !== '') setSelected(path);
  const rows = useMemo(() => entries.map((entry) => row(entry, open, refetch, t)), [entries, open, refetch, t]);
  const onRange = useCallback(
    (first: number, last: number) => {
      for (const entry of entries.slice(first, last + 1))
        if (entry.kind === 'rest' && !entry.error) loadMore(entry.folder);
    },
    [entries, loadMore],
  );
  const select = (rowId: string) => {
    if (rowId.startsWith(REST)) return;
    setSelected(rowId);
    onPath(rowId);
  };
  const chosen = entries.find((entry) => entry.kind === 'entry' && entry.file.path === path);
  const file = useFile(owner, path, chosen?.kind === 'entry' ? chosen.file : undefined);
  if (entries.length === 0) {
    return (
      <EmptyState icon={<Folder />} title={t('noFiles')}>
        <p className="muted">{t('noFilesText')}</p>
        {kind === 'run' && (
          <Snippet code={`with mlflow.start_run(run_id="${id}"):\n    mlflow.log_artifact("report.html")`} />
        )}
      </EmptyState>
    );
  }
  return (
    <div className={styles['browser']}>
      <div className={styles['tree']}>
        <Tree
          label={t('files')}
          rows={rows}
          selected={selected}
          onSelect={select}
          onToggle={toggle}
          onRange={onRange}
        />
      </div>
      <ArtifactView key={path} owner={owner} path={path} file={file} view={view} onView={onView} />
    </div>
  );
}

function row(
  entry: Entry,
  open: ReadonlySet<string>,
  refetch: () => void,
  t: ReturnType<typeof useArtifactMessages>,
): TreeRow {
  if (entry.kind === 'rest') {
    return {
      id: REST + entry.folder,
      depth: entry.depth,
      content: entry.error ? (
        <>
          <ErrorNote error={entry.error} />
          <button type="button" className={styles['retry']} onClick={refetch}>
            {t('retry')}
          </button>
        </>
      ) : (
        <Skeleton width="60%" />
      ),
    };
  }
  const { file, depth } = entry;
  const isOpen = file.is_dir === true ? open.has(file.path) : undefined;
  const Icon = isOpen === undefined ? File : isOpen ? FolderOpen : Folder;
  return {
    id: file.path,
    depth,
    isOpen,
    content: (
      <>
        <Icon aria-hidden className={styles['icon']} />
        <span className="truncate" title={nameOf(file.path)}>
          {nameOf(file.path)}
        </span>
        {typeof file.file_size === 'number' && file.is_dir !== true && (
          <span className={styles['size']}>{bytes(file.file_size)}</span>
        )}
      </>
    ),
  };
}
