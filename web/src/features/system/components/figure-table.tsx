import type { ReactNode } from 'react';
import styles from './figure-table.module.css';

type FigureTableProps = {
  label: string;
  /** The columns: those whose names begin with `#` are figures. */
  columns: readonly string[];
  rows: readonly { id: string; cells: readonly ReactNode[] }[];
};

/** A short table, which scrolls sideways where the window is narrow. Its first column says what a row is. */
export function FigureTable({ label, columns, rows }: FigureTableProps) {
  const isFigure = (place: number) => columns[place]?.startsWith('#') === true;
  return (
    // What scrolls is reached by the keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles['scroller']} tabIndex={0} role="region" aria-label={label}>
      <table className={styles['table']} aria-label={label}>
        <thead>
          <tr>
            {columns.map((name, place) => (
              <th key={name} scope="col" className={isFigure(place) ? styles['numeric'] : undefined}>
                {name.replace(/^#/, '')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, cells }) => (
            <tr key={id}>
              {cells.map((cell, place) =>
                place === 0 ? (
                  <th key={columns[place]} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={columns[place]} className={isFigure(place) ? styles['numeric'] : undefined}>
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
