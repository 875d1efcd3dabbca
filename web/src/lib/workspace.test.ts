import { describe, expect, it } from 'vitest';
import { inItsPlace, inWorkspace, screenAddress } from './workspace';

describe('a workspace', () => {
  it('stands before the screen, wherever an address has it', () => {
    const place = (address: string) => inItsPlace(`http://host/p/${address}`).slice('http://host/p/'.length);
    expect(place('#/experiments/1/runs/2?workspace=team')).toBe('?workspace=team#/experiments/1/runs/2');
    expect(place('#/experiments/1/runs?workspace=team&q=a%20b')).toBe('?workspace=team#/experiments/1/runs?q=a%20b');
    expect(place('#/experiments/1/runs?q=a%20b&workspace=team')).toBe('?workspace=team#/experiments/1/runs?q=a%20b');
    expect(place('?workspace=old#/experiments?workspace=new')).toBe('?workspace=new#/experiments');
    expect(place('?workspace=old#/experiments?workspace=default')).toBe('#/experiments');
    expect(place('?workspace=team#/experiments?q=x')).toBe('?workspace=team#/experiments?q=x');
    expect(place('#/experiments?q=workspace')).toBe('#/experiments?q=workspace');
  });

  it('is not named where it is the one that every server has', () => {
    expect(inWorkspace('http://host/file?path=a')).toBe('http://host/file?path=a');
    expect(screenAddress('/views/1')).toBe(`${document.baseURI}#/views/1`);
    expect(screenAddress('/experiments', 'team')).toBe(`${document.baseURI}?workspace=team#/experiments`);
  });
});
