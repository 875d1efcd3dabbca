import type { ReactNode } from 'react';
import styles from './figure-table.module.css';

type FigureTableProps = {
  label: string;
  columns: readonly { name: string; numeric?: boolean }[];
  rows: readonly { id: string; cells: readonly ReactNode[] }[];
};

/** A short table, which scrolls sideways where the window is narrow. Its first column says what a row is. */
export function FigureTable({ label, columns, rows }: FigureTableProps) {
  const look = (place: number) => (columns[place]?.numeric === true ? styles['numeric'] : undefined);
  return (
    // What scrolls is reached by the keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles['scroller']} tabIndex={0} role="region" aria-label={label}>
      <table className={styles['table']} aria-label={label}>
        <thead>
          <tr>
            {columns.map(({ name }, place) => (
              <th key={name} scope="col" className={look(place)}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, cells }) => (
            <tr key={id}>
              {cells.map((cell, place) =>
                place === 0 ? (
                  <th key={columns[place]?.name} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={columns[place]?.name} className={look(place)}>
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
