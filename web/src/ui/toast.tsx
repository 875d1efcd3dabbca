import { Toast } from '@base-ui/react/toast';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from './button';
import { useUiMessages } from './messages';
import { RequestId, useErrorText } from './states';
import styles from './toast.module.css';

type Failure = { error?: Error };

const toasts = Toast.createToastManager<Failure>();

/** Says for some seconds what happened, with a way back where there is one. */
export function notify(text: string, undo?: { label: string; run: () => void }): void {
  toasts.add({
    description: text,
    ...(undo && { actionProps: { children: undo.label, onClick: undo.run }, timeout: 10_000 }),
  });
}

/** Says what went wrong, until somebody closes it. */
export function notifyError(error: Error): void {
  toasts.add({ description: error.message, data: { error }, type: 'error', timeout: 0, priority: 'high' });
}

export function Toasts({ children }: { children: ReactNode }) {
  return (
    <Toast.Provider toastManager={toasts}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className={styles['viewport']}>
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function ToastList() {
  const t = useUiMessages();
  return Toast.useToastManager<Failure>().toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      className={[styles['toast'], toast.type === 'error' ? styles['error'] : ''].join(' ')}
    >
      <Toast.Description className={styles['text']}>
        {toast.data?.error ? <ToastError error={toast.data.error} /> : toast.description}
      </Toast.Description>
      <Toast.Action className={styles['action']} />
      <Toast.Close render={<IconButton label={t('close')} />}>
        <X />
      </Toast.Close>
    </Toast.Root>
  ));
}

function ToastError({ error }: { error: Error }) {
  return (
    <>
      {useErrorText(error)} <RequestId error={error} />
    </>
  );
}
