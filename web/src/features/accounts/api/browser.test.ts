import { describe, expect, it } from 'vitest';
import { browserOf } from './browser';

describe('a browser', () => {
  it('is called as people call it', () => {
    const chrome =
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
    expect(browserOf(chrome)).toBe('Chrome · Linux');
    expect(browserOf(`${chrome} Edg/140.0`)).toBe('Edge · Linux');
    expect(browserOf('Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) Version/18.0 Safari/605.1')).toBe('Safari · macOS');
  });

  it('is what it calls itself where nobody knows it', () => {
    expect(browserOf('curl/8.0')).toBe('curl/8.0');
    expect(browserOf('')).toBe('');
  });
});
