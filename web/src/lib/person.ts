import { SERVER } from './api-client';
import { signedOutState } from './signed-out';
import { begun, forgetBegun, keepBegun } from './stored';
import { DEFAULT_WORKSPACE, screenAddress } from './workspace';

const KEY = 'cairn.person';

/** Whose tab this is: who was signed in here last. */
let person = begun(KEY);
const otherTabs = channel();

/** Tells every tab of this browser who is signed in by now; null once somebody signed out. */
export function changePerson(now: string | null): void {
  otherTabs?.postMessage(now);
  seePerson(now);
}

/** Somebody else than before finds a new tab. Who comes back goes on where they were: their session had only ended. */
export function seePerson(now: string | null): void {
  const before = person;
  person = now;
  if (before !== null && before !== now) startAnew();
  else if (now !== null) {
    keepBegun(KEY, now);
    signedOutState.set(false);
  }
}

/** Home in the workspace that everybody has, with nothing of what the page holds and the tab keeps. */
function startAnew(): void {
  addEventListener('pagehide', forgetBegun); // as the last thing that the page does: until then it may keep more
  history.replaceState(null, '', screenAddress('/', DEFAULT_WORKSPACE));
  location.reload();
}

function channel(): BroadcastChannel | undefined {
  try {
    const opened = new BroadcastChannel(`cairn.person ${SERVER}`);
    opened.onmessage = ({ data }: MessageEvent<string | null>) => seePerson(data);
    return opened;
  } catch {
    return undefined; // SecurityError: the browser lets this frame of another site speak to nobody
  }
}
