import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import type { Reference } from '@/lib/principals';

/** The groups that somebody is in by themselves, each with its page. */
export function GroupLinks({ groups = [] }: { groups?: readonly Reference[] | undefined }) {
  return (
    <>
      {groups.map(({ value, display }, place) => (
        <Fragment key={value}>
          {place > 0 && ', '}
          <Link to="/groups/$groupId" params={{ groupId: value }}>
            {display}
          </Link>
        </Fragment>
      ))}
    </>
  );
}
