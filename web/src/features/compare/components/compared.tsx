import { GitCompareArrows } from 'lucide-react';
import { useMemo, type ReactNode } from 'react';
import { Button } from '@/ui/button';
import type { Column } from '@/ui/data-table/columns';
import { DataTable } from '@/ui/data-table/data-table';
import { SearchField } from '@/ui/search-field';
import { EmptyState } from '@/ui/states';
import { Switcher } from '@/ui/switcher';
import { isOf, type ComparedRow } from '../api/rows';
import type { Look } from '../look';
import { useCompareMessages } from '../messages';
import { ComparedValue } from './compared-value';
import styles from './compared.module.css';
import { SubjectHeading } from './subject-heading';

const LAYOUT = { order: [], widths: {}, pinned: ['name'] };

/** A run or a model that is compared. */
export type Subject = { id: string; name: string; link: ReactNode };

type ComparedProps = {
  label: string;
  subjects: readonly Subject[];
  rows: readonly ComparedRow[];
  /** The kinds of rows with what they are called, all of them and each. */
  kinds: readonly (readonly [kind: string, text: string])[];
  look: Look;
  onLook: (change: Partial<Look>, replace?: boolean) => void;
  onRemove: (id: string) => void;
};

/** What some subjects have, a column each, with what differs standing out. */
export function Compared({ label, subjects, rows, kinds, look, onLook, onRemove }: ComparedProps) {
  const t = useCompareMessages();
  const { q, kind, diff, baseline } = look;
  const ofKind = rows.filter((row) => isOf(kind, row));
  const text = q.toLowerCase();
  const shown = ofKind.filter((row) => (!diff || row.differs) && row.name.toLowerCase().includes(text));
  const columns = useMemo(() => {
    const base = subjects.findIndex(({ id }) => id === baseline);
    const ofSubject = ({ id, name, link }: Subject, place: number): Column<ComparedRow> => ({
      id,
      name,
      width: 200,
      header: (
        <SubjectHeading
          name={name}
          link={link}
          isBaseline={id === baseline}
          onBaseline={() => onLook({ baseline: id === baseline ? '' : id })}
          onRemove={() => onRemove(id)}
        />
      ),
      cell: (row) => <ComparedValue row={row} place={place} baseline={base < 0 ? undefined : base} />,
    });
    return [
      { id: 'name', name: t('name'), width: 240, cell: (row: ComparedRow) => <RowName row={row} /> },
      ...subjects.map(ofSubject),
    ];
  }, [subjects, baseline, onLook, onRemove, t]);
  return (
    <>
      <div className={styles['bar']}>
        <SearchField label={t('search')} value={q} onChange={(typed) => onLook({ q: typed }, true)} />
        <Switcher label={t('kinds')} value={kind} options={kinds} onChange={(chosen) => onLook({ kind: chosen })} />
        <Button aria-pressed={diff} onClick={() => onLook({ diff: !diff })}>
          {t('onlyDifferences')}
        </Button>
        <span className="muted">
          {t('differing', { count: ofKind.filter((row) => row.differs).length, total: ofKind.length })}
        </span>
      </div>
      <DataTable
        label={label}
        columns={columns}
        layout={LAYOUT}
        rowCount={shown.length}
        row={(index) => shown[index]}
        rowId={(row) => row.id}
        empty={
          <EmptyState icon={<GitCompareArrows />} title={text === '' ? t('none') : t('noMatch')}>
            <p className="muted">{text === '' ? t('noneText') : t('noMatchText')}</p>
          </EmptyState>
        }
      />
    </>
  );
}

function RowName({ row: { kind, name } }: { row: ComparedRow }) {
  const t = useCompareMessages();
  if (kind === 'attribute') return <span>{t(`attribute.${name as 'status'}`)}</span>;
  return (
    <span title={name}>
      {name} <small className="muted">{t(`of.${kind as 'param'}`)}</small>
    </span>
  );
}
