/** After so long people wonder whether anything still happens; those who go on waiting are asked again after longer. */
const SLOW_MILLIS = 5_000;
const PATIENT_MILLIS = 30_000;

type UnderWay = { since: number; isSlow: boolean; timer: ReturnType<typeof setTimeout>; stop: () => void };

const underWay = new Set<UnderWay>();
const listeners = new Set<() => void>();
let since: number | undefined;

function update(): void {
  const slow = [...underWay].filter(({ isSlow }) => isSlow).map((request) => request.since);
  const oldest = slow.length === 0 ? undefined : Math.min(...slow);
  if (oldest === since) return;
  since = oldest;
  listeners.forEach((listener) => listener());
}

function wait(request: UnderWay, millis: number): void {
  clearTimeout(request.timer);
  request.isSlow = false;
  request.timer = setTimeout(() => {
    request.isSlow = true;
    update();
  }, millis);
}

/** Requests that the server has not answered for some seconds. */
export const slowRequests = {
  /** A request was sent; `stop` gives it up. Gives what is called when it is over. */
  begin: (stop: () => void): (() => void) => {
    const request: UnderWay = { since: Date.now(), isSlow: false, timer: undefined as never, stop };
    wait(request, SLOW_MILLIS);
    underWay.add(request);
    return () => {
      clearTimeout(request.timer);
      underWay.delete(request);
      update();
    };
  },
  /** When the oldest of them was sent, in milliseconds of the epoch; undefined where there is none. */
  since: (): number | undefined => since,
  /** Says nothing of them for a longer time. */
  goOn: (): void => {
    for (const request of underWay) if (request.isSlow) wait(request, PATIENT_MILLIS);
    update();
  },
  stop: (): void => {
    for (const request of underWay) if (request.isSlow) request.stop();
  },
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
