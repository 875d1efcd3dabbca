export const TRACE_TABS = ['values', 'attributes', 'events', 'assessments', 'about'] as const;
/** Those in which nothing can be changed. */
export const READ_TABS: readonly TraceTab[] = ['values', 'attributes', 'events'];

export type TraceTab = (typeof TRACE_TABS)[number];

/** Which part of a trace is looked at: what the address keeps. */
export type TraceLook = { span: string; tab: TraceTab };

export const NO_LOOK: TraceLook = { span: '', tab: 'values' };
