import { ArrowUp } from 'lucide-react';
import { Button } from './button';
import styles from './new-rows.module.css';

type NewRowsProps = {
  count: number;
  /** Says how many there are. */
  text: string;
  onShow: () => void;
};

/** Says that there are more rows than the table shows. It moves when one asks for them, and never by itself. */
export function NewRows({ count, text, onShow }: NewRowsProps) {
  return (
    <div role="status" className={styles['news']}>
      {count > 0 && (
        <Button className={styles['pill']} onClick={onShow}>
          <ArrowUp />
          {text}
        </Button>
      )}
    </div>
  );
}
