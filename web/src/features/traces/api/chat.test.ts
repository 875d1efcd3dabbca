import { describe, expect, it } from 'vitest';
import { messagesOf } from './chat';

describe('messages', () => {
  it.each([
    [{ messages: [{ role: 'user', content: 'hi' }] }, 'user', 'hi'],
    [[{ role: 'user', content: [{ type: 'text', text: 'hi' }] }], 'user', 'hi'],
    [{ choices: [{ message: { role: 'assistant', content: 'yes' } }] }, 'assistant', 'yes'],
    [{ role: 'assistant', content: [{ type: 'text', text: 'yes' }] }, 'assistant', 'yes'],
    [[[{ type: 'human', content: 'hi' }]], 'user', 'hi'],
    [{ contents: [{ role: 'user', parts: [{ text: 'hi' }] }] }, 'user', 'hi'],
    [
      { output: [{ type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'yes' }] }] },
      'assistant',
      'yes',
    ],
  ])('are found in %j', (value, role, text) => {
    expect(messagesOf(value)).toEqual([{ role, text, calls: [] }]);
  });

  it('hold calls of tools', () => {
    const call = { type: 'function', function: { name: 'look', arguments: '{"q":1}' } };
    expect(messagesOf([{ role: 'assistant', content: null, tool_calls: [call] }])).toEqual([
      { role: 'assistant', text: '', calls: [{ name: 'look', input: { q: 1 } }] },
    ]);
    expect(messagesOf([{ role: 'assistant', content: [{ type: 'tool_use', name: 'look', input: { q: 1 } }] }])).toEqual(
      [{ role: 'assistant', text: '', calls: [{ name: 'look', input: { q: 1 } }] }],
    );
  });

  it('name images without what they are', () => {
    const image = { type: 'image_url', image_url: { url: 'https://elsewhere.example/x.png' } };
    expect(messagesOf([{ role: 'user', content: [image] }])?.[0]?.text).toBe('[image_url]');
  });

  it.each([['text'], [null], [{ question: 'hi' }], [[]], [[{ page_content: 'x' }]], [{ messages: ['x'] }]])(
    'are not %j',
    (value) => {
      expect(messagesOf(value)).toBeUndefined();
    },
  );
});
