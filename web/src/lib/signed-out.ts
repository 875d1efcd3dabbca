let isOut = false;
const listeners = new Set<() => void>();

/** Whether the server asked for somebody to sign in, and nobody has since. */
export const signedOutState = {
  isOut: (): boolean => isOut,
  set: (out: boolean): void => {
    if (isOut === out) return;
    isOut = out;
    listeners.forEach((listener) => listener());
  },
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  /** Tells when somebody signed in. */
  onReturn: (listener: () => void): (() => void) => signedOutState.subscribe(() => isOut || listener()),
};
