import { expect, test } from 'vitest';
import { toggled, withOpened } from './shadows';

const example = (timestamp: number) => ({ request_id: `request ${timestamp}`, timestamp });

test('an example that is open stays when newer ones push it out, until it is closed', () => {
  const [first, second, third, fourth] = [example(1), example(2), example(3), example(4)];
  const opened = toggled(toggled([], first, true), second, true);
  expect(withOpened([second, first], opened)).toEqual([second, first]);
  expect(withOpened([third, second], opened)).toEqual([third, second, first]);
  expect(withOpened([fourth, third], opened)).toEqual([fourth, third, second, first]);
  expect(withOpened([fourth, third], toggled(opened, second, false))).toEqual([fourth, third, first]);
  expect(toggled(opened, { ...second }, true)).toEqual([second, first]);
});
