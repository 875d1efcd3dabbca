import { FolderInput, GitCompareArrows, Tag, Trash2, Undo2, X } from 'lucide-react';
import { useState } from 'react';
import { Button, ButtonLink, IconButton } from '@/ui/button';
import { notify, notifyError } from '@/ui/toast';
import { useDeleteRuns, useMatchingRuns, useRestoreRuns } from '../api/run-actions';
import type { TableQuery } from '../api/table';
import { useRunMessages } from '../messages';
import { HowFar } from './how-far';
import { MoveDialog } from './move-dialog';
import styles from './run-selection.module.css';
import { TagDialog } from './tag-dialog';

/** An address has no room for more; the screen that compares says how many it shows. */
const MOST_COMPARED = 500;

type SelectionProps = {
  ids: readonly string[];
  query: TableQuery;
  /** How many runs match. */
  matching: number;
  onSelect: (ids: ReadonlySet<string>) => void;
  onClear: () => void;
};

/** What can be done with the chosen runs. */
export function RunSelection({ ids, query, matching, onSelect, onClear }: SelectionProps) {
  const t = useRunMessages();
  const { experimentId, view } = query;
  const all = useMatchingRuns(query, matching);
  const [asked, setAsked] = useState<'tag' | 'move'>();
  const remove = useDeleteRuns();
  const bringBack = useRestoreRuns();
  if (ids.length === 0) return null;

  const restore = (back: readonly string[]) =>
    bringBack.mutate(
      { ids: back },
      { onSuccess: (done) => notify(t('restored', { count: done })), onError: notifyError },
    );
  const onDelete = () =>
    remove.mutate(
      { ids },
      {
        onSuccess: (done) => {
          const deleted = ids.slice(0, done);
          notify(t('deleted', { count: done }), { label: t('undo'), run: () => restore(deleted) });
          onClear();
        },
        onError: notifyError,
      },
    );
  return (
    <div className={styles['bar']} role="toolbar" aria-label={t('selectedRuns')}>
      <span className={styles['count']}>{t('selected', { count: ids.length })}</span>
      <IconButton label={t('unselect')} onClick={onClear}>
        <X />
      </IconButton>
      {matching > ids.length && (
        <Button
          kind="quiet"
          busy={all.isPending}
          onClick={() => all.mutate(undefined, { onSuccess: onSelect, onError: notifyUnlessLeft })}
        >
          {t('selectMatching', { count: matching })}
        </Button>
      )}
      <HowFar progress={all.progress} onGiveUp={all.giveUp} />
      {view === 'ACTIVE_ONLY' ? (
        <>
          <ButtonLink href={`#/compare?runs=${encodeURIComponent(JSON.stringify(ids.slice(0, MOST_COMPARED)))}`}>
            <GitCompareArrows aria-hidden />
            {t('compare')}
          </ButtonLink>
          <Button onClick={() => setAsked('tag')}>
            <Tag />
            {t('addTag')}
          </Button>
          <Button onClick={() => setAsked('move')}>
            <FolderInput />
            {t('moveRuns')}
          </Button>
          <Button busy={remove.isPending} onClick={onDelete}>
            <Trash2 />
            {t('delete')}
          </Button>
          <HowFar progress={remove.progress} onGiveUp={remove.giveUp} />
        </>
      ) : (
        <>
          <Button
            busy={bringBack.isPending}
            onClick={() =>
              bringBack.mutate(
                { ids },
                {
                  onSuccess: (done) => {
                    notify(t('restored', { count: done }));
                    onClear();
                  },
                  onError: notifyError,
                },
              )
            }
          >
            <Undo2 />
            {t('restore')}
          </Button>
          <HowFar progress={bringBack.progress} onGiveUp={bringBack.giveUp} />
        </>
      )}
      {asked === 'tag' && <TagDialog ids={ids} onClose={() => setAsked(undefined)} />}
      {asked === 'move' && (
        <MoveDialog
          ids={ids}
          experimentId={experimentId}
          onClose={() => setAsked(undefined)}
          onMoved={() => {
            setAsked(undefined);
            onClear();
          }}
        />
      )}
    </div>
  );
}

/** Who gives up knows it. */
function notifyUnlessLeft(error: Error): void {
  if (error.name !== 'AbortError') notifyError(error);
}
