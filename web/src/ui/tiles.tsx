import type { ReactNode } from 'react';
import { Sparkline } from './sparkline';
import styles from './tiles.module.css';

/** Figures side by side. */
export function Tiles({ label, children }: { label?: string; children: ReactNode }) {
  return (
    <dl className={styles['tiles']} aria-label={label}>
      {children}
    </dl>
  );
}

type TileProps = {
  name: string;
  /** How it went, where that is known. */
  values?: readonly (number | undefined)[] | undefined;
  isBad?: boolean | undefined;
  /** The figure now. */
  children: ReactNode;
};

/** One of them, with how it went while one looked. */
export function Tile({ name, values, isBad = false, children }: TileProps) {
  return (
    <div className={[styles['tile'], isBad ? styles['bad'] : ''].join(' ')}>
      <dt>{name}</dt>
      <dd>{children}</dd>
      {values && <Sparkline values={values} />}
    </div>
  );
}
