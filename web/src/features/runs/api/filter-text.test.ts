import { describe, expect, it } from 'vitest';
import { filterOf } from './filter-text';

describe('filterOf', () => {
  it('looks for words in names', () => {
    expect(filterOf(' tall  cat ')).toBe("attributes.run_name ILIKE '%tall%' AND attributes.run_name ILIKE '%cat%'");
  });

  it.each(['metrics.loss < 0.2', "name LIKE 'a%'", 'tags.a IS NULL', "run_id IN ('a')", "params.x != 'y'"])(
    'leaves %s as it is',
    (text) => expect(filterOf(text)).toBe(text),
  );

  it('takes words that only look like operators as words', () => {
    expect(filterOf('likely island')).toContain("'%likely%'");
  });

  it('finds everything where nothing is asked', () => {
    expect(filterOf('  ')).toBe('');
  });
});
