import { describe, expect, it } from 'vitest';
import { holding, isFilter, quotedKey, quotedText } from './filter';

describe('filter', () => {
  it('quotes texts with the quote that they do not have', () => {
    expect(quotedText('plain')).toBe("'plain'");
    expect(quotedText("it's")).toBe('"it\'s"');
  });

  it('finds texts whatever they hold', () => {
    expect(holding("it's")).toBe("'%it_s%'");
    expect(holding('back\\slash')).toBe("'%back_slash%'");
  });

  it('quotes keys that are no words', () => {
    expect(quotedKey('loss')).toBe('loss');
    expect(quotedKey('val/loss at 1')).toBe('`val/loss at 1`');
    expect(quotedKey('a`b')).toBe('"a`b"');
  });

  it('is told from words', () => {
    expect(["status = 'OK'", 'tags.env IS NULL', "name like 'a'", "a in ('b')"].map(isFilter)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(['why is it late', 'alike', 'in town', 'null'].filter(isFilter)).toEqual([]);
  });
});
