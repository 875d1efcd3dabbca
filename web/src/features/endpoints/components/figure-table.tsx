import styles from './figure-table.module.css';

type FigureTableProps = {
  label: string;
  /** The first names the rows. */
  columns: readonly string[];
  rows: readonly (readonly [name: string, ...values: string[]])[];
};

/** Figures of a few things, in a line each. */
export function FigureTable({ label, columns, rows }: FigureTableProps) {
  return (
    <div className={styles['scroll']}>
      <table className={styles['table']} aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, ...values]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {values.map((value, place) => (
                <td key={columns[place + 1]}>{value}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
