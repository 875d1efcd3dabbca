/** An id of its own, short enough for an address. `crypto.randomUUID` is not there where a page came without encryption. */
export function ownId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(4)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
