import { describe, expect, it } from 'vitest';
import { isText } from '@/lib/text';
import { kindOf } from './kind-of';

const bytes = (...values: number[]) => new Uint8Array(values);

describe('kinds of files', () => {
  it.each([
    ['figure.PNG', 'image'],
    ['MLmodel', 'model'],
    ['a.b.ipynb', 'notebook'],
    ['places.geojson', 'geojson'],
    ['README', 'unknown'],
    ['.gitignore', 'unknown'],
  ])('are told by the name %s', (name, kind) => {
    expect(kindOf(name)).toBe(kind);
  });

  it('are text where they are UTF-8 without zeros', () => {
    expect(isText(new TextEncoder().encode('日本語\n'))).toBe(true);
    expect(isText(bytes(0xe6, 0x97))).toBe(true); // a cut letter at the end
    expect(isText(bytes(65, 0, 66))).toBe(false);
    expect(isText(bytes(0xff, 0xfe, 65))).toBe(false);
  });
});
