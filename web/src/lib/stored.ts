/**
 * What a person chose for this browser. A page in a frame of another site may be allowed to keep nothing: it is then as
 * if nothing had been chosen.
 */
export function stored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // SecurityError: the browser keeps nothing for this frame
  }
}

export function store(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // SecurityError: what was chosen holds until the page is left
  }
}
