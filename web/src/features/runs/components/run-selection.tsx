import { FolderInput, GitCompareArrows, Tag, Trash2, Undo2 } from 'lucide-react';
import { useState, type Dispatch, type SetStateAction } from 'react';
import { useLongWork } from '@/lib/long-work';
import { Button, ButtonLink } from '@/ui/button';
import { notify, notifyError } from '@/ui/toast';
import { HowFar } from '@/ui/how-far';
import { SelectionBar } from '@/ui/selection-bar';
import { changesOfRuns, useDeleteRuns, useMatchingRuns, useRestoreRuns } from '../api/run-actions';
import type { TableQuery } from '../api/table';
import { useRunMessages } from '../messages';
import { MoveDialog } from './move-dialog';
import { TagDialog } from './tag-dialog';

/** An address has no room for more; the screen that compares says how many it shows. */
const MOST_COMPARED = 500;

type SelectionProps = {
  ids: readonly string[];
  query: TableQuery;
  /** How many runs match. */
  matching: number;
  onSelect: Dispatch<SetStateAction<ReadonlySet<string>>>;
};

const NONE: ReadonlySet<string> = new Set();

/** What can be done with the chosen runs, and how far it is: that goes on while others are chosen or looked for. */
export function RunSelection({ ids, query, matching, onSelect }: SelectionProps) {
  const t = useRunMessages();
  const { experimentId, view } = query;
  const [asked, setAsked] = useState<'tag' | 'move'>();
  const { progress, giveUp } = useLongWork(changesOfRuns);
  const leave = (done: readonly string[]) => {
    const gone = new Set(done);
    onSelect((chosen) => new Set([...chosen].filter((id) => !gone.has(id))));
  };
  const bringBack = useRestoreRuns({
    onDone: (done, { ids: back }) => {
      notify(t('restored', { count: done }));
      leave(back.slice(0, done));
    },
    onError: notifyError,
  });
  const remove = useDeleteRuns({
    onDone: (done, { ids: all }) => {
      const deleted = all.slice(0, done);
      notify(t('deleted', { count: done }), { label: t('undo'), run: () => bringBack.mutate({ ids: deleted }) });
      leave(deleted);
    },
    onError: notifyError,
  });
  const howFar = <HowFar progress={progress} onGiveUp={giveUp} />;
  if (ids.length === 0) return howFar;
  return (
    <SelectionBar label={t('selectedRuns')} count={ids.length} onClear={() => onSelect(NONE)}>
      {matching > ids.length && (
        <SelectMatching key={JSON.stringify(query)} query={query} matching={matching} onSelect={onSelect} />
      )}
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
          <Button busy={remove.isPending} onClick={() => remove.mutate({ ids })}>
            <Trash2 />
            {t('delete')}
          </Button>
        </>
      ) : (
        <Button busy={bringBack.isPending} onClick={() => bringBack.mutate({ ids })}>
          <Undo2 />
          {t('restore')}
        </Button>
      )}
      {howFar}
      {asked === 'tag' && <TagDialog ids={ids} onClose={() => setAsked(undefined)} />}
      {asked === 'move' && (
        <MoveDialog
          ids={ids}
          experimentId={experimentId}
          onClose={() => setAsked(undefined)}
          onMoved={() => {
            setAsked(undefined);
            onSelect(NONE);
          }}
        />
      )}
    </SelectionBar>
  );
}

/** Chooses all runs that match, which is left off once others do. */
function SelectMatching({ query, matching, onSelect }: Pick<SelectionProps, 'query' | 'matching' | 'onSelect'>) {
  const t = useRunMessages();
  const all = useMatchingRuns(query, matching);
  return (
    <>
      <Button
        kind="quiet"
        busy={all.isPending}
        onClick={() => all.mutate(undefined, { onSuccess: (found) => found && onSelect(found), onError: notifyError })}
      >
        {t('selectMatching', { count: matching })}
      </Button>
      <HowFar progress={all.progress} onGiveUp={all.giveUp} />
    </>
  );
}
