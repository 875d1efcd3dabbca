import { useQuery } from '@tanstack/react-query';
import { useMemo, useState, type ReactNode } from 'react';
import { bytes } from '@/lib/format';
import { Button } from '@/ui/button';
import { FailedState, LoadingState } from '@/ui/states';
import { headQuery, type Owner } from '../api/artifacts';
import { useArtifactMessages } from '../messages';
import styles from './previews.module.css';

/** What is read at first of a text; and at most, however often one asks for more. */
const FIRST = 512 * 1024;
const MOST = 32 * 1024 * 1024;
const MORE = 8;

export type TextHead = { text: string; content: Uint8Array; isWhole: boolean };

type HeadProps = {
  owner: Owner;
  path: string;
  first?: number;
  children: (head: TextHead) => ReactNode;
};

/** Reads the head of a file, and says so where there is more, which can be asked for. */
export function Head({ owner, path, first = FIRST, children }: HeadProps) {
  const t = useArtifactMessages();
  const [most, setMost] = useState(first);
  const { data: head, error, refetch, isFetching } = useQuery(headQuery(owner, path, most));
  const shown = useMemo(
    () =>
      head && {
        content: head.content,
        text: new TextDecoder().decode(head.content),
        isWhole: head.content.length >= head.size,
      },
    [head],
  );
  if (!head || !shown) return error ? <FailedState error={error} onRetry={() => void refetch()} /> : <LoadingState />;
  return (
    <>
      {!shown.isWhole && (
        <p className={styles['partial']} role="note">
          {t('partial', { shown: bytes(head.content.length), size: bytes(head.size) })}
          {most < MOST && (
            <Button busy={isFetching} onClick={() => setMost(Math.min(most * MORE, MOST))}>
              {t('loadMore')}
            </Button>
          )}
        </p>
      )}
      {children(shown)}
    </>
  );
}
