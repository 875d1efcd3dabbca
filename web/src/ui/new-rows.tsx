import { ArrowUp, RotateCw } from 'lucide-react';
import { Button } from './button';
import { useUiMessages } from './messages';
import styles from './new-rows.module.css';

type NewRowsProps = {
  count: number;
  /** How many of those that it shows are gone. */
  gone?: number;
  /** Says how many there are. */
  text: string;
  onShow: () => void;
};

/** Says that there are other rows than the table shows. It moves when one asks for them, and never by itself. */
export function NewRows({ count, gone = 0, text, onShow }: NewRowsProps) {
  const t = useUiMessages();
  return (
    <div role="status" className={styles['news']}>
      {count + gone > 0 && (
        <Button className={styles['pill']} onClick={onShow}>
          {count > 0 ? <ArrowUp /> : <RotateCw />}
          {count > 0 ? text : t('gone', { count: gone })}
        </Button>
      )}
    </div>
  );
}
