import { useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import styles from './split.module.css';

const LEAST = 20;
const MOST = 80;
const STEP = 5;

type SplitProps = {
  /** What the line between the two is called. */
  label: string;
  /** How much of the width the first has, in percent. */
  share: number;
  onShare: (share: number) => void;
  first: ReactNode;
  second: ReactNode;
};

/** Two things side by side; the line between them is moved by the pointer or by the arrow keys. */
export function Split({ label, share, onShare, first, second }: SplitProps) {
  const box = useRef<HTMLDivElement>(null);
  const [dragged, setDragged] = useState<number>();
  const shown = dragged ?? share;
  const at = (event: PointerEvent) => {
    const { left, width } = box.current?.getBoundingClientRect() ?? { left: 0, width: 1 };
    return bounded(((event.clientX - left) / width) * 100);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    onShare(bounded(share + step));
  };
  return (
    <div ref={box} className={styles['split']} data-dragging={dragged === undefined ? undefined : true}>
      <div className={styles['part']} style={{ flexBasis: `${shown}%` }}>
        {first}
      </div>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- one that is moved is a control */}
      <div
        role="separator"
        aria-orientation="vertical"
        aria-label={label}
        aria-valuenow={Math.round(shown)}
        aria-valuemin={LEAST}
        aria-valuemax={MOST}
        tabIndex={0} // eslint-disable-line jsx-a11y/no-noninteractive-tabindex
        className={styles['line']}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          setDragged(share);
        }}
        onPointerMove={(event) => dragged !== undefined && setDragged(at(event))}
        onPointerUp={(event) => {
          if (dragged !== undefined) onShare(at(event));
          setDragged(undefined);
        }}
        onPointerCancel={() => setDragged(undefined)}
      />
      <div className={styles['part']} style={{ flexBasis: `${100 - shown}%` }}>
        {second}
      </div>
    </div>
  );
}

function bounded(share: number): number {
  return Math.round(Math.min(MOST, Math.max(LEAST, share)));
}
