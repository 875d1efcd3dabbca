import '@fontsource-variable/inter/wght.css';
import './ui/tokens.css';
import './ui/base.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createAppRouter } from './app/router';
import { keepSearches } from './lib/last-search';
import { createQueryClient } from './lib/query-client';
import { applyTheme } from './lib/theme';
import { Toasts } from './ui/toast';

applyTheme();
const queryClient = createQueryClient();
const router = createAppRouter(queryClient);
keepSearches(router);
const root = document.getElementById('root');
if (root === null) throw new Error('The page has no #root');

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <Toasts>
        <RouterProvider router={router} />
      </Toasts>
    </QueryClientProvider>
  </StrictMode>,
);
