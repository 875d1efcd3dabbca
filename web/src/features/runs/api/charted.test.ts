import { describe, expect, it } from 'vitest';
import { withBelow } from './below';
import { drawnOf } from './charted';
import type { TableRun } from './table';

const run = (id: string) => ({ info: { run_id: id } }) as TableRun;
const idsOf = (runs: readonly { run_id: string }[]) => runs.map((one) => one.run_id).join(' ');

describe('the runs that charts draw', () => {
  it('are those of the rows, with what is open below them', () => {
    const below = new Map([
      ['a', { runs: [run('b'), run('c')], more: false }],
      ['c', { runs: [run('d')], more: true }],
    ]);
    expect(idsOf(withBelow(run('a'), below))).toBe('a b c d');
    expect(idsOf(withBelow(run('x'), below))).toBe('x');
  });

  it('end somewhere though runs name one another as parents', () => {
    const circle = new Map([
      ['a', { runs: [run('b')], more: false }],
      ['b', { runs: [run('a')], more: false }],
    ]);
    expect(idsOf(drawnOf(withBelow(run('a'), circle), []).runs)).toBe('a b');
  });

  it('are each there once, without those that are left out, and no more than can be drawn', () => {
    const infos = ['p', 'a', 'p', 'h', 'b'].map((id) => run(id).info);
    expect(idsOf(drawnOf(infos, ['h']).runs)).toBe('p a b');
    expect(drawnOf(infos, []).isCut).toBe(false);
    const many = drawnOf(
      Array.from({ length: 201 }, (_, n) => run(`r${n}`).info),
      [],
    );
    expect(many).toMatchObject({ isCut: true, runs: { length: 200 } });
  });
});
