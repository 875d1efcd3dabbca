import { useMutation } from '@tanstack/react-query';
import { ApiError, ask, SERVER } from '@/lib/api-client';

const SERVED_BY = 'served-model-name';

/** Where an endpoint is asked, or one of its entities alone where that is named. */
export function invocationsUrl(endpoint: string, entity: string): string {
  const root = `${SERVER}/serving-endpoints/${encodeURIComponent(endpoint)}`;
  return entity === '' ? `${root}/invocations` : `${root}/served-models/${encodeURIComponent(entity)}/invocations`;
}

/** What came of a request: an answer, or a refusal, after so many milliseconds. */
export type Outcome = {
  status: number;
  millis: number;
  /** The entity that answered; empty where none did. */
  servedBy: string;
  text: string;
  refusal?: ApiError;
};

export function useInvoke(endpoint: string) {
  return useMutation({
    mutationFn: async ({ entity, body }: { entity: string; body: string }): Promise<Outcome> => {
      const begin = performance.now();
      const headers = { 'Content-Type': 'application/json' };
      try {
        const answer = await ask(invocationsUrl(endpoint, entity), { method: 'POST', headers, body });
        const text = await answer.text();
        const servedBy = answer.headers.get(SERVED_BY) ?? '';
        return { status: answer.status, millis: performance.now() - begin, servedBy, text };
      } catch (error) {
        if (!(error instanceof ApiError) || error.status === 0) throw error;
        const millis = performance.now() - begin;
        return { status: error.status, millis, servedBy: '', text: error.message, refusal: error };
      }
    },
  });
}
