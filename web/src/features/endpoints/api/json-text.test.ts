import { expect, test } from 'vitest';
import { compact, indented, pretty } from './json-text';

const KEPT = [
  ...['9007199254740993', '-0', '1.0', '1e400', '1E+2', '0.10', '123456789012345678901234567890.5', 'true', 'null'],
  ...['"see [ 1 ]"', '"a, {b}:\\t[]"', '"\\u0041\\/"', '"\\\\"', '"\\""', '"two  blanks"', '"\u00a0"', '""'],
];

/** Numbers that look like chance, the same each time. */
function chance(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

/** JSON without blanks, made of tokens that have to stay. */
function madeUp(next: () => number, depth = 0): string {
  const plain = () => KEPT[Math.floor(next() * KEPT.length)] ?? '';
  if (next() < depth / 5) return plain();
  const parts = Array.from({ length: Math.floor(next() * 5) }, () => madeUp(next, depth + 1));
  if (next() < 0.5) return `[${parts.join(',')}]`;
  return `{${parts.map((part, place) => `"key ${place}":${part}`).join(',')}}`;
}

test('whatever is indented or in one line keeps its numbers and texts as they are written', () => {
  for (let seed = 1; seed <= 300; seed++) {
    const text = madeUp(chance(seed));
    const shown = pretty(text);
    expect(JSON.parse(shown)).toEqual(JSON.parse(text));
    expect(pretty(shown)).toBe(shown);
    expect(compact(shown)).toBe(text);
    expect(compact(text)).toBe(text);
  }
});

test('a text is indented as JavaScript does, but short lists stand in one line', () => {
  const value = { a: {}, b: [], c: { d: 'e', f: true }, g: [{ h: null }, {}], i: Array.from({ length: 60 }, () => 1) };
  const usual = JSON.stringify(value, null, 2);
  expect(indented(JSON.stringify(value))).toBe(usual);
  expect(indented(usual)).toBe(usual);
  expect(indented('{"inputs":[[1,2],["a, [b]",3]]}')).toBe(
    ['{', '  "inputs": [', '    [1, 2],', '    ["a, [b]", 3]', '  ]', '}'].join('\n'),
  );
});

test('numbers and texts are shown as they were sent', () => {
  const text = '{"id": 9007199254740993, "rate": 1.0, "most": 1e400, "note": "see [ 1 ]"}';
  expect(pretty(text)).toBe(
    ['{', '  "id": 9007199254740993,', '  "rate": 1.0,', '  "most": 1e400,', '  "note": "see [ 1 ]"', '}'].join('\n'),
  );
  expect(compact(text)).toBe('{"id":9007199254740993,"rate":1.0,"most":1e400,"note":"see [ 1 ]"}');
  expect(compact('{"a": 1, "a": 2}')).toBe('{"a":1,"a":2}');
});

test('what is no JSON is left as it is', () => {
  for (const text of ['', 'a,b\n1,2', '{"a": NaN}', '[1,', '\ufeff[1]']) {
    expect(indented(text)).toBeUndefined();
    expect([pretty(text), compact(text)]).toEqual([text, text]);
  }
});

test('what is nested without measure is shown too', () => {
  const deep = `${'['.repeat(20_000)}{}${']'.repeat(20_000)}`;
  expect(compact(pretty(deep))).toBe(deep);
});
