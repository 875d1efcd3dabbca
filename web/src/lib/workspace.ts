/** The workspace that every server has. */
export const DEFAULT_WORKSPACE = 'default';

/** By which a request names its workspace, and what stands for it in addresses of files and streams. */
export const WORKSPACE_HEADER = 'X-MLFLOW-WORKSPACE';
const ADDRESS_PARAMETER = 'x_mlflow_workspace';

const PARAMETER = 'workspace';
/** Where MLflow's clients print it: behind the screen. */
const BEHIND = /[?&]workspace=([^&]*)/;

/**
 * The workspace of this page, which its address names before the `#`. What leads to another one leads to another page,
 * which holds nothing of this one.
 */
export const workspace = takeFromAddress();

/** An address of a page with its workspace where it belongs. */
export function inItsPlace(address: string): string {
  const url = new URL(address);
  const name = BEHIND.exec(url.hash)?.[1];
  if (name === undefined) return address;
  url.hash = url.hash.replace(BEHIND, '').replace(/^([^?]*)&/, '$1?');
  return withWorkspace(url, decodeURIComponent(name));
}

/** The address of a screen, in this workspace unless another one is named. */
export function screenAddress(screen: string, name: string = workspace): string {
  const url = new URL('.', document.baseURI);
  url.hash = screen;
  return withWorkspace(url, name);
}

/** An address of a file or a stream, to which a browser gives no header. */
export function inWorkspace(address: string): string {
  if (workspace === DEFAULT_WORKSPACE) return address;
  return `${address}${address.includes('?') ? '&' : '?'}${ADDRESS_PARAMETER}=${encodeURIComponent(workspace)}`;
}

function withWorkspace(url: URL, name: string): string {
  if (name === DEFAULT_WORKSPACE || name === '') url.searchParams.delete(PARAMETER);
  else url.searchParams.set(PARAMETER, name);
  return url.href;
}

function takeFromAddress(): string {
  const address = inItsPlace(location.href);
  if (address !== location.href) history.replaceState(history.state, '', address);
  // Before the router hears of it: it would look for the screen in this workspace.
  addEventListener('popstate', (event) => {
    const meant = inItsPlace(location.href);
    if (meant === location.href) return;
    event.stopImmediatePropagation();
    location.replace(meant);
  });
  return new URL(address).searchParams.get(PARAMETER) ?? DEFAULT_WORKSPACE;
}
