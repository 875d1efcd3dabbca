/**
 * What a person chose for this browser. A page in a frame of another site may be allowed to keep nothing: it is then as
 * if nothing had been chosen.
 */
export function stored(key: string): string | null {
  return read(() => localStorage, key);
}

export function store(key: string, value: string): void {
  write(() => localStorage, key, value);
}

/** What is begun on this tab and not saved yet. */
export function begun(key: string): string | null {
  return read(() => sessionStorage, key);
}

/** @param value null where nothing is begun any more */
export function keepBegun(key: string, value: string | null): void {
  write(() => sessionStorage, key, value);
}

export function forgetBegun(): void {
  try {
    sessionStorage.clear();
  } catch {
    // SecurityError: nothing is kept
  }
}

function read(storage: () => Storage, key: string): string | null {
  try {
    return storage().getItem(key);
  } catch {
    return null; // SecurityError: the browser keeps nothing for this frame
  }
}

function write(storage: () => Storage, key: string, value: string | null): void {
  try {
    if (value === null) storage().removeItem(key);
    else storage().setItem(key, value);
  } catch {
    // SecurityError, or there is no room: it holds until the page is left
  }
}
