import { File, Folder, FolderOpen, GitCompareArrows } from 'lucide-react';
import { useMemo, type ReactNode } from 'react';
import { bytes } from '@/lib/format';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import type { Column } from '@/ui/data-table/columns';
import { DataTable } from '@/ui/data-table/data-table';
import { EmptyState, ErrorNote, FailedState, LoadingState } from '@/ui/states';
import { useComparedFiles, type FileRow, type Owners } from '../api/compared-files';
import { useCompareMessages } from '../messages';
import type { Subject } from './compared';
import styles from './compared.module.css';
import { FileDiff } from './file-diff';

/** So many have their folders listed side by side: each folder is a request of each. */
export const MOST_WITH_FILES = 20;

const LAYOUT = { order: [], widths: {}, pinned: ['name'] };

export type FilesLook = { diff: boolean; baseline: string; open: string[]; file: string; left: string; right: string };

type ComparedFilesProps = {
  owners: Owners;
  subjects: readonly Subject[];
  look: FilesLook;
  onLook: (change: Partial<FilesLook>, replace?: boolean) => void;
};

/** The files of some runs or models, a column each; what differs in one of them is shown below. */
export function ComparedFiles({ owners, subjects, look, onLook }: ComparedFilesProps) {
  const t = useCompareMessages();
  const { diff, open, file } = look;
  const ids = useMemo(() => subjects.map(({ id }) => id), [subjects]);
  const { rows, more, isLoading, error, refetch } = useComparedFiles(owners, ids, open);
  // A folder that nobody looked into may differ.
  const shown = diff ? rows.filter((row) => row.differs !== false || row.isFolder) : rows;
  const toggle = (path: string) =>
    onLook({ open: open.includes(path) ? open.filter((other) => other !== path) : [...open, path] }, true);
  const columns = useMemo(
    (): Column<FileRow>[] => [
      { id: 'name', name: t('file'), width: 240, cell: (row) => <Name row={row} /> },
      { id: 'differs', name: t('compared'), width: 130, cell: (row) => <Verdict row={row} /> },
      ...subjects.map(({ id, name, link }, place): Column<FileRow> => ({
        id,
        name,
        header: link,
        width: 160,
        numeric: true,
        cell: ({ sizes, isFolder }) => <Size size={sizes[place]} isFolder={isFolder} />,
      })),
    ],
    [subjects, t],
  );
  if (rows.length === 0) {
    if (isLoading) return <LoadingState />;
    if (error) return <FailedState error={error} onRetry={refetch} />;
    return <EmptyState icon={<Folder />} title={t('noFiles')} />;
  }
  return (
    <>
      <div className={styles['bar']}>
        <Button aria-pressed={diff} onClick={() => onLook({ diff: !diff })}>
          {t('onlyDifferences')}
        </Button>
        <span className="muted">
          {t('differing', {
            count: rows.filter((row) => row.differs === true).length,
            total: rows.filter((row) => !row.isFolder).length,
          })}
        </span>
        {more && <span className="muted">{t('moreFiles')}</span>}
      </div>
      {error && <ErrorNote error={error} />}
      <div className={styles['files']} data-open={file !== '' || undefined}>
        <DataTable
          label={t('show.files')}
          columns={columns}
          layout={LAYOUT}
          rowCount={shown.length}
          row={(index) => shown[index]}
          rowId={(row) => row.path}
          nesting={({ depth, isFolder, isOpen }) => ({ depth, isOpen: isFolder ? isOpen : undefined })}
          onToggle={({ path }) => toggle(path)}
          onOpen={({ path, isFolder }) => (isFolder ? toggle(path) : onLook({ file: path }))}
          empty={<EmptyState icon={<GitCompareArrows />} title={t('none')} />}
        />
        {file !== '' && (
          <FileDiff
            key={file}
            owners={owners}
            path={file}
            subjects={subjects}
            look={look}
            onLook={(change) => onLook(change, true)}
            onClose={() => onLook({ file: '', left: '', right: '' })}
          />
        )}
      </div>
    </>
  );
}

function Name({ row: { path, depth, isFolder, isOpen } }: { row: FileRow }) {
  const Icon = isFolder ? (isOpen ? FolderOpen : Folder) : File;
  return (
    <span className={styles['name']} style={{ paddingInlineStart: `${depth * 1.25}rem` }} title={path}>
      <Icon aria-hidden />
      <span className="truncate">{path.slice(path.lastIndexOf('/') + 1)}</span>
    </span>
  );
}

function Verdict({ row: { isFolder, differs, sizes } }: { row: FileRow }): ReactNode {
  const t = useCompareMessages();
  if (differs === true) return <Badge tone="warning">{t('differs')}</Badge>;
  if (isFolder) return null;
  if (sizes.includes(null)) return <Unknown />;
  return <span className="muted">{t(differs === false ? 'same' : 'sameSize')}</span>;
}

function Size({ size, isFolder }: { size: FileRow['sizes'][number]; isFolder: boolean }) {
  const t = useCompareMessages();
  if (size === null) return <Unknown />;
  if (size === undefined) return <span className="muted">{t('notThere')}</span>;
  return isFolder ? null : bytes(size);
}

/** Stands where a folder is not read, or could not be. */
function Unknown() {
  const t = useCompareMessages();
  return (
    <span className="muted" title={t('unread')}>
      …
    </span>
  );
}
