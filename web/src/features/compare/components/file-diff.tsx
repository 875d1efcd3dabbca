import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { bytes } from '@/lib/format';
import { isText } from '@/lib/text';
import { IconButton } from '@/ui/button';
import { DiffView } from '@/ui/diff-view';
import { EmptyState, FailedState, LoadingState } from '@/ui/states';
import { contentQuery, isMissing, type Owners } from '../api/compared-files';
import { useCompareMessages } from '../messages';
import type { Subject } from './compared';
import styles from './compared.module.css';

/** Longer texts are compared in their first part. */
const COMPARED_AT_MOST = 1024 * 1024;

type FileDiffProps = {
  owners: Owners;
  path: string;
  subjects: readonly Subject[];
  look: { baseline: string; left: string; right: string };
  onLook: (change: { left?: string; right?: string }) => void;
  onClose: () => void;
};

/** A file of two runs or models line by line: that of the baseline, or the first, beside another one. */
export function FileDiff({ owners, path, subjects, look, onLook, onClose }: FileDiffProps) {
  const t = useCompareMessages();
  const known = (chosen: string) => subjects.find(({ id }) => id === chosen)?.id;
  const left = known(look.left) ?? known(look.baseline) ?? subjects[0]?.id ?? '';
  const right = known(look.right) ?? subjects.find(({ id }) => id !== left)?.id ?? left;
  const choose = (label: string, value: string, onChange: (id: string) => void) => (
    <select aria-label={label} value={value} onChange={(event) => onChange(event.target.value)}>
      {subjects.map(({ id, name }) => (
        <option key={id} value={id}>
          {name} ({id})
        </option>
      ))}
    </select>
  );
  return (
    <section className={styles['diff']} aria-label={path}>
      <header className={styles['diffHeader']}>
        <strong className="truncate" title={path}>
          {path}
        </strong>
        {choose(t('before'), left, (id) => onLook({ left: id, right }))}
        <span aria-hidden>→</span>
        {choose(t('after'), right, (id) => onLook({ left, right: id }))}
        <IconButton label={t('closeFile')} onClick={onClose}>
          <X />
        </IconButton>
      </header>
      <Lines owners={owners} path={path} left={left} right={right} />
    </section>
  );
}

type LinesProps = { owners: Owners; path: string; left: string; right: string };

function Lines({ owners, path, left, right }: LinesProps) {
  const t = useCompareMessages();
  const before = useQuery(contentQuery(owners, left, path, COMPARED_AT_MOST));
  const after = useQuery(contentQuery(owners, right, path, COMPARED_AT_MOST));
  const failed = [before, after].find(({ error }) => error && !isMissing(error));
  if (failed?.error) return <FailedState error={failed.error} onRetry={() => void failed.refetch()} />;
  const [a, b] = [before, after].map(({ data, error }) => data ?? (isMissing(error) ? new Uint8Array() : undefined));
  if (!a || !b) return <LoadingState />;
  if (!isText(a) || !isText(b)) return <EmptyState title={t('noLines')} />;
  const isCut = a.length === COMPARED_AT_MOST || b.length === COMPARED_AT_MOST;
  const decoder = new TextDecoder();
  return (
    <>
      {isCut && <p className="muted">{t('cut', { size: bytes(COMPARED_AT_MOST) })}</p>}
      <DiffView before={decoder.decode(a)} after={decoder.decode(b)} name={path} label={path} />
    </>
  );
}
