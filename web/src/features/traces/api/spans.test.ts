import { describe, expect, it } from 'vitest';
import { spanOf, type Span } from './spans';
import { barOf, holdingText, treeOf, windowOf } from './tree';

const T = 1_760_000_000_000;

function span(id: string, parentId?: string, given: Partial<Span> = {}): Span {
  return {
    id,
    parentId,
    name: id,
    type: 'TOOL',
    start: T,
    end: T + 10,
    status: 'OK',
    message: '',
    inputs: null,
    outputs: null,
    attributes: {},
    events: [],
    ...given,
  };
}

function shape(spans: Span[], collapsed: string[] = []): string[] {
  return treeOf(spans, new Set(collapsed)).map(
    ({ span: { id }, depth, isLoose }) => `${'-'.repeat(depth)}${id}${isLoose ? '?' : ''}`,
  );
}

describe('spans', () => {
  it('are read from the form in which they travel', () => {
    const read = spanOf({
      span_id: 'OI9s+AFdIQA=',
      name: 'agent',
      start_time_unix_nano: T * 1e6,
      end_time_unix_nano: (T + 2) * 1e6,
      status: { code: 'STATUS_CODE_ERROR', message: 'no' },
      attributes: [
        { key: 'mlflow.spanType', value: { string_value: 'AGENT' } },
        { key: 'mlflow.spanInputs', value: { kvlist_value: { values: [{ key: 'k', value: { int_value: 2 } }] } } },
        { key: 'mlflow.spanOutputs', value: { string_value: '{"a": [1, null]}' } },
        { key: 'list', value: { array_value: { values: [{ bool_value: false }, { double_value: 0.5 }] } } },
      ],
    });
    expect(read).toMatchObject({ id: '388f6cf8015d2100', type: 'AGENT', status: 'ERROR', message: 'no' });
    expect(read.inputs).toEqual({ k: 2 });
    expect(read.outputs).toEqual({ a: [1, null] });
    expect(read.attributes).toEqual({ list: [false, 0.5] });
  });

  it('stand below their parents, and are hidden with them', () => {
    const spans = [span('a'), span('b', 'a'), span('c', 'b'), span('d', 'a')];
    expect(shape(spans)).toEqual(['a', '-b', '--c', '-d']);
    expect(shape(spans, ['b'])).toEqual(['a', '-b', '-d']);
  });

  it('stand at the top without their parent, and in a circle only once', () => {
    expect(shape([span('a'), span('b', 'gone'), span('self', 'self')])).toEqual(['a', 'b?', 'self?']);
    expect(shape([span('x', 'y'), span('y', 'x')])).toEqual(['x?', '-y']);
    expect(shape([span('a'), span('a')])).toEqual(['a']);
  });

  it('may be thousands deep', () => {
    const chain = Array.from({ length: 30_000 }, (_, n) => span(`${n}`, n === 0 ? undefined : `${n - 1}`));
    expect(treeOf(chain, new Set()).at(-1)?.depth).toBe(29_999);
  });

  it('are found by what they hold, with what leads to them', () => {
    const rows = treeOf(
      [span('a'), span('b', 'a'), span('c', 'b', { inputs: { q: 'Refund' } }), span('d', 'a')],
      new Set(),
    );
    expect(holdingText(rows, 'refund').map((row) => row.span.id)).toEqual(['a', 'b', 'c']);
  });

  it('lie in a window that a clock of 1970 does not stretch', () => {
    const unset = span('unset', 'a', { start: 0, end: 5 });
    const late = span('b', 'a', { start: T + 5, end: T + 10 });
    const spans = [span('a'), late, unset];
    const window = windowOf(spans);
    expect(window).toEqual({ start: T, end: T + 10 });
    expect(barOf(late, window)).toEqual({ left: 0.5, width: 0.5 });
    expect(barOf(unset, window)).toBeUndefined();
    expect(barOf(span('back', 'a', { start: T + 5, end: T }), window)).toEqual({ left: 0.5, width: 0 });
  });
});
