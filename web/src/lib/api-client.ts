import createClient from 'openapi-fetch';
import type { paths } from '@/api/schema.gen';
import { onlineState } from './online-state';
import { signedOutState } from './signed-out';
import { slowRequests } from './slow-requests';
import { DEFAULT_WORKSPACE, workspace, WORKSPACE_HEADER } from './workspace';

/** Where the server is: beside the page, also below the path of a proxy. */
export const SERVER = new URL('.', document.baseURI).href.replace(/\/$/, '');

/** What a proxy says of a server that is away; one that is slow (504) is there. */
const AWAY: readonly number[] = [502, 503];
/** What is thrown where who asked does not wait any longer. */
const GIVEN_UP: readonly string[] = ['AbortError', 'TimeoutError'];
const PROBE_MILLIS = 5_000;

/** What the server refused or failed to do, or that it did not answer. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    message: string,
    /** MLflow's code, such as `RESOURCE_DOES_NOT_EXIST`; `OFFLINE` where nobody answered, `STOPPED` where nobody waited. */
    readonly code: string,
    /** The HTTP status; 0 where there is none. */
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

  /** The server does not know who asks. */
  get isSignedOut(): boolean {
    return this.status === 401 && this.code === 'UNAUTHENTICATED';
  }

  /** What was asked for makes no sense, such as a filter that is none. */
  get isFault(): boolean {
    return this.status === 400;
  }

  /** The server is away: nobody answered, or a proxy said so. */
  get isOffline(): boolean {
    return this.code === 'OFFLINE';
  }

  /** A person did not wait any longer. */
  get isStopped(): boolean {
    return this.code === 'STOPPED';
  }

  /** Whether the same request may succeed a moment later. */
  get isPassing(): boolean {
    return this.isOffline || this.status === 429 || this.status === 503;
  }
}

/**
 * Asks the server for anything: there is no other way. Gives a whole answer; what is refused, fails or is not answered
 * is an `ApiError`.
 */
export async function ask(input: Request | string | URL, init: RequestInit = {}): Promise<Response> {
  const stopper = new AbortController();
  const given = init.signal ?? (input instanceof Request ? input.signal : undefined);
  const signal = given ? AbortSignal.any([given, stopper.signal]) : stopper.signal;
  const end = slowRequests.begin(() => stopper.abort(new ApiError('', 'STOPPED', 0, undefined)));
  try {
    const request = new Request(input, { ...init, signal });
    request.headers.set('X-Requested-With', 'cairn'); // else a browser may ask for a password in a window of its own
    if (workspace !== DEFAULT_WORKSPACE && !request.headers.has(WORKSPACE_HEADER)) {
      request.headers.set(WORKSPACE_HEADER, workspace);
    }
    const response = await fetch(request);
    if (!response.ok) throw await refusal(response);
    const body = response.status === 204 ? null : await response.arrayBuffer();
    return new Response(body, response);
  } catch (error) {
    const known = error instanceof ApiError || (error instanceof DOMException && GIVEN_UP.includes(error.name));
    const failure = known ? error : new ApiError(String(error), 'OFFLINE', 0, undefined);
    if (failure instanceof ApiError && failure.isOffline) onlineState.set(true);
    if (failure instanceof ApiError && failure.isSignedOut) signedOutState.set(true);
    throw failure;
  } finally {
    end();
  }
}

/** The error that an answer with a status of 400 or more stands for. */
async function refusal(response: Response): Promise<ApiError> {
  const body = parsed(await response.text());
  const isProxys = body?.error_code === undefined && AWAY.includes(response.status);
  return new ApiError(
    body?.message ?? body?.detail ?? (response.statusText || `HTTP ${response.status}`),
    isProxys ? 'OFFLINE' : (body?.error_code ?? 'INTERNAL_ERROR'),
    response.status,
    response.headers.get('X-Request-Id') ?? undefined,
  );
}

/** `detail` is SCIM's word for the message. */
type Refusal = { error_code?: string; message?: string; detail?: string };

function parsed(text: string): Refusal | undefined {
  try {
    return JSON.parse(text) as Refusal;
  } catch {
    return undefined; // a proxy's page
  }
}

/** Whether the server answers, within a bounded time. */
export async function isServerThere(): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(PROBE_MILLIS);
    return (await fetch(`${SERVER}/health`, { cache: 'no-store', signal })).ok;
  } catch {
    return false;
  }
}

export const api = createClient<paths>({ baseUrl: SERVER, fetch: ask });

/** The body of an answer. Refusals were thrown before. */
export async function answer<R extends { data?: unknown }>(call: Promise<R>): Promise<NonNullable<R['data']>> {
  return (await call).data as NonNullable<R['data']>;
}

/** Whether what was shown is not there any more. */
export function isGone(error: Error | null): boolean {
  return error instanceof ApiError && error.isMissing;
}
