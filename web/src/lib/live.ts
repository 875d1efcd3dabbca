import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Experiment, Metric, RunInfo, Tag } from '@/api/schema.gen';
import { SERVER } from './api-client';
import { hear } from './heard';
import { readSession } from './session';
import { inWorkspace } from './workspace';

/** What happened to a run within a moment; what is left out did not change (docs/tracking.md, "Live updates"). */
export type RunChange = {
  experiment_id: string;
  run_id: string;
  run?: RunInfo;
  metrics?: Metric[];
  metric_keys?: string[];
  params?: Tag[];
  tags?: Tag[];
  deleted_tags?: string[];
  artifacts?: string[];
  inputs?: boolean;
  incomplete?: boolean;
  purged?: boolean;
};

/** What happened to an experiment itself. */
export type ExperimentChange = {
  experiment_id: string;
  experiment?: Experiment;
  tags?: Tag[];
  deleted_tags?: string[];
  purged?: boolean;
  /** Something happened to its traces. */
  traces?: boolean;
};

/** What happened to a registered model or a prompt. */
export type ModelChange = {
  name: string;
  prompt?: boolean;
  /** What was done to it, as its activity has it. */
  kinds?: string[];
  previous_name?: string;
  deleted?: boolean;
};

type LiveListeners = {
  onRun?: (change: RunChange) => void;
  onExperiment?: (change: ExperimentChange) => void;
  onModel?: (change: ModelChange) => void;
  /** Changes may be missing, as when the stream is new: everything shown is to be read anew. */
  onResync: () => void;
};

export type LiveState = 'off' | 'connecting' | 'live';

const FIRST_PAUSE_MILLIS = 1_000;
const LONGEST_PAUSE_MILLIS = 30_000;

export function runEvents(runId: string): string {
  return `/ajax-api/3.0/cairn/runs/${encodeURIComponent(runId)}/events`;
}

/** @param withMetrics whether points and parameters are told, as a run's own stream does, not only their keys */
export function experimentEvents(experimentId: string, withMetrics = false): string {
  const path = `/ajax-api/3.0/cairn/experiments/${encodeURIComponent(experimentId)}/events`;
  return withMetrics ? `${path}?metrics=true` : path;
}

/** Of all experiments: which runs begin and end, and what happens to the experiments themselves. */
export const ALL_EVENTS = '/ajax-api/3.0/cairn/events';

/** Of all registered models and prompts. */
export const REGISTRY_EVENTS = '/ajax-api/3.0/cairn/registry/events';

/**
 * Listens to a stream of changes as long as its tab is in sight: a browser has few connections to a server, and many
 * tabs would use them up. What happened meanwhile is told when it is in sight again. All that listen to one stream share
 * it.
 *
 * @param path the stream, as `runEvents` gives it; undefined where nothing is to be listened to
 */
export function useLive(path: string | undefined, listeners: LiveListeners): LiveState {
  const [state, setState] = useState<LiveState>('off');
  const current = useRef(listeners);
  useLayoutEffect(() => {
    current.current = listeners;
  });

  useEffect(() => {
    if (path === undefined) return undefined;
    return share(path, setState, (type, change) => {
      const { onRun, onExperiment, onModel, onResync } = current.current;
      if (type === 'run') onRun?.(change as RunChange);
      else if (type === 'experiment') onExperiment?.(change as ExperimentChange);
      else if (type === 'model') onModel?.(change as ModelChange);
      else onResync();
    });
  }, [path]);
  return path === undefined ? 'off' : state;
}

const TYPES = ['run', 'experiment', 'model', 'resync'] as const;
type Tell = (type: (typeof TYPES)[number], change: unknown) => void;
type Listener = { setState: (state: LiveState) => void; tell: Tell };

/** A stream that is open, and who listens to it. */
type Shared = { state: LiveState; listeners: Set<Listener>; close: () => void };

const streams = new Map<string, Shared>();

/** Listens to a stream, which is opened for the first and closed after the last. Gives what ends it. */
function share(path: string, setState: (state: LiveState) => void, tell: Tell): () => void {
  const listener = { setState, tell };
  const known = streams.get(path);
  const shared: Shared = known ?? { state: 'off', listeners: new Set(), close: () => undefined };
  shared.listeners.add(listener);
  if (known) {
    setState(known.state);
    if (known.state === 'live') tell('resync', undefined);
  } else {
    streams.set(path, shared);
    shared.close = listen(
      path,
      (state) => {
        shared.state = state;
        for (const one of shared.listeners) one.setState(state);
      },
      (type, change) => {
        for (const one of shared.listeners) one.tell(type, change);
      },
    );
  }
  return () => {
    shared.listeners.delete(listener);
    if (shared.listeners.size > 0) return;
    streams.delete(path);
    shared.close();
  };
}

/** Keeps a stream open, and goes on after the last change that it told of. Gives what ends it. */
function listen(path: string, setState: (state: LiveState) => void, tell: Tell): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = '';
  let pause = FIRST_PAUSE_MILLIS;

  const close = () => {
    clearTimeout(timer);
    source?.close();
    source = undefined;
  };
  const open = () => {
    close();
    setState('connecting');
    const query = last === '' ? '' : `${path.includes('?') ? '&' : '?'}last_event_id=${encodeURIComponent(last)}`;
    const opened = new EventSource(inWorkspace(`${SERVER}${path}${query}`));
    source = opened;
    opened.addEventListener('open', (event) => {
      if (event instanceof MessageEvent) return; // the first that the server says, which has the same name
      pause = FIRST_PAUSE_MILLIS;
      setState('live');
      if (last === '') tell('resync', undefined);
    });
    for (const type of TYPES) {
      opened.addEventListener(type, ({ data, lastEventId }: MessageEvent<string>) => {
        last = lastEventId;
        const change: unknown = type === 'resync' ? undefined : JSON.parse(data);
        if (type === 'run') hear(change as RunChange);
        tell(type, change);
      });
    }
    opened.addEventListener('error', () => {
      setState('connecting');
      if (opened.readyState !== EventSource.CLOSED) return; // the browser comes back by itself
      void readSession().catch(() => undefined); // refused, perhaps since one is signed out
      timer = setTimeout(open, pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
    });
  };
  const onVisibility = () => {
    if (document.visibilityState === 'hidden') {
      close();
      setState('off');
    } else if (source === undefined) open();
  };

  document.addEventListener('visibilitychange', onVisibility);
  if (document.visibilityState !== 'hidden') open();
  return () => {
    document.removeEventListener('visibilitychange', onVisibility);
    close();
  };
}
