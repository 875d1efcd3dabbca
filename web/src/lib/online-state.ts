let offline = false;
const listeners = new Set<() => void>();

/** Whether the server is away: a request found nobody, and nobody was found since. */
export const onlineState = {
  isOffline: (): boolean => offline,
  set: (isOffline: boolean): void => {
    if (offline === isOffline) return;
    offline = isOffline;
    listeners.forEach((listener) => listener());
  },
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  /** Tells when the server is back. */
  onReturn: (listener: () => void): (() => void) => onlineState.subscribe(() => offline || listener()),
};
