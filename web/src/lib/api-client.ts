import createClient, { type Middleware } from 'openapi-fetch';
import type { paths } from '@/api/schema.gen';
import { onlineState } from './online-state';

/** Where the server is: beside the page, also below the path of a proxy. */
export const SERVER = new URL('.', document.baseURI).href.replace(/\/$/, '');

/** What the server refused or failed to do, or that it did not answer. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    message: string,
    /** MLflow's code, such as `RESOURCE_DOES_NOT_EXIST`; `OFFLINE` where nobody answered. */
    readonly code: string,
    /** The HTTP status; 0 where nobody answered. */
    readonly status: number,
    /** What the server's log knows the request by. */
    readonly requestId: string | undefined,
  ) {
    super(message);
  }

  get isMissing(): boolean {
    return this.status === 404;
  }

  get isForbidden(): boolean {
    return this.status === 401 || this.status === 403;
  }

  get isOffline(): boolean {
    return this.status === 0;
  }

  /** Whether the same request may succeed a moment later. */
  get isPassing(): boolean {
    return this.isOffline || this.status === 429 || this.status === 502 || this.status === 503 || this.status === 504;
  }
}

const refusals: Middleware = {
  async onResponse({ response }) {
    onlineState.set(false);
    if (!response.ok) throw await refusal(response);
  },
  onError({ error }) {
    if (error instanceof ApiError || (error instanceof DOMException && error.name === 'AbortError')) return error;
    onlineState.set(true);
    return new ApiError(error instanceof Error ? error.message : String(error), 'OFFLINE', 0, undefined);
  },
};

/** The error that an answer with a status of 400 or more stands for. */
export async function refusal(response: Response): Promise<ApiError> {
  const text = await response.text();
  const body = parsed(text);
  return new ApiError(
    body?.message ?? (response.statusText || `HTTP ${response.status}`),
    body?.error_code ?? 'INTERNAL_ERROR',
    response.status,
    response.headers.get('X-Request-Id') ?? undefined,
  );
}

function parsed(text: string): { error_code?: string; message?: string } | undefined {
  try {
    return JSON.parse(text) as { error_code?: string; message?: string };
  } catch {
    return undefined; // a proxy's page
  }
}

export const api = createClient<paths>({ baseUrl: SERVER });
api.use(refusals);

/** The body of an answer. Refusals were thrown before. */
export async function answer<R extends { data?: unknown }>(call: Promise<R>): Promise<NonNullable<R['data']>> {
  return (await call).data as NonNullable<R['data']>;
}
