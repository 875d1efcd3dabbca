let offline = false;
const listeners = new Set<() => void>();

/** Whether the last request found nobody. */
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
};
