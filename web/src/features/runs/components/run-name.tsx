import { Link } from '@tanstack/react-router';
import { ChevronDown, ChevronRight, Eye, EyeOff, Pin, PinOff, Trophy } from 'lucide-react';
import { count } from '@/lib/format';
import { runRoute } from '@/lib/routes';
import { RunMark } from '@/ui/run-status';
import { BELOW_ROWS } from '../api/below';
import { MOST_GROUPS, type RunGroup } from '../api/groups';
import type { TableRun } from '../api/table';
import { useRunMessages } from '../messages';
import type { Line } from './line';
import styles from './run-name.module.css';

type Actions = {
  toggle: (line: Line) => void;
  pin: (runId: string) => void;
  hide: (runId: string) => void;
};

type RunNameProps = Actions & {
  line: Line;
  run: TableRun;
  /** Whether what is below it is shown; undefined where nothing is. */
  isOpen: boolean | undefined;
  /** Whether any row may have others below it, so that all keep room for the sign. */
  hasRoom: boolean;
  isHidden: boolean;
};

/** A run by its name, what became of it before, and the way to what is below it. */
export function RunName({ line, run, isOpen, hasRoom, isHidden, toggle, pin, hide }: RunNameProps) {
  const t = useRunMessages();
  const { info } = run;
  return (
    <span className={styles['name']} style={{ paddingInlineStart: `${line.depth * 1.25}rem` }}>
      {isOpen !== undefined ? (
        <Turn isOpen={isOpen} onClick={() => toggle(line)} />
      ) : (
        hasRoom && <span className={styles['room']} />
      )}
      <RunMark info={info} brief />
      <Link
        to={runRoute.to}
        params={{ experimentId: info.experiment_id, runId: info.run_id }}
        className="truncate"
        title={info.run_name}
        preload={false}
      >
        {info.run_name}
      </Link>
      {isOpen !== undefined && <span className={styles['count']}>{count(run.children ?? 0)}</span>}
      <span className={styles['marks']} data-on={line.isPinned === true || isHidden || undefined}>
        <Mark label={t(line.isPinned ? 'unpinRun' : 'pinRun')} onClick={() => pin(info.run_id)}>
          {line.isPinned ? <PinOff aria-hidden /> : <Pin aria-hidden />}
        </Mark>
        <Mark label={t(isHidden ? 'showRun' : 'hideRun')} onClick={() => hide(info.run_id)}>
          {isHidden ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
        </Mark>
      </span>
    </span>
  );
}

type GroupNameProps = Actions & { line: Line; group: RunGroup; isOpen: boolean };

/** A group by its value, how many runs it has, and its best one. */
export function GroupName({ line, group, isOpen, toggle }: GroupNameProps) {
  const t = useRunMessages();
  const { value, best_run_id: best } = group;
  return (
    <span className={styles['name']}>
      <Turn isOpen={isOpen} onClick={() => toggle(line)} />
      <strong className="truncate" title={value ?? undefined}>
        {value === undefined || value === null ? t('noValue') : value}
      </strong>
      <span className={styles['count']}>{count(group.count ?? 0)}</span>
      {best !== undefined && best !== null && (
        <Link
          to="/runs/$runId"
          params={{ runId: best }}
          className={styles['best']}
          preload={false}
          title={t('bestRun')}
          aria-label={t('bestRun')}
        >
          <Trophy aria-hidden />
        </Link>
      )}
    </span>
  );
}

/** Says that there are others. A click on its row, or Enter, shows more of those below a run or a group. */
export function RestName({ line, of }: { line: Line; of: string }) {
  const t = useRunMessages();
  return (
    <span className={of === '' ? 'muted' : styles['rest']} style={{ paddingInlineStart: `${line.depth * 1.25}rem` }}>
      {of === '' ? t('moreGroups', { count: MOST_GROUPS }) : t('moreBelow', { count: BELOW_ROWS })}
    </span>
  );
}

function Turn({ isOpen, onClick }: { isOpen: boolean; onClick: () => void }) {
  const t = useRunMessages();
  return (
    <button
      type="button"
      className={styles['turn']}
      tabIndex={-1}
      aria-label={t(isOpen ? 'close' : 'open')}
      aria-expanded={isOpen}
      onClick={onClick}
    >
      {isOpen ? <ChevronDown aria-hidden /> : <ChevronRight aria-hidden />}
    </button>
  );
}

function Mark({ label, onClick, children }: { label: string; onClick: () => void; children: React.ReactNode }) {
  return (
    <button type="button" className={styles['mark']} tabIndex={-1} aria-label={label} title={label} onClick={onClick}>
      {children}
    </button>
  );
}
