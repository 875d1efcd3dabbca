import * as v from 'valibot';

export const TRACE_TABS = ['values', 'attributes', 'events', 'assessments', 'about'] as const;
/** Those in which nothing can be changed. */
export const READ_TABS: readonly TraceTab[] = ['values', 'attributes', 'events'];

export type TraceTab = (typeof TRACE_TABS)[number];

/** How what went in and out of a span is shown, as far as it can be. */
export const VALUE_VIEWS = ['chat', 'tree', 'raw'] as const;
export type ValueView = (typeof VALUE_VIEWS)[number];

/** What the address keeps of how a trace is looked at. */
export const lookEntries = {
  span: v.string(),
  tab: v.picklist(TRACE_TABS),
  /** What spans are searched for. */
  find: v.string(),
  input: v.picklist(VALUE_VIEWS),
  output: v.picklist(VALUE_VIEWS),
};

/** Which part of a trace is looked at, and how. */
export type TraceLook = v.InferOutput<v.ObjectSchema<typeof lookEntries, undefined>>;

export const NO_LOOK: TraceLook = { span: '', tab: 'values', find: '', input: 'chat', output: 'chat' };

/** The part of an address that says how a trace is looked at. */
export function lookOf({ span, tab, find, input, output }: TraceLook): TraceLook {
  return { span, tab, find, input, output };
}
