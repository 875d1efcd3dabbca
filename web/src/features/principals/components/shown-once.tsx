import { Button } from '@/ui/button';
import { Snippet } from '@/ui/copy-button';
import { Dialog } from '@/ui/dialog';
import { useProgramMessages } from '../program-messages';

type ShownOnceProps = {
  title: string;
  /** What is to be copied, each below what it is. */
  texts: readonly (readonly [what: string, code: string])[];
  onClose: () => void;
};

/** A secret, which the server does not tell again. */
export function ShownOnce({ title, texts, onClose }: ShownOnceProps) {
  const t = useProgramMessages();
  return (
    <Dialog open title={title} onClose={onClose}>
      <p>{t('shownOnce')}</p>
      {texts.map(([what, code]) => (
        <div key={what}>
          <p>{what}</p>
          <Snippet code={code} />
        </div>
      ))}
      <Button kind="primary" onClick={onClose}>
        {t('done')}
      </Button>
    </Dialog>
  );
}
