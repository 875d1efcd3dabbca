const LOOKED_AT = 8_192;

/** Whether bytes are text: UTF-8 without what no text has. */
export function isText(content: Uint8Array): boolean {
  const head = content.subarray(0, LOOKED_AT);
  if (head.includes(0)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true }); // the last letter may be cut
    return true;
  } catch {
    return false;
  }
}
