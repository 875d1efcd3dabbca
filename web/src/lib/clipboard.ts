/** Puts a text on the clipboard, also where a page came without encryption and browsers give it no clipboard to write to. */
export async function copyText(text: string): Promise<void> {
  if (isSecureContext) return navigator.clipboard.writeText(text);
  const copy = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  document.addEventListener('copy', copy, { capture: true });
  try {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- there is no other way without encryption
    document.execCommand('copy');
  } finally {
    document.removeEventListener('copy', copy, { capture: true });
  }
}
