import { describe, expect, it } from 'vitest';
import type { FileInfo } from '@/api/schema.gen';
import { fileRows } from './compared-files';

const file = (path: string, size: number): FileInfo => ({ path, is_dir: false, file_size: size });
const folder = (path: string): FileInfo => ({ path, is_dir: true });

const FOLDERS = new Map<string, FileInfo[][]>([
  [
    '',
    [
      [file('MLmodel', 3), folder('data')],
      [file('MLmodel', 3), folder('data'), file('new.txt', 1)],
    ],
  ],
  ['data', [[file('data/model.pkl', 10)], [file('data/model.pkl', 11)]]],
]);

describe('files of models beside each other', () => {
  const rows = fileRows(FOLDERS, new Set(['data']));

  it('are rows of all models, with what open folders hold', () => {
    expect(rows.map(({ path, depth }) => [path, depth])).toEqual([
      ['MLmodel', 0],
      ['data', 0],
      ['data/model.pkl', 1],
      ['new.txt', 0],
    ]);
    expect(fileRows(FOLDERS, new Set()).map(({ path }) => path)).toEqual(['MLmodel', 'data', 'new.txt']);
  });

  it('differ by their sizes or where one is not there, and by what is in them where their sizes are the same', () => {
    expect(rows.map(({ differs }) => differs)).toEqual([undefined, undefined, true, true]);
    expect(rows[3]?.sizes).toEqual([undefined, 1]);
  });

  it('are not said to be missing in a folder that is not read', () => {
    const [one, other] = [[file('a', 1), file('b', 2)], [file('a', 1)]];
    const ofTwo = fileRows(new Map([['', [one, undefined]]]), new Set());
    expect(ofTwo.map(({ sizes, differs }) => [sizes, differs])).toEqual([
      [[1, null], undefined],
      [[2, null], undefined],
    ]);
    const ofThree = fileRows(new Map([['', [one, other, undefined]]]), new Set());
    expect(ofThree.map(({ differs }) => differs)).toEqual([undefined, true]);
  });
});
