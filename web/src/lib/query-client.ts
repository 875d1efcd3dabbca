import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './api-client';

const RETRIES = 3;

/** What was read is shown at once when it is asked for again, and read anew behind it. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        networkMode: 'always', // the server may be this machine
        retry: (failures, error) => failures < RETRIES && error instanceof ApiError && error.isPassing,
        retryDelay: (attempt) => Math.min(500 * 2 ** attempt, 4_000),
      },
      mutations: {
        networkMode: 'always',
        gcTime: 1_000, // what was sent is soon forgotten, since it may be a secret; 0 would look all the time
      },
    },
  });
}
