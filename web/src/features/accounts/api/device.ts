import { queryOptions, useMutation } from '@tanstack/react-query';
import { answer, api } from '@/lib/api-client';

/** The command line that waits with a code. Asked once: a wrong code counts as a guess. */
export const deviceQuery = (code: string) =>
  queryOptions({
    queryKey: ['device', code],
    enabled: code !== '',
    retry: false,
    staleTime: Infinity,
    queryFn: ({ signal }) =>
      answer(api.GET('/ajax-api/3.0/cairn/device/get', { params: { query: { user_code: code } }, signal })),
  });

/** Lets it in, or refuses it. */
export function useConfirmDevice() {
  return useMutation({
    mutationFn: ({ code, allow }: { code: string; allow: boolean }) =>
      answer(api.POST('/ajax-api/3.0/cairn/device/confirm', { body: { user_code: code, allow } })),
  });
}
