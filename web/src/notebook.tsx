import '@fontsource-variable/inter/wght.css';
import './ui/tokens.css';
import './ui/base.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { NotebookPage } from './app/notebook-page';
import { createQueryClient } from './lib/query-client';
import { applyTheme } from './lib/theme';
import { screenAddress } from './lib/workspace';
import { Toasts } from './ui/toast';

applyTheme();
const traceIds = [...new Set(new URLSearchParams(location.search).getAll('trace_id'))];

// Links lead to the screens of the UI, which are not in this document: they open beside the notebook.
const history = createMemoryHistory();
history.createHref = (path) => screenAddress(path);
document.addEventListener(
  'click',
  (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href]') : null;
    if (!link) return;
    event.preventDefault();
    event.stopPropagation();
    if (/^https?:/.test(link.href)) window.open(link.href, '_blank', 'noopener');
  },
  { capture: true },
);

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no #root');
const router = createRouter({
  routeTree: createRootRoute({ component: () => <NotebookPage traceIds={traceIds} /> }),
  history,
});

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={createQueryClient()}>
      <Toasts>
        {/* Its type is that of the UI's own router. */}
        <RouterProvider router={router as never} />
      </Toasts>
    </QueryClientProvider>
  </StrictMode>,
);
