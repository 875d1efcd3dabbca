import { ChartLine, Table2, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { timeRange } from '@/lib/format';
import type { ViewsOf } from '@/lib/views';
import { Button } from '@/ui/button';
import { ChoiceMenu } from '@/ui/choice-menu';
import { IconText } from '@/ui/icon-text';
import { SavedViews } from '@/ui/saved-views';
import { SearchField } from '@/ui/search-field';
import { Switcher } from '@/ui/switcher';
import { STATES, WINDOWS } from '../api/filter';
import { GROUPS, STEPS } from '../api/groups';
import type { TraceListState } from '../api/list-state';
import { useListMessages } from '../list-messages';
import { useTraceMessages } from '../messages';
import styles from './trace-list.module.css';

/** Stands for every assessment. */
export const ANY = '*';

type ToolbarProps = {
  search: TraceListState;
  change: (changed: Partial<TraceListState>, replace?: boolean) => void;
  /** The names under which traces are assessed. */
  names: readonly string[];
  /** Where views of the list are kept; undefined where none are. */
  views: ViewsOf | undefined;
  columns: ReactNode;
  /** What can be done with chosen traces. */
  children: ReactNode;
};

/** Which traces the list shows, and how. */
export function TracesToolbar({ search, change, names, views, columns, children }: ToolbarProps) {
  const t = useTraceMessages();
  const words = useListMessages();
  const { q, state, assessed, show } = search;
  return (
    <div className={styles['bar']}>
      <SearchField
        label={t('search')}
        placeholder={t('searchHint')}
        value={q}
        onChange={(text) => change({ q: text }, true)}
      />
      <ChoiceMenu
        label={t('status')}
        value={state}
        options={STATES.map((option) => [option, t(`state.${option}`)] as const)}
        onChange={(chosen) => change({ state: chosen })}
      />
      <Time search={search} change={change} />
      {(names.length > 0 || assessed !== '') && (
        <ChoiceMenu
          label={t('assessed')}
          value={assessed}
          options={[['', t('assessed.all')], [ANY, t('assessed.any')], ...names.map((name) => [name, name] as const)]}
          onChange={(chosen) => change({ assessed: chosen })}
        />
      )}
      <Switcher
        label={words('show')}
        value={show}
        options={[
          ['table', <IconText key="" icon={<Table2 aria-hidden />} text={words('show.table')} />],
          ['charts', <IconText key="" icon={<ChartLine aria-hidden />} text={words('show.charts')} />],
        ]}
        onChange={(chosen) => change({ show: chosen })}
      />
      {show === 'table' ? columns : <Charted search={search} change={change} />}
      {views && <SavedViews of={views} />}
      {show === 'table' && children}
    </div>
  );
}

type PartProps = Pick<ToolbarProps, 'search' | 'change'>;

/** From when the traces are: a length of time until now, or what was chosen in a chart. */
function Time({ search: { window, range }, change }: PartProps) {
  const t = useTraceMessages();
  const words = useListMessages();
  const [from, to] = range;
  if (from !== undefined && to !== undefined) {
    return (
      <Button aria-label={words('allTime', { range: timeRange(from, to) })} onClick={() => change({ range: [] })}>
        {timeRange(from, to)}
        <X />
      </Button>
    );
  }
  return (
    <ChoiceMenu
      label={t('time')}
      value={window}
      options={WINDOWS.map((option) => [option, t(`window.${option}`)] as const)}
      onChange={(chosen) => change({ window: chosen })}
    />
  );
}

function Charted({ search: { group, step }, change }: PartProps) {
  const words = useListMessages();
  return (
    <>
      <ChoiceMenu
        label={words('group')}
        value={group}
        options={GROUPS.map((option) => [option, words(`group.${option}`)] as const)}
        onChange={(chosen) => change({ group: chosen })}
      />
      <ChoiceMenu
        label={words('step')}
        value={step}
        options={STEPS.map((option) => [option, words(`step.${option}`)] as const)}
        onChange={(chosen) => change({ step: chosen })}
      />
    </>
  );
}
