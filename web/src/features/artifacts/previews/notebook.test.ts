import { describe, expect, it } from 'vitest';
import { readNotebook } from './notebook';

const withOutput = (output: unknown) =>
  readNotebook(JSON.stringify({ cells: [{ cell_type: 'code', source: ['a', 'b'], outputs: [output] }] }))?.cells[0];

describe('a notebook', () => {
  it('has its lines joined and its colours of terminals taken away', () => {
    const cell = withOutput({ output_type: 'error', traceback: ['\u001b[31mno\u001b[0m'] });
    expect(cell?.source).toBe('ab');
    expect(cell?.outputs).toEqual([{ kind: 'error', text: 'no' }]);
  });

  it('shows the text beside HTML, and nothing of what is only to be run', () => {
    const both = { output_type: 'display_data', data: { 'text/html': '<b>x</b>', 'text/plain': 'x' } };
    expect(withOutput(both)?.outputs).toEqual([{ kind: 'text', text: 'x' }]);
    const script = { output_type: 'display_data', data: { 'application/javascript': 'attack()' } };
    expect(withOutput(script)?.outputs).toEqual([{ kind: 'hidden', type: 'application/javascript' }]);
  });

  it('is told from other JSON', () => {
    expect(readNotebook('{"a": 1}')).toBeUndefined();
    expect(readNotebook('{')).toBeUndefined();
  });
});
