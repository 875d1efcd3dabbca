import { expect, test } from 'vitest';
import { messagesIn, partsOf, plain, variablesOf } from './template';

test('a template falls into text, places to fill and what controls it', () => {
  expect(partsOf('Hi {{ name }}{% if x %}, {{user.city}}{% endif %}!')).toEqual([
    { kind: 'text', text: 'Hi ' },
    { kind: 'variable', text: '{{ name }}' },
    { kind: 'control', text: '{% if x %}' },
    { kind: 'text', text: ', ' },
    { kind: 'variable', text: '{{user.city}}' },
    { kind: 'control', text: '{% endif %}' },
    { kind: 'text', text: '!' },
  ]);
});

test('what only looks like a place to fill is text', () => {
  for (const text of ['', '{name}', '{{ 1st }}', '{{a b}}', '{{', '}} {{']) {
    expect(
      partsOf(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
    expect(partsOf(text).every(({ kind }) => kind === 'text')).toBe(true);
  }
});

test('each place to fill is named once', () => {
  expect(variablesOf('{{b}} {{a}} {{ b }}')).toEqual(['b', 'a']);
  expect(variablesOf([{ role: 'user', content: '{{question}}' }])).toEqual(['question']);
});

test('messages are read from JSON, whatever their content is', () => {
  const text = '[{"role": "user", "content": "Why?"}, {"role": "user", "content": [{"type": "text"}]}, null]';
  expect(messagesIn(text)).toEqual([
    { role: 'user', content: 'Why?' },
    { role: 'user', content: '[\n  {\n    "type": "text"\n  }\n]' },
    { role: '', content: '' },
  ]);
  expect(messagesIn('no JSON')).toBeUndefined();
  expect(messagesIn('{"role": "user"}')).toBeUndefined();
});

test('a chat is compared by who says what', () => {
  const chat = [
    { role: 'system', content: 'Be kind.' },
    { role: 'user', content: 'Why?' },
  ];
  expect(plain(chat)).toBe('system:\nBe kind.\n\nuser:\nWhy?\n');
});
