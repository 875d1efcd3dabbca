import { queryOptions } from '@tanstack/react-query';
import { answer, api } from './api-client';

/** Everybody who has an account, for administrators. */
export const usersQuery = queryOptions({
  queryKey: ['users'],
  queryFn: async ({ signal }) => (await answer(api.GET('/ajax-api/2.0/mlflow/users/list', { signal }))).users ?? [],
});
